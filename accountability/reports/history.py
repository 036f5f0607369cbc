"""The dates of a body of work, counted by the database: four statements for any number of assignments."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accountability.assignments.models import AssignmentQuerySet, DeadlineVersion, SetAside
from accountability.assignments.reading import excused_due_on
from accountability.assignments.rules import ASIDE_STATES, State
from accountability.reports.rules import Facts

_DONE = Q(state=State.DONE)


def facts_of(rows: AssignmentQuerySet) -> Facts:
    """The dates of these assignments, drafts and what has no deadline left out."""
    dated = (
        rows.exclude(state=State.DRAFT).exclude(due_on=None).annotate(excused_on=excused_due_on()).order_by()
    )
    real = dated.exclude(state__in=ASIDE_STATES)
    given, ended, missed = Counter[date](), Counter[date](), Counter[date]()
    done, on_time, settled, left = Counter[date](), Counter[date](), Counter[date](), Counter[date]()
    for day, number in _per_day(real, "assigned_on"):
        given[day] += number
    in_time = Q(_DONE, done_on__lte=F("excused_on"))
    for day, number, kept in _per_day(real, "excused_on", kept=Count("pk", filter=in_time)):
        ended[day] += number
        missed[day] += number - kept
    overran = Exists(DeadlineVersion.objects.filter(assignment=OuterRef("pk"), after_expiry=True))
    finished = real.filter(_DONE).annotate(overran=overran)
    parts = {
        "kept": Count("pk", filter=Q(done_on__lte=F("excused_on"), overran=False)),
        "late": Count("pk", filter=Q(done_on__gt=F("excused_on"))),
    }
    for day, number, kept, late in _per_day(finished, "done_on", **parts):
        done[day] += number
        on_time[day] += kept
        settled[day] += late
    for assigned, due, gone, number in _set_aside(rows):
        given[assigned] += number
        ended[min(due, gone)] += number
        left[gone] += number
        if gone > due:
            missed[due] += number
            settled[gone] += number
    return Facts(given, ended, done, on_time, missed, settled, left)


def _per_day(rows: QuerySet[Any], day: str, **counts: Count) -> list[tuple[Any, ...]]:
    grouped = rows.values_list(day).annotate(number=Count("pk"), **counts)
    return [row for row in grouped.values_list(day, "number", *counts) if row[0] is not None]


def _set_aside(rows: AssignmentQuerySet) -> list[tuple[date, date, date, int]]:
    """(given, due, set aside on, how many): what counts today neither as done nor as late did count until then."""
    aside = rows.filter(state__in=ASIDE_STATES).exclude(due_on=None)
    found = SetAside.objects.filter(
        assignment__in=aside.order_by().values("pk"), back_at=None, assignment__assigned_on__isnull=False
    )
    by = ("assignment__assigned_on", "excused_on", "on")
    dated = found.annotate(excused_on=excused_due_on("assignment__")).order_by()
    return list(dated.values_list(*by).annotate(number=Count("pk")).values_list(*by, "number"))
