"""The mails of the ranking, and the question asked right before each goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from accountability.accounts.models import User
from accountability.core.lookups import one_of
from accountability.core.saying import say
from accountability.notices.kinds import MailKind, register
from accountability.ranking.models import Ranking

WINDOW = "ranking.window"
ANSWERED = "ranking.answered"
APPROVED = "ranking.approved"
_WHY = say(
    "Người nhận là thủ trưởng (hoặc đầu mối khi chưa có thủ trưởng) của đơn vị có nhiệm vụ được tính trong kỳ."
)


def _still_due(states: Sequence[str]) -> Callable[[Sequence[dict[str, Any]]], list[bool]]:
    """Whether the reader is active, and the ranking in one of these steps. Two statements for all of them."""

    def many(payloads: Sequence[dict[str, Any]]) -> list[bool]:
        readers = {payload["user"] for payload in payloads}
        active = set(User.objects.filter(one_of("pk", readers), is_active=True).values_list("pk", flat=True))
        keys = {payload["ranking"] for payload in payloads}
        there = set(Ranking.objects.filter(pk__in=keys, state__in=states).values_list("pk", flat=True))
        return [payload["user"] in active and payload["ranking"] in there for payload in payloads]

    return many


def _one(code: str, title: str, states: Sequence[str]) -> None:
    many = _still_due(states)
    register(MailKind(code, title, _WHY, lambda payload: many([payload])[0], still_due_many=many))


def register_kinds() -> None:
    """Make the kinds known; called when the room is ready."""
    state = Ranking.State
    _one(WINDOW, say("Mở thời gian kiến nghị về xếp hạng"), (state.WINDOW,))
    _one(ANSWERED, say("Trả lời kiến nghị về xếp hạng"), tuple(state))
    _one(APPROVED, say("Công bố xếp hạng"), (state.APPROVED,))
