"""What a task counts as: the deadline in force when it fell due, what superiors owe set aside, each lead for its own time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.ranking.rules import (
    COUNTED,
    Deadline,
    Duty,
    Formula,
    Group,
    Judged,
    Kind,
    LeftOut,
    Outcome,
    Period,
    ended_periods,
    group_of,
    judge,
    period_of,
    tally,
)

OCTOBER = period_of(Kind.MONTH, date(2022, 10, 9))
UNTIL = date(2022, 11, 5)


def _day(text: str) -> date:
    day, month = text.split("/")
    return date(2022, int(month), int(day))


def _duty(*deadlines: str, **facts: object) -> Duty:
    """Deadlines as "10/10", with "!" before one that was set after the one before it had passed."""
    made = tuple(Deadline(_day(text.lstrip("!")), text.startswith("!")) for text in deadlines)
    given = {key: _day(value) if isinstance(value, str) else value for key, value in facts.items()}
    return Duty(made, **{"original_on": made[0].due_on, **given})  # type: ignore[arg-type]


def _judged(duty: Duty, **more: bool) -> Judged | None:
    return judge(duty, OCTOBER, counted_until=UNTIL, **more)


@pytest.mark.parametrize(
    ("duty", "outcome"),
    [
        (_duty("10/10", done_on="10/10"), Outcome.ON_TIME),
        (_duty("10/10", done_on="11/10"), Outcome.LATE_DONE),
        (_duty("10/10", done_on="5/11"), Outcome.LATE_DONE),
        (_duty("10/10", done_on="6/11"), Outcome.LATE_OPEN),
        (_duty("10/10"), Outcome.LATE_OPEN),
        (_duty("10/10", held_since="9/10"), Outcome.HANDED_IN),
        (_duty("10/10", held_since="20/10"), Outcome.LATE_WAITS),
        # Three days owed by a superior.
        (_duty("10/10", owed_days=3, done_on="13/10"), Outcome.ON_TIME),
        (_duty("10/10", owed_days=3, done_on="14/10"), Outcome.LATE_DONE),
        # Moved in time: the new deadline is scored. Moved after it had passed: late for good.
        (_duty("10/9", "20/10", done_on="20/10"), Outcome.ON_TIME),
        (_duty("10/10", "!20/11", done_on="20/10"), Outcome.LATE_DONE),
        (_duty("10/10", "!20/10", "30/10", done_on="20/10"), Outcome.LATE_DONE),
        # Taken over when it had passed, and given a new day: that day is scored, for the new lead only.
        (_duty("20/9", "!20/10", led_from_on="25/9", done_on="20/10"), Outcome.ON_TIME),
        # Handed on after it fell due.
        (_duty("10/10", led_until_on="12/10"), Outcome.LATE_OPEN),
    ],
)
def test_what_was_due_in_october_counts_as(duty: Duty, outcome: Outcome) -> None:
    found = _judged(duty)
    assert found is not None
    assert found.outcome == outcome


@pytest.mark.parametrize(
    "duty",
    [
        _duty("30/9", done_on="2/10"),
        _duty("1/11", done_on="20/10"),
        _duty("10/10", "20/11", done_on="1/11"),  # Moved in time out of the period.
        _duty("10/9", "!20/10", done_on="15/10"),  # Fell due in September.
        _duty("10/10", led_from_on="11/10", done_on="20/10"),  # Had fallen due when it was taken over.
        _duty("10/10", led_until_on="10/10"),  # Handed on while the deadline still ran.
    ],
)
def test_what_belongs_to_another_period_or_lead_does_not_count(duty: Duty) -> None:
    assert _judged(duty) is None


def test_days_owed_that_reach_past_the_period_leave_the_task_out_and_say_so() -> None:
    found = _judged(_duty("30/10", owed_days=4))
    assert found is not None
    assert (found.outcome, found.why, found.excused_on) == (
        Outcome.LEFT_OUT,
        LeftOut.EXCUSED,
        date(2022, 11, 3),
    )


def test_a_task_that_was_counted_before_is_left_out() -> None:
    found = _judged(_duty("10/10", done_on="9/10"), counted_before=True)
    assert found is not None
    assert (found.outcome, found.why) == (Outcome.LEFT_OUT, LeftOut.BEFORE)


def test_the_original_deadline_is_told_beside_the_one_in_force() -> None:
    moved = _judged(_duty("1/10", "20/10", done_on="19/10"))
    kept = _judged(_duty("20/10", done_on="19/10"))
    assert moved is not None
    assert kept is not None
    assert (moved.outcome, moved.met_original) == (Outcome.ON_TIME, False)
    assert (kept.outcome, kept.met_original) == (Outcome.ON_TIME, True)


days = st.dates(date(2022, 8, 1), date(2022, 12, 31))


@given(
    st.lists(st.tuples(days, st.booleans()), min_size=1, max_size=4),
    st.integers(0, 40), st.none() | days, st.none() | days,
)  # fmt: skip
def test_a_duty_counts_in_one_month_at_most(
    deadlines: list[tuple[date, bool]], owed: int, done_on: date | None, led_until: date | None
) -> None:
    made = tuple(Deadline(day, passed and place > 0) for place, (day, passed) in enumerate(deadlines))
    duty = Duty(made, made[0].due_on, None, led_until, owed, done_on)
    months = [period_of(Kind.MONTH, date(2022, month, 1)) for month in range(7, 13)]
    months += [period_of(Kind.MONTH, date(2023, month, 1)) for month in (1, 2)]
    found = [judge(duty, month, counted_until=date(2023, 6, 1)) for month in months]
    assert sum(one is not None and one.outcome in COUNTED for one in found) <= 1


def test_a_simple_report_weighs_less_where_the_version_says_so() -> None:
    tasks = [(Outcome.ON_TIME, True, False, False), (Outcome.LATE_OPEN, False, True, True), (Outcome.LEFT_OUT, False, True, True)]  # fmt: skip
    counted = tally(tasks, Formula(simple_weight=Decimal("0.5")))
    assert (counted.due, counted.on_time, counted.returned, counted.unexplained) == (
        Decimal("1.5"), Decimal("0.5"), 1, 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name", "mountain", "group"),
    [
        ("CM", "Sở Nội vụ", False, Group.DEPARTMENT), ("HC", "Trung tâm", False, Group.DEPARTMENT),
        ("HU", "UBND thành phố Vinh", False, Group.DISTRICT), ("XA", "UBND phường Trường Vinh", False, Group.URBAN),
        ("XA", "UBND thị trấn Kim Sơn", True, Group.URBAN), ("XA", "UBND xã Nghi Phú", False, Group.PLAIN),
        ("XA", "UBND xã Mường Xén", True, Group.MOUNTAIN), ("LL", "Công an tỉnh", False, Group.FORCE),
        ("ND", "Kho bạc", False, Group.VERTICAL), ("DT", "Tỉnh đoàn", False, Group.MASS),
        ("BO", "C06", False, Group.OUTSIDE), ("DU", "Thành ủy", False, Group.OUTSIDE), ("DN", "VNPT", False, Group.OUTSIDE),
    ],
)  # fmt: skip
def test_who_is_compared_with_whom(kind: str, name: str, mountain: bool, group: Group) -> None:
    assert group_of(kind, name, is_mountain=mountain) == group


@pytest.mark.parametrize(
    ("kind", "first", "last", "title"),
    [
        (Kind.MONTH, date(2022, 2, 1), date(2022, 2, 28), "Tháng 02/2022"),
        (Kind.QUARTER, date(2022, 1, 1), date(2022, 3, 31), "Quý I/2022"),
        (Kind.HALF, date(2022, 1, 1), date(2022, 6, 30), "6 tháng đầu năm 2022"),
        (Kind.YEAR, date(2022, 1, 1), date(2022, 12, 31), "Năm 2022"),
    ],
)
def test_periods_follow_the_calendar(kind: Kind, first: date, last: date, title: str) -> None:
    found = period_of(kind, date(2022, 2, 14))
    assert found == Period(first, last, kind)
    assert found.title == title
    assert ended_periods(kind, date(2022, 7, 1), 2)[0].to_on < date(2022, 7, 1)
