"""The clock opens the next period of a recurring duty when it is due, and starts its process."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accountability.assignments.actions import open_due
from accountability.assignments.models import Assignment
from workflows.bulk import start_many
from workflows.flows import AssignmentFlow, DirectiveFlow


def parent_of(row: Assignment) -> Task | None:
    """The directive's task that waits for all of its assignments, while it still does."""
    return Task.objects.filter(
        process_id=row.directive.process_id, flow_task=DirectiveFlow.fan_out, status=STATUS.STARTED
    ).first()


@transaction.atomic
def _open_round(at: datetime) -> int:
    """One occurrence of each series that is due, with its process; how many."""
    made = open_due(at=at)
    by_directive: dict[int, list[Assignment]] = defaultdict(list)
    for row in made:
        by_directive[row.directive_id].append(row)
    for rows in by_directive.values():
        start_many(AssignmentFlow.start, rows, parent_task=parent_of(rows[0]))
    return len(made)


def open_due_occurrences(*, at: datetime) -> int:
    """Open every period that has begun, each once, also after an outage; returns their number."""
    opened = 0
    while made := _open_round(at):
        opened += made
    return opened
