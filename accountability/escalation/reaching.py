"""On which day one rung is reached from one anchor: what screens and mails say; the sweep inverts it in bulk. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from accountability.calendars.rules import Calendar, reached_on
from accountability.core.zone import LOCAL, local
from accountability.escalation.rules import RungFacts

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def due_instant(due_on: date, due_time: time | None) -> datetime:
    """When a deadline is over: at its hour, without one at the end of its day."""
    if due_time is None:
        return datetime.combine(due_on + _DAY, time.min, tzinfo=LOCAL)
    return datetime.combine(due_on, due_time, tzinfo=LOCAL)


def rung_day(
    rung: RungFacts, *, anchor_on: date, anchor_at: datetime | None, citizens: bool, calendar: Calendar
) -> date:
    """The day on which the rung is reached; one in hours counts from `anchor_at`, or from the start of `anchor_on`."""
    offset = rung.offset_for(citizens=citizens)
    if rung.unit != "h":
        return reached_on(anchor_on, offset, rung.unit, calendar)
    since = anchor_at or datetime.combine(anchor_on, time.min, tzinfo=LOCAL)
    return local(since + offset * _HOUR).date()
