"""How a body of work went, day by day, from the dates of its facts: given, due, done, set aside. Pure.

Deadlines are those in force: a deadline that was moved counts where it stands now, on every day.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from .buckets import BucketCounts, on_time_rate

Days = Mapping[date, int]
WEEK = 7
# A trend is shown over so many weeks, on pages and in the report.
TREND_WEEKS = 12


@dataclass(frozen=True)
class Facts:
    """Day → how many assignments with a deadline …

    `given` were given; `ended` would have ended by their deadline (or were set aside before it); `done` were done, `on_time`
    of them in time; `missed` passed their deadline without being done; `settled` of these were done late or set aside;
    `left` were set aside.
    """

    given: Days
    ended: Days
    done: Days
    on_time: Days
    missed: Days
    settled: Days
    left: Days


@dataclass(frozen=True)
class Point:
    """One day: what is left to do, what would be left by the deadlines, and the on-time rate until then."""

    on: date
    remaining: int
    planned: int
    rate: Decimal | None


class _Sum:
    """How many up to a day, that day included."""

    def __init__(self, days: Days) -> None:
        self._on = sorted(days)
        self._sums = list(accumulate(days[day] for day in self._on))

    def __call__(self, day: date) -> int:
        place = bisect_right(self._on, day)
        return self._sums[place - 1] if place else 0


def points(facts: Facts, days: Iterable[date]) -> list[Point]:
    """Where the work stood, and should have stood, at the end of each day."""
    given, ended, done, left = _Sum(facts.given), _Sum(facts.ended), _Sum(facts.done), _Sum(facts.left)
    on_time, missed, settled = _Sum(facts.on_time), _Sum(facts.missed), _Sum(facts.settled)
    found = []
    for day in days:
        # What was due yesterday and is not done is late today.
        late = missed(day - timedelta(days=1)) - settled(day)
        counts = BucketCounts(
            done_on_time=on_time(day), done_late=done(day) - on_time(day), overdue=max(0, late)
        )
        found.append(
            Point(day, given(day) - done(day) - left(day), given(day) - ended(day), on_time_rate(counts))
        )
    return found


def weeks_back(today: date, number: int) -> list[date]:
    """So many days a week apart, the last one today."""
    return [today - timedelta(days=WEEK * back) for back in reversed(range(number))]


def span(first: date, last: date, *, today: date, most: int) -> list[date]:
    """Days in steps of whole weeks over the span, at most about `most`, today among them when it lies within."""
    weeks = max(1, -(-(last - first).days // WEEK))
    step = timedelta(days=WEEK * max(1, -(-weeks // most)))
    days = []
    day = first
    while day < last:
        days.append(day)
        day += step
    return sorted({*days, last, *([today] if first <= today <= last else [])})
