"""Rungs inverted for one instant: which anchors have reached them. Pure; once per sweep, then SQL only compares.

A step is one rung or one repeat of it, for one of two kinds of matters (rights of citizens affected or not).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from accountability.calendars.rules import Calendar, latest_anchor
from accountability.core.zone import LOCAL
from accountability.escalation.rules import RungFacts

_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """A rung with its threshold: reached by anchors up to `latest_on` (days) or `latest_at` (hours), one of the two.

    `offset` is the one that applies, `gap` the working days from the rung to this repeat of it. `is_first` marks the
    first reminder of its ladder, which short tasks get at half-time.
    """

    rung: RungFacts
    citizens: bool
    ordinal: int
    offset: int
    gap: int
    latest_on: date | None
    latest_at: datetime | None
    is_first: bool

    @property
    def in_hours(self) -> bool:
        """Whether it counts in hours."""
        return self.latest_at is not None

    @property
    def up_to_on(self) -> date:
        """No anchor after this day has reached it."""
        return self.latest_at.astimezone(LOCAL).date() if self.latest_at else self.latest_on or date.min


@dataclass(frozen=True)
class Moment:
    """The instant that a sweep asks about, its day, and the calendar."""

    at: datetime
    today: date
    calendar: Calendar


def steps_of(rungs: Sequence[RungFacts], moment: Moment) -> list[Step]:
    """Every step of these rungs of one ladder, which all count from the same fact."""
    before = [rung for rung in rungs if rung.offset < 0 and rung.unit != "h"]
    first = min(before, key=lambda rung: rung.offset, default=None)
    return [
        _step(rung, citizens, ordinal, rung is first, moment)
        for rung in rungs
        for citizens in (False, True)
        for ordinal in range(1 + (rung.repeat_limit or 0 if rung.repeat_days else 0))
    ]


def _step(rung: RungFacts, citizens: bool, ordinal: int, is_first: bool, moment: Moment) -> Step:
    offset = rung.offset_for(citizens=citizens)
    gap = ordinal * (rung.repeat_days or 0)
    latest_on, latest_at = _latest(rung.unit, offset, gap, moment)
    return Step(rung, citizens, ordinal, offset, gap, latest_on, latest_at, is_first and ordinal == 0)


def _latest(unit: str, offset: int, gap: int, moment: Moment) -> tuple[date | None, datetime | None]:
    """The latest anchor, as a day or as an instant. A repeat comes at 00:00, `gap` working days after its rung's day."""
    last_on = latest_anchor(moment.today, gap, "wd", moment.calendar) if gap else moment.today
    if unit != "h":
        return latest_anchor(last_on, offset, unit, moment.calendar), None
    last_at = datetime.combine(last_on + _DAY, time.min, tzinfo=LOCAL) - _INSTANT if gap else moment.at
    return None, last_at - timedelta(hours=offset)


@dataclass(frozen=True)
class DayRow:
    """A day and how many days and working days the span counts up to it; `before` leaves out the day itself."""

    on: date
    number: int
    worked: int
    before: int


def count_days(first: date, last: date, calendar: Calendar) -> Iterator[DayRow]:
    """The days from first to last, numbered: with these numbers SQL adds and compares working days.

    The n-th working day after a day has the number `worked + n`; the n-th before it `before - n + 1`.
    """
    worked, number, day = 0, 0, first
    while day <= last:
        before, number = worked, number + 1
        worked += calendar.is_working(day)
        yield DayRow(day, number, worked, before)
        day += _DAY
