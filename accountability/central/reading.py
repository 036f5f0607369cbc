"""How the province stands to what was given it from above: for the list, and for the first pages of leaders and Office."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet

from accountability.access.actor import Actor
from accountability.central.access import visible_to
from accountability.central.models import CentralTask
from accountability.central.rules import Standing, Words, standing_of, words_of
from accountability.core.prepared import prepared


def words_for(task: CentralTask, today: date) -> Words:
    """The standing of one task (with `report` selected) in neutral words."""
    reported_on = task.report.reported_on if task.is_reported else None
    return words_of(task.due_on, reported_on=reported_on, today=today, near_days=settings.CENTRAL_NEAR_DAYS)


@dataclass(frozen=True)
class ProvinceStanding:
    """How many open tasks of the province there are, how many of them are near or past their deadline."""

    total: int
    near: int
    past: int


def province_standing(actor: Actor, today: date) -> ProvinceStanding:
    """Over the open tasks that the actor may see; one query. For the first page of the Chairman and of the Office."""
    found: Counter[Standing] = Counter()
    for due_on, number in _open_by_day(eyes=actor):
        standing = standing_of(due_on, reported=False, today=today, near_days=settings.CENTRAL_NEAR_DAYS)
        found[standing] += number
    return ProvinceStanding(found.total(), found[Standing.NEAR], found[Standing.PAST])


@prepared
def _open_by_day(*, eyes: Actor) -> QuerySet[Any]:
    rows = visible_to(eyes).open().order_by().values_list("due_on")
    return rows.annotate(number=Count("pk")).values_list("due_on", "number")
