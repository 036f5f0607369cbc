"""The kinds of mail that a sweep writes, and the question asked right before each goes out: is it still so?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from accountability.accounts.models import User
from accountability.assignments.models import Completion, Coordination, Obstacle, Submission, TargetReading
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


# What is read of a claim to ask whether it still stands; its assignment's other thirty columns are not.
_ASKED = (
    *(
        "occasion",
        "rung_key",
        "assignment__state",
        "assignment__deadline_number",
        "assignment__next_review_on",
    ),
    *("coordination__assignment", "coordination__state", "coordination__deadline_number"),
)


def still_due(payload: dict[str, Any]) -> bool:
    """Whether the reader is still active and at least one claim of the mail still stands."""
    return still_due_many([payload])[0]


def still_due_many(payloads: Sequence[dict[str, Any]]) -> list[bool]:
    """The same for many mails: the claims and the readers are read at once, whatever their number."""
    readers = {payload["user"] for payload in payloads}
    active = set(User.objects.filter(pk__in=readers, is_active=True).values_list("pk", flat=True))
    ledger = {pk for payload in payloads for pk in payload["ledger"]}
    claims = Escalation.objects.select_related("assignment", "coordination").only(*_ASKED).in_bulk(ledger)
    return [
        payload["user"] in active
        and any(still_stands(claims[pk]) for pk in payload["ledger"] if pk in claims)
        for payload in payloads
    ]


def still_stands(claim: Escalation) -> bool:
    """Whether what the claim says is still so: the fact that armed it is open, the assignment has not ended."""
    if not claim.assignment.is_open:
        return False
    fact, _, which = claim.occasion.partition(":")
    if claim.coordination is not None:
        return _part_stands(claim.coordination, fact, which)
    return STANDS[fact](claim, which)


def _part_stands(part: Coordination, fact: str, number: str) -> bool:
    """A part of a coordinating agency is owed still, by the date that it was told by."""
    due = part.deadline_number if fact == "part" else part.assignment.deadline_number
    return part.state == Coordination.State.OWED and due == int(number)


def _deadline_stands(claim: Escalation, number: str) -> bool:
    """No new deadline, and nothing handed in that waits for others: then the reminder is void."""
    row = claim.assignment
    waits = row.state in WAITS_FOR_OTHERS and claim.rung_key in REMINDERS
    return row.deadline_number == int(number) and not waits


def _lead_stands(claim: Escalation, tenure: str) -> bool:
    row = claim.assignment
    return bool(row.state == State.ASSIGNED and row.tenures.filter(pk=tenure, to_at=None).exists())


def _progress_stands(claim: Escalation, report: str) -> bool:
    last = claim.assignment.reports.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) == int(report)


def _return_stands(claim: Escalation, tenure_and_number: str) -> bool:
    """Still being done again by the same lead."""
    row, tenure = claim.assignment, tenure_and_number.partition(":")[0]
    return bool(row.state == State.REWORK and row.tenures.filter(pk=tenure, to_at=None).exists())


def _reading_stands(claim: Escalation, reading: str) -> bool:
    """No later figure of the same target."""
    told = TargetReading.objects.get(pk=reading)
    figures = TargetReading.objects.filter(target=told.target_id).order_by("-data_on", "-pk")
    return figures.values_list("pk", flat=True).first() == told.pk


STANDS: dict[str, Callable[[Escalation, str], bool]] = {
    "deadline": _deadline_stands,
    "lead": _lead_stands,
    "progress": _progress_stands,
    "claim": lambda _, pk: Completion.objects.filter(pk=pk, outcome=Completion.Outcome.WAITING).exists(),
    "submission": lambda _, pk: Submission.objects.filter(pk=pk, outcome=Submission.Outcome.WAITING).exists(),
    "obstacle": lambda _, pk: Obstacle.objects.filter(pk=pk, answered_at__isnull=True).exists(),
    "explanation": lambda _, pk: Explanation.objects.filter(pk=pk, answered_at__isnull=True).exists(),
    "review": lambda claim, on: str(claim.assignment.next_review_on) == on,
    "return": _return_stands,
    "reading": _reading_stands,
}


def register_kinds() -> None:
    """Make the four kinds known; called when the room is ready."""
    why_single = "Người nhận có tên trong quy tắc nhắc việc, đôn đốc của nhiệm vụ này."
    for code, title, why, mail_class in (
        ("escalation.single", "Nhắc việc, đôn đốc", why_single, "act_now"),
        ("escalation.list", "Nhắc việc, đôn đốc: danh sách", _WHY_LIST, "act_now"),
        ("escalation.weekly", "Việc quá hạn kéo dài: danh sách", _WHY_LIST, "act_now"),
        ("escalation.digest", "Việc sắp đến hạn: tổng hợp", _WHY_LIST, "digest"),
    ):
        kinds.register(MailKind(code, title, why, still_due, mail_class, still_due_many=still_due_many))
