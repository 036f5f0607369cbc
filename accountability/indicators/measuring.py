"""An indicator measures the targets of assignments: from then on its readings for the lead are the target's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.models import Target, TargetReading
from accountability.assignments.rules import OPEN_STATES
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.indicators.actions import Refused
from accountability.indicators.models import Indicator, Reading
from accountability.indicators.projecting import project
from accountability.indicators.rules import Kind, State, period_of

# Said of figures that a progress report gave before the target was measured by the indicator.
FROM_REPORT = "Báo cáo kết quả của đơn vị"


def measurable(indicator: Indicator) -> list[Target]:
    """Targets of open assignments that this indicator could measure and that nothing measures yet, like names first."""
    rows = Target.objects.filter(
        measured_by="", unit=indicator.unit, direction=indicator.direction, assignment__state__in=OPEN_STATES
    ).select_related("assignment__directive", "assignment__lead_agency")
    if indicator.program_id is not None:
        rows = rows.filter(assignment__directive__program_id=indicator.program_id)
    return sorted(rows.order_by("assignment__rank", "pk")[:500], key=lambda row: row.name != indicator.name)


@transaction.atomic
def measure(pk: int, targets: Collection[int], *, by: Actor | None, at: datetime) -> list[Target]:
    """Gắn nhiệm vụ với chỉ tiêu. Earlier figures of the targets become readings of the indicator: nothing is lost.

    Raises Refused when a target is measured already, or is of another unit or direction.
    """
    indicator = Indicator.objects.select_for_update(of=("self",)).get(pk=pk)
    if indicator.kind == Kind.RANK:
        raise Refused(say("Thứ hạng không phải mức giao của nhiệm vụ."))
    if indicator.ended_on is not None and indicator.ended_on < local(at).date():
        raise Refused(say("Chỉ tiêu đã kết thúc ngày {day}.", day=date_vi(indicator.ended_on)))
    rows = list(
        Target.objects.select_for_update(of=("self",))
        .filter(pk__in=targets)
        .select_related("assignment__lead_agency")
    )
    if not rows:
        raise Refused(say("Vui lòng chọn nhiệm vụ cần gắn."))
    for row in rows:
        _refuse_unlike(indicator, row)
    _take_over(indicator, rows, at)
    for row in rows:
        row.measured_by, row.from_value = indicator.code, indicator.baseline
    Target.objects.bulk_update(rows, ["measured_by", "from_value"])
    project(indicator, {row.assignment.lead_agency_id for row in rows})
    record(
        action="indicator.measure", by=by, at=at, target_kind="indicator", target_pk=indicator.pk,
        after={"targets": [row.pk for row in rows], "assignments": [row.assignment_id for row in rows]},
    )  # fmt: skip
    return rows


def _refuse_unlike(indicator: Indicator, row: Target) -> None:
    if row.measured_by:
        raise Refused(say("“{target}” đã được đo bằng một chỉ tiêu.", target=row.name))
    if (row.unit, row.direction) != (indicator.unit, indicator.direction):
        raise Refused(say("“{target}” có đơn vị tính hoặc hướng khác chỉ tiêu này.", target=row.name))


def _take_over(indicator: Indicator, rows: list[Target], at: datetime) -> None:
    """The figures that were typed for the targets, oldest first, each as a reading of the period that holds its day.

    One whose period has a later figure of the indicator stays what it is: a line in a progress report.
    """
    leads = {row.pk: row.assignment.lead_agency for row in rows}
    current = {
        (one.agency_id, one.period_start): one
        for one in Reading.objects.current().filter(indicator=indicator, agency__in=set(leads.values()))
    }
    typed = TargetReading.objects.filter(target__in=rows, of_reading=None, data_on__lte=local(at).date())
    for old in typed.order_by("data_on", "pk"):
        if old.data_on < indicator.starts_on:
            continue
        agency = leads[old.target_id]
        period = period_of(indicator.rhythm, old.data_on, indicator.starts_on)
        last = current.get((agency.pk, period.start_on))
        if last is not None and last.data_on > old.data_on:
            continue
        current[agency.pk, period.start_on] = reading = Reading.objects.create(
            indicator=indicator, agency=agency, period_start=period.start_on, period_end=period.end_on,
            state=State.NOTHING if old.is_empty else State.VALUE, value=old.value, data_on=old.data_on,
            source=old.source or FROM_REPORT, corrects=last, reported_at=old.reported_at,
            reported_by_id=old.reported_by_id,
        )  # fmt: skip
        old.of_reading = reading.pk
        old.save(update_fields=["of_reading"])
