"""Lists as files: a workbook with real dates, numbers and percents, or CSV as a Vietnamese Excel expects it (UTF-8 with BOM, semicolons).

A workbook is written by rustpy-xlsxwriter (ADR 0037), which formats by column, not by cell: so a column has a kind.
Who makes a `Column` without one leaves it to the first rows; whoever knows that a column of dates may begin with a
thousand empty cells says so.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import Any

from rustpy_xlsxwriter import Format, write_worksheets

from accountability.core.saying import say
from accountability.core.text import date_vi, moment_vi
from accountability.core.zone import local
from accountability.printing.rules import decimal_text, percent_text

Cell = str | int | Decimal | date | datetime | None
_LONGEST_CELL = 32_767  # Of Excel.
_LONGEST_NAME = 31  # Of a sheet.
_LOOKED_AT = 500  # Rows that tell what an undeclared column holds.
_WRAPPED = 40  # Characters; a column as wide as this holds sentences.
# A cell that begins so would be run as a formula by the program that opens a CSV file (OWASP, CSV injection).
_RUNS = ("=", "+", "-", "@", "\t", "\r")


class Kind(StrEnum):
    """What a column holds; percents are told in points, 66.7 for 66,7%."""

    AUTO = "auto"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    PERCENT = "percent"


_FORMATS = {Kind.DATE: "dd/mm/yyyy", Kind.MOMENT: "dd/mm/yyyy hh:mm", Kind.PERCENT: "0.0%"}


@dataclass(frozen=True)
class Column:
    """One column: its title, its width in characters, and what it holds."""

    title: str
    width: int
    kind: Kind = Kind.AUTO


@dataclass(frozen=True)
class Sheet:
    """What is written: the rows come one by one, so that a hundred thousand need no memory."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    about: Sequence[tuple[str, str]]


# Workbooks --------------------------------------------------------------------------------------------------------------


def write_xlsx(path: Path, sheet: Sheet) -> None:
    """Write the workbook of one list, and a sheet that says what it is."""
    write_book(path, [sheet])


def write_book(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the lists as sheets of one workbook: each with a head that stays in sight, is repeated on paper and filters.

    They print across A4, as wide as the page. The last sheet, "Thông tin", tells what each of them is. Text stays text
    whatever it begins with: never a formula, never a link. What the rows raise comes through.
    """
    names = _names([sheet.title for sheet in sheets])
    drafts = [_Draft(name, sheet) for name, sheet in zip(names, sheets, strict=True)]
    content: list[tuple[str, Any]] = [(draft.name, draft.records()) for draft in drafts]
    widths: dict[str, Any] = {draft.name: draft.widths for draft in drafts}
    formats: dict[str, Any] = {draft.name: draft.formats for draft in drafts}
    about = _about(sheets)
    if about:
        (name,) = _names([say("Thông tin")], taken=names)
        keys = (about[0][0], about[0][1] if about[0][1] != about[0][0] else f"{about[0][1]} ")
        content.append((name, [dict(zip(keys, pair, strict=True)) for pair in about[1:] or [("", "")]]))
        widths[name], formats[name] = [24.0, 90.0], [_base().set_bold(), _base().set_text_wrap()]
    write_worksheets(
        content, path, header_format={"general": _head()}, column_widths=widths, column_formats=formats,
        freeze_panes={draft.name: {"row": 1, "col": 0} for draft in drafts},
        autofilter={draft.name: True for draft in drafts},
        page_setup={
            draft.name: {"landscape": True, "paper_size": 9, "repeat_rows": 0, "fit_to_pages": (1, 0)}
            for draft in drafts
        },
    )  # fmt: skip


class _Draft:
    """A sheet on its way: the kinds of its columns are known, its rows are still to come."""

    def __init__(self, name: str, sheet: Sheet) -> None:
        rows = iter(sheet.rows)
        first = list(islice(rows, _LOOKED_AT))
        self.name = name
        self._rows = chain(first, rows)
        self._kinds = [_kind(column, place, first) for place, column in enumerate(sheet.columns)]
        self._titles = _unique([column.title for column in sheet.columns])
        self.widths = [float(column.width) for column in sheet.columns]
        self.formats = [
            _of_column(column, kind) for column, kind in zip(sheet.columns, self._kinds, strict=True)
        ]

    def records(self) -> Iterator[dict[str, Any]]:
        """The rows as the writer wants them; a list without rows is one empty row, else it would have no head."""
        empty = True
        for row in self._rows:
            empty = False
            yield {
                title: _value(value, kind)
                for title, value, kind in zip(self._titles, row, self._kinds, strict=True)
            }
        if empty:
            yield dict.fromkeys(self._titles)


def _kind(column: Column, place: int, rows: Sequence[Sequence[Cell]]) -> Kind:
    """As declared, else by the first rows: one that holds both dates and text keeps its dates real."""
    if column.kind != Kind.AUTO:
        return column.kind
    seen = {type(row[place]) for row in rows}
    if datetime in seen:
        return Kind.MOMENT
    if date in seen:
        return Kind.DATE
    return Kind.NUMBER if seen & {int, Decimal} and str not in seen else Kind.TEXT


def _value(value: Cell, kind: Kind) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return _clean(value)[:_LONGEST_CELL]
    if isinstance(value, datetime):
        here = local(value).replace(tzinfo=None)
        return here if kind == Kind.MOMENT else here.date() if kind == Kind.DATE else moment_vi(value)
    if isinstance(value, date):  # A bare number of days where the column is not one of dates: better as text.
        return value if kind in {Kind.DATE, Kind.MOMENT} else date_vi(value)
    if kind == Kind.PERCENT:
        return float(Decimal(value) / 100)
    if kind in {Kind.DATE, Kind.MOMENT}:
        return decimal_text(Decimal(value))
    return float(value) if isinstance(value, Decimal) else value


def _clean(text: str) -> str:
    """Without characters that no sheet can hold; tabs and line feeds stay."""
    if text.isprintable():
        return text
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"})


def _base() -> Format:
    return Format().set_align("top")


def _head() -> Format:
    return _base().set_bold().set_text_wrap().set_border_bottom("thin").set_background_color("#eef1f4")


def _of_column(column: Column, kind: Kind) -> Format:
    plain = _base().set_text_wrap() if column.width >= _WRAPPED else _base()
    return plain.set_num_format(_FORMATS[kind]) if kind in _FORMATS else plain


def _about(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """What each sheet is; told once where it is the same for all."""
    told = [tuple(sheet.about) for sheet in sheets]
    if len(set(told)) == 1:
        pairs = list(told[0])
    else:
        pairs = [
            pair
            for sheet, about in zip(sheets, told, strict=True)
            for pair in ((say("Bảng"), sheet.title), *about)
        ]
    return [(_clean(name), _clean(text)[:_LONGEST_CELL]) for name, text in pairs]


def _names(titles: Sequence[str], taken: Sequence[str] = ()) -> list[str]:
    """Names that Excel accepts for sheets: short, without its own signs, each once."""
    plain = [
        "".join("-" if char in "[]:*?/\\" else char for char in _clean(title)).strip("' ") for title in titles
    ]
    return _unique([name or say("Bảng") for name in plain], taken, _LONGEST_NAME)


def _unique(titles: Sequence[str], taken: Sequence[str] = (), longest: int = 1000) -> list[str]:
    found: list[str] = []
    used = {title.casefold() for title in taken}
    for title in titles:
        name, number = title[:longest], 1
        while name.casefold() in used:
            number += 1
            name = f"{title[: longest - len(f' ({number})')]} ({number})"
        used.add(name.casefold())
        found.append(name)
    return found


# CSV --------------------------------------------------------------------------------------------------------------------


def write_csv(path: Path, sheet: Sheet) -> None:
    """Write the list with its head; dates as dd/mm/yyyy. What the file is stands in its name only."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([csv_cell(column.title) for column in sheet.columns])
        for row in sheet.rows:
            writer.writerow(
                [_text(value, column.kind) for value, column in zip(row, sheet.columns, strict=True)]
            )


def csv_cell(text: str) -> str:
    """The text so that no program takes it for a formula: an apostrophe before what would be one."""
    return f"'{text}" if text.startswith(_RUNS) else text


def _text(value: Cell, kind: Kind) -> str:
    return csv_cell(value) if isinstance(value, str) else shown(value, kind)


def shown(value: Cell, kind: Kind) -> str:
    """The value as it is read on paper and in CSV: dd/mm/yyyy, decimal comma, percent sign."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment_vi(value)
    if isinstance(value, date):
        return date_vi(value)
    if isinstance(value, str):
        return value
    if kind == Kind.PERCENT:
        return percent_text(Decimal(value))
    return str(value) if isinstance(value, int) else decimal_text(value)
