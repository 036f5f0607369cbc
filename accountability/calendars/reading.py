"""The calendar as the rules want it, read from the table in one statement."""

from datetime import date

from accountability.calendars.models import CalendarDay
from accountability.calendars.rules import Calendar, estimated_days_off


def load_calendar(from_year: int, to_year: int) -> Calendar:
    """The calendar of these years, ends included, with a margin of one year on both sides.

    A year without rows takes the library's estimate; only years with a decided row are
    `decided_years`. One query each time: some fifteen rows a year, and never stale.
    Raises ValueError when the years are in the wrong order.
    """
    if to_year < from_year:
        raise ValueError("Năm kết thúc sớm hơn năm bắt đầu.")
    first, last = max(from_year - 1, date.min.year), min(to_year + 1, date.max.year)
    rows = CalendarDay.objects.filter(on__range=(date(first, 1, 1), date(last, 12, 31)))
    days_off: dict[date, str] = {}
    make_up: dict[date, str] = {}
    decided: set[int] = set()
    filled: set[int] = set()
    for on, kind, title, estimated in rows.values_list("on", "kind", "title", "estimated"):
        (make_up if kind == CalendarDay.Kind.WORK else days_off)[on] = title
        filled.add(on.year)
        if not estimated:
            decided.add(on.year)
    for year in range(first, last + 1):
        if year not in filled:
            days_off.update(estimated_days_off(year))
    return Calendar(days_off, make_up, frozenset(decided))


def calendar_around(today: date) -> Calendar:
    """The calendar that ladders and deadlines near `today` need: one year back, two ahead."""
    return load_calendar(max(today.year - 1, 1), min(today.year + 2, date.max.year))
