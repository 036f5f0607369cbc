"""Who is written to: for each lead its head, or its focal point while nobody is head. A handful of statements for any number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q, QuerySet

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import holders, positions_of

if TYPE_CHECKING:
    from accountability.accounts.models import User

# In the order in which they are asked.
_ANSWERING = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.FOCAL_POINT)
Key = tuple[int, int | None]


@dataclass(frozen=True)
class Lead:
    """An agency, or a position of it, that leads: how much is urged, and to whom the letter goes."""

    agency: Agency
    named: Position | None
    count: int
    oldest_on: date
    position: Position | None
    people: tuple[User, ...]

    @property
    def key(self) -> Key:
        """(agency, position that leads)."""
        return self.agency.pk, self.named.pk if self.named else None

    @property
    def name(self) -> str:
        """Who leads, as screens say it."""
        return self.named.title if self.named else self.agency.short_name

    @property
    def without_address(self) -> bool:
        """Whether somebody hears it on screen only."""
        return any(not person.email for person in self.people)


def leads_of(late: QuerySet[Any], today: date) -> list[Lead]:
    """The leads of these rows of `overdue`, in the order of agencies. Six statements."""
    grouped = late.order_by().values_list("lead_agency_id", "lead_position_id")
    counted = list(grouped.annotate(number=Count("pk"), oldest=Min("excused_on")).values_list(
        "lead_agency_id", "lead_position_id", "number", "oldest"
    ))  # fmt: skip
    agencies = Agency.objects.in_bulk({row[0] for row in counted})
    named = Position.objects.in_bulk({row[1] for row in counted if row[1]})
    answering = positions_of(agencies, _ANSWERING)
    seats = [seat for rows in answering.values() for seat in rows]
    people = holders([*named, *(seat.pk for seat in seats)], today=today)
    found = []
    for agency, position, number, oldest in counted:
        own = named[position] if position else None
        seat = own or _held(agency, answering, people)
        told = tuple(people.get(seat.pk, [])) if seat else ()
        found.append(Lead(agencies[agency], own, number, oldest, seat, told))
    return sorted(
        found, key=lambda lead: (lead.agency.rank, lead.agency.pk, lead.named.pk if lead.named else 0)
    )


def _held(
    agency: int, answering: dict[tuple[int, str], list[Position]], people: dict[int, list[User]]
) -> Position | None:
    """The first position of the agency that somebody holds."""
    asked: Iterable[Position] = (
        seat for role in _ANSWERING for seat in answering.get((agency, role.value), [])
    )
    return next((seat for seat in asked if people.get(seat.pk)), None)


def reached(leads: Iterable[Lead]) -> Q:
    """The rows whose lead somebody answers for."""
    condition = Q(pk__in=[])
    whole = [lead.agency.pk for lead in leads if lead.people and lead.named is None]
    named = [lead.named.pk for lead in leads if lead.people and lead.named is not None]
    return condition | Q(lead_agency__in=whole, lead_position=None) | Q(lead_position__in=named)
