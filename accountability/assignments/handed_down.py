"""The tasks of agencies under a task of the province: how many are done, which are due after it, when the report is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accountability.assignments.models import Assignment
from accountability.assignments.rules import OPEN_STATES, State
from accountability.central.models import CentralTask, CentralTaskQuerySet

# Given, or about to be, and not ended: what was set aside serves nothing, but for a report that nothing happened.
FINISHED = (State.DONE, State.NOTHING)
GOING_ON = (State.DRAFT, *OPEN_STATES, State.PAUSED)


@dataclass(frozen=True)
class Children:
    """How many tasks serve a task of the province, and how many of them are done."""

    total: int = 0
    done: int = 0

    @property
    def all_done(self) -> bool:
        """There are some, and none goes on: the province's report is due."""
        return self.total > 0 and self.done == self.total


def children_of(tasks: Iterable[CentralTask]) -> dict[int, Children]:
    """Key of the task → its children; one query. Tasks without any are left out."""
    rows = Assignment.objects.filter(central_task__in=[task.pk for task in tasks])
    counted = (
        rows.filter(state__in=[*GOING_ON, *FINISHED])
        .order_by()
        .values_list("central_task")
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(state__in=FINISHED)))
    )
    return {pk: Children(total, done) for pk, total, done in counted}


def report_due(tasks: CentralTaskQuerySet) -> QuerySet[CentralTask]:
    """Of these, the open ones whose children are all done: now the province reports."""
    children = Assignment.objects.filter(central_task=OuterRef("pk"))
    return tasks.open().filter(
        Exists(children.filter(state__in=FINISHED)), ~Exists(children.filter(state__in=GOING_ON))
    )


def due_after_above(task: CentralTask) -> QuerySet[Assignment]:
    """Children whose deadline is after that of the province: the body above drew its own nearer, or the calendar moved theirs."""
    if task.due_on is None:
        return Assignment.objects.none()
    return Assignment.objects.filter(central_task=task, state__in=GOING_ON, due_on__gt=task.due_on)
