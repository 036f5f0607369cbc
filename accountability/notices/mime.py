"""The bytes of a mail, put together by hand: ASCII, CRLF, one text and one HTML twin.

The classes of `email` take 4 ms for a mail of ours, mostly folding Vietnamese headers; a directive
may owe 460 mails at once and a sweep thousands. What is made here is parsed back by `email` in the
tests, letter by letter.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import formataddr
from html import escape

# RFC 2047 §2: an encoded word has at most 75 characters, twelve of which are its dress.
_WORD_BYTES = 45
_LINE = 76


def assemble(headers: Iterable[tuple[str, str]], *, text: str, html: str, boundary: str) -> bytes:
    """The whole mail. Header values are ASCII already (`encoded`, `mailbox`)."""
    lines = [f"{name}: {value}" for name, value in headers]
    lines += ["MIME-Version: 1.0", f'Content-Type: multipart/alternative; boundary="{boundary}"', "", ""]
    head = "\r\n".join(lines).encode("ascii")
    parts = [_part(boundary, "plain", text), _part(boundary, "html", html)]
    return b"".join([head, *parts, f"--{boundary}--\r\n".encode("ascii")])


def _part(boundary: str, subtype: str, body: str) -> bytes:
    head = (
        f'--{boundary}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n'
        "MIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    content = body.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    letters = base64.b64encode(content)
    lines = [letters[start : start + _LINE] for start in range(0, len(letters), _LINE)]
    return b"\r\n".join([head.encode("ascii") + b"".join(lines[:1]), *lines[1:], b"", b""])


def encoded(value: str, *, header: str) -> str:
    """A header's text: as it is when it is short ASCII, else as folded words of RFC 2047."""
    if value.isascii() and len(header) + 2 + len(value) <= _LINE:
        return value
    words: list[str] = []
    room = min(_WORD_BYTES, (_LINE - len(header) - 2 - 12) // 4 * 3)
    chunk = b""
    for letter in value:
        raw = letter.encode()
        if len(chunk) + len(raw) > room:
            words.append(_word(chunk))
            chunk, room = b"", _WORD_BYTES
        chunk += raw
    words.append(_word(chunk))
    return "\r\n ".join(words)


def _word(chunk: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(chunk).decode('ascii')}?="


def mailbox(name: str, address: str, *, header: str) -> str:
    """`name <address>`, the name encoded when it is not ASCII. The address is ASCII."""
    if name.isascii():
        return formataddr((name, address))
    return f"{encoded(name, header=header)}\r\n <{address}>"


def readdressed(mime: bytes, *, name: str, address: str, greeted: str) -> bytes:
    """The stored mail to another mailbox; where it greets `greeted`, it greets `name`. Message-ID stays."""
    message = message_from_bytes(mime)
    del message["To"]
    message["To"] = mailbox(name, address, header="To")
    if greeted and greeted != name:
        for part in message.walk():
            if part.get_content_maintype() == "text":
                _greet(part, greeted, name)
    return message.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _greet(part: Message, greeted: str, name: str) -> None:
    """Change the line of the greeting, and no other place where the name may stand."""
    raw = part.get_payload(decode=True)
    body = raw.decode("utf-8") if isinstance(raw, bytes) else ""
    for old, new in ((greeted, name), (escape(greeted), escape(name))):
        body = body.replace(f"Kính gửi: {old}", f"Kính gửi: {new}", 1)
    del part["Content-Transfer-Encoding"]
    part.set_payload(body, "utf-8")
