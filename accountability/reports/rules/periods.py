"""The days that a report speaks of: a period of some rhythm (`calendars.rules.periods`), or any valid span on request."""

from dataclasses import dataclass
from datetime import date, timedelta

from accountability.calendars.rules.periods import Span, period_of

MAX_PERIOD_DAYS = 366


class PeriodError(ValueError):
    """The dates asked for are not a reporting period; the message is for the screen."""


@dataclass(frozen=True, order=True)
class Period:
    """A span of calendar days, both ends included."""

    from_on: date
    to_on: date

    @property
    def days(self) -> int:
        """Length in calendar days, both ends counted."""
        return (self.to_on - self.from_on).days + 1

    def contains(self, day: date | None) -> bool:
        """Whether ``day`` falls within the period; ``None`` never does."""
        return day is not None and self.from_on <= day <= self.to_on


def half_month_of(day: date) -> Period:
    """The half-month that holds ``day``: 1st-15th, or 16th to the end of the month.

    Source: the conference of 07/11/2022 asks for a report "15 ngày/01 lần"; the
    half-month is the usual reading, every 15 days from an anchor the other.
    """
    return of_span(period_of("half_month", day, day))


def of_span(span: Span) -> Period:
    """The same days as a period of a report."""
    return Period(span.start_on, span.end_on)


def validate_period(from_on: date, to_on: date) -> Period:
    """The period from ``from_on`` to ``to_on``, both included.

    Raises ``PeriodError`` when it ends before it begins or exceeds 366 days.
    """
    if to_on < from_on:
        raise PeriodError("Kỳ báo cáo không hợp lệ: “đến ngày” sớm hơn “từ ngày”.")
    period = Period(from_on, to_on)
    if period.days > MAX_PERIOD_DAYS:
        raise PeriodError("Kỳ báo cáo không hợp lệ: dài hơn 366 ngày.")
    return period


def next_period(period: Period) -> Period:
    """The period that follows: the next half-month, or as many days as ``period`` has."""
    start = period.to_on + timedelta(days=1)
    if half_month_of(period.from_on) == period:
        return half_month_of(start)
    return Period(start, start + timedelta(days=period.days - 1))
