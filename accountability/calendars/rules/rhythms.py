"""Recurrence, always counted from the start of the series, never chained. Pure (DESIGN §5)."""

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

_HALF = 15


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of dates, both ends inside."""

    start_on: date
    end_on: date

    def __contains__(self, day: date) -> bool:
        """Whether the day falls within."""
        return self.start_on <= day <= self.end_on


def _half_of(day: date) -> Period:
    if day.day <= _HALF:
        return Period(day.replace(day=1), day.replace(day=_HALF))
    last = months.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=_HALF + 1), day.replace(day=last))


def half_months(start_on: date, until_on: date) -> tuple[Period, ...]:
    """The half-months 1-15 and 16-end, from the one that holds `start_on` to that of `until_on`."""
    found: list[Period] = []
    day = start_on
    while day <= until_on:
        found.append(_half_of(day))
        day = found[-1].end_on + timedelta(days=1)
    return tuple(found)


def every_n_days(start_on: date, n: int, until_on: date) -> tuple[Period, ...]:
    """Periods of n days, the first beginning on `start_on`, the last beginning by `until_on`.

    Raises ValueError for n < 1.
    """
    if n < 1:
        raise ValueError("Chu kỳ phải từ 1 ngày trở lên.")
    starts = (start_on + timedelta(days=i) for i in range(0, (until_on - start_on).days + 1, n))
    return tuple(Period(start, start + timedelta(days=n - 1)) for start in starts)


def monthly(start_on: date, until_on: date, every: int = 1) -> tuple[date, ...]:
    """`start_on` and the same day of each `every`-th month after it, up to `until_on`.

    A month without that day gives its last one, and the next month has the day again
    (31/01, 28/02, 31/03). Raises ValueError for every < 1.
    """
    if every < 1:
        raise ValueError("Chu kỳ phải từ 1 tháng trở lên.")
    found: list[date] = []
    day = start_on
    while day <= until_on:
        found.append(day)
        day = start_on + relativedelta(months=every * len(found))
    return tuple(found)


def block_start(day: date, every: int) -> date:
    """The first day of the calendar block of `every` months (1, 3, 6 or 12) that holds the day."""
    return day.replace(month=(day.month - 1) // every * every + 1, day=1)


def blocks(day: date, every: int, from_day: int = 1) -> Iterator[tuple[date, Period]]:
    """Calendar months, quarters, half-years or years without end, each with the first day of its first month.

    The first is the one before that which holds `day`. With `from_day` 15 a period runs from the 15th of the month
    before to the 14th of its last month, as reports are closed by NĐ 09/2019/NĐ-CP Điều 12.
    """
    first = block_start(day, every) - relativedelta(months=every)
    count = 0
    while True:
        start = first + relativedelta(months=every * count)
        after = start + relativedelta(months=every)
        back = relativedelta(months=1) if from_day > 1 else relativedelta()
        begins, ends = (start - back).replace(day=from_day), (after - back).replace(day=from_day)
        yield start, Period(begins, ends - timedelta(days=1))
        count += 1
