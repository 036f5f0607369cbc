"""The job "tables": the sheets of a workbook, or the tables of a document, as `rules.grid` knows them.

Values are taken as they are stored: a formula gives what was computed when the file was saved, or is told as unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from accountability.core.saying import say
from accountability.intake.reading.unreadable import Unreadable, refuse_secret
from accountability.intake.rules.grid import MOST_ROWS, Sheet, packed

# Every level of secrecy has this word in it, spaced out on some stamps; rows without it need no closer look.
_MARKED = re.compile(r"m\W*ậ\W*t", re.IGNORECASE)
_MOST_LETTERS = 10_000_000
_TOO_MUCH = say("Bảng có hơn 10 triệu ký tự, không phải một phụ lục. Vui lòng tách thành nhiều tệp.")
_NOTHING = say("Tệp không có bảng nào có nội dung.")


def tables_of(path: Path, extension: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """{"sheets": […]} of the sheets that hold something and are not hidden.

    Raises Unreadable for a secrecy mark in any cell, for too many rows, and for a file that is broken.
    """
    sheets = [sheet for sheet in _read(path, extension) if sheet.rows]
    if not sheets:
        raise Unreadable(_NOTHING)
    for sheet in sheets:
        if len(sheet.rows) > MOST_ROWS:
            raise Unreadable(
                say(
                    "Bảng “{sheet}” có {n} dòng có nội dung, nhiều hơn mức nhận một lần ({MOST_ROWS} dòng). Vui "
                    "lòng tách thành nhiều tệp.",
                    sheet=sheet.name,
                    n=len(sheet.rows),
                    MOST_ROWS=MOST_ROWS,
                )
            )
        refuse_secret(*secret_candidates(sheet))
    if (
        sum(len(value) for sheet in sheets for row in sheet.rows for value in row.cells if type(value) is str)
        > _MOST_LETTERS
    ):
        raise Unreadable(_TOO_MUCH)
    return {"sheets": [packed(sheet) for sheet in sheets]}


def secret_candidates(sheet: Sheet) -> list[str]:
    """The name of the sheet and its rows as text, as far as a secrecy mark could stand in them."""
    lines = [sheet.name]
    lines += ["\t".join([value for value in row.cells if type(value) is str]) for row in sheet.rows]
    # Composed once for all: row by row it would cost more than reading the file.
    composed = unicodedata.normalize("NFC", "\0".join(lines))
    if not _MARKED.search(composed):
        return []
    return [line for line in composed.split("\0") if _MARKED.search(line)]


def _read(path: Path, extension: str) -> list[Sheet]:
    """By the reader of that kind; each is imported only when it is needed."""
    if extension == "docx":
        from accountability.intake.reading.docx_tables import sheets_of_docx

        return sheets_of_docx(path)
    if extension == "csv":
        from accountability.intake.reading.csv_tables import sheet_of_csv

        return [sheet_of_csv(path)]
    from accountability.intake.reading.workbooks import sheets_of_workbook

    return sheets_of_workbook(path, extension)
