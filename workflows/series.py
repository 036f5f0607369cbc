"""The clock opens the next period of a recurring duty when it has begun, and starts its process."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accountability.assignments.actions import open_occurrence
from accountability.assignments.models import Assignment, Series
from workflows.flows import AssignmentFlow, DirectiveFlow


def parent_of(row: Assignment) -> Task | None:
    """The directive's task that waits for all of its assignments, while it still does."""
    return Task.objects.filter(
        process_id=row.directive.process_id, flow_task=DirectiveFlow.fan_out, status=STATUS.STARTED
    ).first()


@transaction.atomic
def _open_next(series: Series, last_start: date, at: datetime) -> Assignment | None:
    last = Assignment.objects.select_related("directive", "series", "lead_agency").get(
        series=series, period_start=last_start
    )
    made = open_occurrence(last, at=at)
    if made is not None:
        AssignmentFlow.start.run(_parent_task=parent_of(made), row=made)
    return made


def open_due_occurrences(*, at: datetime) -> int:
    """Open every period that has begun, each once, also after an outage; returns their number."""
    opened = 0
    given = Assignment.objects.exclude(series=None).exclude(state="draft")
    for series_id, last_start in list(
        given.values_list("series").annotate(last=Max("period_start")).order_by("series")
    ):
        series = Series.objects.get(pk=series_id)
        start = last_start
        while (made := _open_next(series, start, at)) is not None:
            opened += 1
            start = made.period_start
    return opened
