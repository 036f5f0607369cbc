"""Lịch đến hạn: which days a view shows, where back and forward lead. Pure."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from accountability.calendars.rules import FIRST_YEAR, LAST_YEAR, Calendar


class View(StrEnum):
    """How the deadlines are laid out; `AUTO` is the month on a desk and the agenda on a phone."""

    AUTO = ""
    MONTH = "thang"
    WEEK = "tuan"
    AGENDA = "danh-sach"
    DAY = "ngay"


class Kind(StrEnum):
    """What is due on a day, in the order in which a day shows it."""

    ASSIGNMENT = "nhiem-vu"
    MILESTONE = "moc"
    PART = "phan"


# So many lines of a day are shown before "còn 42 việc".
SHOWN = {View.AUTO: 3, View.MONTH: 3, View.WEEK: 7, View.AGENDA: 7}
_WEEK = timedelta(days=7)


@dataclass
class Day:
    """One day with what is due on it: `entries` are the first of `count`. `why` says why nobody works on it."""

    on: date
    is_today: bool
    is_outside: bool
    works: bool
    why: str
    count: int = 0
    entries: list[Any] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many of the day are not shown."""
        return self.count - len(self.entries)


@dataclass(frozen=True)
class Span:
    """The days that a view shows, whole weeks first to last, and the days to which back and forward lead."""

    first: date
    last: date
    back: date | None
    forward: date | None

    @property
    def days(self) -> list[date]:
        """All of them."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


def clipped(on: date) -> date:
    """The day, or the nearest one of the years that the calendar knows, with room for whole weeks."""
    return min(max(on, date(FIRST_YEAR, 1, 8)), date(LAST_YEAR, 12, 24))


def span_of(view: View, on: date) -> Span:
    """What the view of that day shows: the weeks of its month, its week, the days of its month, or itself."""
    if view == View.DAY:
        return Span(on, on, _other(on, on - timedelta(days=1)), _other(on, on + timedelta(days=1)))
    if view == View.WEEK:
        first = on - timedelta(days=on.weekday())
        return Span(first, first + timedelta(days=6), _other(on, on - _WEEK), _other(on, on + _WEEK))
    first, last = on.replace(day=1), on.replace(day=months.monthrange(on.year, on.month)[1])
    back, forward = _other(on, first - timedelta(days=1)), _other(on, last + timedelta(days=1))
    if back is not None:
        back = back.replace(day=1) if clipped(back.replace(day=1)) == back.replace(day=1) else back
    if view == View.AGENDA:
        return Span(first, last, back, forward)
    return Span(
        first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday()), back, forward
    )


def _other(on: date, wanted: date) -> date | None:
    """The day wanted, where the calendar reaches so far."""
    return wanted if clipped(wanted) == wanted != on else None


def days_of(span: Span, on: date, today: date, cal: Calendar, *, of_month: bool) -> list[Day]:
    """The days of the span, still empty; days of another month are outside where a month is shown."""
    return [
        Day(
            day, day == today, of_month and (day.year, day.month) != (on.year, on.month), cal.is_working(day),
            "" if cal.is_working(day) or day.weekday() >= 5 and day not in cal.days_off else cal.why(day),
        )
        for day in span.days
    ]  # fmt: skip


def weeks(days: list[Day]) -> list[list[Day]]:
    """Seven by seven."""
    return [days[start : start + 7] for start in range(0, len(days), 7)]
