"""Build a mail: the draft that other rooms hand in, and its bytes exactly as they will be sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache
from typing import Any, Protocol

from css_inline import CSSInliner
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string

from accountability.core.zone import local
from accountability.notices import kinds

DEMO_MARK = "SỐ LIỆU GIẢ ĐỊNH"
DEMO_HEADER = "X-Don-Doc-Data"
# A list mail stays readable; the rest is a number and a link.
LIST_LIMIT = 50
TITLE_LIMIT = 160
SUBJECT_LIMIT = 250


class Addressee(Protocol):
    """What a mail needs to know of its one reader (accounts.User fits)."""

    pk: Any
    email: str

    @property
    def display_name(self) -> str:
        """The name that the greeting uses."""


@dataclass(frozen=True)
class MailItem:
    """One assignment or directive in a mail: number, short title, deadline, link; no contents.

    `due` is a date or the words of the deadline ("không thời hạn"); `url` is a path of this site;
    `note` is a short state such as "quá hạn 5 ngày".
    """

    number: str
    title: str
    url: str
    due: date | str | None = None
    note: str = ""

    def context(self) -> dict[str, str]:
        """The values that the templates print."""
        due = self.due
        deadline = due.strftime("%d/%m/%Y") if isinstance(due, date) else due
        return {
            "number": self.number,
            "title": shorten(self.title, TITLE_LIMIT),
            "deadline": deadline or "không ghi thời hạn",
            "note": self.note,
            "link": absolute_url(self.url),
        }


@dataclass(frozen=True)
class MailDraft:
    """One mail to one person, before it is written to the outbox.

    `dedupe_key` is made of business facts; `payload` holds the facts that `still_due` needs;
    `subjects` says what the mail is about ("a:12", "d:3"); `references` are the subjects whose
    mail threads it joins (by default its only subject; a list mail joins none). `lines` open the
    mail, `ladder` states which rung this is and who hears next. `why` replaces the kind's own.
    """

    kind: str
    dedupe_key: str
    to: Addressee
    subject_line: str
    lines: tuple[str, ...] = ()
    items: tuple[MailItem, ...] = ()
    ladder: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)
    urgent: bool = False
    references: tuple[str, ...] | None = None
    why: str = ""
    more_url: str = "/"
    demo: bool = False


def shorten(text: str, limit: int) -> str:
    """One line of at most `limit` characters; a cut is marked by an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def absolute_url(path: str) -> str:
    """The link of a mail: BASE_URL and a path of this site."""
    base: str = settings.BASE_URL
    return f"{base.rstrip('/')}/{path.lstrip('/')}"


def mail_domain() -> str:
    """The domain of our sender address, the right-hand side of every Message-ID."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def message_id(dedupe_key: str) -> str:
    """The Message-ID of a mail: the same facts give the same id, on every try."""
    digest = hashlib.sha256(dedupe_key.encode()).hexdigest()[:40]
    return f"<{digest}@{mail_domain()}>"


def usable_address(address: str) -> bool:
    """Whether the address can stand in a header: well-formed and ASCII."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return address.isascii()


def build_mime(draft: MailDraft, *, at: datetime) -> bytes:
    """The bytes of the mail, ASCII with CRLF line ends, as they will go over the wire."""
    # The older classes on purpose: those of `email.policy` fold a Vietnamese header ten times
    # slower (8 ms of 10 ms per mail), and a directive may go to 460 communes at once.
    message = MIMEMultipart("alternative")
    _write_headers(message, draft, at)
    context = _context(draft, at)
    text = render_to_string("notices/mail/message.txt", context)
    html = _inliner().inline(render_to_string("notices/mail/message.html", context))
    for body, subtype in ((text, "plain"), (html, "html")):
        message.attach(MIMEText(body.replace("\n", "\r\n"), subtype, "utf-8"))
    return wire_bytes(message)


def wire_bytes(message: Message) -> bytes:
    """The message as it goes over the wire."""
    return message.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _write_headers(message: Message, draft: MailDraft, at: datetime) -> None:
    subject = shorten(draft.subject_line, SUBJECT_LIMIT)
    message["Subject"] = Header(subject, "utf-8", header_name="Subject").encode()
    message["From"] = _mailbox("From", *parseaddr(settings.DEFAULT_FROM_EMAIL))
    set_addressee(message, draft.to)
    message["Date"] = format_datetime(local(at))
    message["Message-ID"] = message_id(draft.dedupe_key)
    if threads := _threads(draft):
        message["References"] = " ".join(threads)
    message["List-Id"] = f"Don Doc <don-doc.{mail_domain()}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if _is_demo(draft):
        message[DEMO_HEADER] = "gia-dinh"


def set_addressee(message: Message, to: Addressee) -> None:
    """Name the one addressee; without a usable address the header is left out."""
    del message["To"]
    if usable_address(to.email):
        message["To"] = _mailbox("To", shorten(to.display_name, 120), to.email)


def _mailbox(header: str, name: str, address: str) -> str:
    """`name <address>`, the name encoded when it is not ASCII."""
    if not name.isascii():
        name = Header(name, "utf-8", header_name=header).encode()
        return f"{name} <{address}>"
    return formataddr((name, address))


def _threads(draft: MailDraft) -> list[str]:
    subjects = draft.references
    if subjects is None:
        subjects = draft.subjects if len(draft.subjects) == 1 else ()
    return [f"<{subject.replace(':', '-')}@{mail_domain()}>" for subject in subjects]


def _is_demo(draft: MailDraft) -> bool:
    return draft.demo or bool(settings.DEMO)


def _context(draft: MailDraft, at: datetime) -> dict[str, Any]:
    shown = draft.items[:LIST_LIMIT]
    return {
        "subject_line": shorten(draft.subject_line, SUBJECT_LIMIT),
        "greeting": draft.to.display_name,
        "lines": draft.lines,
        "items": [item.context() for item in shown],
        "is_list": len(draft.items) > 1,
        "more": len(draft.items) - len(shown),
        "more_link": absolute_url(draft.more_url),
        "ladder": draft.ladder,
        "why": draft.why or kinds.get(draft.kind).why,
        "at": at,
        "base_url": absolute_url("/"),
        "demo": _is_demo(draft),
        "demo_mark": DEMO_MARK,
    }


@cache
def _inliner() -> CSSInliner:
    """Mail readers drop style sheets, so the rules are written onto the elements."""
    css = render_to_string("notices/mail/mail.css")
    return CSSInliner(extra_css=css, load_remote_stylesheets=False)
