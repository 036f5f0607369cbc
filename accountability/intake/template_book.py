"""The workbook that people fill in: titles that are recognised, lists to choose from, examples on a sheet of their own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TITLES = (
    "TT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời hạn hoàn thành",
    "Sản phẩm",
    "Ghi chú",
)
_WIDTHS = (6, 60, 30, 36, 22, 30, 24)
_LEAD, _DEADLINE = 2, 4
_ROWS = 1_000
_LISTS = "Danh mục"
DEADLINES = (
    "Thường xuyên", "Hằng tháng", "Hằng quý", "Hằng năm", "Quý IV/{year}", "Trong tháng 12/{year}", "Trước 15/12/{year}", "05 ngày làm việc",
)  # fmt: skip
_EXAMPLES: tuple[tuple[str | int, ...], ...] = (
    ("I", "Hoàn thiện thể chế", "", "", "", "", "Dòng đề mục: chỉ có số thứ tự và tên"),
    (1, "Rà soát quy trình nội bộ giải quyết thủ tục hành chính", "Sở Tư pháp", "Sở Nội vụ; Sở Tài chính", "Quý IV/{year}", "Báo cáo", "Đúng một cơ quan chủ trì"),
    (2, "Ban hành quy chế phối hợp", "Sở TT&TT", "Công an tỉnh", "30/11/{year}", "Quyết định", "Viết tắt cũng đọc được"),
    ("II", "Hạ tầng", "", "", "", "", ""),
    (1, "Vận hành hệ thống", "Sở Thông tin và Truyền thông", "", "Thường xuyên", "", "Rà soát mỗi 30 ngày"),
    (2, "Nâng cấp đường truyền", "UBND huyện Diễn Châu", "các đơn vị liên quan", "Trước 15/12", "Hệ thống", "Thiếu năm: lấy năm của văn bản"),
)  # fmt: skip


def template_book(leads: Sequence[str], *, year: int, at: datetime) -> bytes:
    """The workbook as bytes. `leads` are the agencies that may lead, as people write them; `year` stands in examples.

    Cells are written as texts: nothing that comes from the database becomes a formula.
    """
    import xlsxwriter  # Loaded with the first workbook.

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": "Mẫu phụ lục nhiệm vụ", "created": at.replace(tzinfo=None)})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E8EEF7"})  # fmt: skip
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    _to_fill(book.add_worksheet("Nhiệm vụ"), head, body, len(leads))
    _examples(book.add_worksheet("Ví dụ"), head, body, year)
    _lists(book.add_worksheet(_LISTS), head, leads, year)
    book.close()
    return made.getvalue()


def _titles(sheet: Worksheet, head: Format) -> None:
    for column, (title, width) in enumerate(zip(TITLES, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    sheet.freeze_panes(1, 0)


def _to_fill(sheet: Worksheet, head: Format, body: Format, leads: int) -> None:
    _titles(sheet, head)
    sheet.set_row(0, 32)
    advice = {"error_type": "warning", "error_title": "Không có trong danh mục"}
    sheet.data_validation(
        1, _LEAD, _ROWS, _LEAD,
        {
            "validate": "list", "source": f"='{_LISTS}'!$A$2:$A${leads + 1}", **advice,
            "error_message": "Cơ quan không có trong danh mục; khi nhập sẽ được hỏi lại.",
        },
    )  # fmt: skip
    sheet.data_validation(
        1, _DEADLINE, _ROWS, _DEADLINE,
        {
            "validate": "list", "source": f"='{_LISTS}'!$C$2:$C${len(DEADLINES) + 1}", "show_error": False,
            "input_title": "Thời hạn", "input_message": "Chọn, hoặc ghi ngày: 15/12/2022, Quý IV/2022, 05 ngày làm việc.",
        },
    )  # fmt: skip
    for row in range(1, 31):
        for column in range(len(TITLES)):
            sheet.write_blank(row, column, None, body)


def _examples(sheet: Worksheet, head: Format, body: Format, year: int) -> None:
    _titles(sheet, head)
    for row, cells in enumerate(_EXAMPLES, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, int):
                sheet.write_number(row, column, value, body)
            else:
                sheet.write_string(row, column, str(value).format(year=year), body)


def _lists(sheet: Worksheet, head: Format, leads: Sequence[str], year: int) -> None:
    sheet.set_column(0, 0, 50)
    sheet.set_column(2, 2, 30)
    sheet.write_string(0, 0, "Cơ quan có thể chủ trì", head)
    sheet.write_string(0, 2, "Cách ghi thời hạn", head)
    for row, name in enumerate(leads, start=1):
        sheet.write_string(row, 0, name)
    for row, words in enumerate(DEADLINES, start=1):
        sheet.write_string(row, 2, words.format(year=year))
