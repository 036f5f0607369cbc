"""The verbs that write the calendar and move the demo clock."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accountability.audit.record import record
from accountability.calendars.demo_clock import STARTS_AT
from accountability.calendars.models import CalendarDay, DemoClock
from accountability.calendars.rules import estimated_days_off
from accountability.core.text import date_vi, moment_vi
from accountability.core.zone import local

if TYPE_CHECKING:
    from accountability.access.actor import Actor

_ESTIMATE = "Ước tính theo thư viện holidays (chưa có văn bản quyết định)"


def _facts(row: CalendarDay) -> dict[str, object]:
    return {
        "on": row.on.isoformat(),
        "kind": row.kind,
        "title": row.title,
        "document": row.document,
        "estimated": row.estimated,
    }


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
def decide_day(
    *, on: date, kind: str, title: str, document: str, by: Actor | None, at: datetime
) -> CalendarDay:
    """Record that a day is off, or worked, by a deciding document; replaces an earlier row.

    The first row of a year brings the library's estimate of its other holidays with it.
    Raises ValueError in Vietnamese when kind, title or document is missing or unknown.
    """
    title, document = title.strip(), document.strip()
    if kind not in CalendarDay.Kind.values:
        raise ValueError("Loại ngày phải là “nghỉ” hoặc “làm việc”.")
    if not title or not document:
        raise ValueError(f"Ngày {date_vi(on)} thiếu lý do hoặc văn bản quyết định.")
    copied = _fill_with_estimate(on.year)
    earlier = CalendarDay.objects.select_for_update().filter(on=on).first()
    row, _ = CalendarDay.objects.update_or_create(
        on=on,
        defaults={"kind": kind, "title": title, "document": document, "estimated": False},
    )
    record(
        action="calendars.day_decided",
        by=by,
        at=at,
        target_kind="calendar_day",
        target_pk=row.pk,
        before=_facts(earlier) if earlier else None,
        after=_facts(row),
        note=f"Thêm {copied} ngày nghỉ dự kiến của năm {on.year}." if copied else "",
    )
    return row


@transaction.atomic
def move_demo_clock(*, to: datetime, by: Actor | None) -> datetime:
    """Set the demo clock forward to `to` and return it; sweeping is the caller's business.

    Raises ValueError in Vietnamese outside demo mode, for a time that is not later,
    or for one without a zone.
    """
    if not settings.DEMO:
        raise ValueError("Chỉ chỉnh được đồng hồ ở chế độ trình diễn.")
    moment = local(to)
    DemoClock.objects.get_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": STARTS_AT})
    row = DemoClock.objects.select_for_update().get(pk=DemoClock.ONLY_PK)
    if moment <= row.now_at:
        raise ValueError(
            f"Đồng hồ trình diễn chỉ tiến: đang là {moment_vi(row.now_at)}, không thể về {moment_vi(moment)}."
        )
    before, row.now_at = local(row.now_at), moment
    row.save(update_fields=["now_at"])
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
