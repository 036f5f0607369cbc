"""Undoing a link between a document and an assignment of another: the document may have waited for nothing else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accountability.access.actor import Actor
from accountability.assignments import actions as assignments
from accountability.assignments.models import Source
from workflows.flows import DirectiveFlow


@transaction.atomic
def unlink_source(pk: int, *, by: Actor, at: datetime) -> Source:
    """Gỡ liên kết; the document's process goes on when this was the last that it waited for."""
    row = assignments.unlink_source(pk, by=by, at=at)
    waiting = Task.objects.filter(
        process_id=row.directive.process_id, flow_task=DirectiveFlow.fan_out, status=STATUS.STARTED
    )
    for task in waiting:
        DirectiveFlow.fan_out.try_complete(task)
    return row
