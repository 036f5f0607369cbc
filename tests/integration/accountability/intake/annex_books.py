"""Annexes as offices send them, made anew for each test: workbooks of every kind, tables in Word, separated values."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt
from docx import Document

TITLES = [
    "TT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời hạn hoàn thành",
    "Sản phẩm",
    "Ghi chú",
]
PREAMBLE = [["PHỤ LỤC"], ["(Kèm theo Kế hoạch số 812/KH-UBND ngày 07/11/2022)"], []]
DUTIES: list[list[Any]] = [
    ["I", "Hoàn thiện thể chế"],
    [1, "Rà soát quy trình nội bộ", "Sở Tư pháp", "Sở Nội vụ, Sở Tài chính", "Quý IV/2022", "Báo cáo"],
    [2, "Ban hành quy chế phối hợp", "Sở TT&TT", "Công an tỉnh", date(2022, 11, 30), "Quyết định"],
    ["II", "Hạ tầng"],
    [1, "Nâng cấp đường truyền", "UBND huyện Diễn Châu", None, "Trước 15/12", "Hệ thống"],
    [2, "Vận hành hệ thống", "Sở Thông tin và Truyền thông", None, "Thường xuyên", None],
]
SHEET = [*PREAMBLE, TITLES, *DUTIES]
FIRST_DUTY = len(PREAMBLE) + 3  # As the sheet counts: after the titles and the first heading.


def _uncovered(rows: Sequence[Sequence[Any]], merged: Sequence[tuple[int, int, int, int]]) -> list[list[Any]]:
    """The rows without what merged cells cover."""
    found = [list(cells) for cells in rows]
    for top, left, bottom, right in merged:
        for row in range(top, bottom + 1):
            for column in range(left, min(right + 1, len(found[row]))):
                if (row, column) != (top, left):
                    found[row][column] = None
    return found


def xlsx(rows: Sequence[Sequence[Any]] = SHEET, *, merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """A workbook of one sheet; `merged` are (top, left, bottom, right) from 0."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet, day = book.add_worksheet("Phụ lục"), book.add_format({"num_format": "dd/mm/yyyy"})
    rows = _uncovered(rows, merged)
    for top, left, bottom, right in merged:
        sheet.merge_range(top, left, bottom, right, "")
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(row, column, value, None, "")
            elif value is not None:
                sheet.write(row, column, value)
    book.close()
    return made.getvalue()


def xls(rows: Sequence[Sequence[Any]] = SHEET, *, merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """The same in the old format."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet, day = book.add_sheet("Phụ lục"), xlwt.easyxf(num_format_str="DD/MM/YYYY")
    spans = {(top, left): (bottom, right) for top, left, bottom, right in merged}
    for row, cells in enumerate(_uncovered(rows, merged)):
        for column, value in enumerate(cells):
            if (row, column) in spans:
                sheet.write_merge(row, spans[row, column][0], column, spans[row, column][1], value)
            elif isinstance(value, date):
                sheet.write(row, column, datetime(value.year, value.month, value.day), day)
            elif value is not None:
                sheet.write(row, column, value)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Phụ lục">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def ods(
    rows: Sequence[Sequence[Any]] = SHEET, *, merged: Sequence[tuple[int, int, int, int]] = (), tail: str = ""
) -> bytes:
    """The same as LibreOffice zips it; `tail` is markup after the last row."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merged}
    lines = [
        f"<table:table-row>{''.join(_ods_cell(value, spans.get((row, column))) for column, value in enumerate(cells))}</table:table-row>"
        for row, cells in enumerate(_uncovered(rows, merged))
    ]
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": _ODS.format(rows="".join(lines) + tail),
            "META-INF/manifest.xml": '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        }
    )


def _ods_cell(value: Any, span: tuple[int, int] | None) -> str:
    more = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if value is None:
        return f"<table:table-cell{more}/>"
    if isinstance(value, date):
        return f'<table:table-cell{more} office:value-type="date" office:date-value="{value.isoformat()}"><text:p>{value:%d/%m/%Y}</text:p></table:table-cell>'
    if isinstance(value, int | float):
        return f'<table:table-cell{more} office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell{more} office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A zip of these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def separated(rows: Sequence[Sequence[Any]] = SHEET, delimiter: str = ",") -> str:
    """The rows as text, quoted where a cell holds the delimiter or a break."""
    lines = []
    for cells in rows:
        texts = [
            f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)
            for value in cells
        ]
        texts += [""] * (len(TITLES) - len(texts))
        lines.append(
            delimiter.join(
                f'"{text.replace(chr(34), chr(34) * 2)}"'
                if delimiter in text or "\n" in text or '"' in text
                else text
                for text in texts
            )
        )
    return "\r\n".join(lines) + "\r\n"


def docx(
    rows: Sequence[Sequence[Any]] = (TITLES, *DUTIES),
    *,
    merged: Sequence[tuple[int, int, int, int]] = (),
    before: str = "PHỤ LỤC",
) -> bytes:
    """A Word file with the rows as its one table."""
    document = Document()
    document.add_paragraph(before)
    table = document.add_table(rows=len(rows), cols=len(TITLES))
    for row, cells in enumerate(_uncovered(rows, merged)):
        for column, value in enumerate(cells):
            if value is not None:
                table.cell(row, column).text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
