"""Phiên họp UBND tỉnh: the days on which the committee met or will meet. Figures "since the last meeting" count from them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accountability.audit.record import record
from accountability.calendars.models import Meeting
from accountability.core.prepared import prepared
from accountability.core.saying import say

if TYPE_CHECKING:
    from accountability.access.actor import Actor

# While no meeting is known the pages look back so many days: the rhythm of the periodic report.
DAYS_WITHOUT_MEETING = 15
_SOONEST, _LATEST = date(2000, 1, 1), timedelta(days=366)


@transaction.atomic
def hold_meeting(*, on: date, note: str = "", by: Actor, at: datetime) -> Meeting:
    """Write down a meeting, past or planned within a year. Raises ValueError in Vietnamese for a day that is there."""
    if not _SOONEST <= on <= at.date() + _LATEST:
        raise ValueError(say("Ngày họp phải từ năm 2000 đến không quá một năm nữa."))
    try:
        with transaction.atomic():
            made = Meeting.objects.create(on=on, note=note.strip())
    except IntegrityError:
        raise ValueError(say("Phiên họp ngày {on:%d/%m/%Y} đã có.", on=on)) from None
    record(
        action="calendars.meeting_held", by=by, at=at, target_kind="meeting", target_pk=made.pk,
        after={"on": on.isoformat(), "note": made.note},
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_meeting(pk: int, *, by: Actor, at: datetime) -> date:
    """Take off a meeting that was written down by mistake; its day. Raises Meeting.DoesNotExist."""
    row = Meeting.objects.select_for_update().get(pk=pk)
    record(
        action="calendars.meeting_withdrawn", by=by, at=at, target_kind="meeting", target_pk=row.pk,
        before={"on": row.on.isoformat(), "note": row.note},
    )  # fmt: skip
    row.delete()
    return row.on


def since_last_meeting(today: date) -> tuple[date, bool]:
    """The day of the last meeting before today, and True; without one the day 15 days ago, and False.

    On the day of a meeting it is the one before: in the morning nobody asks what happened since tonight.
    """
    last = _last_before(today=today)
    return (last[0], True) if last else (today - timedelta(days=DAYS_WITHOUT_MEETING), False)


@prepared
def _last_before(*, today: date) -> QuerySet[Meeting, date]:
    return Meeting.objects.filter(on__lt=today).order_by("-on").values_list("on", flat=True)[:1]
