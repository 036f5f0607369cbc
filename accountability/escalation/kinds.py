"""The kinds of mail that a sweep writes, and the question asked right before each goes out: is it still so?"""

from __future__ import annotations

from typing import Any

from accountability.accounts.models import User
from accountability.assignments.models import Completion, Obstacle, Submission
from accountability.assignments.rules import State
from accountability.escalation.anchors import WAITS_FOR_OTHERS
from accountability.escalation.models import Escalation, Explanation
from accountability.escalation.rules import REMINDERS
from accountability.notices import kinds
from accountability.notices.kinds import MailKind

_WHY_LIST = (
    "Các việc trên do đơn vị của người nhận chủ trì, hoặc thuộc phần người nhận phụ trách, theo dõi; thư gửi theo "
    "quy tắc nhắc việc, đôn đốc."
)


def still_due(payload: dict[str, Any]) -> bool:
    """Whether the reader is still active and at least one claim of the mail still stands."""
    if not User.objects.filter(pk=payload["user"], is_active=True).exists():
        return False
    claims = Escalation.objects.filter(pk__in=payload["ledger"]).select_related("assignment")
    return any(still_stands(claim) for claim in claims)


def still_stands(claim: Escalation) -> bool:
    """Whether what the claim says is still so: the fact that armed it is open, the assignment has not ended."""
    row = claim.assignment
    if not row.is_open:
        return False
    fact, _, number = claim.occasion.partition(":")
    match fact:
        case "deadline":
            # A new deadline, or a product handed in before it: the reminder is void.
            waits = row.state in WAITS_FOR_OTHERS and claim.rung_key in REMINDERS
            return row.deadline_number == int(number) and not waits
        case "lead":
            return bool(row.state == State.ASSIGNED and row.tenures.filter(pk=number, to_at=None).exists())
        case "progress":
            last = row.reports.order_by("-pk").values_list("pk", flat=True).first()
            return (last or 0) == int(number)
        case "claim":
            return Completion.objects.filter(pk=number, outcome=Completion.Outcome.WAITING).exists()
        case "submission":
            return Submission.objects.filter(pk=number, outcome=Submission.Outcome.WAITING).exists()
        case "obstacle":
            return Obstacle.objects.filter(pk=number, answered_at__isnull=True).exists()
        case "explanation":
            return Explanation.objects.filter(pk=number, answered_at__isnull=True).exists()
    raise ValueError(f"unknown occasion {claim.occasion!r}")


def register_kinds() -> None:
    """Make the four kinds known; called when the room is ready."""
    why_single = "Người nhận có tên trong quy tắc nhắc việc, đôn đốc của nhiệm vụ này."
    for code, title, why, mail_class in (
        ("escalation.single", "Nhắc việc, đôn đốc", why_single, "act_now"),
        ("escalation.list", "Nhắc việc, đôn đốc: danh sách", _WHY_LIST, "act_now"),
        ("escalation.weekly", "Việc quá hạn kéo dài: danh sách", _WHY_LIST, "act_now"),
        ("escalation.digest", "Việc sắp đến hạn: tổng hợp", _WHY_LIST, "digest"),
    ):
        kinds.register(MailKind(code, title, why, still_due, mail_class))
