"""What the Chair's page holds, and how it is cut."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from accountability.reports.rules import (
    AssignmentRow,
    ChairPage,
    DecisionItem,
    build_chair_page,
    fitted_pages,
)

MORNING = datetime(2022, 11, 16, 8, tzinfo=timezone(timedelta(hours=7)))
LONG = "rà soát, làm sạch dữ liệu " * 40


def row(pk: int, lead: str, bucket: str, due_on: date | None = None) -> AssignmentRow:
    return AssignmentRow(
        pk=pk,
        title=LONG,
        directive_ref="KH 78/KH-UBND",
        lead_name=lead,
        lead_order=1,
        bucket=bucket,
        group="",
        due_on=due_on,
    )


def page_of(*rows: AssignmentRow, decisions: int = 0) -> ChairPage:
    items = [DecisionItem(n, LONG, LONG, LONG, n, obstacle=LONG, opinion=LONG) for n in range(decisions)]
    return build_chair_page(rows, decisions=items, at=MORNING)


def test_agencies_come_by_number_of_overdue_then_by_the_lower_rate() -> None:
    page = page_of(
        row(1, "Sở Y tế", "overdue"),
        row(2, "Sở Y tế", "done_on_time"),
        row(3, "Sở Tư pháp", "overdue"),
        row(4, "Sở GD&ĐT", "overdue"),
        row(5, "Sở GD&ĐT", "overdue"),
        row(6, "Công an tỉnh", "in_time"),
    )
    assert [line.name for line in page.agencies] == ["Sở GD&ĐT", "Sở Tư pháp", "Sở Y tế"]


def test_the_week_runs_from_today_through_seven_days_and_leaves_out_what_is_done() -> None:
    page = page_of(
        row(1, "A", "due_soon", date(2022, 11, 23)),
        row(2, "A", "due_soon", date(2022, 11, 16)),
        row(3, "A", "in_time", date(2022, 11, 24)),
        row(4, "A", "overdue", date(2022, 11, 15)),
        row(5, "A", "done_on_time", date(2022, 11, 17)),
    )
    assert [line.pks for line in page.deadlines] == [(2,), (1,)]


def test_every_cut_keeps_the_order_shows_at_most_seven_and_counts_the_rest() -> None:
    page = page_of(*(row(n, f"Sở {n}", "overdue") for n in range(30)), decisions=10)
    for cut in fitted_pages(page):
        shown = len(cut.decisions)
        assert 3 <= shown <= 7
        assert [item.pk for item in cut.decisions] == list(range(shown))
        assert cut.decisions_hidden == 10 - shown
        assert cut.agencies_hidden == 30 - len(cut.agencies)


def test_each_cut_is_tighter_than_the_one_before() -> None:
    lengths = [
        sum(len(item.title + item.obstacle + item.opinion) for item in cut.decisions)
        for cut in fitted_pages(page_of(decisions=7))
    ]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[-1] < lengths[0] / 5


def test_a_missing_obstacle_is_said_to_be_missing() -> None:
    page = build_chair_page([], decisions=[DecisionItem(1, "Việc", "KH 78", "Sở Y tế", 2)], at=MORNING)
    assert next(fitted_pages(page)).decisions[0].obstacle == "Chưa báo cáo"


def test_a_deadline_tells_what_it_was_and_how_often_it_was_extended() -> None:
    item = DecisionItem(
        1,
        "Việc",
        "KH 78",
        "Sở Y tế",
        6,
        due_on=date(2022, 11, 10),
        original_due_on=date(2022, 10, 25),
        extensions=1,
    )
    assert item.due_text == "thời hạn 10/11/2022, ban đầu 25/10/2022, gia hạn 01 lần"
    late = replace(item, overran=True)
    assert late.due_text.endswith("gia hạn 01 lần, quá hạn so với thời hạn ban đầu")
