"""The kinds of mail about assignments, and what each says at send time about being still due."""

from __future__ import annotations

from typing import Any

from accountability.assignments.models import Assignment
from accountability.notices.kinds import MailKind, register


def _still_there(payload: dict[str, Any]) -> bool:
    """Due while one of its assignments was not withdrawn or dropped since."""
    return Assignment.objects.real().filter(pk__in=payload.get("assignments", [])).exists()


_PART = "Bạn nhận thư này vì chức danh của bạn"
KINDS = (
    MailKind(
        "assigned",
        "Giao nhiệm vụ",
        f"{_PART} thuộc cơ quan chủ trì hoặc phối hợp của nhiệm vụ.",
        _still_there,
    ),
    MailKind("reported", "Cơ quan báo cáo", f"{_PART} theo dõi hoặc xác nhận nhiệm vụ.", _still_there),
    MailKind("decided", "Ý kiến, quyết định", f"{_PART} có trách nhiệm trong nhiệm vụ.", _still_there),
)


def register_all() -> None:
    """Make the kinds known to the outbox; called once when the application starts."""
    for kind in KINDS:
        register(kind)
