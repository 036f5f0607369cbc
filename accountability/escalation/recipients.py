"""Who hears of a rung: the names of DESIGN §6 to positions, and positions to the accounts that answer for them that day.

Resolved when the rung fires, with acting holders and delegates, in bulk: three queries for any number of claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import holders
from accountability.escalation.rules import RungFacts

if TYPE_CHECKING:
    from accountability.accounts.models import User
    from accountability.assignments.models import Assignment

OFFICE_CODE = "VPUBND"
HEAD_ROLES = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.CHAIR)
LEADER_ROLES = (Role.CHAIR, Role.VICE_CHAIR)

# The names that a rung may write to, as a mail says them.
NAMES = {
    "lead.head": "Thủ trưởng đơn vị chủ trì",
    "lead.focal_point": "đầu mối của đơn vị chủ trì",
    "lead.officer": "người thực hiện",
    "lead.direct_superior": "cấp trên trực tiếp của đơn vị chủ trì",
    "office.specialist": "chuyên viên theo dõi",
    "office.section_head": "Trưởng phòng theo dõi",
    "office.deputy_chief": "Phó Chánh Văn phòng phụ trách",
    "program.standing_agency": "cơ quan thường trực",
    "vice_chair": "Phó Chủ tịch phụ trách",
    "chair": "Chủ tịch UBND tỉnh",
}


@dataclass(frozen=True)
class Recipient:
    """One account that hears of a rung, and as what."""

    user: User
    name: str
    title: str
    is_copy: bool
    is_leader: bool


class Directory:
    """The positions around some assignments, with their holders of one day.

    The assignments come with `lead_agency__parent` and `directive__program` selected.
    """

    def __init__(self, assignments: Iterable[Assignment], *, today: date) -> None:
        agencies, named = _around(assignments)
        rows = Position.objects.filter(
            Q(agency_id__in=agencies)
            | Q(pk__in=named)
            | Q(agency__kind=Agency.Kind.PROVINCE)
            | Q(agency__code=OFFICE_CODE)
        ).select_related("agency")
        self._by_pk = {row.pk: row for row in rows}
        self._by_role: dict[tuple[int, str], list[Position]] = defaultdict(list)
        self._of_province: dict[str, list[Position]] = defaultdict(list)
        for row in self._by_pk.values():
            self._by_role[row.agency_id, row.role].append(row)
            if row.agency.kind == Agency.Kind.PROVINCE or row.agency.code == OFFICE_CODE:
                self._of_province[row.role].append(row)
        self._holders = holders(self._by_pk, today=today)

    def addressees(self, assignment: Assignment, rung: RungFacts) -> list[Recipient]:
        """Everyone who hears of this rung, each account once, those it is for before the copies.

        When nobody holds any of the positions, the deputy chief of the Office in charge hears instead.
        """
        found: dict[int, Recipient] = {}
        for names, is_copy in ((rung.to, False), (rung.cc, True)):
            for name in names:
                for recipient in self._called(name, assignment, is_copy=is_copy):
                    found.setdefault(recipient.user.pk, recipient)
            if not is_copy and not found:
                for recipient in self._called("office.deputy_chief", assignment, is_copy=False):
                    found.setdefault(recipient.user.pk, recipient)
        return list(found.values())

    def _called(self, name: str, assignment: Assignment, *, is_copy: bool) -> list[Recipient]:
        if name == "lead.officer" and assignment.officer is not None and assignment.officer.is_active:
            return [Recipient(assignment.officer, name, "", is_copy, is_leader=False)]
        position = self.position(name, assignment)
        if position is None:
            return []
        is_leader = position.role in LEADER_ROLES
        return [
            Recipient(user, name, position.title, is_copy, is_leader)
            for user in self._holders.get(position.pk, [])
        ]

    def position(self, name: str, assignment: Assignment) -> Position | None:
        """The position that a name of the policy means for this assignment. Raises KeyError for an unknown name."""
        match name:
            case "lead.head":
                return self._head(assignment)
            case "lead.focal_point" | "lead.officer":
                return self._first(assignment.lead_agency_id, Role.FOCAL_POINT) or self._head(assignment)
            case "lead.direct_superior":
                return self._other_than_head(
                    [self._above(assignment), *self._leaders(assignment)], assignment
                )
            case "vice_chair" | "chair":
                leaders = self._leaders(assignment)
                return self._other_than_head(leaders[-1:] if name == "chair" else leaders, assignment)
            case "office.specialist":
                named = assignment.specialist_id or assignment.directive.specialist_id
                return self._by_pk[named] if named else self._covering(Role.SPECIALIST, assignment)
            case "office.section_head":
                return self._covering(Role.SECTION_HEAD, assignment) or self._deputy_chief(assignment)
            case "office.deputy_chief":
                return self._deputy_chief(assignment)
            case "program.standing_agency":
                return self._standing(assignment)
        raise KeyError(name)

    def _first(self, agency_id: int, *roles: Role) -> Position | None:
        return next((row for role in roles for row in self._by_role[agency_id, role.value]), None)

    def _head(self, assignment: Assignment) -> Position | None:
        if assignment.lead_position_id:
            return self._by_pk[assignment.lead_position_id]
        return self._first(assignment.lead_agency_id, *HEAD_ROLES)

    def _above(self, assignment: Assignment) -> Position | None:
        """The head of the agency right above the lead; None when that is the province itself."""
        parent = assignment.lead_agency.parent
        if parent is None or parent.kind == Agency.Kind.PROVINCE or not parent.answers_to_province:
            return None
        return self._first(parent.pk, *HEAD_ROLES)

    def _leaders(self, assignment: Assignment) -> list[Position | None]:
        """The leader in charge, then the Chair."""
        in_charge = self._by_pk.get(assignment.supervisor_id or 0) or self._covering(
            Role.VICE_CHAIR, assignment
        )
        return [in_charge, next(iter(self._of_province[Role.CHAIR.value]), None)]

    def _other_than_head(self, chain: list[Position | None], assignment: Assignment) -> Position | None:
        """The first of the chain whom somebody holds who is not the head himself (DESIGN §6)."""
        head = self._head(assignment)
        own = {user.pk for user in self._holders.get(head.pk, [])} if head else set()
        for position in chain:
            if position and {user.pk for user in self._holders.get(position.pk, [])} - own:
                return position
        return None

    def _covering(self, role: Role, assignment: Assignment) -> Position | None:
        """The position of the province or its Office in charge of the assignment's field; one, never everybody."""
        return next((row for row in self._of_province[role.value] if row.covers(assignment.field)), None)

    def _deputy_chief(self, assignment: Assignment) -> Position | None:
        chief = next(iter(self._of_province[Role.OFFICE_CHIEF.value]), None)
        return self._covering(Role.OFFICE_DEPUTY, assignment) or chief

    def _standing(self, assignment: Assignment) -> Position | None:
        program = assignment.directive.program
        if program is None or program.standing_agency_id == assignment.lead_agency_id:
            return None
        return self._first(program.standing_agency_id, *HEAD_ROLES)


def _around(assignments: Iterable[Assignment]) -> tuple[set[int], set[int]]:
    """The agencies and the named positions that the assignments touch."""
    agencies: set[int] = set()
    named: set[int] = set()
    for row in assignments:
        agencies.add(row.lead_agency_id)
        if row.lead_agency.parent_id:
            agencies.add(row.lead_agency.parent_id)
        if row.directive.program:
            agencies.add(row.directive.program.standing_agency_id)
        positions = (row.lead_position_id, row.supervisor_id, row.specialist_id, row.directive.specialist_id)
        named |= {pk for pk in positions if pk}
    return agencies, named
