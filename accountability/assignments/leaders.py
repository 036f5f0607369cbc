"""The leaders who may decide on an assignment, and who of them on the n-th request for more time."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.assignments.models import Assignment
from accountability.assignments.rules import Level

LEADERS = (Role.CHAIR, Role.VICE_CHAIR)


def leaders_of(row: Assignment) -> QuerySet[Position]:
    """The leaders who may decide on the assignment: the Chair, the Vice-chairs of its field, its supervisor."""
    province = Position.objects.filter(
        agency__kind=Agency.Kind.PROVINCE, role__in=[role.value for role in LEADERS]
    )
    fitting = [
        position.pk for position in province if position.role == Role.CHAIR or position.covers(row.field)
    ]
    return Position.objects.filter(Q(pk__in=fitting) | Q(pk=row.supervisor_id)).order_by("rank", "pk")


def deciders_of(row: Assignment, level: str) -> QuerySet[Position]:
    """Of these, who may decide on a request of that level; a superior may always (DESIGN §6)."""
    roles = {Level.VICE_CHAIR: [role.value for role in LEADERS], Level.CHAIR: [Role.CHAIR.value]}
    found = leaders_of(row)
    return found.filter(role__in=roles[Level(level)]) if level in roles else found


def answerers_of(row: Assignment, addressee: Position) -> QuerySet[Position]:
    """Who may answer an obstacle: the leaders, its addressee, his colleagues in the same agency."""
    return leaders_of(row) | Position.objects.filter(Q(pk=addressee.pk) | Q(agency_id=addressee.agency_id))
