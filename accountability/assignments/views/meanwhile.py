"""Two people at one assignment: the second is told what the first did, and keeps what he typed (409)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.assignments.access import may_on
from accountability.assignments.models import Assignment
from accountability.audit import meanwhile
from accountability.audit.meanwhile import Overtaken
from accountability.core.saying import say

# An explanation is between the lead and its superiors: others are not told that one was asked for.
_OF_EXPLANATIONS = (
    "assignment.explain", "assignment.demand_explanation", "assignment.withdraw_demand", "explanation.demand",
    "instruction.explain", "instruction.accept",
)  # fmt: skip
OVERTAKEN = say(
    "Trong lúc đang nhập, người khác đã cập nhật nội dung này; vui lòng xem thay đổi rồi gửi lại nếu vẫn cần."
)


def refuse_when_overtaken(
    row: Assignment, data: Mapping[str, Any], *, actions: Collection[str] | None
) -> None:
    """Inside the act's transaction: raise Overtaken when one of these actions was done since the form was shown.

    Holds the row until the end of the transaction. `actions` None asks for any action, an empty collection for none:
    what only adds a line needs no such check.
    """
    if actions is not None and not actions:
        return
    Assignment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if meanwhile.events_since(row.pk, meanwhile.shown(data), actions=actions).exists():
        raise Overtaken(OVERTAKEN)


def context_of(row: Assignment, actor: Actor, data: Mapping[str, Any] | None) -> dict[str, Any]:
    """For the page of a form: `seen`, the last event that its reader knows of, and `meanwhile`, what was done before
    the form came in (empty for a form that is shown for the first time).
    """
    hidden = () if may_on(actor, row, Permission.VIEW_EXPLANATION) else _OF_EXPLANATIONS
    last = meanwhile.last_event(row.pk)
    events = meanwhile.events_since(row.pk, meanwhile.shown(data)) if data is not None else ()
    return {"seen": last, "meanwhile": meanwhile.told(events, hidden=hidden)}
