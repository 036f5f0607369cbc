"""The kinds of mail about assignments, and what each says at send time about being still due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from accountability.assignments.models import Assignment
from accountability.core.saying import say
from accountability.notices.kinds import MailKind, register


def _still_there(payload: dict[str, Any]) -> bool:
    """Due while one of its assignments was not withdrawn or dropped since."""
    return Assignment.objects.real().filter(pk__in=payload.get("assignments", [])).exists()


def _still_there_many(payloads: Sequence[dict[str, Any]]) -> list[bool]:
    """The same for many mails by one query."""
    asked = {pk for payload in payloads for pk in payload.get("assignments", [])}
    there = set(Assignment.objects.real().filter(pk__in=asked).values_list("pk", flat=True))
    return [not there.isdisjoint(payload.get("assignments", [])) for payload in payloads]


_PART = say("Bạn nhận thư này vì chức danh của bạn")


def _always(payload: dict[str, Any]) -> bool:
    """What is told is that it no longer counts, or counts again: due whatever became of it since."""
    return True


KINDS = (
    *(
        MailKind(code, title, f"{_PART} {why}", _still_there, still_due_many=_still_there_many)
        for code, title, why in (
            ("assigned", say("Giao nhiệm vụ"), say("thuộc cơ quan chủ trì hoặc phối hợp của nhiệm vụ.")),
            ("reported", say("Cơ quan báo cáo"), say("theo dõi hoặc xác nhận nhiệm vụ.")),
            ("decided", say("Ý kiến, quyết định"), say("có trách nhiệm trong nhiệm vụ.")),
        )
    ),
    MailKind(
        "changed", say("Sửa đổi, thu hồi, thôi theo dõi"), say("{PART} có trách nhiệm trong nhiệm vụ.", PART=_PART), _always,
        still_due_many=lambda payloads: [True] * len(payloads),
    ),
)  # fmt: skip


def register_all() -> None:
    """Make the kinds known to the outbox; called once when the application starts."""
    for kind in KINDS:
        register(kind)
