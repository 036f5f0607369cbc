"""Workbooks and CSV, read back by another program than the one that wrote them."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from accountability.printing.sheets import Cell, Column, Kind, Sheet, write_book, write_csv, write_xlsx

COLUMNS = (
    Column("STT", 6), Column("Nội dung", 60), Column("Thời hạn", 12), Column("Hoàn thành", 12, Kind.DATE),
    Column("Tỷ lệ", 9, Kind.PERCENT), Column("Lúc", 16, Kind.MOMENT), Column("Số", 9),
)  # fmt: skip
AT = datetime(2022, 11, 8, 1, 30, tzinfo=UTC)
ROW: tuple[Cell, ...] = (1, "Rà soát\nđợt 2", date(2022, 11, 16), None, Decimal("66.7"), AT, Decimal("1.5"))
ABOUT = [("Danh sách", "Nhiệm vụ"), ("Lập lúc", "08:30 ngày 08/11/2022")]


def sheet(*rows: tuple[Cell, ...], title: str = "Nhiệm vụ") -> Sheet:
    return Sheet(title, COLUMNS, iter(rows), ABOUT)


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(name).decode()


def test_dates_numbers_and_percents_are_real(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path, sheet(ROW, (2, "x", None, date(2022, 12, 1), Decimal(0), None, 7)))
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Nhiệm vụ", "Thông tin"]
    head, first, second = book.get_sheet_by_index(0).to_python()
    assert head == [column.title for column in COLUMNS]
    assert first == [1, "Rà soát\nđợt 2", date(2022, 11, 16), "", 0.667, datetime(2022, 11, 8, 8, 30), 1.5]
    assert second == [2, "x", "", date(2022, 12, 1), 0, "", 7]
    assert book.get_sheet_by_index(1).to_python() == [list(pair) for pair in ABOUT]
    for code in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm", "0.0%"):
        assert f'formatCode="{code}"' in part(path, "xl/styles.xml")


def test_the_head_stays_in_sight_filters_and_is_repeated_on_paper(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_book(path, [sheet(ROW, ROW), sheet(title="Trống")])
    for number, last in ((1, "G3"), (2, "G2")):
        markup = part(path, f"xl/worksheets/sheet{number}.xml")
        assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in markup
        assert f'<autoFilter ref="A1:{last}"/>' in markup
        assert 'orientation="landscape"' in markup
        assert 'paperSize="9"' in markup
        assert 'fitToHeight="0"' in markup
        assert re.findall(r'<col [^>]*width="60', markup)
    titles = re.findall(
        r"Print_Titles\" localSheetId=\"(\d)\">'?([^'!]+)'?!\$1:\$1", part(path, "xl/workbook.xml")
    )
    assert titles == [("0", "Nhiệm vụ"), ("1", "Trống")]


def test_a_list_without_rows_still_has_its_head(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_xlsx(path, sheet())
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows[0] == [column.title for column in COLUMNS]
    assert not any(any(row) for row in rows[1:])


def test_no_text_becomes_a_formula_a_link_or_a_broken_file(tmp_path: Path) -> None:
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://127.0.0.1/")', "http://127.0.0.1/x",
             "x\x0b\x00y\ud800", "<&>]]>", "a" * 40_000, "00123"]  # fmt: skip
    path = tmp_path / "a.xlsx"
    write_xlsx(path, Sheet("x", [Column("Chữ", 20)], [(text,) for text in texts], ABOUT))
    markup = part(path, "xl/worksheets/sheet1.xml")
    assert "<f>" not in markup
    assert "<hyperlink" not in markup
    read = [row[0] for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]]
    assert read[:7] == texts[:7]
    assert read[7:] == ["xy", "<&>]]>", "a" * 32_767, "00123"]


def test_a_date_where_none_was_expected_is_written_as_text_never_as_a_number(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    late: list[tuple[Cell, ...]] = [("chữ", None)] * 600 + [(date(2022, 11, 16), date(2022, 11, 17))]
    columns = [Column("Chữ", 20), Column("Ngày", 12, Kind.DATE)]
    write_xlsx(path, Sheet("x", columns, late, ABOUT))
    last = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[-1]
    assert last == ["16/11/2022", date(2022, 11, 17)]


def test_names_of_sheets_and_columns_are_such_that_excel_opens_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    long = "Danh sách nhiệm vụ quá hạn theo cơ quan"
    twice = Sheet("[a]/b:c*?", [Column("Số", 5), Column("Số", 5)], [(1, 2)], [("Bảng", "Bảng")])
    write_book(path, [Sheet(long, COLUMNS, [], ABOUT), Sheet(long, COLUMNS, [], ABOUT), twice])
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == [long[:31], f"{long[:27]} (2)", "-a--b-c--", "Thông tin"]
    assert all(len(name) <= 31 for name in book.sheet_names)
    assert book.get_sheet_by_index(2).to_python() == [["Số", "Số (2)"], [1, 2]]
    told = book.get_sheet_by_index(3).to_python()
    assert [row[1] for row in told if row[0] == "Bảng"][:2] == [long, long]


def test_what_the_rows_raise_comes_through(tmp_path: Path) -> None:
    def rows() -> object:
        yield from [ROW] * 700
        raise KeyError("dừng")

    with pytest.raises(KeyError, match="dừng"):
        write_xlsx(tmp_path / "a.xlsx", Sheet("x", COLUMNS, rows(), ABOUT))  # type: ignore[arg-type]


def test_csv_tells_dates_and_numbers_as_a_vietnamese_excel_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, sheet(ROW, (-2, "=1+1", None, None, None, None, None)))
    text = path.read_bytes().decode("utf-8-sig")
    head, first, second = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert head == [column.title for column in COLUMNS]
    assert first[2:] == ["16/11/2022", "", "66,7%", "08:30 ngày 08/11/2022", "1,5"]
    assert second[:2] == ["-2", "'=1+1"]
