"""Deadlines: from the words of a duration to a date, and the explanation day by day. Pure."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from accountability.calendars.rules.days import (
    ONE_DAY,
    Calendar,
    nth_working_day,
    weekday_vi,
)
from accountability.core.saying import say


class Convention(StrEnum):
    """How a deadline came about; printed on the screen beside it (DESIGN §5)."""

    WORKING_DAYS = "working_days_after_receipt"
    CALENDAR_DAYS = "calendar_days_roll_forward"
    PRINTED = "printed_date"


@dataclass(frozen=True)
class DayLine:
    """One date of the explanation: whether it counts, and why, in Vietnamese.

    `is_special`: the table names the day (a holiday, a make-up day), it is no mere weekend.
    """

    on: date
    counts: bool
    why: str
    is_special: bool = field(default=False, compare=False)


def _at_least_one(n: int) -> None:
    if n < 1:
        raise ValueError(say("Số ngày phải từ 1 trở lên."))


def working_days_after_receipt(received_on: date, n: int, cal: Calendar) -> date:
    """The n-th working day after the day of receipt, which is not counted (DESIGN §5).

    Never a day off. Raises ValueError for n < 1.
    """
    _at_least_one(n)
    return nth_working_day(received_on, n, cal)


def calendar_days_roll_forward(received_on: date, n: int, cal: Calendar) -> date:
    """n calendar days after receipt; an end on a day off moves to the next working day.

    Source: Bộ luật Dân sự 2015, Điều 147-148 as DESIGN §5 applies it. Raises ValueError for n < 1.
    """
    _at_least_one(n)
    try:
        end = received_on + timedelta(days=n)
    except OverflowError as error:
        raise ValueError(say("Số ngày vượt quá phạm vi lịch.")) from error
    return end if cal.is_working(end) else nth_working_day(end, 1, cal)


def printed_date(on: date) -> date:
    """A date printed in the document is the deadline itself; it never moves, day off or not."""
    return on


def explain(
    received_on: date, due_on: date, cal: Calendar, *, calendar_days: int | None = None
) -> tuple[DayLine, ...]:
    """Day by day from the day after receipt to the deadline; empty when there is none between.

    Working days are numbered. With `calendar_days` = n, the first n days count whatever they are,
    and the days of the roll forward do not.
    """
    lines: list[DayLine] = []
    counted, day = 0, received_on + ONE_DAY
    while day <= due_on:
        if calendar_days is None:
            counted += cal.is_working(day)
            lines.append(_working_line(day, counted, cal))
        else:
            counted += 1
            lines.append(_calendar_line(day, counted, calendar_days, cal))
        day += ONE_DAY
    return tuple(lines)


def _is_special(day: date, cal: Calendar) -> bool:
    return day in cal.days_off or day in cal.make_up_days


def _working_line(day: date, number: int, cal: Calendar) -> DayLine:
    special = _is_special(day, cal)
    if not cal.is_working(day):
        return DayLine(day, False, cal.why(day), special)
    made_up = f" ({cal.why(day)})" if day in cal.make_up_days else ""
    return DayLine(
        day, True, say("ngày làm việc thứ {number}{made_up}", number=number, made_up=made_up), special
    )


def _calendar_line(day: date, number: int, wanted: int, cal: Calendar) -> DayLine:
    special = _is_special(day, cal)
    if number > wanted and cal.is_working(day):
        return DayLine(
            day,
            False,
            say("chuyển sang ngày làm việc kế tiếp ({weekday_vi})", weekday_vi=weekday_vi(day)),
            special,
        )
    if number > wanted:
        return DayLine(day, False, cal.why(day), special)
    rest = "" if cal.is_working(day) else f" ({cal.why(day)})"
    return DayLine(day, True, say("ngày thứ {number}{rest}", number=number, rest=rest), special)
