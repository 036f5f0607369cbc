"""The kinds of mail that a sweep writes, and the question asked right before each goes out: is it still so?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accountability.accounts.models import User
from accountability.assignments.models import (
    Completion,
    Coordination,
    LeadTenure,
    Obstacle,
    ProgressReport,
    Submission,
    TargetReading,
)
from accountability.assignments.rules import OPEN_STATES, State
from accountability.core.lookups import one_of
from accountability.core.saying import say
from accountability.escalation.anchors import WAITS_FOR_OTHERS
from accountability.escalation.models import Escalation, Explanation
from accountability.escalation.rules import REMINDERS
from accountability.notices import kinds
from accountability.notices.kinds import MailKind

_WHY_LIST = say(
    "Các việc trên do đơn vị của người nhận chủ trì, hoặc thuộc phần người nhận phụ trách, theo "
    "dõi; thư gửi theo quy tắc nhắc việc, đôn đốc."
)


class Asked(NamedTuple):
    """What is read of a claim to ask whether it still stands, as plain values: a delivery asks about thousands.

    The last two are of the part of a coordinating agency, None when the claim is about none.
    """

    pk: int
    occasion: str
    rung_key: str
    assignment_pk: int
    state: str
    deadline_number: int
    next_review_on: date | None
    part_state: str | None
    part_deadline_number: int | None


_READ = (
    *("pk", "occasion", "rung_key", "assignment_id", "assignment__state", "assignment__deadline_number"),
    *("assignment__next_review_on", "coordination__state", "coordination__deadline_number"),
)
# Keys in one statement; SQLite takes 32,766.
_BATCH = 5_000


def still_due(payload: dict[str, Any]) -> bool:
    """Whether the reader is still active and at least one claim of the mail still stands."""
    return still_due_many([payload])[0]


def still_due_many(payloads: Sequence[dict[str, Any]]) -> list[bool]:
    """The same for many mails: the claims and the readers are read at once, whatever their number."""
    readers = {payload["user"] for payload in payloads}
    active = set(User.objects.filter(one_of("pk", readers), is_active=True).values_list("pk", flat=True))
    ledger = sorted({pk for payload in payloads for pk in payload["ledger"]})
    claims: dict[int, Asked] = {}
    for start in range(0, len(ledger), _BATCH):
        rows = Escalation.objects.filter(one_of("pk", ledger[start : start + _BATCH])).order_by()
        claims.update((row[0], Asked(*row)) for row in rows.values_list(*_READ))
    return [
        payload["user"] in active
        and any(still_stands(claims[pk]) for pk in payload["ledger"] if pk in claims)
        for payload in payloads
    ]


def keys_standing(claims: QuerySet[Escalation]) -> frozenset[int]:
    """The keys of those claims that still stand."""
    return frozenset(row[0] for row in claims.values_list(*_READ) if still_stands(Asked(*row)))


def still_stands(claim: Asked) -> bool:
    """Whether what the claim says is still so: the fact that armed it is open, the assignment has not ended."""
    if claim.state not in OPEN_STATES:
        return False
    fact, _, which = claim.occasion.partition(":")
    if claim.part_state is not None:
        return _part_stands(claim, fact, which)
    return STANDS[fact](claim, which)


def _part_stands(claim: Asked, fact: str, number: str) -> bool:
    """A part of a coordinating agency is owed still, by the date that it was told by."""
    due = claim.part_deadline_number if fact == "part" else claim.deadline_number
    return claim.part_state == Coordination.State.OWED and due == int(number)


def _deadline_stands(claim: Asked, number: str) -> bool:
    """No new deadline, and nothing handed in that waits for others: then the reminder is void."""
    waits = claim.state in WAITS_FOR_OTHERS and claim.rung_key in REMINDERS
    return claim.deadline_number == int(number) and not waits


def _leads_still(claim: Asked, tenure: str) -> bool:
    rows = LeadTenure.objects.filter(assignment_id=claim.assignment_pk, pk=tenure, to_at=None)
    return rows.exists()


def _progress_stands(claim: Asked, report: str) -> bool:
    reports = ProgressReport.objects.filter(assignment_id=claim.assignment_pk).order_by("-pk")
    return (reports.values_list("pk", flat=True).first() or 0) == int(report)


def _reading_stands(claim: Asked, reading: str) -> bool:
    """No later figure of the same target, and this one not taken back."""
    told = TargetReading.objects.filter(pk=reading).first()
    if told is None:
        return False
    figures = TargetReading.objects.filter(target=told.target_id).order_by("-data_on", "-pk")
    return figures.values_list("pk", flat=True).first() == told.pk


STANDS: dict[str, Callable[[Asked, str], bool]] = {
    "deadline": _deadline_stands,
    "lead": lambda claim, tenure: claim.state == State.ASSIGNED and _leads_still(claim, tenure),
    "progress": _progress_stands,
    "claim": lambda _, pk: Completion.objects.filter(pk=pk, outcome=Completion.Outcome.WAITING).exists(),
    "submission": lambda _, pk: Submission.objects.filter(pk=pk, outcome=Submission.Outcome.WAITING).exists(),
    "obstacle": lambda _, pk: Obstacle.objects.filter(pk=pk, answered_at__isnull=True).exists(),
    "explanation": lambda _, pk: Explanation.objects.open().filter(pk=pk).exists(),
    "review": lambda claim, on: str(claim.next_review_on) == on,
    # Still being done again by the same lead; a number follows his tenure.
    "return": lambda claim, which: (
        claim.state == State.REWORK and _leads_still(claim, which.partition(":")[0])
    ),
    "reading": _reading_stands,
}


def register_kinds() -> None:
    """Make the four kinds known; called when the room is ready."""
    why_single = say("Người nhận có tên trong quy tắc nhắc việc, đôn đốc của nhiệm vụ này.")
    for code, title, why, mail_class in (
        ("escalation.single", say("Nhắc việc, đôn đốc"), why_single, "act_now"),
        ("escalation.list", say("Nhắc việc, đôn đốc: danh sách"), _WHY_LIST, "act_now"),
        ("escalation.weekly", say("Việc quá hạn kéo dài: danh sách"), _WHY_LIST, "act_now"),
        ("escalation.digest", say("Việc sắp đến hạn: tổng hợp"), _WHY_LIST, "digest"),
    ):
        kinds.register(MailKind(code, title, why, still_due, mail_class, still_due_many=still_due_many))
