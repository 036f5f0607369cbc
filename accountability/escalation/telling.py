"""Who is told what by one sweep, before a word is written: tellings, and how they are folded into letters.

1.  Each claim that is not merged is told to those whom its rung names that day (`recipients`).
2.  A leader hears of the rungs of the weekly list when its slot comes (`weekly`); the others at once.
3.  A duty given to a group is one item for everybody but the groups' own: "35/460 đơn vị chưa xong".
4.  Per reader up to three matters that ask for an act are letters of their own, more become one list by consequence; a
    leader's are always one list; what may wait is one digest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment
from accountability.assignments.rules import ASIDE_STATES, OPEN_STATES, State
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.escalation import weekly
from accountability.escalation.kinds import still_stands
from accountability.escalation.models import Escalation, Explanation, SweepRun
from accountability.escalation.policies import Ladder, ladder_of_version
from accountability.escalation.recipients import Directory, Recipient
from accountability.escalation.rules import Anchor, Channel, RungFacts
from accountability.notices.rules import Owed, plan_mails

_OF_THE_LEAD = ("lead.head", "lead.focal_point", "lead.officer")


@dataclass(frozen=True, slots=True)
class Group:
    """A duty given to many: how many have it, how many have not finished."""

    total: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class Telling:
    """One matter told to one account: a claim, or the claims of a group's duty at one rung.

    `told_titles` are the superiors who hear it too; `listed_on` the day of their weekly list when they hear it there.
    """

    claims: tuple[Escalation, ...]
    rung: RungFacts
    recipient: Recipient
    told_titles: tuple[str, ...] = ()
    answer_by_on: date | None = None
    listed_on: date | None = None
    group: Group | None = None

    @property
    def claim(self) -> Escalation:
        """The claim, or the gravest of a group's."""
        return self.claims[0]

    @property
    def is_urgent(self) -> bool:
        """Hỏa tốc goes through quiet hours."""
        return bool(self.claim.assignment.directive.urgency == Directive.Urgency.AT_ONCE)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one reader gets in one mail; `code` is single, list, digest or weekly."""

    code: str
    tellings: tuple[Telling, ...]

    @property
    def recipient(self) -> Recipient:
        """Its one reader."""
        return self.tellings[0].recipient


class Ladders:
    """The ladders that claims were made by: those in force, and earlier ones, read when a claim names them."""

    def __init__(self, in_force: Mapping[int, Ladder]) -> None:
        self._by_version = dict(in_force)
        self._rungs: dict[tuple[int | None, str], RungFacts] = {}

    def of(self, claim: Escalation) -> Ladder:
        """The ladder of the claim's version. Raises LookupError for a claim without one."""
        if claim.version_id is None:
            raise LookupError(f"claim {claim.pk} names no version of a policy")
        if claim.version_id not in self._by_version:
            self._by_version[claim.version_id] = ladder_of_version(claim.version_id)
        return self._by_version[claim.version_id]

    def rung(self, claim: Escalation) -> RungFacts:
        """The rung that was claimed, as that version words it. Raises KeyError for a rung that it lacks."""
        key = (claim.version_id, claim.rung_key)
        if key not in self._rungs:
            self._rungs[key] = self.of(claim).rung(claim.rung_key)
        return self._rungs[key]

    def titles(self, version_pk: int) -> dict[str, str]:
        """Key → title of the rungs of a version."""
        if version_pk not in self._by_version:
            self._by_version[version_pk] = ladder_of_version(version_pk)
        return {rung.key: rung.title for rung in self._by_version[version_pk].rungs}


class Hearing:
    """Finds the tellings of one run; reads what many claims need once."""

    def __init__(self, *, run: SweepRun, ladders: Ladders, at: datetime) -> None:
        self.run, self.ladders, self.at = run, ladders, at
        self._slot_has_come = weekly.slot_has_come(run)

    def tellings(self, explanations: Iterable[Explanation]) -> list[Telling]:
        """What is told at once: everything but what leaders hear by their weekly list."""
        claims = _with_facts(Escalation.objects.filter(run=self.run, merged=False).order_by("pk"))
        answer_by = {row.assignment_id: row.answer_by_on for row in explanations}
        found = [
            one
            for one in self._heard(claims, answer_by)
            if not (weekly.is_listed(one.rung) and one.recipient.is_leader)
        ]
        return self._in_groups(found)

    def waiting(self) -> int:
        """How many claims the leaders' lists would have to tell now. At most one statement."""
        return weekly.unlisted(self.run).count() if self._slot_has_come else 0

    def listed(self) -> list[Telling]:
        """What the leaders' weekly lists tell now; nothing while their slot has not come."""
        if not self._slot_has_come:
            return []
        standing = [claim for claim in _with_facts(weekly.unlisted(self.run)) if still_stands(claim)]
        heard = [
            one for one in self._heard(standing, {}) if weekly.is_listed(one.rung) and one.recipient.is_leader
        ]
        mine = weekly.put_down({one.claim.pk: one.claim for one in heard}.values(), self.run)
        return self._in_groups([one for one in heard if one.claim.pk in mine])

    def _heard(self, claims: list[Escalation], answer_by: Mapping[int, date]) -> Iterator[Telling]:
        directory = Directory(
            (claim.assignment for claim in claims), today=local(self.at).date(),
            parts=(claim.coordination for claim in claims if claim.coordination),
        )  # fmt: skip
        listed_on = local(self.at if self._slot_has_come else weekly.next_slot(self.at)).date()
        for claim in claims:
            rung = self.ladders.rung(claim)
            heard = directory.addressees(claim.assignment, rung, claim.coordination)
            told = tuple(dict.fromkeys(one.title for one in heard if not one.is_copy and one.title))
            later = listed_on if weekly.is_listed(rung) else None
            for one in heard:
                due = answer_by.get(claim.assignment_id) if one.name == "lead.head" else None
                yield Telling((claim,), rung, one, told, due, later)

    def _in_groups(self, tellings: list[Telling]) -> list[Telling]:
        """One telling per reader, rung and duty given to a group, for those who are not of the group themselves."""
        alone: list[Telling] = []
        shared: dict[Any, list[Telling]] = defaultdict(list)
        for one in tellings:
            row = one.claim.assignment
            if row.duty_key and one.claim.coordination_id is None and one.recipient.name not in _OF_THE_LEAD:
                key = (row.directive_id, row.duty_key, one.rung.key, one.recipient.user.pk)
                shared[key].append(one)
            else:
                alone.append(one)
        sizes = _sizes({key[:2] for key in shared})
        for key, ones in shared.items():
            size = sizes[key[:2]]
            if size.total < 2:
                alone += ones
                continue
            ones.sort(key=lambda one: (one.claim.anchor_on, one.claim.pk))
            alone.append(replace(ones[0], claims=tuple(one.claim for one in ones), group=size))
        return alone


def letters(tellings: Iterable[Telling]) -> list[Letter]:
    """Fold what is told at once into letters; rungs of the channel `record` are on screen only."""
    by_channel: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        # A weekly rung is a leader's list; whoever else it names may still act before the list goes out.
        channel = Channel.ACT_NOW if one.rung.channel == Channel.WEEKLY_LIST else one.rung.channel
        by_channel[channel].append(one)
    plan = plan_mails(
        Owed(one.recipient.user.pk, one, one.rung.rank, listed=one.recipient.is_leader)
        for one in by_channel[Channel.ACT_NOW]
    )
    made = [Letter("list" if mail.is_list else "single", mail.items) for mail in plan]
    return made + _one_each("digest", by_channel[Channel.DIGEST])


def weekly_lists(tellings: Iterable[Telling]) -> list[Letter]:
    """One list per leader."""
    return _one_each("weekly", tellings)


def _one_each(code: str, tellings: Iterable[Telling]) -> list[Letter]:
    by_person: dict[int, list[Telling]] = defaultdict(list)
    for one in tellings:
        by_person[one.recipient.user.pk].append(one)
    return [Letter(code, tuple(sorted(own, key=_consequence))) for own in by_person.values()]


def _consequence(one: Telling) -> tuple[int, date]:
    return -one.rung.rank, one.claim.anchor_on


def kind_of(one: Telling) -> str:
    """The kind of the in-app notice: a reminder before the deadline, else an escalation."""
    return "reminder" if one.rung.anchor == Anchor.DEADLINE and not one.rung.is_late else "escalation"


# Reading in bulk ----------------------------------------------------------------------------------------------------------


# A sweep may tell fifty thousand claims: an assignment's other thirty columns are not read.
_READ_OF_ASSIGNMENT = (
    "directive", "title", "duty_key", "field", "lead_agency", "lead_position", "officer", "supervisor", "specialist",
    "due_on", "deadline_number", "state", "is_assumed", "affects_citizens",
)  # fmt: skip


def _with_facts(claims: Any) -> list[Escalation]:
    """The claims with assignment, lead, directive and coordination; agencies and directives are read once each."""
    related = ("assignment", "assignment__officer", "assignment__lead_position", "coordination")
    own = [field.attname for field in Escalation._meta.concrete_fields]
    of_assignment = [f"assignment__{name}" for name in _READ_OF_ASSIGNMENT]
    whole = ("assignment__officer", "assignment__lead_position", "coordination")
    rows = list(claims.select_related(*related).only(*own, *of_assignment, *whole))
    agencies = Agency.objects.select_related("parent").in_bulk(
        {row.assignment.lead_agency_id for row in rows}
        | {row.coordination.agency_id for row in rows if row.coordination}
    )
    directives = Directive.objects.select_related("program").in_bulk(
        {row.assignment.directive_id for row in rows}
    )
    for row in rows:
        row.assignment.lead_agency = agencies[row.assignment.lead_agency_id]
        row.assignment.directive = directives[row.assignment.directive_id]
        if row.coordination:
            row.coordination.agency = agencies[row.coordination.agency_id]
    return rows


def _sizes(duties: set[tuple[int, str]]) -> dict[tuple[int, str], Group]:
    """How each duty given to a group stands. One statement."""
    if not duties:
        return {}
    given = Assignment.objects.filter(
        directive_id__in={directive for directive, _ in duties}, duty_key__in={key for _, key in duties}
    ).exclude(state__in=[State.DRAFT, *ASIDE_STATES])
    counted = (
        given.order_by()
        .values_list("directive_id", "duty_key")
        .annotate(total=Count("pk"), unfinished=Count("pk", filter=Q(state__in=OPEN_STATES)))
    )
    return {(directive, key): Group(total, left) for directive, key, total, left in counted}
