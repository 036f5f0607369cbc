"""The job `text`: the words of a document as plain lines, one paragraph a line, in the order of reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from accountability.core.saying import say
from accountability.intake.reading.docx_text import lines_of_docx
from accountability.intake.reading.pdf_text import lines_of_pdf
from accountability.intake.reading.plain_text import MAX_CHARACTERS, bounded, decoded, tidy_text
from accountability.intake.reading.unreadable import Unreadable, refuse_secret


def text_of(path: Path, extension: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """`text` (composed form, no invisible characters) and `notes`, sentences for whoever reads it.

    Raises Unreadable when there are no words, too many, or a secrecy mark anywhere in the file.
    """
    if extension == "docx":
        lines, besides = lines_of_docx(path, most=MAX_CHARACTERS)
        notes: list[str] = []
    elif extension == "pdf":
        lines, besides, notes = lines_of_pdf(path)
    else:
        lines, besides, notes = decoded(path.read_bytes()).splitlines(), [], []
    text = tidy_text("\n".join(bounded(lines)))
    refuse_secret(text, "\n".join(besides))
    if not text.strip():
        raise Unreadable(say("Tệp không có chữ nào để đọc. Vui lòng gõ hoặc dán nội dung vào ô văn bản."))
    return {"text": text, "notes": notes}
