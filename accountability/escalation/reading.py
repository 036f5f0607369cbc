"""The ladder and its demands as screens show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accountability.assignments.models import Assignment
from accountability.assignments.reading import excused_due_on
from accountability.assignments.rules import OPEN_STATES
from accountability.calendars.reading import calendar_around
from accountability.core.prepared import prepared
from accountability.core.zone import local
from accountability.escalation.anchors import WAITS_FOR_OTHERS
from accountability.escalation.hearers import titles_told
from accountability.escalation.models import DecisionRequest, Escalation, Explanation, SweepRun
from accountability.escalation.policies import ladders_in_force, rung_titles
from accountability.escalation.reaching import due_instant, rung_day
from accountability.escalation.rules import Anchor


@dataclass(frozen=True)
class Step:
    """One rung of an assignment's deadline: when it is reached, whom it tells, and what became of it.

    `to` and `cc` are titles of positions as of the day asked about; `claimed_at` is None while it has not fired;
    `is_next` marks the rung that comes next.
    """

    key: str
    title: str
    reached_on: date
    to: tuple[str, ...]
    cc: tuple[str, ...]
    claimed_at: datetime | None
    merged: bool
    is_next: bool


def ladder_of(
    assignment: Assignment, at: datetime, claims: Iterable[Escalation], *, lead_since: date | None
) -> list[Step]:
    """The rungs of the deadline in force, lowest first: those passed, the next and the later ones.

    `claims` are all of the assignment's (`claims_of`), `lead_since` the day since which its lead has it.

    Empty without a deadline, and for leads and work that are not on the ladder. A rung that would have been reached
    before the lead was given the duty is left out.
    """
    if assignment.due_on is None or assignment.is_imported or not assignment.lead_agency.answers_to_province:
        return []
    today = local(at).date()
    calendar, ladder = calendar_around(today), ladders_in_force(at).of(assignment.directive)
    # The days that superiors owe and a wait for the Office are not the lead's: his rungs come so much later.
    anchor_on = assignment.due_on + timedelta(days=assignment.owed_days)
    anchor_at = due_instant(anchor_on, assignment.excused_time or assignment.due_time)
    told = titles_told(assignment, ladder, today)
    occasion = f"deadline:{assignment.deadline_number}"
    fired = {
        row.rung_key: row for row in claims if row.subject == assignment.subject and row.occasion == occasion
    }
    given_on = lead_since or assignment.assigned_on
    steps: list[Step] = []
    for rung in ladder.of(Anchor.DEADLINE):
        day = rung_day(
            rung, anchor_on=anchor_on, anchor_at=anchor_at, citizens=assignment.affects_citizens,
            calendar=calendar,
        )  # fmt: skip
        claim = fired.get(rung.key)
        if claim is None and given_on and day < given_on:
            continue
        # The rungs passed by without a claim (work was handed in) do not come any more before this deadline moves.
        is_next = (
            claim is None and day > today and assignment.is_open and not any(step.is_next for step in steps)
        )
        steps.append(
            Step(
                rung.key, rung.title, day, *told[rung.key],
                claim.claimed_at if claim else None, bool(claim and claim.merged), is_next,
            )
        )  # fmt: skip
    return steps


def claims_of(assignment: Assignment) -> list[Escalation]:
    """Every claim ever made for the assignment, oldest first: for its timeline."""
    return _all_claims(assignment=assignment.pk)


@prepared
def _all_claims(*, assignment: int) -> QuerySet[Escalation]:
    return Escalation.objects.filter(assignment=assignment).order_by("pk")


def claim_titles(claims: Iterable[Escalation]) -> dict[int, str]:
    """Key of a claim → the title of its rung as its version worded it; a key without one stands for itself."""
    return {row.pk: rung_titles().get((row.version_id, row.rung_key), row.rung_key) for row in claims}


def last_run() -> SweepRun | None:
    """The latest sweep; None before the first."""
    return SweepRun.objects.order_by("-pk").first()


def open_explanations(assignments: QuerySet[Assignment]) -> QuerySet[Explanation]:
    """Explanations that are owed among these assignments (pass what the actor may see), longest waiting first."""
    owed = Explanation.objects.open().filter(assignment__in=assignments)
    return owed.select_related("assignment__directive", "assignment__lead_agency").order_by(
        "answer_by_on", "pk"
    )


def commitments(assignments: QuerySet[Assignment]) -> QuerySet[Explanation]:
    """The days to which heads committed themselves in explaining (DESIGN §4), the nearest first.

    The last one of each present lead, while the work is with him; none once a deadline was given that covers it. It is
    part of an explanation: pass assignments of which the actor may read explanations.
    """
    later = Explanation.objects.filter(
        assignment=OuterRef("assignment"), answered_at__isnull=False, pk__gt=OuterRef("pk")
    )
    given = Explanation.objects.filter(
        ~Exists(later), assignment__in=assignments, assignment__state__in=OPEN_STATES, tenure__to_at=None,
        committed_on__isnull=False,
    ).exclude(assignment__state__in=WAITS_FOR_OTHERS)  # fmt: skip
    standing = given.alias(excused_on=excused_due_on("assignment__")).filter(
        Q(assignment__due_on=None) | Q(excused_on__lt=F("committed_on"))
    )
    return standing.select_related(
        "assignment__directive", "assignment__lead_agency", "assignment__lead_position"
    ).order_by("committed_on", "pk")


def open_decisions(assignments: QuerySet[Assignment]) -> QuerySet[DecisionRequest]:
    """What waits for a leader's word among these open assignments, longest waiting first."""
    # Asked row by row: few wait where all assignments of a province are seen.
    seen = Exists(assignments.order_by().filter(pk=OuterRef("assignment")))
    waiting = DecisionRequest.objects.filter(seen, assignment__state__in=OPEN_STATES, decided_at__isnull=True)
    return waiting.select_related(
        "assignment__directive", "assignment__lead_agency", "assignment__lead_position", "addressed_to"
    ).order_by("raised_at", "pk")
