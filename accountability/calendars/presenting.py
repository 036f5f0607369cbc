"""A year of the working calendar as the screen shows it: twelve months, and the rows with their documents."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date

from accountability.calendars.models import CalendarDay
from accountability.calendars.rules import Calendar, estimated_days_off, weekday_vi


@dataclass(frozen=True)
class DayCell:
    """One day of a month: `look` is "work", "rest" (weekend), "off" (holiday) or "make-up"."""

    on: date
    look: str
    why: str
    is_today: bool


@dataclass(frozen=True)
class YearLine:
    """One departure from the week's rhythm; without `row` it is the library's estimate of an undecided year."""

    on: date
    kind: str
    title: str
    document: str
    estimated: bool
    row: CalendarDay | None = None

    @property
    def weekday(self) -> str:
        """ "thứ Hai" to "Chủ nhật"."""
        return weekday_vi(self.on)


def _look(day: date, calendar: Calendar) -> str:
    if day in calendar.make_up_days:
        return "make-up"
    if calendar.is_working(day):
        return "work"
    return "off" if day in calendar.days_off else "rest"


def months_of(year: int, calendar: Calendar, today: date) -> list[list[list[DayCell | None]]]:
    """Twelve months of weeks, Monday first; None where the week belongs to another month."""
    grid = months.Calendar()
    return [
        [
            [
                DayCell(day, _look(day, calendar), calendar.why(day), day == today)
                if day.month == month
                else None
                for day in week
            ]
            for week in grid.monthdatescalendar(year, month)
        ]
        for month in range(1, 13)
    ]


def lines_of(year: int) -> list[YearLine]:
    """The rows of the year in order; the estimate where nobody has written any."""
    rows = [
        YearLine(row.on, row.kind, row.title, row.document, row.estimated, row)
        for row in CalendarDay.objects.filter(on__year=year)
    ]
    if rows:
        return rows
    return [
        YearLine(on, CalendarDay.Kind.OFF, name, "", True) for on, name in estimated_days_off(year).items()
    ]
