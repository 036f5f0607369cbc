"""Finding and carrying out the one step of a process that waits for somebody."""

from __future__ import annotations

from typing import Any

from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.assignments.actions import Refused
from accountability.core.saying import say

_WAITING = (STATUS.NEW, STATUS.ASSIGNED)


def live_task(process_id: int | None, node: Any) -> Task | None:
    """The task of that node which waits for somebody, if any."""
    if process_id is None:
        return None
    return (
        Task.objects.filter(process_id=process_id, flow_task=node, status__in=_WAITING).order_by("pk").first()
    )


def step(process_id: int | None, node: Any, by: Actor | None) -> None:
    """Carry out the waiting task of the node in its owner's name. Raises Refused when the process is elsewhere."""
    task = live_task(process_id, node)
    if task is None:
        raise Refused(say("Quy trình không ở bước này; có thể người khác vừa xử lý. Vui lòng tải lại trang."))
    with task.activation() as activation:
        if task.status == STATUS.NEW:
            activation.assign(User.objects.get(pk=by.user_id) if by else None)
        activation.start(None)
        activation.execute()
