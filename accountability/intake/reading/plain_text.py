"""Letters of a plain text whose encoding nobody wrote down: UTF-8, UTF-16, windows-1258. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from accountability.core.saying import say
from accountability.intake.reading.unreadable import Unreadable

MAX_CHARACTERS = 1_000_000  # some 400 pages
_INVISIBLE = (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_CONTROLS = (*range(9), *range(10, 32), *range(127, 160))  # all but the tab
_DROPPED = {**dict.fromkeys((*_INVISIBLE, *_CONTROLS)), 0x00A0: " "}
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f]")
_NO_TEXT = say(
    "Tệp không phải văn bản thuần (UTF-8, UTF-16 hoặc windows-1258). Vui lòng lưu lại với mã "
    "UTF-8, hoặc dán nội dung vào ô văn bản."
)
# Bytes of the old Vietnamese fonts (TCVN3, “.VnTime”), seen as windows-1258: signs among letters.
_OLD_SIGNS = frozenset("¸µ¶¹¨¾»¼½©®ª«¬­")


def tidy(line: str) -> str:
    """The line in composed form without invisible characters and trailing blanks; other spacing stays."""
    return unicodedata.normalize("NFC", line).translate(_DROPPED).rstrip()


def tidy_text(text: str) -> str:
    """Every line of the text made tidy, empty lines at both ends left out; every break is a line feed."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip("\n")


def bounded(lines: Iterable[str], most: int = MAX_CHARACTERS) -> list[str]:
    """The lines. Raises Unreadable as soon as they hold more than that many characters."""
    kept, count = [], 0
    for line in lines:
        count += len(line) + 1  # Its line feed counts, too: a million short lines are a million.
        if count > most:
            raise Unreadable(
                say("Văn bản dài quá (trên 400 trang). Vui lòng tách ra, hoặc dán phần có giao nhiệm vụ.")
            )
        kept.append(line)
    return kept


def decoded(data: bytes) -> str:
    """The text of the bytes. Raises Unreadable for anything that is not text in one of the three."""
    for codec in _codecs(data):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _has_controls(text):
            refuse_old_fonts(text)
            return text
    raise Unreadable(_NO_TEXT)


def _codecs(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if b"\0" in data[:1024]:
        little = data[1:1024:2].count(0) > data[:1024:2].count(0)
        return ["utf-16-le" if little else "utf-16-be"]
    return ["utf-8-sig", "cp1258"]


def _has_controls(text: str) -> bool:
    return _CONTROL.search(text) is not None


def refuse_old_fonts(text: str) -> None:
    """Raises Unreadable for text typed in TCVN3, whose letters are right only in its own fonts (“.VnTime”)."""
    signs = sum(char in _OLD_SIGNS for char in text)
    letters = sum(char.isalpha() for char in text)
    if signs > 20 and signs * 33 > letters:
        raise Unreadable(
            say(
                "Văn bản gõ bằng phông chữ cũ (TCVN3, “.VnTime”) nên chữ không đọc được. Vui lòng chuyển mã "
                "sang Unicode rồi thử lại."
            )
        )
