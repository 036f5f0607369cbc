"""The requests that wait for a leader's word: how many, which of them stand first. What belongs to each is in `decisions`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from accountability.access.actor import Actor
from accountability.assignments.access import visible_to
from accountability.assignments.models import AssignmentQuerySet
from accountability.core.prepared import prepared
from accountability.desk.reading.common import Moment
from accountability.escalation.models import DecisionRequest
from accountability.escalation.reading import open_decisions

# (duty, deadline) → how many agencies wait for a word on it.
Duties = Mapping[tuple[str, date | None], int]


def waiting(assignments: AssignmentQuerySet) -> QuerySet[DecisionRequest]:
    """The open requests among these assignments, the latest assignment first, those without a deadline last."""
    return open_decisions(assignments).order_by(
        F("assignment__due_on").asc(nulls_last=True), "raised_at", "pk"
    )


def of_ladder(requests: QuerySet[DecisionRequest]) -> QuerySet[DecisionRequest]:
    """What the ladder brought before the leader."""
    return requests.filter(raised_by=None)


def at_once(requests: QuerySet[DecisionRequest]) -> QuerySet[DecisionRequest]:
    """Báo cáo ngay: what somebody put before the leader without a clock, the latest first."""
    return requests.exclude(raised_by=None).order_by("-raised_at", "pk")


def one_per_duty(requests: QuerySet[DecisionRequest]) -> QuerySet[DecisionRequest]:
    """The requests without those that repeat a duty given to many agencies and due on the same day."""
    twin = requests.filter(
        assignment__duty_key=OuterRef("assignment__duty_key"),
        assignment__due_on=OuterRef("assignment__due_on"),
        pk__lt=OuterRef("pk"),
    ).order_by()
    return requests.filter(Q(assignment__duty_key="") | ~Exists(twin))


@dataclass(frozen=True)
class Waiting:
    """What waits for the actor's word: how many of each sort, and how many of each duty given to many."""

    of_ladder: int = 0
    at_once: int = 0
    duties_of_ladder: Duties = field(default_factory=dict)
    duties_at_once: Duties = field(default_factory=dict)


@prepared
def _numbers(*, eyes: Actor) -> QuerySet[Any]:
    is_ladder = Case(When(raised_by=None, then=Value(1)), default=Value(0), output_field=IntegerField())
    keys = ("is_ladder", "assignment__duty_key", "assignment__due_on")
    rows = waiting(visible_to(eyes).real()).select_related(None).order_by().annotate(is_ladder=is_ladder)
    return rows.values_list(*keys).annotate(number=Count("pk")).values_list(*keys, "number")


def numbers_waiting(moment: Moment) -> Waiting:
    """How much waits. One statement."""
    sums: dict[bool, int] = {True: 0, False: 0}
    duties: dict[bool, dict[tuple[str, date | None], int]] = {True: {}, False: {}}
    for is_ladder, key, due_on, number in _numbers(eyes=moment.eyes):
        sums[bool(is_ladder)] += number
        if key:
            duties[bool(is_ladder)][key, due_on] = number
    return Waiting(sums[True], sums[False], duties[True], duties[False])


@prepared
def _first(
    sort: Callable[[QuerySet[DecisionRequest]], QuerySet[DecisionRequest]], most: int, *, eyes: Actor
) -> QuerySet[Any]:
    return sort(waiting(visible_to(eyes).real()))[:most]


def first_of_ladder(moment: Moment, most: int, *, once_per_duty: bool) -> list[DecisionRequest]:
    """The first of what the ladder brought."""
    return _first(_of_ladder_once if once_per_duty else of_ladder, most, eyes=moment.eyes)


def first_at_once(moment: Moment, most: int, *, once_per_duty: bool) -> list[DecisionRequest]:
    """The first of Báo cáo ngay."""
    return _first(_at_once_once if once_per_duty else at_once, most, eyes=moment.eyes)


def _of_ladder_once(requests: QuerySet[DecisionRequest]) -> QuerySet[DecisionRequest]:
    return one_per_duty(of_ladder(requests))


def _at_once_once(requests: QuerySet[DecisionRequest]) -> QuerySet[DecisionRequest]:
    return one_per_duty(at_once(requests))
