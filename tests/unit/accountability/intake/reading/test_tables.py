"""The job "tables": every format gives the same sheet; what is hostile is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from accountability.intake.reading import Unreadable, run
from accountability.intake.rules.grid import Range, Sheet, unpacked
from tests.integration.accountability.intake import annex_books as books

Read = Callable[[str, bytes], list[Sheet]]
LEAD_DOWN = (5, 2, 6, 2)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(name: str, data: bytes) -> list[Sheet]:
        path = tmp_path / "tep"
        path.write_bytes(data)
        return [unpacked(one) for one in run("tables", path, name)["sheets"]]

    return read


def _texts(sheet: Sheet) -> list[list[str]]:
    """Cells as text, however the format keeps numbers."""
    return [["" if value is None else str(value) for value in row.cells] for row in sheet.rows]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", books.xlsx()), ("a.xls", books.xls()), ("a.ods", books.ods())],
)
def test_workbooks_give_the_same_rows_with_dates_as_dates(read: Read, name: str, data: bytes) -> None:
    sheet = read(name, data)[0]

    assert [row.line for row in sheet.rows] == [0, 1, 3, 4, 5, 6, 7, 8, 9]
    assert list(sheet.by_index[3].cells) == books.TITLES
    assert sheet.by_index[6].at(4) == date(2022, 11, 30)
    assert sheet.by_index[5].at(0) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", books.xlsx(merged=[LEAD_DOWN])),
        ("a.xls", books.xls(merged=[LEAD_DOWN])),
        ("a.ods", books.ods(merged=[LEAD_DOWN])),
        ("a.docx", books.docx(books.SHEET, merged=[LEAD_DOWN])),
    ],
)
def test_merged_cells_are_told(read: Read, name: str, data: bytes) -> None:
    assert Range(*LEAD_DOWN) in read(name, data)[0].merged


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separated_values_in_any_letters_and_with_any_mark(read: Read, encoding: str, delimiter: str) -> None:
    sheet = read("a.csv", books.separated(delimiter=delimiter).encode(encoding))[0]

    assert list(sheet.by_index[3].cells) == books.TITLES
    assert sheet.by_index[5].at(3) == "Sở Nội vụ, Sở Tài chính"


def test_windows_1258_is_read_with_its_tones(read: Read) -> None:
    # The code page has no composed "ộ": letters with circumflex, then the tone by itself.
    import unicodedata

    text = "TT,Nội dung,Chủ trì\n1,Việc,Sở Nội vụ\n"
    bare = "".join(_for_1258(char, unicodedata) for char in text)
    sheet = read("a.csv", bare.encode("cp1258"))[0]

    assert unicodedata.normalize("NFC", str(sheet.rows[1].at(2))) == "Sở Nội vụ"


def _for_1258(char: str, unicodedata: object) -> str:
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        import unicodedata as u

        for tone in "\u0300\u0301\u0303\u0309\u0323":
            parts = u.normalize("NFD", char)
            if tone in parts:
                return u.normalize("NFC", parts.replace(tone, "")) + tone
    return char


def test_word_tables_are_sheets_and_a_file_without_any_says_so(read: Read) -> None:
    sheet = read("a.docx", books.docx())[0]
    assert (sheet.name, list(sheet.rows[0].cells)) == ("Bảng 1", books.TITLES)

    import io

    from docx import Document

    made = io.BytesIO()
    Document().save(made)
    with pytest.raises(Unreadable, match="không có bảng nào"):
        read("a.docx", made.getvalue())


def test_a_formula_gives_its_stored_value_and_one_without_is_told(read: Read) -> None:
    rows = [books.TITLES, [1, "=CONCAT(A1)", "Sở Nội vụ"]]
    sheet = read("a.xlsx", books.xlsx(rows))[0]
    assert sheet.unknown == {(1, 1)}

    import io

    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet("x").write_formula(0, 0, '="Sở "&"Y tế"', None, "Sở Y tế")
    book.close()
    sheet = read("a.xlsx", made.getvalue())[0]
    assert (sheet.rows[0].at(0), sheet.unknown) == ("Sở Y tế", frozenset())


def test_hidden_sheets_are_not_read(read: Read) -> None:
    import io

    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet("Thấy").write(0, 0, "a")
    hidden = book.add_worksheet("Ẩn")
    hidden.write(0, 0, "b")
    hidden.hide()
    book.close()
    assert [sheet.name for sheet in read("a.xlsx", made.getvalue())] == ["Thấy"]


# Hostile --------------------------------------------------------------------------------------------------------------


def _many_rows(number: int) -> bytes:
    """A workbook with that many written-out rows, nearly all empty."""
    import io
    import zipfile

    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(books.xlsx())) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                empty = b"".join(
                    b'<row r="%d" spans="1:7" x="%x"/>' % (row, row * 2654435761 % 2**32)
                    for row in range(20, number + 20)
                )
                data = data.replace(b"</sheetData>", empty + b"</sheetData>")
            copy.writestr(name, data)
    return made.getvalue()


HOSTILE = {
    "a million empty rows": ("a.xlsx", lambda: _many_rows(1_000_000), "dòng trống|quá nhiều nội dung"),
    "a million empty lines": ("a.csv", lambda: b",,,,,,\r\n" * 1_000_000, "dòng trống"),
    "an extension that lies": ("a.xlsx", lambda: books.xls(), "không phải định dạng|mật khẩu"),
    "a text that calls itself a workbook": ("a.xls", lambda: b"abc", "không phải định dạng"),
    "macros": ("a.xlsm", lambda: books.xlsx(), "macro"),
    "entities": (
        "a.ods",
        lambda: books.zipped({"content.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}),
        "thực thể",
    ),
    "a zip bomb": (
        "a.xlsx",
        lambda: books.zipped({"xl/workbook.xml": "0" * 60_000_000}),
        "quá nhiều nội dung",
    ),
    "nothing": ("a.xlsx", lambda: b"", "rỗng"),
    "no table at all": ("a.csv", lambda: b"\r\n\r\n", "không có bảng"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_hostile_is_refused_in_words(read: Read, case: str) -> None:
    name, make, message = HOSTILE[case]
    with pytest.raises(Unreadable, match=message):
        read(name, make())


def test_the_million_repeated_rows_below_every_sheet_of_libreoffice_are_no_attack(read: Read) -> None:
    tail = '<table:table-row table:number-rows-repeated="1048566"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    assert len(read("a.ods", books.ods(tail=tail))[0].rows) == 9


@pytest.mark.parametrize("cell", ["Độ mật: Tối mật", "TUYỆT MẬT", "M Ậ T"])
@pytest.mark.parametrize("make", [books.xlsx, books.xls, books.ods])
def test_a_secrecy_mark_in_any_cell_refuses_the_file(
    read: Read, make: Callable[..., bytes], cell: str
) -> None:
    extension = make.__name__
    with pytest.raises(Unreadable, match="mật"):
        read(f"a.{extension}", make([*books.SHEET, [None, cell]]))


def test_a_stamp_beside_the_table_of_a_word_file_refuses_it(read: Read) -> None:
    with pytest.raises(Unreadable, match="mật"):
        read("a.docx", books.docx(before="TỐI MẬT"))


def test_ordinary_words_with_mat_pass(read: Read) -> None:
    assert read("a.xlsx", books.xlsx([*books.SHEET, [3, "Bảo đảm an toàn, bảo mật thông tin", "Sở Nội vụ"]]))
