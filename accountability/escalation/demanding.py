"""Yêu cầu giải trình by a leader: at the assignment, or by a letter that he signed; and what the recall of the letter takes back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.actions import LeaderWord, Refused, instruct, instruct_each
from accountability.assignments.actions.guards import lock, log_many
from accountability.assignments.models import Assignment, AssignmentQuerySet, Instruction, LeadTenure
from accountability.assignments.rules import OPEN_STATES
from accountability.assignments.telling import head_of, tell
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import nth_working_day
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.escalation.models import Escalation, Explanation, Rung
from accountability.escalation.rules import Require

ANSWER_WORKING_DAYS = 3


@transaction.atomic
def demand_explanation(pk: int, *, word: LeaderWord, by: Actor, at: datetime) -> Explanation:
    """Yêu cầu giải trình by a leader, without waiting for a rung. Raises Refused while one is open."""
    row = lock(pk, states=OPEN_STATES, verb=say("yêu cầu giải trình"))
    refuse_lead(row.lead_agency)
    if Explanation.objects.open().filter(assignment=row).exists():
        raise Refused(say("Đã có yêu cầu giải trình đang chờ trả lời."))
    order = instruct(word, act=Instruction.Act.EXPLAIN, by=by, at=at, assignment=row)
    (made,) = _demand([row], [order], word, by=by, at=at)
    return made


def refuse_lead(lead: Agency) -> None:
    """Raises Refused for an agency that does not explain itself to the province."""
    if not lead.answers_to_province:
        raise Refused(say("{short_name} không thuộc diện giải trình.", short_name=lead.short_name))


def to_be_explained(rows: AssignmentQuerySet, lead: Agency) -> AssignmentQuerySet:
    """Of these assignments those of which that lead may be asked to explain himself: open ones that are with him now."""
    if not lead.answers_to_province:
        return rows.none()
    return rows.filter(state__in=OPEN_STATES, lead_agency=lead)


@transaction.atomic
def demand_by_letter(
    rows: AssignmentQuerySet, lead: Agency, *, word: LeaderWord, by: Actor, at: datetime
) -> list[Explanation]:
    """Demand an explanation of each of these assignments as `demand_explanation` does, by a letter to their lead.

    What is closed or with another lead by now is left out, and so is what has to be explained already: nobody explains
    twice at once. `word.leader` is who signed the letter; who may sign it was asked there. Statements do not grow with
    the assignments.
    """
    held = to_be_explained(rows, lead).select_for_update(of=("self",)).order_by("pk")
    found = list(held.select_related("directive", "lead_agency"))
    owed = Explanation.objects.open().filter(assignment__in=[row.pk for row in found])
    asked_already = set(owed.values_list("assignment_id", flat=True))
    asked = [row for row in found if row.pk not in asked_already]
    orders = instruct_each(word, asked, act=Instruction.Act.EXPLAIN, by=by, at=at)
    return _demand(asked, orders, word, by=by, at=at)


def _demand(
    rows: Sequence[Assignment], orders: Sequence[Instruction], word: LeaderWord, *, by: Actor, at: datetime
) -> list[Explanation]:
    """The explanations of rows of one lead, whose head hears of all of them at once."""
    if not rows:
        return []
    today = local(at).date()
    answer_by_on = nth_working_day(today, ANSWER_WORKING_DAYS, calendar_around(today))
    open_ones = LeadTenure.objects.filter(assignment__in=[row.pk for row in rows], to_at=None)
    tenures = {tenure.assignment_id: tenure for tenure in open_ones}
    made = Explanation.objects.bulk_create(
        Explanation(
            assignment=row, tenure=tenures[row.pk], ordered_by=order, demanded_at=at, demanded_on=today,
            answer_by_on=answer_by_on,
        )
        for row, order in zip(rows, orders, strict=True)
    )  # fmt: skip
    told = [(one.assignment, {"explanation": one.pk}) for one in made]
    log_many(told, "demand_explanation", by=by, at=at, behalf=word.leader.pk)
    tell(rows, head_of(rows[0].lead_agency_id), kind="decided", text=say("Yêu cầu giải trình"),
         fact=f"explain:{made[0].pk}", at=at)  # fmt: skip
    return made


@transaction.atomic
def withdraw_demands(
    explanations: Iterable[int], *, reason: str, by: Actor, at: datetime
) -> list[Explanation]:
    """The letter that demanded them was recalled: those that nobody has given yet are not owed any more.

    What a rung of the ladder asked for as well since then stays demanded: the rung left it to the letter.
    """
    since = Escalation.objects.filter(
        Exists(Rung.objects.filter(version=OuterRef("version"), key=OuterRef("rung_key"), require=Require.EXPLANATION)),
        tenure=OuterRef("tenure"), claimed_at__gte=OuterRef("demanded_at"),
    )  # fmt: skip
    owed = Explanation.objects.open().filter(~Exists(since), pk__in=list(explanations))
    found = list(owed.select_for_update(of=("self",)).order_by("pk"))
    Explanation.objects.filter(pk__in=[one.pk for one in found]).update(withdrawn_at=at)
    rows = Assignment.objects.select_related("directive", "lead_agency").in_bulk(
        [one.assignment_id for one in found]
    )
    told = [(rows[one.assignment_id], {"explanation": one.pk}) for one in found]
    log_many(told, "withdraw_demand", by=by, at=at, note=reason)
    for lead, own in _by_lead(found, rows).items():
        tell([rows[one.assignment_id] for one in own], head_of(lead), kind="decided",
             text=say("Thu hồi yêu cầu giải trình"), fact=f"explain-back:{own[0].pk}", at=at)  # fmt: skip
    return found


def _by_lead(found: Iterable[Explanation], rows: dict[int, Assignment]) -> dict[int, list[Explanation]]:
    kept: dict[int, list[Explanation]] = {}
    for one in found:
        kept.setdefault(rows[one.assignment_id].lead_agency_id, []).append(one)
    return kept
