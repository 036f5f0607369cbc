"""What Excel itself writes is read right: the shapes that no library of ours makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from accountability.intake.reading import run
from accountability.intake.rules.grid import Range, Sheet, unpacked
from accountability.intake.rules.headers import find_layout
from accountability.intake.rules.rows import source_rows

from .excel_parts import workbook

# 30/11/2022 and thirty days later as Excel counts days from 1900, and from 1904 where a Mac set that.
FROM_1900 = {"day": 44895, "later": 44925}
FROM_1904 = {"day": 43433, "later": 43463, "since_1904": True}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Sheet]:
    def read(**options: int) -> Sheet:
        path = tmp_path / "tep"
        path.write_bytes(workbook(**options))
        return unpacked(run("tables", path, "phu-luc.xlsx")["sheets"][0])

    return read


def test_shared_and_rich_strings_are_whole_without_reading_aids(read: Callable[..., Sheet]) -> None:
    sheet = read(**FROM_1900)

    assert sheet.by_index[0].at(1) == "Nội dung nhiệm vụ"
    assert sheet.by_index[1].at(2) == "Sở Tư pháp"
    assert sheet.by_index[3].at(1) == "Tập huấn & kiểm tra"
    assert str(sheet.by_index[1].at(1)).split() == ["Rà", "soát", "quy", "trình", "nội", "bộ"]


@pytest.mark.parametrize("options", [FROM_1900, FROM_1904])
def test_dates_are_the_same_days_whatever_year_they_are_counted_from(
    read: Callable[..., Sheet], options: dict[str, int]
) -> None:
    sheet = read(**options)

    assert sheet.by_index[1].at(3) == date(2022, 11, 30)
    assert sheet.by_index[2].at(3) == date(2022, 12, 30)  # A formula, with a format of its own.


def test_stored_values_of_formulas_are_taken_shared_ones_as_well(read: Callable[..., Sheet]) -> None:
    sheet = read(**FROM_1900)

    assert [sheet.by_index[line].at(0) for line in (2, 3)] == [2, 3]
    assert sheet.by_index[3].at(3) == "Quý IV/2022"


def test_a_formula_that_gave_nothing_is_told(read: Callable[..., Sheet]) -> None:
    assert (4, 1) in read(**FROM_1900).unknown


def test_a_merged_lead_reaches_down_over_styled_empty_cells(read: Callable[..., Sheet]) -> None:
    sheet = read(**FROM_1900)
    assert Range(1, 2, 4, 2) in sheet.merged
    layout = find_layout(sheet)
    assert layout is not None

    rows = source_rows(sheet, layout)
    assert {row.texts["lead"] for row in rows} == {"Sở Tư pháp"}
    assert [row.texts.get("deadline") for row in rows][:3] == ["30/11/2022", "30/12/2022", "Quý IV/2022"]
