"""Hours of work: when a mail may go out, which mornings passed. Pure (DESIGN §9)."""

from datetime import datetime, time, timedelta

from accountability.calendars.rules.days import Calendar, nth_working_day
from accountability.core.zone import LOCAL, local

# Quiet hours 17:30-07:00 of DESIGN §9.
WORK_OPENS = time(7, 0)
WORK_CLOSES = time(17, 30)
_MORNING = time(8, 0)


def next_working_instant(
    at: datetime, cal: Calendar, opens: time = WORK_OPENS, closes: time = WORK_CLOSES
) -> datetime:
    """`at` itself within the hours of a working day, else the next opening of one.

    The closing time is already quiet. Raises ValueError for a naive datetime.
    """
    here = local(at)
    day, clock_time = here.date(), here.time()
    if cal.is_working(day) and opens <= clock_time < closes:
        return at
    if not (cal.is_working(day) and clock_time < opens):
        day = nth_working_day(day, 1, cal)
    return datetime.combine(day, opens, tzinfo=LOCAL)


def mornings_passed(after: datetime, until: datetime, morning: time = _MORNING) -> tuple[datetime, ...]:
    """08:00 of each day in (after, until], for the demo clock that is moved over several days."""
    day = local(after).date()
    found: list[datetime] = []
    while day <= local(until).date():
        at = datetime.combine(day, morning, tzinfo=LOCAL)
        if after < at <= until:
            found.append(at)
        day += timedelta(days=1)
    return tuple(found)
