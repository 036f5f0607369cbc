"""The letter of a round, and the question asked right before it goes out: is anything of it still owed?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.assignments.rules import OPEN_STATES, State
from accountability.core.lookups import one_of
from accountability.core.saying import say
from accountability.notices.kinds import MailKind, register

LETTER = "urging.letter"
# Keys in one statement; SQLite takes 32,766.
_BATCH = 5_000
HANDED_IN = (State.CLAIMED, State.SUBMITTED)


def _still_due_many(payloads: Sequence[dict[str, Any]]) -> list[bool]:
    """Whether the reader is active and one matter of his at least is open, not handed in, at the deadline urged about."""
    readers = {payload["user"] for payload in payloads}
    active = set(User.objects.filter(one_of("pk", readers), is_active=True).values_list("pk", flat=True))
    asked = sorted({pk for payload in payloads for pk, _ in payload["urged"]})
    owed: set[tuple[int, int]] = set()
    for start in range(0, len(asked), _BATCH):
        rows = Assignment.objects.filter(one_of("pk", asked[start : start + _BATCH]), state__in=OPEN_STATES)
        owed |= set(rows.exclude(state__in=HANDED_IN).values_list("pk", "deadline_number"))
    return [
        payload["user"] in active and any((pk, number) in owed for pk, number in payload["urged"])
        for payload in payloads
    ]


def register_kinds() -> None:
    """Make the kind known; called when the room is ready."""
    register(
        MailKind(
            LETTER, say("Văn phòng đôn đốc việc quá hạn"),
            say("Người nhận là thủ trưởng (hoặc đầu mối khi chưa có thủ trưởng) của đơn vị chủ trì các nhiệm "
"vụ trên; Văn phòng gửi đôn đốc."),
            lambda payload: _still_due_many([payload])[0], still_due_many=_still_due_many,
        )
    )  # fmt: skip
