"""Rows of the pages of urging."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.notices.models import Outbox, OutboxState
from accountability.urging.kinds import LETTER
from accountability.urging.models import LEFT_OUT, Urging, UrgingRound


@dataclass(frozen=True)
class LateRow:
    """One overdue assignment of the list."""

    assignment: Assignment
    days: int
    urged_at: datetime | None


def with_last_urging(late: QuerySet[Any]) -> QuerySet[Any]:
    """Add `urged_at`, when the Office urged it last."""
    told = Urging.objects.filter(assignment=OuterRef("pk")).exclude(outcome__in=LEFT_OUT)
    last = told.order_by("-round")
    return late.annotate(urged_at=Subquery(last.values("round__urged_at")[:1]))


def late_rows(shown: Iterable[Any], today: date) -> list[LateRow]:
    """The rows of a page of `with_last_urging` with what their lines show."""
    return [LateRow(row, (today - row.excused_on).days, row.urged_at) for row in shown]


@dataclass(frozen=True)
class LetterLine:
    """One letter of a round, as the page of the round shows it."""

    reader: str
    matters: int
    state: str
    tone: str


_TONES = {OutboxState.SENT: "done", OutboxState.DEAD: "overdue", OutboxState.BOUNCED: "overdue"}


def letters_of(made: UrgingRound, seen: AssignmentQuerySet) -> list[LetterLine]:
    """The letters of the round that are about something of these assignments. Two statements."""
    keys = set(made.urgings.filter(assignment__in=seen).values_list("assignment_id", flat=True))
    mails = Outbox.objects.filter(kind=LETTER, dedupe_key__startswith=f"urging:urge:{made.pk}:")
    found = []
    for mail in mails.defer("mime").select_related("recipient_user", "position").order_by("pk"):
        matters = sum(pk in keys for pk, _ in mail.payload.get("urged", []))
        if matters:
            reader = str(mail.position or mail.recipient_user or mail.recipient)
            state = OutboxState(mail.state)
            found.append(LetterLine(reader, matters, state.label, _TONES.get(state, "wait")))
    return found


def counted(rounds: QuerySet[UrgingRound], seen: AssignmentQuerySet) -> list[tuple[UrgingRound, int]]:
    """The rounds with how many of these assignments each urged. Two statements."""
    shown = list(rounds.select_related("urged_by"))
    mine = Urging.objects.filter(round__in=[one.pk for one in shown], assignment__in=seen).order_by()
    numbers = dict(mine.values_list("round").annotate(number=Count("pk")).values_list("round", "number"))
    return [(one, numbers.get(one.pk, 0)) for one in shown]


def with_outcome(urged: QuerySet[Any], made: UrgingRound) -> QuerySet[Any]:
    """Add `outcome`, what became of it in the round."""
    own = Urging.objects.filter(round=made, assignment=OuterRef("pk"))
    return urged.annotate(outcome=Subquery(own.values("outcome")[:1]))


def left_out(made: UrgingRound, seen: AssignmentQuerySet) -> list[tuple[str, int]]:
    """Why some of these assignments are in no letter of the round, and how many for each reason. One statement."""
    own = made.urgings.filter(assignment__in=seen, outcome__in=LEFT_OUT).order_by()
    counts = own.values_list("outcome").annotate(number=Count("pk")).order_by("outcome")
    return [(Urging.Outcome(code).label, number) for code, number in counts.values_list("outcome", "number")]


def own_rounds(user: int | None) -> QuerySet[UrgingRound]:
    """The rounds that this person ordered, the latest first."""
    return UrgingRound.objects.filter(urged_by_id=user)
