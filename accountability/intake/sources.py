"""Where a table comes from: an uploaded file, read by a child process, or what was pasted."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from accountability.core.saying import say
from accountability.files.rules import MAX_BYTES
from accountability.intake.models import AnnexImport
from accountability.intake.reading import Unreadable, run
from accountability.intake.reading.csv_tables import sheet_of_text
from accountability.intake.reading.jobs import JOBS
from accountability.intake.reading.tables import secret_candidates
from accountability.intake.reading.unreadable import refuse_secret
from accountability.intake.rules.grid import MOST_ROWS, Sheet, unpacked

EXTENSIONS = JOBS["tables"].extensions
ACCEPT = ",".join(f".{extension}" for extension in EXTENSIONS)
PASTED = say("Dán từ bảng tính")
# Five hundred thousand letters are some two thousand rows; more comes as a file.
LONGEST_PASTE = 500_000
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Source:
    """A table with its origin: the bytes of a file, or the text that was pasted."""

    name: str
    sheets: Sequence[Sheet]
    data: bytes = b""
    pasted: str = ""

    @property
    def media_type(self) -> str:
        """Under which a file is kept."""
        return _TYPES[self.name.rsplit(".", 1)[-1].lower()]


def of_upload(upload: UploadedFile[Any]) -> Source:
    """The tables of an uploaded file. Raises Unreadable, for a secrecy mark too."""
    name = (upload.name or "").replace("\\", "/").rsplit("/", 1)[-1]
    data = upload.read(MAX_BYTES + 1)
    with tempfile.NamedTemporaryFile(prefix="dondoc-") as file:
        file.write(data)
        file.flush()
        return Source(name, of_path(Path(file.name), name), data=data)


def of_path(path: Path, name: str) -> list[Sheet]:
    """The tables of a file. Raises Unreadable."""
    return [unpacked(one) for one in run("tables", path, name)["sheets"]]


def of_paste(text: str) -> Source:
    """The table that the clipboard of a spreadsheet gave: cells parted by tabs. Raises Unreadable."""
    if not text.strip():
        raise Unreadable(say("Chưa có nội dung nào được dán."))
    if len(text) > LONGEST_PASTE:
        raise Unreadable(say("Nội dung dán quá dài. Vui lòng lưu thành tệp .xlsx rồi tải lên."))
    sheet = sheet_of_text(text, name=PASTED, delimiter="\t" if "\t" in text else "")
    if not sheet.rows or sheet.width < 2:
        raise Unreadable(
            say("Nội dung dán không phải một bảng: vui lòng chọn cả các ô trong Excel, chép rồi dán vào đây.")
        )
    if len(sheet.rows) > MOST_ROWS:
        raise Unreadable(say("Bảng dán có hơn {MOST_ROWS} dòng. Vui lòng tách nhỏ.", MOST_ROWS=MOST_ROWS))
    refuse_secret(*secret_candidates(sheet))
    return Source(PASTED, [sheet], pasted=text)


def again(annex: AnnexImport) -> list[Sheet]:
    """The tables of an annex that was read before, from what was kept of it. Raises Unreadable."""
    if annex.file is None:
        return list(of_paste(annex.pasted).sheets)
    with tempfile.NamedTemporaryFile(prefix="dondoc-") as file, annex.file.content.open("rb") as kept:
        for chunk in kept.chunks():
            file.write(chunk)
        file.flush()
        return of_path(Path(file.name), annex.name)
