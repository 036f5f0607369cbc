"""Our kinds of mail, and the question asked right before one goes out."""

from __future__ import annotations

from typing import Any

from accountability.accounts.models import User
from accountability.core.saying import say
from accountability.documents.models import OutgoingDocument
from accountability.documents.rules import State
from accountability.documents.telling import ISSUED, RECALLED
from accountability.notices.kinds import MailKind, register

_WHY = say("Người nhận là thủ trưởng, đầu mối hoặc chức danh mà văn bản gửi đến.")


def _in_state(state: State) -> Any:
    def still_due(payload: dict[str, Any]) -> bool:
        """The reader is active and the document still stands so: what was recalled meanwhile is not sent as new."""
        rows = OutgoingDocument.objects.filter(pk=payload["document"], state=state)
        return rows.exists() and User.objects.filter(pk=payload["user"], is_active=True).exists()

    return still_due


def register_kinds() -> None:
    """Make the kinds known; called when the room is ready."""
    register(MailKind(ISSUED, say("Văn bản đi mới phát hành"), _WHY, _in_state(State.ISSUED)))
    register(MailKind(RECALLED, say("Thu hồi văn bản đi"), _WHY, _in_state(State.RECALLED)))
