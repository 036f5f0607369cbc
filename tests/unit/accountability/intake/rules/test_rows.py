"""Headings become the tree, merged cells pass down, what is no duty is left out."""

from __future__ import annotations

import pytest

from accountability.intake.rules.markers import Mark, follows, leading_mark, numeral, read_mark
from accountability.intake.rules.tree import path_text
from accountability.intake.rules.verdicts import Status

from .annexes import judged

TITLES = ["TT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]
STP = "Sở Tư pháp"


def duties(*rows, **options):
    """(row number, path, content) of the duties."""
    return [(one.row.number, one.path, one.content) for one in judged(TITLES, *rows, **options) if one.status in (Status.CREATE, Status.REFUSED)]  # fmt: skip


def test_roman_headings_with_numbered_duties() -> None:
    assert duties(["I", "Thể chế"], [1, "a", STP], [2, "b", STP], ["II", "Hạ tầng"], [1, "c", STP]) == [
        (3, ("I. Thể chế",), "a"), (4, ("I. Thể chế",), "b"), (6, ("II. Hạ tầng",), "c"),
    ]  # fmt: skip


def test_letters_roman_numbers_and_dotted_numbers_are_levels_in_their_order() -> None:
    found = duties(
        ["A", "Nhiệm vụ chung"], ["I", "Thể chế"], ["1", "Văn bản"], ["1.1", "a", STP], ["1.2", "b", STP],
        ["2", "Quy chế"], ["2.1", "c", STP], ["II", "Hạ tầng"], [1, "d", STP], ["B", "Nhiệm vụ riêng"], ["I", "Nhân lực"], [1, "e", STP],
    )  # fmt: skip
    assert [path for _, path, _ in found] == [
        ("A. Nhiệm vụ chung", "I. Thể chế", "1. Văn bản"), ("A. Nhiệm vụ chung", "I. Thể chế", "1. Văn bản"),
        ("A. Nhiệm vụ chung", "I. Thể chế", "2. Quy chế"), ("A. Nhiệm vụ chung", "II. Hạ tầng"),
        ("B. Nhiệm vụ riêng", "I. Nhân lực"),
    ]  # fmt: skip


def test_a_duty_beside_a_numbered_heading_ends_it() -> None:
    found = duties(["I", "Thể chế"], [1, "a", STP], [2, "Nhóm"], ["2.1", "b", STP], [3, "c", STP])
    assert [path for _, path, _ in found] == [("I. Thể chế",), ("I. Thể chế", "2. Nhóm"), ("I. Thể chế",)]


def test_duties_counted_by_themselves_below_a_numbered_heading() -> None:
    found = duties([1, "Nhóm một"], [1, "a", STP], [2, "b", STP], [2, "Nhóm hai"], [1, "c", STP])
    assert [path for _, path, _ in found] == [("1. Nhóm một",), ("1. Nhóm một",), ("2. Nhóm hai",)]


def test_headings_in_merged_cells_with_their_mark_in_the_text() -> None:
    found = duties(
        ["I. HOÀN THIỆN THỂ CHẾ"],
        [1, "a", STP],
        ["Phần II. Hạ tầng"],
        [2, "b", STP],
        merged=[(1, 0, 1, 4), (3, 0, 3, 4)],
    )
    assert [path for _, path, _ in found] == [
        ("I. HOÀN THIỆN THỂ CHẾ",),
        ("I. HOÀN THIỆN THỂ CHẾ", "Phần II. Hạ tầng"),
    ]


def test_letters_are_told_from_numerals_by_what_stands_above() -> None:
    above = [Mark("upper", "B")]
    assert read_mark("C", above) == Mark("upper", "C")
    assert read_mark("I") == Mark("roman", "I")
    assert read_mark("V", [Mark("roman", "IV")]) == Mark("roman", "V")
    assert read_mark("D") == Mark("upper", "D")


@pytest.mark.parametrize(
    ("text", "mark", "rest"),
    [
        ("I. Thể chế", ("roman", "I"), "Thể chế"), ("1.2. Rà soát", ("dotted2", "1.2"), "Rà soát"),
        ("a) Rà soát", ("lower", "a"), "Rà soát"), ("Phần thứ nhất", ("part", "Phần thứ nhất"), ""),
        ("Rà soát 15 quy trình", None, "Rà soát 15 quy trình"), ("Sở Tư pháp", None, "Sở Tư pháp"),
    ],
)  # fmt: skip
def test_the_mark_before_a_text(text, mark, rest) -> None:
    assert leading_mark(text) == (Mark(*mark) if mark else None, rest)


def test_marks_follow_each_other() -> None:
    assert follows(Mark("dotted2", "1.2"), Mark("dotted2", "1.1"))
    assert follows(Mark("roman", "IV"), Mark("roman", "III"))
    assert not follows(Mark("number", "1"), Mark("number", "1"))
    assert [numeral(text) for text in ("I", "IV", "IX", "XIV", "XL", "XC")] == [1, 4, 9, 14, 40, 90]


def test_a_numbered_row_without_a_lead_is_asked_about_and_never_becomes_a_heading_in_silence() -> None:
    found = judged(TITLES, [1, "a", STP], [2, "Quên chủ trì"], [3, "c", STP])
    assert [one.status for one in found] == ["create", "refused", "create"]
    assert found[1].problems[0] == ("lead", "C3", "Thiếu cơ quan chủ trì.")
    assert found[2].path == ()


def test_merged_leads_fill_down_and_only_within_their_range() -> None:
    found = judged(TITLES, [1, "a", STP], [2, "b"], [3, "c"], [4, "d"], merged=[(1, 2, 3, 2)])
    assert [one.leads for one in found] == [("STP",), ("STP",), ("STP",), ()]
    assert found[3].status == Status.REFUSED


def test_a_merged_content_with_several_leads_makes_one_duty_each() -> None:
    found = judged(TITLES, [1, "a", STP], [None, None, "Sở Nội vụ"], merged=[(1, 1, 2, 1), (1, 0, 2, 0)])
    assert [(one.content, one.leads) for one in found] == [("a", ("STP",)), ("a", ("SNV",))]


def test_titles_repeated_on_the_next_page_sums_and_feet_are_left_out() -> None:
    found = judged(
        TITLES,
        [1, "a", STP],
        TITLES,
        [2, "b", STP],
        [None, "Tổng cộng: 2 nhiệm vụ"],
        [None, "Nơi nhận:"],
        [3, None],
    )
    assert [(one.row.number, one.status.value) for one in found] == [
        (2, "create"), (4, "create"), (5, "skipped"), (6, "skipped"), (7, "skipped"),
    ]  # fmt: skip


def test_what_a_row_is_can_be_said_by_hand() -> None:
    rows = ([1, "Nhóm"], [2, "a", STP], [3, "b", STP])
    found = judged(TITLES, *rows, corrections={2: {"kind": "group"}, 4: {"kind": "skip"}})
    assert [one.status.value for one in found] == ["heading", "create", "skipped"]


def test_a_path_too_long_is_cut_from_above() -> None:
    path = ("I. " + "Hoàn thiện thể chế " * 6, "1. Rà soát văn bản quy phạm pháp luật")
    assert path_text(path, 1000) == " › ".join(path)
    assert path_text(path, 60) == "I › 1. Rà soát văn bản quy phạm pháp luật"
    assert len(path_text(("x" * 300,), 120)) <= 120
