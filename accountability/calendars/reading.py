"""The calendar as the rules want it, read from the table in one statement."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from accountability.calendars.models import CalendarDay, CalendarRevision
from accountability.calendars.rules import Calendar, CalendarChange, estimated_days_off
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.reference.keeping import kept_while


class _Row(NamedTuple):
    kind: str
    title: str
    estimated: bool


def _estimate(year: int) -> dict[date, _Row]:
    return {on: _Row(CalendarDay.Kind.OFF, name, True) for on, name in estimated_days_off(year).items()}


def _rows(first: int, last: int) -> dict[date, _Row]:
    rows = _days(first=date(first, 1, 1), last=date(last, 12, 31))
    return {on: _Row(kind, title, estimated) for on, kind, title, estimated in rows}


@prepared
def _days(*, first: date, last: date) -> QuerySet[CalendarDay, Any]:
    rows = CalendarDay.objects.filter(on__range=(first, last))
    return rows.values_list("on", "kind", "title", "estimated")


def _changed(rows: Mapping[date, _Row], change: CalendarChange) -> dict[date, _Row]:
    """The rows as `actions.apply_change` would leave them: a year's first row brings the estimate along."""
    filled = {on.year for on in rows}
    found = dict(rows)
    for year in change.years:
        if year not in filled:
            found |= _estimate(year)
    for day in change.days:
        found.pop(day.on, None)
        if not day.is_withdrawal:
            found[day.on] = _Row(day.kind, day.title, False)
    return found


def load_calendar(from_year: int, to_year: int, *, after: CalendarChange | None = None) -> Calendar:
    """The calendar of these years, ends included, with a margin of one year on both sides.

    A year without rows takes the library's estimate; only years with a decided row are
    `decided_years`. `after` shows it as it would be after a change that is not yet made.
    Never stale: read anew when a day changed. Raises ValueError when the years are in the wrong order.
    """
    if to_year < from_year:
        raise ValueError(say("Năm kết thúc sớm hơn năm bắt đầu."))
    return _calendar(from_year, to_year) if after is None else _read(from_year, to_year, after)


def _read(from_year: int, to_year: int, after: CalendarChange | None = None) -> Calendar:
    first, last = max(from_year - 1, date.min.year), min(to_year + 1, date.max.year)
    rows = _rows(first, last)
    if after is not None:
        rows = _changed(rows, after)
    filled = {on.year for on in rows}
    for year in range(first, last + 1):
        if year not in filled:
            rows |= _estimate(year)
    days_off = {on: row.title for on, row in rows.items() if row.kind == CalendarDay.Kind.OFF}
    make_up = {on: row.title for on, row in rows.items() if row.kind == CalendarDay.Kind.WORK}
    decided = frozenset(on.year for on, row in rows.items() if not row.estimated)
    return Calendar(days_off, make_up, decided)


_calendar = kept_while("calendars")(_read)


def calendar_around(today: date) -> Calendar:
    """The calendar that ladders and deadlines near `today` need: one year back, two ahead."""
    return load_calendar(max(today.year - 1, 1), min(today.year + 2, date.max.year))


@kept_while("calendars")
def is_decided(year: int) -> bool:
    """Whether a document has decided days of that year."""
    return bool(_decided(first=date(year, 1, 1), last=date(year, 12, 31)))


@prepared
def _decided(*, first: date, last: date) -> QuerySet[Any]:
    return CalendarDay.objects.filter(on__range=(first, last), estimated=False).values_list("pk")[:1]


def revision() -> int:
    """The number of the calendar's last change; 0 before any."""
    row = CalendarRevision.objects.filter(pk=CalendarRevision.ONLY_PK).first()
    return row.number if row else 0


def hold_calendar() -> None:
    """Keep the calendar as it is until the end of the transaction; for verbs that store a computed deadline.

    Those verbs do not wait for each other, only for a change of the calendar, which waits for them: otherwise a
    deadline counted by the old calendar could be committed after the re-projection has passed.
    SQLite has one writer at a time, so there is nothing to do.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM calendars_calendarrevision FOR SHARE")
