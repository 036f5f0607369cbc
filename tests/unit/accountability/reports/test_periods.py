"""Half-months and other reporting periods."""

from datetime import date

import pytest

from accountability.reports.rules import Period, PeriodError, half_month_of, next_period, validate_period


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2022, 11, 1), date(2022, 11, 1), date(2022, 11, 15)),
        (date(2022, 11, 15), date(2022, 11, 1), date(2022, 11, 15)),
        (date(2022, 11, 16), date(2022, 11, 16), date(2022, 11, 30)),
        (date(2022, 12, 31), date(2022, 12, 16), date(2022, 12, 31)),
        (date(2023, 2, 28), date(2023, 2, 16), date(2023, 2, 28)),
        (date(2024, 2, 29), date(2024, 2, 16), date(2024, 2, 29)),
    ],
)
def test_every_day_belongs_to_the_half_month_around_it(day: date, first: date, last: date) -> None:
    assert half_month_of(day) == Period(first, last)


@pytest.mark.parametrize(
    ("period", "following"),
    [
        (half_month_of(date(2022, 11, 8)), Period(date(2022, 11, 16), date(2022, 11, 30))),
        (half_month_of(date(2022, 12, 20)), Period(date(2023, 1, 1), date(2023, 1, 15))),
        (Period(date(2022, 11, 7), date(2022, 11, 21)), Period(date(2022, 11, 22), date(2022, 12, 6))),
    ],
)
def test_the_next_period_is_the_next_half_month_or_as_many_days(period: Period, following: Period) -> None:
    assert next_period(period) == following


def test_a_period_that_ends_before_it_begins_is_refused_in_vietnamese() -> None:
    with pytest.raises(PeriodError, match="Kỳ báo cáo không hợp lệ: “đến ngày” sớm hơn"):
        validate_period(date(2022, 11, 15), date(2022, 11, 14))


def test_a_period_of_a_day_and_one_of_a_leap_year_are_valid_and_one_day_more_is_not() -> None:
    assert validate_period(date(2022, 11, 15), date(2022, 11, 15)).days == 1
    assert validate_period(date(2024, 1, 1), date(2024, 12, 31)).days == 366
    with pytest.raises(PeriodError, match="dài hơn 366 ngày"):
        validate_period(date(2024, 1, 1), date(2025, 1, 1))


def test_both_ends_are_in_the_period_and_no_date_is_not() -> None:
    period = half_month_of(date(2022, 11, 8))
    assert period.contains(date(2022, 11, 1))
    assert period.contains(date(2022, 11, 15))
    assert not period.contains(date(2022, 11, 16))
    assert not period.contains(None)
