"""The calendar and the n-th working day, on which everything else rests. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from accountability.core.saying import say

ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEKDAYS = (
    say("thứ Hai"),
    say("thứ Ba"),
    say("thứ Tư"),
    say("thứ Năm"),
    say("thứ Sáu"),
    say("thứ Bảy"),
    say("Chủ nhật"),
)
# No office closes for longer; past it the table is wrong and a loop would never end.
_LONGEST_CLOSURE = 400


def weekday_vi(day: date) -> str:
    """The name of the weekday in Vietnamese, "thứ Hai" to "Chủ nhật"."""
    return _WEEKDAYS[day.weekday()]


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: weekdays without `days_off`, plus `make_up_days`.

    Both map a date to its reason in Vietnamese. `decided_years` have rows with a deciding
    document; any other year rests on an estimate, which the explanation says.
    """

    days_off: Mapping[date, str] = field(default_factory=dict)
    make_up_days: Mapping[date, str] = field(default_factory=dict)
    decided_years: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether the day is worked; a make-up day wins over everything."""
        if day in self.make_up_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.days_off

    def is_decided(self, year: int) -> bool:
        """Whether the year's days off were decided by a document (not estimated)."""
        return year in self.decided_years

    def why(self, day: date) -> str:
        """Why the day counts or not: "Quốc khánh", "thứ Bảy", "làm bù ...", "ngày làm việc"."""
        if day in self.make_up_days:
            return self.make_up_days[day]
        if day in self.days_off:
            estimated = "" if self.is_decided(day.year) else say(" (dự kiến)")
            return self.days_off[day] + estimated
        return say("ngày làm việc") if self.is_working(day) else weekday_vi(day)


def _step(start: date, count: int, cal: Calendar) -> date:
    """Walk `count` working days forward (positive) or back (negative); count is not 0."""
    stride = ONE_DAY if count > 0 else -ONE_DAY
    day, left, idle = start, abs(count), 0
    try:
        while left:
            day += stride
            idle = 0 if cal.is_working(day) else idle + 1
            left -= idle == 0
            if idle > _LONGEST_CLOSURE:
                raise ValueError(
                    say("Lịch làm việc không có ngày làm việc nào quanh {start:%d/%m/%Y}.", start=start)
                )
    except OverflowError as error:
        raise ValueError(say("Số ngày vượt quá phạm vi lịch.")) from error
    return day


def nth_working_day(start: date, n: int, cal: Calendar) -> date:
    """The n-th working day after `start` (before it when n < 0); `start` is not counted.

    n = 0 is `start` itself, or the last working day before it when it is a day off
    (DESIGN §6). Raises ValueError when the calendar has no such day.
    """
    if n == 0:
        return start if cal.is_working(start) else _step(start, -1, cal)
    return _step(start, n, cal)


def working_days_between(a: date, b: date, cal: Calendar) -> int:
    """How many working days lie after `a` up to and including `b`; negative when b < a."""
    if b < a:
        return -working_days_between(b, a, cal)
    return sum(cal.is_working(a + timedelta(days=i)) for i in range(1, (b - a).days + 1))
