"""The assignments that somebody may see and looks for, by the way that costs least (docs/adr/0026).

`access.visible_to` stays the last word on who sees what; here is only decided which rows it is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, QuerySet, Value, When

from accountability.access.actor import Actor, eyes_of
from accountability.access.permissions import Permission
from accountability.access.roles import Relation
from accountability.assignments.access import scope, seats_by, union_of, visible_to
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination
from accountability.core.finding.fields import pattern
from accountability.core.finding.matching import MANY, counted, hits
from accountability.core.finding.rules import Typed
from accountability.core.lookups import one_of
from accountability.core.prepared import prepared_by_value
from accountability.directives.reading import standing_agencies

# Somebody with more rows than that meets one of his soon, in whatever order a list is read.
_FEW = 5_000
_FEW_AGENCIES = 3
# A word that so few rows have costs less by its index than the rows of one agency.
_RARE = 300
NOTHING = Typed()
Way = Callable[[Actor, Typed], list[int] | None]


@dataclass(frozen=True)
class Found:
    """The rows, and whether they are few: few may be counted and put into any order, many are read by deadline.

    `keys` are those among which the rows are, where they were looked for first.
    """

    rows: AssignmentQuerySet
    few: bool
    keys: list[int] | None = None


def found_for(actor: Actor, typed: Typed = NOTHING, *, wide: bool | None = None) -> AssignmentQuerySet:
    """`find` for a list, which reads page by page."""
    return find(actor, typed, wide=wide).rows


def find(actor: Actor, typed: Typed = NOTHING, *, wide: bool | None = None) -> Found:
    """The rows of `visible_to` that have every word typed; all of them when nothing is typed.

    PostgreSQL would answer the "or" of the role table by reading a million rows for an agency that has two thousand. So
    rare words are looked up in their index first, then the rows of whoever has few; who has many, and looks for what many
    rows have, reads them in the order of the list. Whoever sees the work of a few agencies has so few rows that their own
    index comes before that of words, unless PostgreSQL has counted that one of the words is rare. SQLite, which holds some ten
    thousand rows, reads the rows of an agency by their indexes, and all of them for whoever sees widely. `wide` is
    `sees_widely`, from whoever has asked already.
    """
    wide = sees_widely(actor) if wide is None else wide
    if connection.vendor != "postgresql":
        near = None if wide else _near(actor, map(pattern, typed.words))
        rows = _in_their_order(actor) if near is None else visible_to(actor).filter(pk__in=near)
        return Found(rows.filter(search_text__reads=typed.words) if typed else rows, few=True)
    rows = visible_to(actor)
    for way in _ways(actor, typed, wide):
        keys = way(actor, typed)
        if keys is not None:
            return Found(rows.filter(one_of("pk", keys)), few=True, keys=keys)
    return Found(rows.filter(search_text__reads=typed.words) if typed else rows, few=False)


def _ways(actor: Actor, typed: Typed, wide: bool) -> list[Way]:
    """The ways to few keys, the cheapest first; each gives None where it finds many."""
    own: list[Way] = [] if wide else [_own_keys]
    if not typed:
        return own
    known = counted(Assignment)
    # What at least so many rows have needs no index to be found many.
    if known.at_least(typed.words) > MANY:
        return own
    is_rare = known.rows > 0 and min(map(known.at_most, typed.words)) <= _RARE
    return [_keys_with, *own] if is_rare or not of_few_agencies(actor) else [*own, _keys_with]


def _keys_with(actor: Actor, typed: Typed) -> list[int] | None:
    """The keys of all rows that have the words; None when they are many."""
    keys = hits(Assignment, typed)
    return keys if len(keys) <= MANY else None


def _own_keys(actor: Actor, typed: Typed) -> list[int] | None:
    """The keys of one's own rows that have the words; None when they are many."""
    patterns = {f"word{place}": pattern(word) for place, word in enumerate(typed.words)}
    keys = _near_keys(eyes=eyes_of(actor), **patterns)
    return keys if len(keys) <= _FEW else None


@prepared_by_value
def _near_keys(*, eyes: Actor, **patterns: str) -> QuerySet[Any, int]:
    return _near(eyes, patterns.values())[: _FEW + 1]


def of_few_agencies(actor: Actor) -> bool:
    """Whether the actor works for, oversees and watches so few that their rows are few."""
    return (
        len(union_of(seat.works_for | seat.oversees | seat.watches for seat in actor.seats)) <= _FEW_AGENCIES
    )


def _in_their_order(actor: Actor) -> AssignmentQuerySet:
    """`visible_to` as a question that is put to every row: the list then decides which index is read.

    SQLite would look up each part of the "or" by an index of its own, which for whoever sees a third of all rows is a third
    of them, and put them in order afterwards.
    """
    condition = scope(actor)
    if not condition:
        return Assignment.objects.all()
    return Assignment.objects.filter(
        Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
    )


def sees_widely(actor: Actor) -> bool:
    """Whether the actor sees by field or by program, not only as an agency. At most one query."""
    view = Permission.VIEW
    if seats_by(actor, Relation.ANY, view) or seats_by(actor, Relation.IN_FIELD, view):
        return True
    standing = union_of(seat.works_for for seat in seats_by(actor, Relation.STANDING, view))
    return not standing_agencies().isdisjoint(standing)


def _near(actor: Actor, patterns: Iterable[str]) -> QuerySet[Assignment, int]:
    """The keys of all rows with the words of these patterns that a person of agencies may see, and few more, each part by its index."""
    leads, helping, verifying = near_parts(actor)
    rows = Assignment.objects.order_by()
    helps = Coordination.objects.order_by().filter(agency_id__in=helping)
    for one in patterns:
        rows, helps = rows.filter(search_text__like=one), helps.filter(assignment__search_text__like=one)
    return rows.filter(lead_agency_id__in=leads).values_list("pk", flat=True).union(
        helps.values_list("assignment_id", flat=True),
        rows.filter(verifier_id__in=verifying).values_list("pk", flat=True),
    )  # fmt: skip


def near_parts(actor: Actor) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """The agencies whose work a person of agencies may see because they lead, because they coordinate, because they verify."""
    view = Permission.VIEW
    leads = [
        union_of(getattr(seat, column) for seat in seats_by(actor, relation, view))
        for relation, column in (
            (Relation.LEAD, "works_for"), (Relation.ABOVE, "oversees"), (Relation.WATCHED, "watches"),
        )
    ]  # fmt: skip
    helping = union_of(seat.works_for for seat in seats_by(actor, Relation.COORDINATING, view))
    verifying = union_of(seat.works_for for seat in seats_by(actor, Relation.VERIFYING, view))
    return union_of(leads), helping, verifying
