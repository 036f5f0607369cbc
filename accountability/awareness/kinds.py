"""The two kinds of mail of who knows; both wait for the reader's digest, and neither is a ladder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accountability.awareness.models import ReadingDuty, Receipt
from accountability.core.saying import say
from accountability.notices.kinds import MailKind, register

READING, RECEIPT = "awareness.reading", "awareness.receipt"


def _unread(payloads: Sequence[dict[str, Any]]) -> list[bool]:
    asked = {payload["duty"] for payload in payloads}
    still = set(ReadingDuty.objects.unread().filter(pk__in=asked).values_list("pk", flat=True))
    return [payload["duty"] in still for payload in payloads]


def _unconfirmed(payloads: Sequence[dict[str, Any]]) -> list[bool]:
    asked = {payload["receipt"] for payload in payloads}
    still = set(Receipt.objects.waiting().filter(pk__in=asked).values_list("pk", flat=True))
    return [payload["receipt"] in still for payload in payloads]


def register_all() -> None:
    """Make the kinds known to the outbox; called once when the application starts."""
    register(
        MailKind(
            READING, say("Văn bản phải đọc"), say("Bạn được chỉ định đọc và xác nhận đã đọc các văn bản trên."),
            lambda payload: _unread([payload])[0], "digest", still_due_many=_unread,
        )
    )  # fmt: skip
    register(
        MailKind(
            RECEIPT, say("Văn bản chưa xác nhận đã nhận"),
            say("Cơ quan của bạn nhận các văn bản trên; thủ trưởng hoặc đầu mối xác nhận đã nhận."),
            lambda payload: _unconfirmed([payload])[0], "digest", still_due_many=_unconfirmed,
        )
    )  # fmt: skip
