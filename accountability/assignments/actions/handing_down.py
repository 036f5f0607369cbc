"""Tasks of the agencies that serve a task of the province: due no later than it, and never its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.handed_down import FINISHED, GOING_ON
from accountability.assignments.models import Assignment
from accountability.assignments.rules import OPEN_STATES, Duration, State
from accountability.central.models import CentralTask, ProvinceReport
from accountability.central.rules import child_refusal
from accountability.central.telling import tell_children_done
from accountability.core.saying import say

_COUNTED = (Duration.WORKING_DAYS, Duration.CALENDAR_DAYS)


def refuse_unfit_child(
    central_task: CentralTask | None, *, due_on: date | None, duration: str, is_recurring: bool
) -> None:
    """Raise Refused when a task with that deadline cannot serve the task of the province, or that one has ended."""
    if central_task is None:
        return
    report = ProvinceReport.objects.filter(task=central_task).first()
    if report is not None:
        raise Refused(say("Nhiệm vụ Trung ương giao này đã kết thúc bằng {cited}.", cited=report.cited))
    counted = duration in _COUNTED
    wrong = child_refusal(due_on, above=central_task.due_on, is_counted=counted, is_recurring=is_recurring)
    if wrong:
        raise Refused(wrong)


def refuse_past_above(row: Assignment, due_on: date) -> None:
    """A deadline moved inside the province stays within that of the body above; only its own document moves that one."""
    above = row.central_task
    if above is not None and above.due_on is not None and due_on > above.due_on:
        raise Refused(
            say(
                "{child_refusal} Chỉ văn bản của {body} mới đổi được hạn Trung ương.",
                child_refusal=child_refusal(due_on, above=above.due_on),
                body=above.body,
            )
        )


def refuse_moves_past_above(moves: Iterable[tuple[Assignment, date]]) -> None:
    """The same for deadlines that a later document of ours moves, many at once; one statement."""
    served = [(row, due_on) for row, due_on in moves if row.central_task_id is not None]
    above = CentralTask.objects.in_bulk({row.central_task_id for row, _ in served})
    for row, due_on in served:
        wrong = child_refusal(due_on, above=above[row.central_task_id or 0].due_on)
        if wrong:
            raise Refused(say("“{row}”: {wrong}", row=row.title, wrong=wrong))


def refuse_late_children(rows: Sequence[Assignment]) -> None:
    """A deadline counted in days is known only when it is given: no task may be due after what it serves."""
    served = CentralTask.objects.in_bulk({row.central_task_id for row in rows if row.central_task_id})
    for row in rows:
        above = served.get(row.central_task_id or 0)
        wrong = child_refusal(row.due_on, above=above.due_on) if above is not None else ""
        if wrong:
            raise Refused(say("“{row}”: {wrong} Vui lòng trả lại để sửa.", row=row.title, wrong=wrong))


@transaction.atomic
def attach_child(pk: int, *, central_task: CentralTask, by: Actor, at: datetime) -> Assignment:
    """Gắn: a task of an agency serves a task of the province from now on. Raises Refused for a deadline after its own."""
    row = lock(pk, states=[State.DRAFT, *OPEN_STATES], verb=say("gắn với nhiệm vụ Trung ương giao"))
    if row.central_task_id is not None:
        raise Refused(say("Nhiệm vụ này đã gắn với một nhiệm vụ Trung ương giao."))
    refuse_unfit_child(
        central_task, due_on=row.due_on, duration=_duration_of(row), is_recurring=row.series_id is not None
    )
    row.central_task = central_task
    row.save(update_fields=["central_task"])
    log(row, "serve", by=by, at=at, after={"central_task": central_task.pk})
    return row


def _duration_of(row: Assignment) -> str:
    """A number of days is counted until the assignment is given; then its date is known."""
    return row.duration if row.state == State.DRAFT else Duration.FIXED


@transaction.atomic
def detach_child(pk: int, *, by: Actor, at: datetime) -> Assignment:
    """Bỏ gắn, for one that was attached by mistake; it stays what it is otherwise."""
    row = lock(pk, states=list(State), verb=say("bỏ gắn"))
    if row.central_task_id is None:
        raise Refused(say("Nhiệm vụ này không gắn với nhiệm vụ Trung ương giao nào."))
    before = row.central_task_id
    row.central_task = None
    row.save(update_fields=["central_task"])
    log(row, "unserve", by=by, at=at, before={"central_task": before})
    return row


def tell_each_all_done(rows: Iterable[Assignment], *, at: datetime) -> None:
    """`tell_if_all_done` for tasks that were set aside together: once for each task of the province that they served."""
    last = {row.central_task_id: row for row in rows if row.central_task_id is not None}
    for key in sorted(key for key in last if key is not None):
        tell_if_all_done(last[key], at=at)


def tell_if_all_done(row: Assignment, *, at: datetime) -> bool:
    """Called by the verb that ended a task, in its transaction: was it the last one that served a task of the province?

    Then the Office hears that the province's report is due; the task itself stays open. Two tasks that end at once wait for
    each other here, so that one of them is the last.
    """
    if row.central_task_id is None:
        return False
    task = CentralTask.objects.select_for_update(of=("self",)).select_related("directive", "specialist")
    above = task.get(pk=row.central_task_id)
    children = Assignment.objects.filter(central_task=above)
    goes_on = children.filter(state__in=GOING_ON).exists()
    if goes_on or not children.filter(state__in=FINISHED).exists():
        return False
    if ProvinceReport.objects.filter(task=above).exists():
        return False
    tell_children_done(above, fact=str(row.pk), at=at)
    return True
