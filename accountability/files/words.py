"""The words of a file, as far as they are needed to find a secrecy mark: its first pages."""

from __future__ import annotations

import io
import logging
import re
import zipfile

from accountability.files.rules import MAX_UNPACKED

_PAGES = 3
_TEXT = re.compile(r"<w:p[ >]|<w:t(?: [^>]*)?>([^<]*)</w:t>")
_log = logging.getLogger(__name__)


def _of_pdf(data: bytes) -> str:
    # Loaded with the first PDF: 17 MB of every process that never reads one.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        return "\n".join(page.extract_text() for page in reader.pages[:_PAGES])
    except (PyPdfError, ValueError, KeyError, RecursionError) as error:
        # A scan or a broken text layer has no words to read; a person looks at it anyway.
        _log.info("no text layer read: %s", type(error).__name__)
        return ""


def _of_docx(data: bytes) -> str:
    # Read with a size: the directory of an archive may say less than the member unpacks to.
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as member:
        document = member.read(MAX_UNPACKED).decode("utf-8", "replace")
    return "".join(
        match.group(1) if match.group(1) is not None else "\n" for match in _TEXT.finditer(document)
    )


def words_of(name: str, data: bytes) -> str:
    """The readable words of the first pages; empty for pictures and workbooks."""
    extension = name.rsplit(".", 1)[-1].lower()
    if extension == "pdf":
        return _of_pdf(data)
    if extension == "docx":
        return _of_docx(data)
    if extension in ("txt", "csv"):
        return data.decode("utf-8-sig", "replace")
    return ""
