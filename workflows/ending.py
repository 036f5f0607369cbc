"""Many processes that end before their time, and that begin anew: what was set aside, and what came back.

The drawing knows nothing of it: a process that is cancelled leaves the names of its nodes as they were, and what comes
back gets a process of its own, walked to the step that its facts ask for. Written in bulk, since a withdrawn document may
have given thousands of assignments; a test holds it against Viewflow's own cancelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction
from viewflow.workflow import lock
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from accountability.access.actor import Actor
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State

# Instants of nodes are those of the machine, as Viewflow itself writes them; no fact is read from them.
from accountability.core.clock import system_now
from workflows.bulk import batches, lock_processes, start_many
from workflows.flows import AssignmentFlow, DirectiveFlow
from workflows.flows.directive import sharers_of
from workflows.stepping import step

_OVER = (STATUS.DONE, STATUS.CANCELED, STATUS.REVIVED)
_ENDED = (PROCESS.DONE, PROCESS.CANCELED)
_HANDED_IN = (State.SUBMITTED, State.CLAIMED)


@transaction.atomic
def end_many(process_ids: Iterable[int | None]) -> None:
    """Cancel these processes with all that waits in them; a directive whose last assignment ends so is finished, too."""
    keys = sorted({pk for pk in process_ids if pk is not None})
    parents: set[int] = set()
    for batch in batches(keys):
        lock_processes(batch)
        now = system_now()
        running = Process.objects.filter(pk__in=batch).exclude(status__in=_ENDED)
        parents.update(running.exclude(parent_task=None).values_list("parent_task_id", flat=True))
        Task.objects.filter(process_id__in=batch).exclude(status__in=_OVER).update(
            status=STATUS.CANCELED, finished=now
        )
        running.update(status=PROCESS.CANCELED, finished=now)
        parents.update(sharers_of(batch))
    for task in Task.objects.filter(pk__in=parents, status=STATUS.STARTED).order_by("pk"):
        lock.after_lock_released(partial(task.flow_task.try_complete, task))


@transaction.atomic
def begin_anew(rows: Sequence[Assignment], *, by: Actor | None) -> None:
    """A process for each of these assignments of one directive, at the step that its state asks for."""
    if not rows:
        return
    start_many(AssignmentFlow.start, rows, parent_task=_parent(rows[0].directive.process_id))
    for row in rows:
        if row.state != State.ASSIGNED:
            step(row.process_id, AssignmentFlow.acknowledge, by)
        if row.state in _HANDED_IN:
            step(row.process_id, AssignmentFlow.work, by)


def _parent(process_id: int | None) -> Task | None:
    """The directive's task that waits for all of its assignments, while it still does."""
    waiting = Task.objects.filter(
        process_id=process_id, flow_task=DirectiveFlow.fan_out, status=STATUS.STARTED
    )
    return waiting.first()
