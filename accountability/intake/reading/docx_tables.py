"""The tables of a Word file: cells that run over several columns or rows are told as merged ranges.

The words around the tables are looked at as well: a secrecy stamp stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from accountability.core.saying import say
from accountability.intake.reading.docx_text import lines_of_docx
from accountability.intake.reading.unreadable import Unreadable, refuse_secret
from accountability.intake.rules.grid import MOST_COLUMNS, Range, Row, Sheet, cleaned

_BROKEN = say("Không đọc được tệp Word: tệp hỏng. Vui lòng mở bằng Word, lưu lại rồi thử lần nữa.")
_NO_TABLE = say(
    "Tệp Word không có bảng nào. Nếu nhiệm vụ nằm trong phần chữ, vui lòng dùng “Bóc tách từ văn bản”."
)
_ROW, _CELL, _PARAGRAPH, _TEXT = qn("w:tr"), qn("w:tc"), qn("w:p"), qn("w:t")
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_DELETED = qn("w:del")
_MOST_TABLES = 50
_VAL = qn("w:val")


def sheets_of_docx(path: Path) -> list[Sheet]:
    """The tables of the body, named "Bảng 1", "Bảng 2". Raises Unreadable without any, or for a secrecy mark."""
    try:
        body, besides = lines_of_docx(path)
        refuse_secret("\n".join(body), "\n".join(besides))
        tables = list(Document(str(path)).element.body.iter(qn("w:tbl")))
    except (PackageNotFoundError, XMLSyntaxError, KeyError) as error:
        raise Unreadable(_BROKEN) from error
    outer = [table for table in tables if next(table.iterancestors(qn("w:tbl")), None) is None]
    if not outer:
        raise Unreadable(_NO_TABLE)
    return [
        _sheet(table, say("Bảng {number}", number=number))
        for number, table in enumerate(outer[:_MOST_TABLES], start=1)
    ]


def _sheet(table: Any, name: str) -> Sheet:
    rows: list[Row] = []
    merged: list[Range] = []
    open_down: dict[int, int] = {}  # Column → place in `merged` of the cell that still runs down.
    for index, row in enumerate(_rows(table)):
        cells: list[Any] = []
        for column, width, text, down in _cells(row):
            cells += [None] * (column - len(cells))
            if down == "continue" and column in open_down:
                place = open_down[column]
                merged[place] = merged[place]._replace(bottom=index)
                text = ""
            else:
                open_down.pop(column, None)
                if width > 1 or down:
                    merged.append(Range(index, column, index, column + width - 1))
                if down:
                    open_down[column] = len(merged) - 1
            cells += [cleaned(text), *[None] * (width - 1)]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            rows.append(Row(index, cells[:MOST_COLUMNS]))
    return Sheet(name, rows, [one for one in merged if one.bottom > one.top or one.right > one.left])


def _rows(table: Any) -> Iterator[Any]:
    """The rows of this table, none of a table in a cell; rows in a content control as well."""
    for element in table:
        if element.tag == _ROW:
            yield element
        elif element.tag == qn("w:sdt"):
            for content in element.iterchildren(qn("w:sdtContent")):
                yield from content.iterchildren(_ROW)


def _cells(row: Any) -> Iterator[tuple[int, int, str, str]]:
    """Column, width, text, and "", "restart" or "continue" for a cell that runs down."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    column = _number(before) if before is not None else 0
    for cell in row.iter(_CELL):
        if next(cell.iterancestors(_ROW)) is not row:
            continue
        properties = cell.find(qn("w:tcPr"))
        width, down = 1, ""
        if properties is not None:
            span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
            width = min(max(1, _number(span)), MOST_COLUMNS) if span is not None else 1
            down = (merge.get(_VAL) or "continue") if merge is not None else ""
        yield column, width, "\n".join(_paragraphs(cell)), down
        column += width


def _number(element: Any) -> int:
    text = element.get(_VAL) or ""
    return int(text) if text.isdigit() and len(text) < 5 else 0


def _paragraphs(cell: Any) -> Iterator[str]:
    for paragraph in cell.iter(_PARAGRAPH):
        words = []
        for element in paragraph.iter():
            if element.tag == _TEXT and next(element.iterancestors(_DELETED), None) is None:
                words.append(element.text or "")
            elif element.tag in _BREAKS:
                words.append(_BREAKS[element.tag])
        yield "".join(words)
