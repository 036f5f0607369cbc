"""The assignments that somebody may see and looks for, by the way that costs least (docs/adr/0026).

`access.visible_to` stays the last word on who sees what; here is only decided which rows it is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, QuerySet, Value, When

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import Relation
from accountability.assignments.access import eyes_of, scope, seats_by, union_of, visible_to
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination
from accountability.core.finding.fields import pattern
from accountability.core.finding.matching import MANY, hits
from accountability.core.finding.rules import Typed
from accountability.core.lookups import one_of
from accountability.core.prepared import prepared_by_value
from accountability.directives.reading import standing_agencies

# Somebody with more rows than that meets one of his soon, in whatever order a list is read.
_FEW = 5_000
_FEW_AGENCIES = 3
NOTHING = Typed()


@dataclass(frozen=True)
class Found:
    """The rows, and whether they are few: few may be counted and put into any order, many are read by deadline."""

    rows: AssignmentQuerySet
    few: bool


def found_for(actor: Actor, typed: Typed = NOTHING, *, wide: bool | None = None) -> AssignmentQuerySet:
    """`find` for a list, which reads page by page."""
    return find(actor, typed, wide=wide).rows


def find(actor: Actor, typed: Typed = NOTHING, *, wide: bool | None = None) -> Found:
    """The rows of `visible_to` that have every word typed; all of them when nothing is typed.

    PostgreSQL would answer the "or" of the role table by reading a million rows for an agency that has two thousand. So
    rare words are looked up in their index first, then the rows of whoever has few; who has many, and looks for what many
    rows have, reads them in the order of the list. Whoever sees the work of a few agencies has so few rows that their own
    index comes before that of words, whose lists for "thực hiện" are as long as the table. SQLite, which holds some ten
    thousand rows, reads the rows of an agency by their indexes, and all of them for whoever sees widely. `wide` is
    `sees_widely`, from whoever has asked already.
    """
    wide = sees_widely(actor) if wide is None else wide
    if connection.vendor != "postgresql":
        near = None if wide else _near(actor, map(pattern, typed.words))
        rows = _in_their_order(actor) if near is None else visible_to(actor).filter(pk__in=near)
        return Found(rows.filter(search_text__reads=typed.words) if typed else rows, few=True)
    rows = visible_to(actor)
    ways = [] if wide else [_own_keys]
    if typed:
        ways.insert(1 if _of_few_agencies(actor) else 0, _keys_with)
    for way in ways:
        keys = way(actor, typed)
        if keys is not None:
            return Found(rows.filter(one_of("pk", keys)), few=True)
    return Found(rows.filter(search_text__reads=typed.words) if typed else rows, few=False)


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


def _of_few_agencies(actor: Actor) -> bool:
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
    view = Permission.VIEW
    leads = [
        union_of(getattr(seat, column) for seat in seats_by(actor, relation, view))
        for relation, column in (
            (Relation.LEAD, "works_for"), (Relation.ABOVE, "oversees"), (Relation.WATCHED, "watches"),
        )
    ]  # fmt: skip
    helping = union_of(seat.works_for for seat in seats_by(actor, Relation.COORDINATING, view))
    verifying = union_of(seat.works_for for seat in seats_by(actor, Relation.VERIFYING, view))
    rows = Assignment.objects.order_by()
    helps = Coordination.objects.order_by().filter(agency_id__in=helping)
    for one in patterns:
        rows, helps = rows.filter(search_text__like=one), helps.filter(assignment__search_text__like=one)
    return rows.filter(lead_agency_id__in=union_of(leads)).values_list("pk", flat=True).union(
        helps.values_list("assignment_id", flat=True),
        rows.filter(verifier_id__in=verifying).values_list("pk", flat=True),
    )  # fmt: skip
