"""The text layer of a PDF as paragraphs: its printed lines joined where a sentence runs on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from accountability.intake.reading.kinds import LOCKED
from accountability.intake.reading.plain_text import refuse_old_fonts
from accountability.intake.reading.unreadable import Unreadable

MAX_PAGES = 300  # some 0.04 s each
SCANNED = (
    "Tệp PDF là bản quét (ảnh), không có lớp chữ nên không đọc được. Vui lòng gõ hoặc dán nội dung vào ô "
    "văn bản, hoặc dùng bản Word của văn bản."
)
_BROKEN = "Không đọc được tệp PDF: tệp hỏng. Vui lòng in lại ra PDF, hoặc dán nội dung."
# A new paragraph: a bullet, a number or letter of a list, a heading of the parts of a document.
_OPENS = re.compile(
    r"\s*(?:[-–—+•*●▪]\s|\d{1,2}(?:\.\d{1,2})*[.)/]\s|[a-zđ]\)\s|[IVX]{1,5}\.\s|[A-ZĐ]\.\s"
    r"|(?:Điều|Khoản|Chương|Mục|Phần|Phụ lục)\s|Nơi nhận|Kính gửi)"
)
_CLOSES = (".", ";", ":", "!", "?", "”", "./.")
_BROKEN_SYMBOL = re.compile(r"\d/$|/[A-ZĐ&]+-$")  # "78/" + "KH-UBND", "523/KH-" + "UBND"
_PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,3}\s*[-–]?\s*")
_RUNS_ON = 0.75  # of the longest lines: a shorter line ends its paragraph


def lines_of_pdf(path: Path) -> tuple[list[str], list[str], list[str]]:
    """Paragraphs; the printed lines as they stand (where a stamp is a line of its own); notes for the reader.

    Raises Unreadable for a password, a scan, a broken file, too many pages.
    """
    try:
        pages = _pages(path)
    except (FileNotDecryptedError, DependencyError) as error:
        raise Unreadable(LOCKED) from error
    except PyPdfError as error:
        raise Unreadable(_BROKEN) from error
    if not any(page.strip() for page in pages):
        raise Unreadable(SCANNED)
    refuse_old_fonts("\n".join(pages))
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page.strip()]
    notes = []
    if empty:
        which = ", ".join(empty[:20]) + ("…" if len(empty) > 20 else "")
        notes = [f"Trang {which} không có lớp chữ (ảnh quét): nội dung trang đó chưa được đọc."]
    printed = [line.rstrip() for page in pages for line in _body(page)]
    return joined(printed), printed, notes


def _pages(path: Path) -> list[str]:
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(LOCKED)
    texts: list[str] = []
    for number, page in enumerate(reader.pages):
        if number >= MAX_PAGES:
            raise Unreadable(
                f"Tệp PDF có trên {MAX_PAGES} trang. Vui lòng tách phần có giao nhiệm vụ rồi tải lên."
            )
        texts.append(page.extract_text())
    return texts


def _body(page: str) -> list[str]:
    """The lines of a page without its number, which stands alone at the top or the bottom."""
    lines = page.splitlines()
    for end in (0, -1):
        while lines and (not lines[end].strip() or _PAGE_NUMBER.fullmatch(lines[end])):
            lines.pop(end)
    return lines


def joined(lines: Iterable[str]) -> list[str]:
    """Paragraphs of printed lines. A line runs on when it is long and the next does not open a paragraph."""
    lines = list(lines)
    lengths = sorted(len(line) for line in lines)
    full = lengths[int(len(lengths) * 0.8)] * _RUNS_ON if lengths else 0
    paragraphs: list[str] = []
    open_ended = False
    for line in lines:
        bare = line.strip()
        if bare and open_ended and not _OPENS.match(bare):
            paragraphs[-1] += ("" if _BROKEN_SYMBOL.search(paragraphs[-1]) else " ") + bare
        elif bare:
            paragraphs.append(bare)
        open_ended = bool(bare) and not bare.endswith(_CLOSES) and (len(line) >= full or bare[-1] in ",-–")
        if bare.endswith(".") and len(line) >= full:
            open_ended = False
    return paragraphs
