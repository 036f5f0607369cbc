"""A list as a file: XLSX with real dates and numbers, or CSV as a Vietnamese Excel expects it (UTF-8 with BOM, semicolons)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from accountability.core.text import date_vi

Cell = str | int | date | None
_LONGEST_CELL = 32_767  # Of Excel.
# A cell that begins so would be run as a formula by the program that opens a CSV file (OWASP, CSV injection).
_RUNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """One column: its title, and its width in characters."""

    title: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """What is written: the rows come one by one, so that a hundred thousand need no memory."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    about: Sequence[tuple[str, str]]


def write_xlsx(path: Path, sheet: Sheet) -> None:
    """Write the workbook: the list with a head that stays in sight and a filter, and a sheet that says what it is."""
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(str(path), options) as book:
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#eef1f4"}
        )
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        plain, wrapped = (
            book.add_format({"valign": "top"}),
            book.add_format({"valign": "top", "text_wrap": True}),
        )
        page = book.add_worksheet(sheet.title[:31])
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, column.title, head)
        page.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(sheet.rows, 1):
            for place, value in enumerate(row):
                _write(page, last, place, value, day, wrapped if sheet.columns[place].width >= 40 else plain)
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
        page.set_landscape()
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)
        _about(book, sheet.about, head)


def _write(page: Any, row: int, place: int, value: Cell, day: Any, plain: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        page.write_datetime(row, place, value, day)
    elif isinstance(value, int):
        page.write_number(row, place, value, plain)
    else:  # As a string, whatever it begins with: never a formula, never a link.
        page.write_string(row, place, value[:_LONGEST_CELL], plain)


def _about(book: Any, about: Sequence[tuple[str, str]], head: Any) -> None:
    page = book.add_worksheet("Thông tin")
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
    for row, (name, value) in enumerate(about):
        page.write_string(row, 0, name, head)
        page.write_string(row, 1, value)


def write_csv(path: Path, sheet: Sheet) -> None:
    """Write the list with its head; dates as dd/mm/yyyy. What the file is stands in its name only."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([column.title for column in sheet.columns])
        for row in sheet.rows:
            writer.writerow([_text(value) for value in row])


def csv_cell(text: str) -> str:
    """The text so that no program takes it for a formula: an apostrophe before what would be one."""
    return f"'{text}" if text.startswith(_RUNS) else text


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return date_vi(value)
    return str(value) if isinstance(value, int) else csv_cell(value)
