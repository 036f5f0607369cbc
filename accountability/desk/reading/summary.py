"""The sums on a leader's page: all that he may see by lead agency and by who is in charge, read at once.

At the size of a province these sums are what takes long, so they are kept for a minute, and say of which moment they are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import OUTSIDE_KINDS, PARTY_KINDS, Agency, Position
from accountability.assignments.access import visible_to
from accountability.assignments.ageing import Band, ageing, overdue
from accountability.assignments.models import AssignmentQuerySet
from accountability.assignments.reading import bucket_sums
from accountability.assignments.rules import Bucket
from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.core.zone import local
from accountability.desk.reading.common import AgencyFigures, by_lateness, summed
from accountability.desk.reading.kept import kept
from accountability.desk.reading.targets import Lag, lagging, province_lags, red_by_target
from accountability.directives.models import Directive, Program
from accountability.reports.rules import BucketCounts

_UNRANKED = (*OUTSIDE_KINDS, *PARTY_KINDS)


@dataclass(frozen=True)
class Charge:
    """What one leader is in charge of."""

    title: str
    counts: BucketCounts

    @property
    def rate_text(self) -> str:
        """The on-time rate as "66,7 %"; empty while nothing is finished or overdue."""
        return "" if self.counts.rate is None else f"{number_vi(self.counts.rate)}\u00a0%"


@dataclass(frozen=True)
class Summary:
    """The sums of that instant. `fresh`: agency → what became overdue since the day asked about.

    `programs`: (title, code) of those that some assignment belongs to.
    """

    at: datetime
    agencies: tuple[AgencyFigures, ...]
    fresh: dict[int, int]
    charges: tuple[Charge, ...]
    bands: tuple[tuple[Band, int], ...]
    lags: tuple[Lag, ...]
    red_by_target: int
    programs: tuple[tuple[str, str], ...]
    is_assumed: bool

    @cached_property
    def counts(self) -> BucketCounts:
        """Over everything."""
        return summed(self.agencies)

    @cached_property
    def by_lateness(self) -> tuple[AgencyFigures, ...]:
        """Most overdue first, with what became so since the day asked about."""
        return tuple(replace(line, fresh=self.fresh.get(line.pk, 0)) for line in by_lateness(self.agencies))


def summary_of(actor: Actor, at: datetime, since: date) -> Summary:
    """The sums of all that the actor may see, at most a minute old."""
    key = f"summary:{scope_key(actor)}:{local(at).date()}:{since}"
    return kept(key, at, lambda: read_summary(visible_to(actor).real(), at, since))


def scope_key(actor: Actor) -> str:
    """What the actor's sums depend on: the same for all who see the same."""
    seats = [
        (seat.position_id, seat.role.value, sorted(seat.fields), sorted(seat.works_for), sorted(seat.oversees),
         sorted(seat.watches))
        for seat in actor.seats
    ]  # fmt: skip
    return hashlib.sha256(repr(sorted(seats)).encode()).hexdigest()[:32]


def read_summary(rows: AssignmentQuerySet, at: datetime, since: date) -> Summary:
    """Read the sums of these assignments and the province's own figures: thirteen statements."""
    late = Count("pk", filter=Q(bucket=Bucket.OVERDUE, excused_on__gte=since))
    grouped = bucket_sums(rows, at, "lead_agency_id", "supervisor_id", "field", late=late)
    of_agency: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    of_charge: dict[tuple[int | None, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    fresh: dict[int, int] = defaultdict(int)
    for agency, supervisor, field, bucket, number, late in grouped:
        of_agency[agency][bucket] += number
        of_charge[supervisor, field][bucket] += number
        fresh[agency] += late
    return Summary(
        at, _agencies(of_agency), dict(fresh), _charges(of_charge),
        tuple(ageing(overdue(rows, at), local(at).date())),
        (*province_lags(local(at).date()), *lagging(rows.open(), at)),
        red_by_target(rows), _programs(rows),
        rows.filter(is_assumed=True).exists(),
    )  # fmt: skip


def _programs(rows: AssignmentQuerySet) -> tuple[tuple[str, str], ...]:
    """By their documents: a program has few, and an assignment is found by its document."""
    seen = rows.order_by().filter(directive=OuterRef("pk"))
    documents = Directive.objects.filter(Exists(seen), program=OuterRef("pk"))
    found = Program.objects.filter(Exists(documents)).order_by("code")
    return tuple(found.values_list("title", "code"))


def _agencies(found: dict[int, dict[str, int]]) -> tuple[AgencyFigures, ...]:
    """In the order of agencies."""
    rows = Agency.objects.in_bulk(found)
    lines = [
        AgencyFigures(pk, row.short_name, row.rank, BucketCounts(**found[pk]), row.kind not in _UNRANKED)
        for pk, row in rows.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.rank, line.name)))


def _charges(found: dict[tuple[int | None, str], dict[str, int]]) -> tuple[Charge, ...]:
    """Each assignment once: with the leader named for it, else with the Vice-chair of its field, else with the Chair."""
    leaders = list(Position.objects.filter(role__in=[Role.CHAIR, Role.VICE_CHAIR]).order_by("rank", "pk"))
    chair = next((leader for leader in leaders if leader.role == Role.CHAIR), None)
    vices = [leader for leader in leaders if leader.role == Role.VICE_CHAIR]
    sums: dict[int | None, BucketCounts] = defaultdict(BucketCounts)
    for (supervisor, field), counts in found.items():
        sums[_in_charge(supervisor, field, leaders, vices)] += BucketCounts(**counts)
    charges = [Charge(leader.title, sums[leader.pk]) for leader in vices if leader.pk in sums]
    own = sums.get(None, BucketCounts()) + (sums[chair.pk] if chair and chair.pk in sums else BucketCounts())
    return tuple(charges + ([Charge(say("Chủ tịch trực tiếp phụ trách"), own)] if own.total else []))


def _in_charge(
    supervisor: int | None, field: str, leaders: Iterable[Position], vices: Iterable[Position]
) -> int | None:
    if supervisor in {leader.pk for leader in leaders}:
        return supervisor
    return next((leader.pk for leader in vices if leader.covers(field)), None)
