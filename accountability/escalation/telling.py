"""Who is told what by one sweep, before a word is written: tellings, and how they are folded into letters.

1.  Each claim that is not merged is told to those whom its rung names that day (`recipients`).
2.  A leader hears of the rungs of the weekly list when its slot comes (`weekly`); the others at once.
3.  A duty given to a group is one item for everybody but the groups' own: "35/460 đơn vị chưa xong".
4.  Per reader up to three matters that ask for an act are letters of their own, more become one list by consequence; a
    leader's are always one list; what may wait is one digest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, Coordination
from accountability.assignments.rules import ASIDE_STATES, OPEN_STATES, State
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.escalation import weekly
from accountability.escalation.claims import Alike, Claim, read_claims
from accountability.escalation.kinds import keys_standing
from accountability.escalation.models import Escalation, Explanation, SweepRun
from accountability.escalation.policies import Ladder, ladder_of_version
from accountability.escalation.recipients import Directory, Recipient
from accountability.escalation.rules import Anchor, Channel, RungFacts
from accountability.notices.rules import Owed, plan_mails

# What `recipients` asks of an assignment.
_ASKED = ("lead_agency", "lead_position", "supervisor", "specialist", "directive", "field")
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

    claims: tuple[Claim, ...]
    rung: RungFacts
    recipient: Recipient
    told_titles: tuple[str, ...] = ()
    answer_by_on: date | None = None
    listed_on: date | None = None
    group: Group | None = None

    @property
    def claim(self) -> Claim:
        """The claim, or the gravest of a group's."""
        return self.claims[0]

    @property
    def is_urgent(self) -> bool:
        """Hỏa tốc goes through quiet hours."""
        return self.claim.is_at_once


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

    def of(self, claim: Claim) -> Ladder:
        """The ladder of the claim's version. Raises LookupError for a claim without one."""
        if claim.version_id is None:
            raise LookupError(f"claim {claim.pk} names no version of a policy")
        if claim.version_id not in self._by_version:
            self._by_version[claim.version_id] = ladder_of_version(claim.version_id)
        return self._by_version[claim.version_id]

    def rung(self, claim: Claim) -> RungFacts:
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
        claims = read_claims(Escalation.objects.filter(run=self.run, merged=False).order_by("pk"))
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
        unlisted = weekly.unlisted(self.run)
        standing = keys_standing(unlisted)
        claims = [claim for claim in read_claims(unlisted) if claim.pk in standing]
        heard = [
            one for one in self._heard(claims, {}) if weekly.is_listed(one.rung) and one.recipient.is_leader
        ]
        mine = weekly.put_down({one.claim.pk for one in heard}, self.run)
        return self._in_groups([one for one in heard if one.claim.pk in mine])

    def _heard(self, claims: list[Claim], answer_by: Mapping[int, date]) -> Iterator[Telling]:
        if not claims:  # Most sweeps find nothing new, and ask nobody.
            return
        directory = _directory(claims, local(self.at).date())
        listed_on = local(self.at if self._slot_has_come else weekly.next_slot(self.at)).date()
        answers: dict[Any, tuple[RungFacts, tuple[Recipient, ...], tuple[str, ...], date | None]] = {}
        for claim in claims:
            key = (claim.version_id, claim.rung_key, claim.alike)
            if key not in answers:
                rung = self.ladders.rung(claim)
                heard = directory(claim.alike, rung)
                told = tuple(dict.fromkeys(one.title for one in heard if not one.is_copy and one.title))
                answers[key] = rung, heard, told, listed_on if weekly.is_listed(rung) else None
            rung, heard, told, later = answers[key]
            due = answer_by.get(claim.assignment_id)
            for one in heard:
                yield Telling((claim,), rung, one, told, due if one.name == "lead.head" else None, later)

    def _in_groups(self, tellings: list[Telling]) -> list[Telling]:
        """One telling per reader, rung and duty given to a group, for those who are not of the group themselves."""
        alone: list[Telling] = []
        shared: dict[Any, list[Telling]] = defaultdict(list)
        for one in tellings:
            row = one.claim
            if row.duty_key and row.coordination_id is None and one.recipient.name not in _OF_THE_LEAD:
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


def _directory(claims: Iterable[Claim], today: date) -> Callable[[Alike, RungFacts], tuple[Recipient, ...]]:
    """Who hears of a rung, asked about one assignment for all that are alike."""
    first: dict[Alike, Claim] = {}
    for claim in claims:
        first.setdefault(claim.alike, claim)
    rows = (
        Assignment.objects.select_related("officer")
        .only(*_ASKED, "officer")
        .in_bulk({claim.assignment_id for claim in first.values()})
    )
    keys = {claim.coordination_id for claim in first.values() if claim.coordination_id}
    parts = Coordination.objects.in_bulk(keys)
    _surround(rows.values(), parts.values())
    directory = Directory(rows.values(), today=today, parts=parts.values())

    def heard(alike: Alike, rung: RungFacts) -> tuple[Recipient, ...]:
        claim = first[alike]
        part = parts[claim.coordination_id] if claim.coordination_id else None
        return directory.addressees(rows[claim.assignment_id], rung, part)

    return heard


def _surround(rows: Collection[Assignment], parts: Collection[Coordination]) -> None:
    """Put agency and document to each; a few hundred stand around thousands of assignments, and are read once."""
    keys = {row.lead_agency_id for row in rows} | {part.agency_id for part in parts}
    agencies = Agency.objects.select_related("parent").in_bulk(keys)
    documents = Directive.objects.select_related("program").in_bulk({row.directive_id for row in rows})
    for row in rows:
        row.lead_agency, row.directive = agencies[row.lead_agency_id], documents[row.directive_id]
    for part in parts:
        part.agency = agencies[part.agency_id]
