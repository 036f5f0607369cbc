"""The table of recipients as people paste it, and what is asked about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accountability.intake.rules.recipients import read_table


def test_rows_of_excel_are_read_with_figures_and_deadlines() -> None:
    first, second = read_table(
        "STT\tĐơn vị\tMức giao\tThời hạn\n1\tXã Hưng Hòa\t1.250,5\t15/12/2022\n2\tPhường Lê Lợi\t60%\t\n",
        figures=1,
    )
    assert (first.number, first.agency, first.values, first.due_on) == (
        2, "Xã Hưng Hòa", (Decimal("1250.5"),), date(2022, 12, 15),
    )  # fmt: skip
    assert (second.agency, second.values, second.due_on) == ("Phường Lê Lợi", (Decimal(60),), None)


@pytest.mark.parametrize("mark", [";", "|", "\t"])
def test_other_marks_part_columns_and_commas_stay_in_names(mark: str) -> None:
    (line,) = read_table(f"Sở Văn hóa, Thể thao và Du lịch{mark}2022-12-01", figures=0)
    assert (line.agency, line.due_on) == ("Sở Văn hóa, Thể thao và Du lịch", date(2022, 12, 1))


def test_a_date_that_excel_copies_with_its_hour_is_a_date() -> None:
    (line,) = read_table("Xã A\t2022-12-01 00:00:00", figures=0)
    assert line.due_on == date(2022, 12, 1)


@pytest.mark.parametrize(
    ("row", "figures", "asked"),
    [
        ("Xã A\t5.62", 1, "chưa đúng cách viết số"),
        ("Xã A\t15/12/2022", 1, "đứng ở cột mức giao"),
        ("Xã A\t50\t15/12", 1, "thiếu năm"),
        ("Xã A\t50\t31/11/2022", 1, "không có ngày 31/11/2022"),
        ("Xã A\t50\t15/12/2022\tghi chú", 1, "nhiều hơn số cột"),
        ("\t50", 1, "thiếu tên cơ quan"),
        ("Xã A\t1,234", 1, "hai chữ số thập phân"),
    ],
)
def test_what_cannot_be_read_is_asked_with_its_row(row: str, figures: int, asked: str) -> None:
    (line,) = read_table("\n" + row, figures=figures)
    assert line.number == 2
    assert any(asked in problem for problem in line.problems)


def test_a_text_that_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="dài quá"):
        read_table("x" * 300_000, figures=0)
    with pytest.raises(ValueError, match="2001 dòng"):
        read_table("\n".join(f"Xã số hiệu {n}" for n in range(2001)), figures=0)
