"""Rows in, the figures of the report out."""

import itertools
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.printing.rules import Letter
from accountability.reports.rules import (
    BUCKET_LABELS,
    AssignmentRow,
    DirectiveRow,
    ReportFigures,
    build_figures,
    half_month_of,
)

NOVEMBER = half_month_of(date(2022, 11, 8))
MORNING_AFTER = datetime(2022, 11, 16, 8, tzinfo=timezone(timedelta(hours=7)))
LETTER = Letter("UBND TỈNH NGHỆ AN", "CÔNG AN TỈNH", "Công an tỉnh", "BC-CAT", ("Lưu: VT",))
keys = itertools.count(1)


def row(**given_fields: Any) -> AssignmentRow:
    """A row of the labour department that is in time, unless told otherwise."""
    fields: dict[str, Any] = {
        "pk": next(keys),
        "title": "Tạo lập tài khoản an sinh xã hội",
        "directive_ref": "Kế hoạch số 78/KH-UBND ngày 28/01/2022",
        "lead_name": "Sở LĐ,TB&XH",
        "lead_order": 3,
        "bucket": "in_time",
        "group": "Phục vụ phát triển kinh tế - xã hội",
    }
    return AssignmentRow(**(fields | given_fields))


def figures_of(*rows: AssignmentRow, **given_fields: Any) -> ReportFigures:
    fields: dict[str, Any] = {
        "period": NOVEMBER,
        "data_at": MORNING_AFTER,
        "program_title": "Đề án 06",
        "letter": LETTER,
    }
    return build_figures(rows, **(fields | given_fields))


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(BUCKET_LABELS)), st.integers(1, 6), st.integers(1, 3)),
        max_size=40,
    )
)
def test_groups_and_agencies_sum_to_the_totals(drawn: list[tuple[str, int, int]]) -> None:
    figures = figures_of(
        *(
            row(bucket=bucket, lead_order=lead, lead_name=f"Sở {lead}", group=f"Nhóm {group}")
            for bucket, lead, group in drawn
        )
    )
    assert figures.counts.total == len(drawn)
    assert sum(group.counts.total for group in figures.groups) == len(drawn)
    for code in BUCKET_LABELS:
        by_agency = sum(getattr(block.counts, code) for block in figures.blocks)
        assert by_agency == getattr(figures.counts, code)


def test_the_abstract_names_program_territory_and_period() -> None:
    assert figures_of().subject == (
        "Tiến độ thực hiện Đề án 06 trên địa bàn tỉnh Nghệ An (kỳ từ ngày 01/11/2022 đến ngày 15/11/2022)"
    )


def test_overdue_work_is_listed_latest_first_then_by_agency() -> None:
    figures = figures_of(
        row(pk=901, bucket="overdue", days_overdue=3, lead_order=1),
        row(pk=902, bucket="overdue", days_overdue=22, lead_order=9),
        row(pk=903, bucket="overdue", days_overdue=22, lead_order=2),
        row(pk=904, bucket="done_late", days_overdue=40),
    )
    assert [line.pks for line in figures.overdue] == [(903,), (902,), (901,)]
    assert figures.longest_overdue == 22


def test_a_duty_given_to_many_is_one_line_with_its_laggards() -> None:
    late = date(2022, 11, 12)
    shared = [
        row(
            lead_name=f"UBND huyện {number}",
            lead_order=number,
            duty_key="dvc",
            bucket="overdue" if number <= 4 else "in_time",
            due_on=late if number <= 4 else date(2022, 11, 25),
            obstacle="Thiếu máy quét." if number == 2 else "",
        )
        for number in range(1, 22)
    ]
    figures = figures_of(*shared)
    (overdue,) = figures.overdue
    assert overdue.lead_text == ("4/21 đơn vị: UBND huyện 1; UBND huyện 2; UBND huyện 3 và 01 đơn vị khác")
    assert overdue.cause == "UBND huyện 2: Thiếu máy quét"
    (upcoming,) = figures.upcoming
    assert upcoming.lead_brief == "17/21 đơn vị"


def test_a_line_without_an_obstacle_says_that_none_was_reported() -> None:
    (line,) = figures_of(row(bucket="overdue")).overdue
    assert line.cause == "Chưa báo cáo"


def test_the_first_deadline_is_printed_only_where_it_moved() -> None:
    kept, moved = date(2022, 11, 10), date(2022, 10, 25)
    figures = figures_of(
        row(pk=1, bucket="overdue", due_on=kept, original_due_on=kept, days_overdue=9),
        row(pk=2, bucket="overdue", due_on=kept, original_due_on=moved, days_overdue=8, extensions=1),
    )
    assert [line.original_due_text for line in figures.overdue] == ["", "25/10/2022"]


def test_the_next_period_lists_open_work_due_in_it_by_date() -> None:
    figures = figures_of(
        row(pk=1, due_on=date(2022, 11, 30)),
        row(pk=2, due_on=date(2022, 11, 16), bucket="due_soon"),
        row(pk=3, due_on=date(2022, 12, 1)),
        row(pk=4, due_on=date(2022, 11, 15), bucket="overdue"),
        row(pk=5, due_on=date(2022, 11, 20), bucket="done_on_time"),
        row(pk=6, due_on=None, bucket="no_deadline"),
    )
    assert [line.pks for line in figures.upcoming] == [(2,), (1,)]
    assert figures.assignment_pks == (1, 2, 4)


def test_results_of_the_period_come_before_progress_and_old_results_stay_out() -> None:
    figures = figures_of(
        row(pk=1, progress="Đã rà soát 61.305 trường hợp"),
        row(pk=2, bucket="done_on_time", done_on=date(2022, 11, 11), progress="Ban hành Kế hoạch"),
        row(pk=3, bucket="done_on_time", done_on=date(2022, 10, 30)),
        row(pk=4),
    )
    (group,) = figures.groups
    assert [(result.pk, result.outcome) for result in group.results] == [
        (2, "hoàn thành ngày 11/11/2022. Ban hành Kế hoạch."),
        (1, "Đã rà soát 61.305 trường hợp."),
    ]
    assert figures.done_in_period == 1


def test_obstacles_of_finished_work_are_not_reported() -> None:
    figures = figures_of(
        row(obstacle="Thiếu kinh phí", proposal="Bố trí kinh phí"),
        row(obstacle="Thiếu kinh phí", bucket="done_late"),
    )
    (line,) = figures.obstacles
    assert (line.obstacle, line.proposal) == ("Thiếu kinh phí.", "Bố trí kinh phí.")


def test_directives_are_counted_by_kind_and_those_of_the_period_named() -> None:
    figures = figures_of(
        directives=[
            DirectiveRow(2, "Kế hoạch", "Kế hoạch số 523/KH-UBND", "", date(2022, 7, 21)),
            DirectiveRow(1, "Kế hoạch", "Kế hoạch số 78/KH-UBND", "", date(2022, 1, 28)),
            DirectiveRow(3, "Thông báo kết luận", "Kết luận", "", date(2022, 11, 7)),
        ]
    )
    assert figures.directive_summary == "03 văn bản (02 Kế hoạch, 01 Thông báo kết luận)"
    assert [directive.pk for directive in figures.directives_in_period] == [3]


def test_states_are_counted_beside_the_buckets() -> None:
    figures = figures_of(
        row(is_unacknowledged=True, assigned_on=date(2022, 11, 7)), row(is_awaiting_verification=True)
    )
    assert (figures.unacknowledged, figures.awaiting_verification) == (1, 1)
    assert figures.assigned_in_period == 1


def test_long_lists_are_cut_and_what_is_left_out_is_counted() -> None:
    figures = figures_of(
        *(row(bucket="overdue", days_overdue=n, obstacle="Vướng") for n in range(1, 60)),
        *(row(due_on=date(2022, 11, 20)) for _ in range(50)),
    )
    assert (len(figures.overdue_shown), figures.overdue_hidden) == (40, 19)
    assert (len(figures.upcoming_shown), figures.upcoming_hidden) == (40, 10)
    assert (len(figures.obstacles_shown), figures.obstacles_hidden) == (30, 29)


def test_a_report_drawn_before_the_period_ends_says_so() -> None:
    assert not figures_of().is_interim
    assert figures_of(data_at=MORNING_AFTER - timedelta(days=1)).is_interim


def test_a_row_with_an_unknown_bucket_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown bucket"):
        figures_of(row(bucket="late"))


def test_more_time_granted_after_the_deadline_is_said_wherever_the_work_is_named() -> None:
    moved = {
        "due_on": date(2022, 11, 20),
        "original_due_on": date(2022, 11, 5),
        "extensions": 1,
        "overran": True,
    }
    done = date(2022, 11, 12)
    figures = figures_of(
        row(bucket="overdue", days_overdue=2, **moved),
        row(bucket="in_time", **moved),
        row(bucket="due_soon", **moved),
        row(bucket="done_late", done_on=done, progress="Đã cấp đủ", **moved),
        row(bucket="in_time"),
    )
    words = "ban đầu 05/11/2022; gia hạn 01 lần; quá hạn so với thời hạn ban đầu"
    assert [line.moved_text for line in (*figures.overdue, *figures.upcoming)] == [words] * 4
    assert figures.groups[0].results[0].outcome == (
        "hoàn thành ngày 12/11/2022 (quá hạn so với thời hạn ban đầu). Đã cấp đủ."
    )
    assert figures.overran == 2


def test_more_time_granted_in_time_is_said_without_blame() -> None:
    moved = {"due_on": date(2022, 11, 20), "original_due_on": date(2022, 11, 5), "extensions": 2}
    figures = figures_of(row(bucket="overdue", **moved), row(bucket="in_time"))
    assert figures.overdue[0].moved_text == "ban đầu 05/11/2022; gia hạn 02 lần"
    assert figures.overran == 0


def test_of_one_duty_those_late_against_the_original_deadline_are_a_line_of_their_own() -> None:
    shared = {
        "duty_key": "dvc",
        "bucket": "overdue",
        "due_on": date(2022, 11, 12),
        "original_due_on": date(2022, 11, 12),
    }
    figures = figures_of(row(**shared), row(overran=True, **shared))
    assert sorted(line.moved_text for line in figures.overdue) == ["", "quá hạn so với thời hạn ban đầu"]
