"""The verbs that write the calendar and move the demo clock."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import F

from accountability.audit.record import record
from accountability.calendars.demo_clock import STARTS_AT
from accountability.calendars.models import CalendarDay, CalendarRevision, DemoClock
from accountability.calendars.reading import load_calendar
from accountability.calendars.rules import (
    CalendarChange,
    DayChange,
    check_has_effect,
    clean_change,
    estimated_days_off,
)
from accountability.core import clock
from accountability.core.saying import say
from accountability.core.text import moment_vi
from accountability.core.zone import local

if TYPE_CHECKING:
    from accountability.access.actor import Actor

_ESTIMATE = say("Ước tính theo thư viện holidays (chưa có văn bản quyết định)")


def _facts(row: CalendarDay) -> dict[str, object]:
    return {
        "on": row.on.isoformat(),
        "kind": row.kind,
        "title": row.title,
        "document": row.document,
        "estimated": row.estimated,
    }


def lock_calendar() -> int:
    """Let one change of the calendar at a time go on, until the end of the transaction; the revision's number.

    Waits for the verbs that hold the calendar (`reading.hold_calendar`).
    """
    CalendarRevision.objects.get_or_create(pk=CalendarRevision.ONLY_PK)
    return CalendarRevision.objects.select_for_update().get(pk=CalendarRevision.ONLY_PK).number


def check_change(change: CalendarChange) -> CalendarChange:
    """The change as it may be applied. Raises ValueError in Vietnamese: no document, no reason, no effect."""
    cleaned = clean_change(change)
    years = cleaned.years
    rows = CalendarDay.objects.filter(on__in=[day.on for day in cleaned.days])
    table = dict(rows.values_list("on", "kind"))
    check_has_effect(cleaned, load_calendar(years[0], years[-1]), table)
    return cleaned


def _fill_with_estimate(year: int) -> int:
    """Keep the estimate's other holidays when a year gets its first row; returns their number."""
    if CalendarDay.objects.filter(on__year=year).exists():
        return 0
    rows = [
        CalendarDay(on=on, kind="off", title=name, document=_ESTIMATE, estimated=True)
        for on, name in estimated_days_off(year).items()
    ]
    return len(CalendarDay.objects.bulk_create(rows))


@transaction.atomic
def apply_change(change: CalendarChange, *, by: Actor | None, at: datetime) -> int:
    """Write the days of a change, each with its audit event; the calendar's new revision number.

    The first row of a year brings the library's estimate of its other holidays with it. Deadlines are not moved
    here: `assignments.actions.reprojecting` does both in one transaction.
    Raises ValueError as `check_change`; nothing is written then.
    """
    number = lock_calendar() + 1
    change = check_change(change)
    for year in change.years:
        if copied := _fill_with_estimate(year):
            record(
                action="calendars.estimate_copied", by=by, at=at, target_kind="calendar_year", target_pk=year,
                note=say("Thêm {copied} ngày nghỉ dự kiến của năm {year}.", copied=copied, year=year),
            )  # fmt: skip
    for day in change.days:
        _apply_day(day, change.document, by=by, at=at)
    CalendarRevision.objects.filter(pk=CalendarRevision.ONLY_PK).update(number=F("number") + 1)
    return number


def _apply_day(day: DayChange, document: str, *, by: Actor | None, at: datetime) -> None:
    earlier = CalendarDay.objects.filter(on=day.on).first()
    before = _facts(earlier) if earlier else None
    if day.is_withdrawal and earlier is not None:
        record(
            action="calendars.day_withdrawn", by=by, at=at, target_kind="calendar_day", target_pk=earlier.pk,
            before=before, note=f"Theo {document}.",
        )  # fmt: skip
        earlier.delete()
        return
    row, _ = CalendarDay.objects.update_or_create(
        on=day.on,
        defaults={"kind": day.kind, "title": day.title, "document": document, "estimated": False},
    )
    record(
        action="calendars.day_decided", by=by, at=at, target_kind="calendar_day", target_pk=row.pk,
        before=before, after=_facts(row),
    )  # fmt: skip


def decide_day(
    *, on: date, kind: str, title: str, document: str, by: Actor | None, at: datetime
) -> CalendarDay:
    """Record that one day is off, or worked, by a deciding document; replaces an earlier row.

    Raises ValueError in Vietnamese when kind, title or document is missing or unknown.
    """
    if not kind:
        raise ValueError(say("Loại ngày phải là “nghỉ” hoặc “làm việc”."))
    apply_change(CalendarChange((DayChange(on, kind, title),), document), by=by, at=at)
    return CalendarDay.objects.get(on=on)


@transaction.atomic
def move_demo_clock(*, to: datetime, by: Actor | None) -> datetime:
    """Set the demo clock forward to `to` and return it; sweeping is the caller's business.

    Raises ValueError in Vietnamese outside demo mode, for a time that is not later,
    or for one without a zone.
    """
    if not settings.DEMO:
        raise ValueError(say("Chỉ chỉnh được đồng hồ ở chế độ trình diễn."))
    moment = local(to)
    DemoClock.objects.get_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": STARTS_AT})
    row = DemoClock.objects.select_for_update().get(pk=DemoClock.ONLY_PK)
    if moment <= row.now_at:
        raise ValueError(
            say(
                "Đồng hồ trình diễn chỉ tiến: đang là {now_at}, không thể về {moment}.",
                now_at=moment_vi(row.now_at),
                moment=moment_vi(moment),
            )
        )
    before, row.now_at = local(row.now_at), moment
    row.save(update_fields=["now_at"])
    clock.forget()
    record(
        action="calendars.demo_clock_moved",
        by=by,
        at=moment,
        target_kind="demo_clock",
        target_pk=row.pk,
        before={"now_at": before.isoformat()},
        after={"now_at": moment.isoformat()},
    )
    return moment
