"""When an assignment counts as late."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from accountability.assignments.rules import (
    Bucket,
    Duration,
    State,
    TimingFacts,
    check_duration,
    check_result_date,
    counts_from,
    timing,
)
from accountability.core.zone import LOCAL

DUE = date(2022, 11, 20)


def at(day: int, hour: int = 8, minute: int = 0) -> datetime:
    return datetime(2022, 11, day, hour, minute, tzinfo=LOCAL)


def bucket(facts: TimingFacts, moment: datetime) -> Bucket:
    return timing(facts, at=moment, soon_from=lambda due: due - timedelta(days=3)).bucket


WORKING = TimingFacts(State.WORKING, DUE)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(16), Bucket.IN_TIME),
        (at(17, 0), Bucket.DUE_SOON),
        (at(20, 23, 59), Bucket.DUE_SOON),
        (at(21, 0, 0), Bucket.OVERDUE),
    ],
)
def test_the_deadlines_day_is_in_time_and_midnight_after_it_is_not(
    moment: datetime, expected: Bucket
) -> None:
    assert bucket(WORKING, moment) == expected


def test_days_overdue_are_calendar_days() -> None:
    assert timing(WORKING, at=at(25), soon_from=lambda due: due).days_overdue == 5


def test_an_hour_ends_the_day_early() -> None:
    facts = TimingFacts(State.WORKING, DUE, due_time=time(16, 0))
    assert bucket(facts, at(20, 16, 0)) == Bucket.DUE_SOON
    assert bucket(facts, at(20, 16, 1)) == Bucket.OVERDUE


@pytest.mark.parametrize(("done", "expected"), [(20, Bucket.DONE_ON_TIME), (21, Bucket.DONE_LATE)])
def test_done_is_scored_by_the_day_it_counts_from(done: int, expected: Bucket) -> None:
    assert bucket(TimingFacts(State.DONE, DUE, done_on=date(2022, 11, done)), at(30)) == expected


@pytest.mark.parametrize(("held", "expected"), [(20, Bucket.IN_TIME), (21, Bucket.OVERDUE)])
def test_a_claim_made_in_time_stops_the_leads_clock(held: int, expected: Bucket) -> None:
    facts = TimingFacts(State.CLAIMED, DUE, held_since=date(2022, 11, held))
    assert bucket(facts, at(28)) == expected


def test_no_deadline_is_a_bucket_of_its_own() -> None:
    assert bucket(TimingFacts(State.WORKING, None), at(28)) == Bucket.NO_DEADLINE


def test_completion_counts_from_the_result_when_claimed_soon_and_from_the_claim_otherwise() -> None:
    result_on, claimed_on = date(2022, 11, 10), date(2022, 11, 14)
    soon = counts_from(result_on=result_on, claimed_on=claimed_on, working_days_between=lambda a, b: 2)
    late = counts_from(result_on=result_on, claimed_on=claimed_on, working_days_between=lambda a, b: 3)
    assert (soon, late) == (result_on, claimed_on)


@pytest.mark.parametrize("result_on", [date(2022, 11, 7), date(2022, 11, 11)])
def test_a_result_outside_its_time_is_refused(result_on: date) -> None:
    with pytest.raises(ValueError, match="không được"):
        check_result_date(result_on=result_on, assigned_on=date(2022, 11, 8), today=date(2022, 11, 10))


@pytest.mark.parametrize(
    ("duration", "due_on", "days"),
    [
        (Duration.FIXED, None, None),
        (Duration.WORKING_DAYS, None, None),
        (Duration.CALENDAR_DAYS, None, 0),
        (Duration.NONE, DUE, None),
        (Duration.ONGOING, None, 3),
    ],
)
def test_a_duration_whose_figures_do_not_fit_is_refused(
    duration: Duration, due_on: date | None, days: int | None
) -> None:
    with pytest.raises(ValueError, match=r"ngày|Loại"):
        check_duration(duration, due_on=due_on, days=days)
