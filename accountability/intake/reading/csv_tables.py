"""Separated values: a .csv file, or what the clipboard of a spreadsheet holds (tabs, quotes around cells with breaks)."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

from accountability.core.saying import say
from accountability.intake.reading.plain_text import decoded
from accountability.intake.reading.unreadable import Unreadable
from accountability.intake.rules.grid import MOST_COLUMNS, Row, Sheet, cleaned

_DELIMITERS = ",;\t|"
_MOST_LINES = 200_000
_LINES_SNIFFED = 50
_LONGEST_CELL = 100_000
_TOO_LONG = say(
    "Tệp có hơn 200.000 dòng, gần như toàn dòng trống. Vui lòng xóa các dòng trống rồi thử lần nữa."
)
_BROKEN = say(
    "Không đọc được tệp .csv: dấu nháy không khép, hoặc ô quá dài. Vui lòng lưu lại từ Excel dạng .xlsx."
)


def sheet_of_csv(path: Path) -> Sheet:
    """The one table of the file. Raises Unreadable for what is no text, or no table."""
    return sheet_of_text(decoded(path.read_bytes()), name="csv")


def sheet_of_text(text: str, *, name: str, delimiter: str = "") -> Sheet:
    """The table that the text holds; the delimiter is found when none is given. Raises Unreadable."""
    if text.count("\n") > _MOST_LINES:
        raise Unreadable(_TOO_LONG)
    text = text.removeprefix("\ufeff")
    if text.lower().startswith("sep=") and len(text) > 4:  # Excel's own first line.
        delimiter, text = text[4], text.split("\n", 1)[-1]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text))
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = [Row(index, cells) for index, values in enumerate(reader) if (cells := _cells(values))]
    except csv.Error as error:
        raise Unreadable(_BROKEN) from error
    finally:
        csv.field_size_limit(before)
    return Sheet(name, rows)


def _cells(values: list[str]) -> list[str | None]:
    cells = [value if cleaned(value) is not None else None for value in values[:MOST_COLUMNS]]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _delimiter(text: str) -> str:
    """The mark that gives the most rows of one same width; names contain commas, so how often it occurs proves nothing."""
    best, chosen = 0, ","
    for mark in _DELIMITERS:
        reader = csv.reader(io.StringIO(text[: _LONGEST_CELL * 5], newline=""), delimiter=mark)
        try:
            widths = [len(values) for values in islice(reader, _LINES_SNIFFED) if any(values)]
        except csv.Error:
            continue
        width = max(widths, default=0)
        alike = sum(one == width for one in widths) * width if width > 1 else 0
        if alike > best:
            best, chosen = alike, mark
    return chosen
