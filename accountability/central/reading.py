"""How the province stands to what was given it from above: for the list, and for the first pages of leaders and Office."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from accountability.access.actor import Actor
from accountability.central.access import visible_to
from accountability.central.models import CentralTask
from accountability.central.rules import Standing, Words, standing_of, words_of


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
    due = visible_to(actor).open().values_list("due_on", flat=True)
    found = Counter(
        standing_of(one, reported=False, today=today, near_days=settings.CENTRAL_NEAR_DAYS) for one in due
    )
    return ProvinceStanding(found.total(), found[Standing.NEAR], found[Standing.PAST])
