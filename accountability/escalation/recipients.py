"""Who hears of a rung: the names of DESIGN §6 to positions, and positions to the accounts that answer for them that day.

Resolved when the rung fires, with acting holders and delegates, in bulk: three queries for any number of claims.
A superior is never told without the subordinate: the head of the lead hears too, whatever the policy says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accountability.access.roles import Role
from accountability.agencies.models import OUTSIDE_KINDS, PARTY_KINDS, Agency, Position
from accountability.agencies.reading import holders
from accountability.core.prepared import FEW, prepared
from accountability.core.saying import say
from accountability.escalation.rules import Anchor, RungFacts

if TYPE_CHECKING:
    from accountability.accounts.models import User
    from accountability.assignments.models import Assignment, Coordination

OFFICE_CODE = "VPUBND"
HEAD_ROLES = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.CHAIR)
LEADER_ROLES = (Role.CHAIR, Role.VICE_CHAIR)

# Above the lead; the lead hears what they hear.
SUPERIORS = frozenset({"lead.direct_superior", "coordinating.direct_superior", "vice_chair", "chair"})
# Rungs that count what the Office owes: the lead has no part in it.
OFFICE_CLOCKS = frozenset({Anchor.CLAIM, Anchor.OBSTACLE})
LEADING = ("lead.head", "lead.focal_point", "lead.officer")
COORDINATING = ("coordinating.head", "coordinating.focal_point")
STANDINGS = dict.fromkeys(OUTSIDE_KINDS, "outside") | dict.fromkeys(PARTY_KINDS, "party")

# The names that a rung may write to, as a mail says them.
NAMES = {
    "lead.head": say("Thủ trưởng đơn vị chủ trì"),
    "lead.focal_point": say("đầu mối của đơn vị chủ trì"),
    "lead.officer": say("người thực hiện"),
    "lead.direct_superior": say("cấp trên trực tiếp của đơn vị chủ trì"),
    "coordinating.head": say("Thủ trưởng đơn vị phối hợp"),
    "coordinating.focal_point": say("đầu mối của đơn vị phối hợp"),
    "coordinating.direct_superior": say("cấp trên trực tiếp của đơn vị phối hợp"),
    "office.specialist": say("chuyên viên theo dõi"),
    "office.section_head": say("Trưởng phòng theo dõi"),
    "office.deputy_chief": say("Phó Chánh Văn phòng phụ trách"),
    "program.standing_agency": say("cơ quan thường trực"),
    "vice_chair": say("Phó Chủ tịch phụ trách"),
    "chair": say("Chủ tịch UBND tỉnh"),
}


@dataclass(frozen=True)
class Recipient:
    """One account that hears of a rung, and as what."""

    user: User
    name: str
    title: str
    is_copy: bool
    is_leader: bool
    stands: str = ""  # "outside" or "party": a body that does not answer to the province.
    position: int | None = None  # The key of the position that he hears it as; none for an officer by name.


class Directory:
    """The positions around some assignments and parts of them, with their holders of one day.

    The assignments come with `lead_agency__parent` and `directive__program` selected, the parts with `agency__parent`.
    """

    def __init__(
        self, assignments: Iterable[Assignment], *, today: date, parts: Iterable[Coordination] = ()
    ) -> None:
        agencies, named = _around(assignments, (part.agency for part in parts))
        around = _few_around if len(agencies) + len(named) <= FEW else _positions_around
        rows = around(agencies=sorted(agencies), named=sorted(named))
        self._by_pk = {row.pk: row for row in rows}
        self._by_role: dict[tuple[int, str], list[Position]] = defaultdict(list)
        self._of_province: dict[str, list[Position]] = defaultdict(list)
        for row in self._by_pk.values():
            self._by_role[row.agency_id, row.role].append(row)
            if row.agency.kind == Agency.Kind.PROVINCE or row.agency.code == OFFICE_CODE:
                self._of_province[row.role].append(row)
        self._holders = holders(self._by_pk, today=today)

    def answering(self, position: Position) -> list[User]:
        """The accounts that answer for the position on that day."""
        return self._holders.get(position.pk, [])

    def addressees(
        self, assignment: Assignment, rung: RungFacts, part: Coordination | None = None
    ) -> tuple[Recipient, ...]:
        """Everyone who hears of this rung, each account once, those it is for before the copies.

        When nobody holds any of the positions, the deputy chief of the Office in charge hears instead. What is asked of
        the assignment is what `claims.Alike` has: nothing else decides who hears.
        """
        found: dict[int, Recipient] = {}

        def hear(names: Iterable[str], *, is_copy: bool) -> None:
            for name in names:
                for recipient in self._called(name, assignment, part, is_copy=is_copy):
                    found.setdefault(recipient.user.pk, recipient)

        hear(rung.to, is_copy=False)
        if not found:
            hear(["office.deputy_chief"], is_copy=False)
        hear(rung.cc, is_copy=True)
        told_above = any(one.name in SUPERIORS for one in found.values())
        if told_above and rung.anchor not in OFFICE_CLOCKS:
            hear(self._subordinate(assignment, part), is_copy=True)
        return tuple(found.values())

    def _subordinate(self, assignment: Assignment, part: Coordination | None) -> tuple[str, ...]:
        """Who of the agency itself hears what its superiors hear: its head; while nobody holds that, who works there."""
        names = COORDINATING if part else LEADING
        for name in names:
            if self._called(name, assignment, part, is_copy=True):
                return (name,)
        return ()

    def _called(
        self, name: str, assignment: Assignment, part: Coordination | None, *, is_copy: bool
    ) -> list[Recipient]:
        if name == "lead.officer" and assignment.officer is not None and assignment.officer.is_active:
            return [Recipient(assignment.officer, name, "", is_copy, is_leader=False)]
        position = self.position(name, assignment, part)
        if position is None:
            return []
        # Bodies that do not answer to the province are never called to account: they get copies.
        stands = STANDINGS.get(position.agency.kind, "")
        return [
            Recipient(
                user,
                name,
                position.title,
                is_copy or bool(stands),
                position.role in LEADER_ROLES,
                stands,
                position.pk,
            )
            for user in self._holders.get(position.pk, [])
            if name not in SUPERIORS or user.pk not in self._own(assignment, part)
        ]

    def _own(self, assignment: Assignment, part: Coordination | None) -> set[int]:
        """The accounts of the head who is called to account."""
        head = self._first(part.agency_id, *HEAD_ROLES) if part else self._head(assignment)
        return {user.pk for user in self._holders.get(head.pk, [])} if head else set()

    def position(
        self, name: str, assignment: Assignment, part: Coordination | None = None
    ) -> Position | None:
        """The position that a name of the policy means for this assignment. Raises KeyError for an unknown name."""
        match name:
            case "lead.head":
                return self._head(assignment)
            case "lead.focal_point" | "lead.officer":
                return self._first(assignment.lead_agency_id, Role.FOCAL_POINT) or self._head(assignment)
            case "lead.direct_superior":
                return self._superior(assignment, None)
            case "coordinating.head" | "coordinating.focal_point" | "coordinating.direct_superior":
                return self._of_part(name, assignment, part) if part else None
            case "vice_chair" | "chair":
                leaders = self._leaders(assignment)
                chain = leaders[-1:] if name == "chair" else leaders
                return self._other_than(self._own(assignment, part), chain)
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

    def _of_part(self, name: str, assignment: Assignment, part: Coordination) -> Position | None:
        """The positions of the agency that coordinates."""
        head = self._first(part.agency_id, *HEAD_ROLES)
        if name == "coordinating.focal_point":
            return self._first(part.agency_id, Role.FOCAL_POINT) or head
        return self._superior(assignment, part) if name == "coordinating.direct_superior" else head

    def _superior(self, assignment: Assignment, part: Coordination | None) -> Position | None:
        agency = part.agency if part else assignment.lead_agency
        return self._other_than(
            self._own(assignment, part), [self._above(agency), *self._leaders(assignment)]
        )

    def _first(self, agency_id: int, *roles: Role) -> Position | None:
        return next((row for role in roles for row in self._by_role[agency_id, role.value]), None)

    def _head(self, assignment: Assignment) -> Position | None:
        if assignment.lead_position_id:
            return self._by_pk[assignment.lead_position_id]
        return self._first(assignment.lead_agency_id, *HEAD_ROLES)

    def _above(self, agency: Agency) -> Position | None:
        """The head of the agency right above; None when that is the province itself."""
        parent = agency.parent
        if parent is None or parent.kind == Agency.Kind.PROVINCE or not parent.answers_to_province:
            return None
        return self._first(parent.pk, *HEAD_ROLES)

    def _leaders(self, assignment: Assignment) -> list[Position | None]:
        """The leader in charge, then the Chair."""
        in_charge = self._by_pk.get(assignment.supervisor_id or 0) or self._covering(
            Role.VICE_CHAIR, assignment
        )
        return [in_charge, next(iter(self._of_province[Role.CHAIR.value]), None)]

    def _other_than(self, own: set[int], chain: list[Position | None]) -> Position | None:
        """The first of the chain whom somebody holds who is not the one called to account himself (DESIGN §6)."""
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


def _positions_around(*, agencies: list[int], named: list[int]) -> QuerySet[Position]:
    return Position.objects.filter(
        Q(agency_id__in=agencies)
        | Q(pk__in=named)
        | Q(agency__kind=Agency.Kind.PROVINCE)
        | Q(agency__code=OFFICE_CODE)
    ).select_related("agency")


_few_around = prepared(_positions_around)


def _around(assignments: Iterable[Assignment], others: Iterable[Agency]) -> tuple[set[int], set[int]]:
    """The agencies and the named positions that the assignments touch."""
    agencies = {pk for agency in others for pk in (agency.pk, agency.parent_id) if pk}
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
