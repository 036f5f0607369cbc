"""Recurring periods and the hours of work."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.calendars.rules import (
    Calendar,
    Period,
    every_n_days,
    half_months,
    monthly,
    mornings_passed,
    next_working_instant,
)
from accountability.calendars.rules.estimate import estimated_days_off, estimated_make_up_days
from accountability.core.zone import LOCAL

CAL = Calendar(days_off={date(2022, 9, 1): "Quốc khánh", date(2022, 9, 2): "Quốc khánh"})
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


def test_half_months_begin_with_the_one_that_holds_the_start() -> None:
    assert half_months(date(2022, 11, 7), date(2022, 12, 1)) == (
        Period(date(2022, 11, 1), date(2022, 11, 15)),
        Period(date(2022, 11, 16), date(2022, 11, 30)),
        Period(date(2022, 12, 1), date(2022, 12, 15)),
    )


def test_every_fifteen_days_is_another_rhythm_than_half_months() -> None:
    periods = every_n_days(date(2022, 11, 7), 15, date(2022, 12, 7))
    assert [p.start_on.isoformat() for p in periods] == ["2022-11-07", "2022-11-22", "2022-12-07"]
    assert periods[0].end_on == date(2022, 11, 21)


@given(DAYS, st.integers(0, 400))
def test_half_months_leave_no_gap(start: date, length: int) -> None:
    periods = half_months(start, start + timedelta(days=length))
    assert start in periods[0]
    assert start + timedelta(days=length) in periods[-1]
    for earlier, later in zip(periods, periods[1:], strict=False):
        assert earlier.end_on + timedelta(days=1) == later.start_on


def test_a_month_end_clamps_and_never_drifts() -> None:
    days = monthly(date(2023, 1, 31), date(2023, 5, 31))
    assert [d.isoformat()[5:] for d in days] == ["01-31", "02-28", "03-31", "04-30", "05-31"]


def test_a_quarterly_rhythm_and_a_leap_day() -> None:
    assert monthly(date(2022, 11, 30), date(2023, 6, 1), every=3) == (
        date(2022, 11, 30),
        date(2023, 2, 28),
        date(2023, 5, 30),
    )
    assert monthly(date(2024, 2, 29), date(2028, 3, 1), every=12)[-1] == date(2028, 2, 29)


def test_a_series_that_ends_before_it_starts_is_empty() -> None:
    assert half_months(date(2022, 11, 7), date(2022, 11, 6)) == ()
    assert every_n_days(date(2022, 11, 7), 15, date(2022, 11, 6)) == ()
    assert monthly(date(2022, 11, 7), date(2022, 11, 6)) == ()


def test_a_rhythm_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="Chu kỳ"):
        every_n_days(date(2022, 11, 7), 0, date(2022, 12, 7))
    with pytest.raises(ValueError, match="Chu kỳ"):
        monthly(date(2022, 11, 7), date(2022, 12, 7), every=0)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2022-08-31T08:00", "2022-08-31T08:00"),
        ("2022-08-31T06:59", "2022-08-31T07:00"),
        ("2022-08-31T07:00", "2022-08-31T07:00"),
        ("2022-08-30T17:30", "2022-08-31T07:00"),
        ("2022-08-31T17:30", "2022-09-05T07:00"),
        ("2022-09-02T09:00", "2022-09-05T07:00"),
        ("2022-09-03T03:00", "2022-09-05T07:00"),
    ],
)
def test_a_mail_waits_for_working_hours(at: str, expected: str) -> None:
    moment = datetime.fromisoformat(at).replace(tzinfo=LOCAL)
    wanted = datetime.fromisoformat(expected).replace(tzinfo=LOCAL)
    assert next_working_instant(moment, CAL) == wanted
    assert next_working_instant(moment.astimezone(UTC), CAL) == wanted


def test_the_hours_are_an_argument() -> None:
    moment = datetime(2022, 8, 31, 12, 0, tzinfo=LOCAL)
    later = next_working_instant(moment, CAL, opens=time(13, 30), closes=time(17, 0))
    assert later == moment.replace(hour=13, minute=30)


def test_the_mornings_passed_are_counted_once() -> None:
    after = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
    passed = mornings_passed(after, after + timedelta(days=2))
    assert passed == (after + timedelta(days=1), after + timedelta(days=2))
    assert mornings_passed(after, after) == ()
    assert mornings_passed(after, after + timedelta(hours=23)) == ()


def test_the_estimate_knows_the_moon_but_not_the_swap() -> None:
    assert date(2027, 2, 8) in estimated_days_off(2027)
    assert date(2026, 1, 2) not in estimated_days_off(2026)
    assert all(day.weekday() < 5 for day in estimated_days_off(2022))


def test_the_estimate_knows_the_saturday_worked_for_a_day_off() -> None:
    assert date(2024, 4, 29) in estimated_days_off(2024)
    assert set(estimated_make_up_days(2024)) == {date(2024, 5, 4)}
    assert not estimated_make_up_days(2022)
