"""Workbooks: .xlsx, .xls and .ods by calamine, with what it does not tell (merged cells of .ods, formulas without value)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from accountability.core.saying import say
from accountability.intake.reading.kinds import LOCKED
from accountability.intake.reading.ods_spans import spans_of_ods
from accountability.intake.reading.unreadable import Unreadable
from accountability.intake.rules.grid import MOST_COLUMNS, Range, Row, Sheet, cleaned

_BROKEN = say("Không đọc được bảng tính: tệp hỏng. Vui lòng mở bằng Excel, lưu lại rồi thử lần nữa.")
_EMPTY_ROWS = say(
    "Bảng tính có {count} dòng, gần như toàn dòng trống. Vui lòng xóa các dòng trống phía dưới "
    "bảng (chọn dòng, Delete Rows), lưu lại rồi thử lần nữa; hoặc chép riêng bảng rồi dán."
)
# Written-out rows of one sheet, empty ones included; a dense rectangle of cells that is still worth looking through.
_MOST_WRITTEN_ROWS = 200_000
_MOST_CELLS = 4_000_000
_MOST_SHEETS = 50
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_NO_VALUE = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\br="([A-Z]{1,3})(\d{1,7})")[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def sheets_of_workbook(path: Path, extension: str) -> list[Sheet]:
    """The visible sheets. Raises Unreadable for a broken or locked workbook, and for a million empty rows."""
    unknown = _without_value(path) if extension == "xlsx" else {}
    spans = spans_of_ods(path) if extension == "ods" else {}
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            return [
                _sheet(sheet, unknown.get(sheet.name, frozenset()), spans.get(sheet.name))
                for sheet in _visible(book)
            ]
    except PasswordError as error:
        raise Unreadable(LOCKED) from error
    except (CalamineError, ValueError, OSError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(_BROKEN) from error


def _visible(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    shown = [
        meta.name
        for meta in book.sheets_metadata
        if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
    ]
    for name in shown[:_MOST_SHEETS]:
        yield book.get_sheet_by_name(name)


def _sheet(sheet: CalamineSheet, unknown: frozenset[tuple[int, int]], spans: list[Range] | None) -> Sheet:
    if sheet.start is None:
        return Sheet(sheet.name, [])
    top, left = sheet.start
    if sheet.height * sheet.width > _MOST_CELLS:
        raise Unreadable(_EMPTY_ROWS.format(count=f"{sheet.total_height:,}".replace(",", ".")))
    rows = []
    for number, values in enumerate(sheet.iter_rows()):
        cells = [cleaned(value) for value in values[: MOST_COLUMNS - left]]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(Row(top + number, [None] * left + cells))
    known = {row.line for row in rows}
    rows += [Row(index, []) for index in {place[0] for place in unknown} - known]
    rows.sort(key=lambda row: row.line)
    merged = spans if spans is not None else [Range(*a, *b) for a, b in sheet.merged_cell_ranges or ()]
    return Sheet(sheet.name, rows, merged, unknown)


# Formulas without a value ---------------------------------------------------------------------------------------------


def _without_value(path: Path) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Name of a sheet → its cells whose formula was never computed.

    Raises Unreadable for a sheet of hundreds of thousands of written-out rows.
    """
    found: dict[str, frozenset[tuple[int, int]]] = {}
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        for part in parts[:_MOST_SHEETS]:
            data = archive.read(part)
            written = sum(1 for _ in _ROW.finditer(data))
            if written > _MOST_WRITTEN_ROWS:
                raise Unreadable(_EMPTY_ROWS.format(count=f"{written:,}".replace(",", ".")))
            if b"<f" in data or b":f" in data:
                cells = frozenset((int(row) - 1, _column(name)) for name, row in _NO_VALUE.findall(data))
                if cells:
                    found[part] = cells
        names = _names_of_parts(archive) if found else {}
    return {names[part]: cells for part, cells in found.items() if part in names}


def _column(name: bytes) -> int:
    column = 0
    for letter in name:
        column = column * 26 + letter - ord("A") + 1
    return column - 1


def _names_of_parts(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """The file of each sheet inside the package → the name on its tab."""

    def tree(name: str) -> Any:
        return fromstring(archive.read(name))  # noqa: S314 - as above

    targets = {row.get("Id"): row.get("Target", "") for row in tree("xl/_rels/workbook.xml.rels")}
    found = {}
    for element in tree("xl/workbook.xml").iter():
        if element.tag.endswith("}sheet"):
            target = targets.get(element.get(_RELATIONS), "")
            found["xl/" + target.lstrip("/").removeprefix("xl/")] = element.get("name", "")
    return found
