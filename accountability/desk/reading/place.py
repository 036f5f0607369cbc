"""From where a person looks at his agency's work, as values that statements can be `prepared` for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation, Role
from accountability.agencies.models import Position
from accountability.assignments.access import led_by
from accountability.assignments.models import AssignmentQuerySet
from accountability.assignments.rules import DUE_SOON_WORKING_DAYS
from accountability.calendars.rules import latest_anchor
from accountability.core.prepared import prepared
from accountability.core.zone import local
from accountability.desk.reading.common import Moment
from accountability.desk.reading.office import unacknowledged_since
from accountability.desk.rules.inbox import Day, Reader


@dataclass(frozen=True)
class Desk:
    """What a person's inbox depends on: values alone, for statements that are `prepared`.

    `now` is the time of the day; `own_only`: he begins with those that name him, as officers do, instead of all of the
    agency, as heads and focal points do.
    """

    eyes: Actor
    agencies: frozenset[int]
    own_only: bool
    reader: Reader
    explains: bool
    day: Day
    now: time

    @property
    def led(self) -> AssignmentQuerySet:
        """What his agencies lead, or what of it names him."""
        rows = led_by(self.eyes, self.agencies).real()
        return rows.filter(officer=self.eyes.user_id) if self.own_only else rows


@dataclass(frozen=True)
class Place:
    """From where a person looks at his agency: which assignments are his, and what he may do with them."""

    moment: Moment
    desk: Desk

    @property
    def led(self) -> AssignmentQuerySet:
        """The assignments."""
        return self.desk.led

    @property
    def agencies(self) -> frozenset[int]:
        """On whose desk he works."""
        return self.desk.agencies

    @property
    def reader(self) -> Reader:
        """What he does with an assignment."""
        return self.desk.reader

    @property
    def explains(self) -> bool:
        """Whether he writes explanations."""
        return self.desk.explains

    @property
    def day(self) -> Day:
        """The thresholds of the day."""
        return self.desk.day


def day_of_page(moment: Moment) -> Day:
    """Today's thresholds, from the calendar."""
    soon = latest_anchor(moment.today, -DUE_SOON_WORKING_DAYS, "wd", moment.cal)
    return Day(moment.today, soon, unacknowledged_since(moment))


def is_officer_only(moment: Moment) -> bool:
    """Whether all of the actor's positions are those of officers."""
    return moment.actor.roles == frozenset({Role.OFFICER})


def place_of(moment: Moment, agencies: frozenset[int], *, own_only: bool) -> Place:
    """The place of the actor, who works for these agencies. One statement."""
    may = {
        permission
        for seat in moment.actor.seats
        for permission in ROLES[seat.role].may.get(Relation.LEAD, frozenset())
    }
    reader = Reader(
        takes=Permission.ACKNOWLEDGE in may, updates=Permission.UPDATE_PROGRESS in may,
        names=bool(_officers(agencies=agencies)) and Permission.NAME_OFFICER in may,
    )  # fmt: skip
    explains, now = Permission.EXPLAIN in may, local(moment.at).time()
    return Place(moment, Desk(moment.eyes, agencies, own_only, reader, explains, day_of_page(moment), now))


@prepared
def _officers(*, agencies: frozenset[int]) -> QuerySet[Any]:
    rows = Position.objects.filter(agency__in=agencies, role=Role.OFFICER)
    return rows.order_by().values_list("pk", flat=True)[:1]
