"""The readings of an indicator, repeated as those of the targets that it measures.

The fact is the reading; the rows here are for those who know only assignments (the sweep, lists, reports). `project` is the one
function that writes them: whatever was there before, afterwards each target that the indicator measures has one row for
each current reading of its lead, and none else of an indicator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accountability.assignments.models import Assignment, Target, TargetReading
from accountability.indicators.models import Indicator, Reading
from accountability.indicators.rules import State

_REPEATED = ("value", "is_empty", "data_on", "source", "of_reading", "reported_at", "reported_by_id")


def measured_targets(indicator: Indicator, agencies: Iterable[int]) -> list[Target]:
    """The targets that the indicator measures and that these agencies lead."""
    rows = Target.objects.filter(measured_by=indicator.code, assignment__lead_agency_id__in=list(agencies))
    return list(rows.select_related("assignment"))


def project(indicator: Indicator, agencies: Iterable[int]) -> None:
    """Write the targets' rows anew from the readings of these agencies. Six statements at most.

    A row follows its period: a correction changes it, so that what was sent about it still finds it.
    """
    targets = measured_targets(indicator, agencies)
    if not targets:
        return
    leads = {target.assignment.lead_agency_id for target in targets}
    period_of, current = _readings(indicator, leads)
    there: dict[tuple[int, date | None], TargetReading] = {}
    for row in TargetReading.objects.filter(target__in=targets, of_reading__isnull=False).order_by("pk"):
        there[row.target_id, period_of.get(row.of_reading or 0)] = row
    made, changed = [], []
    for target in targets:
        for reading in current[target.assignment.lead_agency_id]:
            kept = there.pop((target.pk, reading.period_start), None)
            wanted = _repeated(target, reading)
            if kept is None:
                made.append(wanted)
            elif any(getattr(kept, name) != getattr(wanted, name) for name in _REPEATED):
                wanted.pk = kept.pk
                changed.append(wanted)
    TargetReading.objects.filter(pk__in=[row.pk for row in there.values()]).delete()
    TargetReading.objects.bulk_update(
        changed, [name.removesuffix("_id") for name in _REPEATED], batch_size=500
    )
    TargetReading.objects.bulk_create(made, batch_size=500)


def follow_lead(assignment: Assignment) -> None:
    """Another agency leads: the targets that indicators measure have its figures from now on, and no longer the former lead's.

    One statement, and those of `project` for each of its indicators.
    """
    codes = assignment.targets.exclude(measured_by="").values("measured_by")
    for indicator in Indicator.objects.filter(code__in=codes):
        project(indicator, [assignment.lead_agency_id])


def _readings(indicator: Indicator, leads: set[int]) -> tuple[dict[int, date], dict[int, list[Reading]]]:
    """Key of every reading → its period; agency → its current readings that say something."""
    period_of: dict[int, date] = {}
    current: dict[int, list[Reading]] = defaultdict(list)
    rows = Reading.objects.filter(indicator=indicator, agency_id__in=sorted(leads))
    for row in rows.select_related("corrected_by").order_by("period_start", "pk"):
        period_of[row.pk] = row.period_start
        if row.state != State.UNKNOWN and not hasattr(row, "corrected_by"):
            current[row.agency_id].append(row)
    return period_of, current


def _repeated(target: Target, reading: Reading) -> TargetReading:
    return TargetReading(
        target=target, value=reading.value, is_empty=reading.state == State.NOTHING, data_on=reading.data_on,
        source=reading.source, of_reading=reading.pk, reported_at=reading.reported_at,
        reported_by_id=reading.reported_by_id,
    )  # fmt: skip
