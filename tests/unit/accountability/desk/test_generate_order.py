"""What `generate` is asked for, its days and its list of assignments."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import pytest

from accountability.calendars.rules import Calendar, reached_on
from accountability.core.zone import LOCAL
from accountability.desk.generating.order import Order, days_of, slots

CALENDAR = Calendar({date(2022, 9, 1): "Quốc khánh", date(2022, 9, 2): "Quốc khánh"}, {}, frozenset({2022}))
TUESDAY = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)


def order(assignments: int = 1000, overdue: str = "5", at: datetime = TUESDAY, seed: int = 7) -> Order:
    return Order(assignments, Decimal(overdue), at, seed)


def test_late_ones_reach_late_1_on_the_day_and_not_before() -> None:
    for day in range(5, 13):  # A Saturday to the Saturday after.
        days = days_of(datetime(2022, 11, day, 8, 0, tzinfo=LOCAL), CALENDAR)
        assert days.late_due
        assert {reached_on(due, 1, "wd", CALENDAR) for due in days.late_due} == {days.late_from}
        assert (
            days.late_from == min(date(2022, 11, day), date(2022, 11, 11)) if day > 6 else date(2022, 11, 4)
        )


def test_after_a_weekend_three_deadlines_become_late_together() -> None:
    days = days_of(datetime(2022, 11, 7, 8, 0, tzinfo=LOCAL), CALENDAR)
    assert days.late_due == (date(2022, 11, 4), date(2022, 11, 5), date(2022, 11, 6))


def test_they_were_given_and_acknowledged_before_they_fell_due() -> None:
    days = days_of(TUESDAY, CALENDAR)
    assert (days.given_on, days.acknowledged_on) == (date(2022, 10, 27), date(2022, 10, 28))
    assert days.acknowledged_on < days.late_due[0]
    assert (TUESDAY.date() - days.given_on).days < 15  # `silent` is not reached.


@pytest.mark.parametrize(
    ("total", "overdue", "late"), [(1000, "5", 50), (7, "50", 4), (3, "0", 0), (9, "100", 9)]
)
def test_exactly_so_many_are_late(total: int, overdue: str, late: int) -> None:
    wanted = order(total, overdue)
    assert wanted.late == late
    assert sum(slot.late for slot in slots(wanted, days_of(TUESDAY, CALENDAR), 10)) == late


def test_leads_share_them_evenly() -> None:
    heads = Counter(slot.head for slot in slots(order(), days_of(TUESDAY, CALENDAR), 50) if slot.late)
    assert set(heads.values()) == {1}
    assert len(heads) == 50


def test_the_same_seed_gives_the_same_list_and_another_seed_another() -> None:
    days = days_of(TUESDAY, CALENDAR)
    first, again, other = (list(slots(order(seed=seed), days, 10)) for seed in (7, 7, 8))
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("assignments", "overdue"),
    [(0, "5"), (-1, "5"), (10_000_001, "5"), (10, "-1"), (10, "100.1"), (10, "NaN")],
)
def test_nonsense_is_refused(assignments: int, overdue: str) -> None:
    with pytest.raises(ValueError, match="--assignments|--overdue"):
        order(assignments, overdue)
