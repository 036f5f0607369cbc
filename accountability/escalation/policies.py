"""Which ladders are in force, as facts that the rules understand, and which of them a document climbs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from django.db.models import Q, QuerySet

from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.escalation.models import PolicyVersion, Rung
from accountability.escalation.rules import (
    Anchor,
    Channel,
    Condition,
    RungFacts,
    Scope,
    most_specific_first,
)
from accountability.reference.keeping import kept_while

NO_LADDER = say("Chưa có quy tắc nhắc việc, đôn đốc có hiệu lực tại thời điểm này.")


@dataclass(frozen=True)
class Ladder:
    """One version of a policy with its rungs, lowest first."""

    version_pk: int
    rungs: tuple[RungFacts, ...]

    def rung(self, key: str) -> RungFacts:
        """The rung of that key. Raises KeyError."""
        return {rung.key: rung for rung in self.rungs}[key]

    @property
    def is_in_hours(self) -> bool:
        """Whether some rung of it counts in hours."""
        return any(rung.unit == "h" for rung in self.rungs)

    def of(self, anchor: Anchor) -> tuple[RungFacts, ...]:
        """The rungs that count from that fact, lowest first."""
        return tuple(rung for rung in self.rungs if rung.anchor == anchor)


@dataclass(frozen=True)
class Ladders:
    """All ladders in force at one instant, by what they are for; the one for everything is among them."""

    by_scope: Mapping[Scope, Ladder]

    @cached_property
    def by_version(self) -> Mapping[int, Ladder]:
        """The ladders by their version, which each claim names."""
        return {ladder.version_pk: ladder for ladder in self.by_scope.values()}

    @property
    def usual(self) -> Ladder:
        """The ladder for everything that has none of its own."""
        return self.by_scope[Scope()]

    def of(self, directive: Directive) -> Ladder:
        """The ladder that the assignments of a document climb: the most specific one that covers it."""
        return self._climbed_by(Scope(directive.urgency, directive.program_id, directive.kind))

    def _climbed_by(self, facts: Scope) -> Ladder:
        return next(
            self.by_scope[scope] for scope in most_specific_first(self.by_scope) if scope.covers(facts)
        )

    def climbing(self, version_pk: int, prefix: str) -> Q:
        """The same choice as `of` in SQL: the documents that climb that ladder and no more specific one.

        `prefix` leads to the directive, as "assignment__directive__".
        """
        others = Q()
        for scope in most_specific_first(self.by_scope):
            if self.by_scope[scope].version_pk == version_pk:
                return _covered(scope, prefix) & others
            others &= ~_covered(scope, prefix)
        raise KeyError(version_pk)

    def in_use(self) -> list[Ladder]:
        """The ladders that some document climbs. One query."""
        kinds = Directive.objects.order_by().values_list("urgency", "program_id", "kind").distinct()
        climbed = {self._climbed_by(Scope(*facts)).version_pk for facts in kinds}
        return [ladder for pk, ladder in sorted(self.by_version.items()) if pk in climbed]


def _covered(scope: Scope, prefix: str) -> Q:
    facts = {"urgency": scope.urgency, "program_id": scope.program_pk, "kind": scope.kind}
    return Q(**{prefix + name: value for name, value in facts.items() if value})


def ladders_in_force(at: datetime) -> Ladders:
    """Every ladder as worded at that instant. Raises LookupError in Vietnamese when the usual one is missing."""
    latest = {row.policy_pk: row for row in _wordings() if row.holds_at(at)}
    found = {row.scope: row.ladder for row in latest.values()}
    if Scope() not in found:
        raise LookupError(NO_LADDER)
    return Ladders(found)


def ladder_in_force(at: datetime) -> Ladder:
    """The ladder for everything without one of its own, at that instant. Raises LookupError like `ladders_in_force`."""
    return ladders_in_force(at).usual


@dataclass(frozen=True)
class _Wording:
    """One version of one policy: which documents climb it, from when, until when at the latest."""

    policy_pk: int
    scope: Scope
    in_force_at: datetime
    retired_at: datetime | None
    ladder: Ladder

    def holds_at(self, at: datetime) -> bool:
        """Whether it has come into force by then and its policy is not retired; of several the last one counts."""
        return self.in_force_at <= at and (self.retired_at is None or self.retired_at > at)


@kept_while("ladders")
def _wordings() -> tuple[_Wording, ...]:
    """Every version there is, those of one policy in the order in which they came into force. Two queries."""
    rows = list(_versions())
    rungs = _rungs_of(rows)
    return tuple(
        _Wording(
            row.policy_id, Scope(row.policy.urgency, row.policy.program_id, row.policy.kind), row.in_force_at,
            row.policy.retired_at, Ladder(row.pk, rungs[row.pk]),
        )
        for row in rows
    )  # fmt: skip


@kept_while("ladders")
def rung_titles() -> Mapping[tuple[int | None, str], str]:
    """(key of a version, key of a rung) → its title there, of every version that was ever in force."""
    wordings = [one.ladder for one in _wordings()]
    titles: dict[tuple[int | None, str], str] = {
        (ladder.version_pk, rung.key): rung.title for ladder in wordings for rung in ladder.rungs
    }
    return MappingProxyType(titles)


@prepared
def _versions() -> QuerySet[PolicyVersion]:
    rows = PolicyVersion.objects.exclude(in_force_at=None).select_related("policy")
    return rows.order_by("policy_id", "in_force_at", "number")


def _rungs_of(versions: Iterable[PolicyVersion]) -> dict[int, tuple[RungFacts, ...]]:
    found: dict[int, list[RungFacts]] = {row.pk: [] for row in versions}
    for row in _rungs(versions=sorted(found)):
        found[row.version_id].append(_facts(row))
    return {pk: tuple(rungs) for pk, rungs in found.items()}


@prepared
def _rungs(*, versions: list[int]) -> QuerySet[Rung]:
    return Rung.objects.filter(version__in=versions).order_by("version_id", "rank")


def _facts(row: Rung) -> RungFacts:
    return RungFacts(
        key=row.key, title=row.title, rank=row.rank, anchor=Anchor(row.anchor), offset=row.offset, unit=row.unit,
        condition=Condition(row.condition), to=tuple(row.to), cc=tuple(row.cc), channel=Channel(row.channel),
        require=row.require, answer_days=row.answer_days, citizens_offset=row.citizens_offset,
        condition_days=row.condition_days, waits=row.waits, repeat_days=row.repeat_days, repeat_limit=row.repeat_limit,
    )  # fmt: skip


def ladder_of_version(version_pk: int) -> Ladder:
    """The ladder of that version, whether or not it is in force: for claims made under an earlier one. One query."""
    rungs = Rung.objects.filter(version_id=version_pk).order_by("rank")
    return Ladder(version_pk, tuple(_facts(row) for row in rungs))
