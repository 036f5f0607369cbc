"""Titles wherever they stand, in one row or three, merged or not; columns by meaning."""

from __future__ import annotations

import pytest

from accountability.intake.rules.columns import Meaning, meaning_of
from accountability.intake.rules.headers import best_sheet, find_layout

from .annexes import sheet

M = Meaning


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("STT", M.ORDER), ("TT", M.ORDER), ("Số TT", M.ORDER),
        ("Nội dung nhiệm vụ", M.CONTENT), ("NHIỆM VỤ", M.CONTENT), ("Nhiệm vụ, giải pháp", M.CONTENT),
        ("Nội dung công việc", M.CONTENT), ("Tên nhiệm vụ", M.CONTENT), ("Hoạt động", M.CONTENT),
        ("Nội dung, sản phẩm", M.CONTENT),
        ("Cơ quan chủ trì", M.LEAD), ("Đơn vị chủ trì thực hiện", M.LEAD), ("Chủ trì", M.LEAD),
        ("Cơ quan, đơn vị thực hiện", M.LEAD), ("Đơn vị thực hiện", M.LEAD), ("Phân công thực hiện", M.LEAD),
        ("Cơ quan phối hợp", M.COORDINATING), ("Đơn vị phối hợp", M.COORDINATING), ("Phối hợp", M.COORDINATING),
        ("Cơ quan chủ trì, phối hợp", M.BOTH),
        ("Thời gian hoàn thành", M.DEADLINE), ("Thời hạn", M.DEADLINE), ("Thời gian thực hiện", M.DEADLINE),
        ("Hạn hoàn thành", M.DEADLINE), ("Tiến độ", M.DEADLINE), ("Thời gian bắt đầu", M.START),
        ("Sản phẩm", M.PRODUCT), ("Kết quả đầu ra", M.PRODUCT), ("Sản phẩm của nhiệm vụ", M.PRODUCT),
        ("Ghi chú", M.NOTE), ("Lĩnh vực", M.GROUP), ("Nhóm nhiệm vụ", M.GROUP),
        ("Đơn vị tính", None), ("Kinh phí (triệu đồng)", None), ("Tình hình thực hiện", None), ("Căn cứ", None),
        ("", None), ("Sở Tư pháp", None), ("x" * 200, None),
    ],
)  # fmt: skip
def test_a_title_means(title: str, meaning: Meaning | None) -> None:
    assert meaning_of(title) == meaning


def test_titles_below_the_name_of_the_plan() -> None:
    found = find_layout(
        sheet(
            ["UBND TỈNH NGHỆ AN"], [None, "PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"], ["(Kèm theo Quyết định số 12/QĐ-UBND)"], [],
            ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"],
            [1, "Rà soát", "Sở Tư pháp", None, "12/2022"],
        )
    )  # fmt: skip
    assert found is not None
    assert (found.first, found.last, found.is_sure) == (4, 4, True)
    assert dict(found.columns) == {0: M.ORDER, 1: M.CONTENT, 2: M.LEAD, 3: M.COORDINATING, 4: M.DEADLINE}


@pytest.mark.parametrize("merged", [[(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1), (0, 4, 1, 4)], []])
def test_titles_in_two_rows_with_and_without_merged_cells(merged) -> None:
    found = find_layout(
        sheet(
            ["TT", "Nhiệm vụ", "Phân công thực hiện", None, "Thời hạn"],
            [None, None, "Chủ trì", "Phối hợp"],
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            [1, "Rà soát", "Sở Tư pháp", None, "12/2022"],
            merged=merged,
        )
    )
    assert found is not None
    assert (found.first, found.last) == (0, 2)
    assert dict(found.columns) == {0: M.ORDER, 1: M.CONTENT, 2: M.LEAD, 3: M.COORDINATING, 4: M.DEADLINE}


def test_the_end_of_a_period_is_the_deadline() -> None:
    found = find_layout(
        sheet(
            ["TT", "Công việc", "Đơn vị chủ trì", "Thời gian", None],
            [None, None, None, "Bắt đầu", "Hoàn thành"],
            merged=[(0, 3, 0, 4)],
        )
    )
    assert found is not None
    assert (found.columns[3], found.columns[4]) == (M.START, M.DEADLINE)


def test_a_duty_that_speaks_of_tasks_is_no_title() -> None:
    found = find_layout(
        sheet(
            ["TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"],
            [1, "Phối hợp thực hiện nhiệm vụ", "Sở Tư pháp", "Trước thời hạn 15/12/2022"],
        )
    )
    assert found is not None
    assert found.last == 0


def test_without_a_lead_the_titles_are_not_sure_and_without_any_there_are_none() -> None:
    unsure = find_layout(sheet(["TT", "Nội dung", "Thời hạn"], [1, "Rà soát", "12/2022"]))
    assert unsure is not None
    assert not unsure.is_sure
    assert find_layout(sheet(["a", "b"], ["c", "d"])) is None


def test_the_sheet_with_the_titles_is_taken() -> None:
    number, layout = best_sheet(
        [
            sheet(["Bìa"]),
            sheet(["TT", "Nội dung", "Chủ trì"], [1, "Rà soát", "Sở Tư pháp"]),
            sheet(["Danh mục"]),
        ]
    )
    assert (number, layout is not None) == (1, True)
