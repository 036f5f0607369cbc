"""From where a person looks at his agency's work, as values that statements can be `prepared` for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from django.db.models import Exists, QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation, Role
from accountability.agencies.models import Agency, Position
from accountability.assignments.access import led_by, parts_below
from accountability.assignments.models import AssignmentQuerySet, Completion, Coordination, Obstacle
from accountability.assignments.rules import DUE_SOON_WORKING_DAYS
from accountability.awareness.models import ReadingDuty, Receipt
from accountability.calendars.rules import latest_anchor
from accountability.core.prepared import prepared
from accountability.core.zone import local
from accountability.desk.reading.common import Moment
from accountability.desk.reading.office import unacknowledged_since
from accountability.desk.rules.inbox import Day, Reader
from accountability.escalation.models import Explanation
from accountability.reference.keeping import kept_while


@dataclass(frozen=True)
class Desk:
    """What a person's inbox depends on: values alone, for statements that are `prepared`.

    `now` is the time of the day; `own_only`: he begins with those that name him, as officers do, instead of all of the
    agency, as heads and focal points do. `there` are the sorts of rows of which he may have any (`_there`).
    """

    eyes: Actor
    agencies: frozenset[int]
    own_only: bool
    reader: Reader
    explains: bool
    day: Day
    now: time
    there: frozenset[str] = frozenset()

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
    """The place of the actor, who works for these agencies. One statement, once it is known whether they have officers."""
    may = {
        permission
        for seat in moment.actor.seats
        for permission in ROLES[seat.role].may.get(Relation.LEAD, frozenset())
    }
    reader = Reader(
        takes=Permission.ACKNOWLEDGE in may, updates=Permission.UPDATE_PROGRESS in may,
        names=Permission.NAME_OFFICER in may and _has_officers(agencies),
    )  # fmt: skip
    explains, now = Permission.EXPLAIN in may, local(moment.at).time()
    desk = Desk(moment.eyes, agencies, own_only, reader, explains, day_of_page(moment), now)
    return Place(moment, replace(desk, there=_sorts_there(desk)))


def _sorts_there(desk: Desk) -> frozenset[str]:
    """The sorts of rows of which there are any for his agencies or himself, whether he may see them or not.

    Most desks have few of the ten, and PostgreSQL plans longer for each than it reads: what is not there is not asked for.
    """
    found = next(iter(_there(desk=desk)), ())
    return frozenset(kind for kind, is_there in zip(_SORTS, found, strict=False) if is_there)


_SORTS = (
    "giai-trinh", "cam-ket", "phoi-hop", "cho-phoi-hop", "da-nhan", "xac-nhan", "vuong-mac", "huyen-giao", "phai-doc",
    "chua-doc",
)  # fmt: skip


@prepared
def _there(*, desk: Desk) -> QuerySet[Any]:
    """Wider than what each list asks, by one index each."""
    led, own = {"assignment__lead_agency__in": desk.agencies}, desk.eyes.works_for
    owed = Coordination.objects.filter(state=Coordination.State.OWED)
    rows: tuple[QuerySet[Any], ...] = (
        Explanation.objects.open().filter(**led),
        Explanation.objects.filter(committed_on__isnull=False, **led),
        owed.filter(agency__in=desk.agencies),
        owed.filter(**led),
        Receipt.objects.owed().filter(agency__in=own),
        Completion.objects.filter(outcome=Completion.Outcome.WAITING, assignment__verifier__in=own),
        Obstacle.objects.filter(answered_at=None, addressed_to__in=desk.eyes.position_ids),
        parts_below(desk.eyes).owed(),
        ReadingDuty.objects.unread().filter(position__in=desk.eyes.position_ids),
        ReadingDuty.objects.unread().filter(agency__in=own),
    )
    named = {f"sort_{place}": Exists(one.order_by()) for place, one in enumerate(rows)}
    one = Agency.objects.filter(pk__in=desk.agencies).order_by("pk")
    return one.annotate(**named).values_list(*named)[:1]


@kept_while("agencies", most=1_000)
def _has_officers(agencies: frozenset[int]) -> bool:
    return Position.objects.filter(agency__in=agencies, role=Role.OFFICER).exists()
