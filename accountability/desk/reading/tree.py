"""The tree of a directive, rolled up by the database; leaves are read for one duty at a time.

Six statements for the branches, four more for leaves, however many assignments the directive has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from accountability.assignments.badges import Badge, state_badge, timing_badge
from accountability.assignments.duties import duty_parts, laggards_first
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination, DirectiveEffect
from accountability.assignments.reading import bucketed, timer
from accountability.assignments.rules import ASIDE_STATES, State
from accountability.desk.rules.matrix import ASIDE, is_ended
from accountability.desk.rules.tree import Branch, tree_of

# Below so many all leaves are read at once; of one duty no more than these, the rest stands on the page of the duty.
FEW_LEAVES, MOST_LEAVES = 60, 40
# So many duties of a heading are shown; the list below the tree has all.
MOST_DUTIES = 30

_Key = tuple[str, int, int]
_PARTS = ("duty_key", "of_series", "alone")


@dataclass(frozen=True)
class Leaf:
    """One assignment with the parts of its coordinating agencies and what later documents did to it."""

    row: Assignment
    timing: Badge
    state: Badge
    marks: list[str]


def tree(rows: AssignmentQuerySet, at: datetime) -> list[Branch]:
    """The branches of the assignments of one directive that were given."""
    given = rows.exclude(state=State.DRAFT).order_by().annotate(**duty_parts())
    found: dict[_Key, Branch] = {}
    headings: dict[int, str] = {}
    for *parts, group, title, rank, pk in _firsts(given):
        key = _key(parts)
        branch = found.setdefault(key, Branch(title, pk, bool(key[0]), rank))
        headings.setdefault(branch.pk, group)
    _count(found, given, at)
    _mark(found, given)
    return tree_of(found.values(), headings)


def _key(parts: Iterable[Any]) -> _Key:
    duty_key, series, alone = parts
    return duty_key, series, alone


def _firsts(given: AssignmentQuerySet) -> list[tuple[Any, ...]]:
    """Each duty with one assignment of it: (key…, heading, title, rank, pk). Two statements."""
    grouped = given.values(*_PARTS).annotate(first=Min("pk"))
    firsts = {pk: parts for *parts, pk in grouped.values_list(*_PARTS, "first")}
    words = Assignment.objects.filter(pk__in=grouped.values("first"))
    return [
        (*firsts[pk], group, series_title or title, rank, pk)
        for pk, group, title, rank, series_title in words.values_list(
            "pk", "group", "title", "rank", "series__title"
        )
        if pk in firsts
    ]


def _count(found: dict[_Key, Branch], given: AssignmentQuerySet, at: datetime) -> None:
    """Fill in the roll-ups: what counts by bucket, what was set aside. Two statements."""
    counted = (
        bucketed(given, at).order_by().values_list(*_PARTS, "bucket", "state").annotate(number=Count("pk"))
    )
    for *parts, bucket, state, number in counted:
        found[_key(parts)].roll_up.add(bucket, number, ended=is_ended(state))
    aside = given.filter(state__in=ASIDE_STATES).values_list(*_PARTS).annotate(number=Count("pk"))
    for *parts, number in aside:
        found[_key(parts)].roll_up.add(ASIDE, number, ended=False)


def _mark(found: dict[_Key, Branch], given: AssignmentQuerySet) -> None:
    """Fill in what later documents did, and the parts of coordinating agencies. Two statements."""
    of_rows = {"assignment__in": given.values("pk")}
    keys = {f"a_{name}": part for name, part in duty_parts("assignment__").items() if name != "duty_key"}
    columns = ("assignment__duty_key", "a_of_series", "a_alone")
    effects = (
        DirectiveEffect.objects.filter(**of_rows, state=DirectiveEffect.State.IN_FORCE)
        .order_by()
        .annotate(**keys)
        .values_list(*columns, "kind")
        .annotate(number=Count("assignment", distinct=True))
    )
    for *parts, kind, number in effects:
        found[_key(parts)].marks[DirectiveEffect.Kind(kind).label] += number
    owed = Count("pk", filter=Q(state=Coordination.State.OWED))
    helping = (
        Coordination.objects.filter(**of_rows)
        .order_by()
        .annotate(**keys)
        .values_list(*columns)
        .annotate(number=Count("pk"), owed=owed)
    )
    for *parts, number, still_owed in helping:
        branch = found[_key(parts)]
        branch.parts, branch.parts_owed = number, still_owed


def add_leaves(
    rows: AssignmentQuerySet, branches: Iterable[Branch], opened: int | None, at: datetime
) -> None:
    """Hang the assignments on their duties, laggards first: on all where they are few, else on the opened one."""
    duties = {duty.pk: duty for group in branches for duty in group.branches}
    few = sum(duty.size for duty in duties.values()) <= FEW_LEAVES
    wanted = list(duties) if few else [opened] if opened in duties else []
    if not wanted:
        return
    firsts = Assignment.objects.filter(pk__in=wanted).values_list("pk", "duty_key", "series_id")
    of_duty = {_leaf_key(*first): duties[first[0]] for first in firsts}
    condition = Q(pk__in=[pk for pk, key, series in of_duty if pk])
    condition |= Q(duty_key__in=[key for _, key, _ in of_duty if key])
    condition |= Q(series__in=[series for _, _, series in of_duty if series], duty_key="")
    found = rows.exclude(state=State.DRAFT).filter(condition)
    gathered: dict[int, list[Leaf]] = {}
    for leaf in _read(found, at, MOST_LEAVES if len(wanted) == 1 else FEW_LEAVES):
        duty = of_duty[_leaf_key(leaf.row.pk, leaf.row.duty_key, leaf.row.series_id)]
        gathered.setdefault(duty.pk, []).append(leaf)
    for pk, shown in gathered.items():
        duties[pk].leaves = shown


def _leaf_key(pk: int, duty_key: str, series: int | None) -> tuple[int, str, int]:
    """Under what an assignment hangs: its duty, else its series, else itself."""
    return (0, duty_key, 0) if duty_key else (0, "", series) if series else (pk, "", 0)


def _read(rows: AssignmentQuerySet, at: datetime, most: int) -> list[Leaf]:
    """The rows with their parts and marks; what counts first, then what was set aside. Five statements."""
    of = timer(at)
    ordered = laggards_first(rows, at).select_related("lead_agency", "lead_position")
    shown = list(ordered.prefetch_related("coordinations__agency")[:most])
    aside = rows.filter(state__in=ASIDE_STATES).select_related("lead_agency", "lead_position").order_by("pk")
    shown += list(aside.prefetch_related("coordinations__agency")[: most - len(shown)])
    marks: dict[int, list[str]] = {}
    effects = DirectiveEffect.objects.filter(assignment__in=shown, state=DirectiveEffect.State.IN_FORCE)
    for pk, kind in effects.order_by("pk").values_list("assignment_id", "kind"):
        marks.setdefault(pk, []).append(DirectiveEffect.Kind(kind).label)
    return [
        Leaf(row, timing_badge(of(row), row.state), state_badge(row.state), marks.get(row.pk, []))
        for row in shown
    ]
