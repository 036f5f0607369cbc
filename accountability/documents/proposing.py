"""What a new draft begins with: the assignments it was asked for, whom it goes to, who signs. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.http import QueryDict

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Agency, Incumbency, Position
from accountability.agencies.reading import positions_of, the_office, the_province
from accountability.assignments.access import visible_to
from accountability.assignments.ageing import overdue
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination, Instruction
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.documents.models import OutgoingDocument
from accountability.documents.notices import to_be_announced
from accountability.documents.rules import Kind, rule_of

# So many assignments stand in one document; more are a list for Excel, which the list of assignments gives.
MOST = 500
MOST_OF_A_NOTICE = 2_000
_OF_THE_OFFICE = (Kind.URGE, Kind.EXTRACT, Kind.HANDOVER)
Sent = tuple[Agency, Position | None]


@dataclass(frozen=True)
class Proposal:
    """What the form shows first.

    `offered` are the assignments that may be ticked, `more` says that there were too many. Of a draft that is changed the
    first `chosen_count` of them are in it; the further ones could be added. `unseen` are in it and stay in it, though the actor may
    not see them himself.
    """

    kind: Kind
    offered: tuple[Assignment, ...] = ()
    chosen_count: int | None = None
    unseen: tuple[Assignment, ...] = ()
    addressees: tuple[Sent, ...] = ()
    issuer: Agency | None = None
    signer: Position | None = None
    field: str = "TH"
    directive: Directive | None = None
    order: Instruction | None = None
    from_position: Position | None = None
    to_position: Position | None = None
    more: bool = False


def proposed(kind: Kind, actor: Actor, asked: QueryDict, at: datetime) -> Proposal:
    """The proposal for an address such as `?loai=urge&viec=1&viec=2`; what the actor may not see is left out."""
    begun = Proposal(kind)
    rows = visible_to(actor).real()
    if rule_of(kind).is_private:
        begun, rows = _by_order(begun, rows, _key(asked, "chi_dao"))
    elif kind == Kind.CONCLUSION:
        begun, rows = _by_directive(begun, rows, _key(asked, "van_ban"))
    elif kind == Kind.HANDOVER:
        begun, rows = _by_parties(
            begun, rows, _key(asked, "ben_giao"), _key(asked, "ben_nhan"), local(at).date()
        )
    elif keys := _keys(asked, "viec"):
        rows = rows.filter(pk__in=keys)
    else:
        rows = _of_agency(kind, rows, _key(asked, "co_quan"), at)
    most = most_in(kind)
    found = list(_in_order(rows)[: most + 1])
    begun = replace(begun, offered=tuple(found[:most]), more=len(found) > most)
    return _with_defaults(begun, actor)


def again(document: OutgoingDocument, actor: Actor, at: datetime) -> Proposal:
    """The same for a draft that is changed: what it speaks of now, and what else it could speak of."""
    spoken = Assignment.objects.filter(documents__document=document).order_by("documents__rank")
    named = list(spoken.select_related("directive", "lead_agency", "lead_position"))
    seen = set(visible_to(actor).filter(pk__in=[row.pk for row in named]).values_list("pk", flat=True))
    chosen = tuple(row for row in named if row.pk in seen)
    sent = tuple((one.agency, one.position) for one in document.sent_to())
    begun = Proposal(
        kind=Kind(document.kind), offered=chosen, chosen_count=len(chosen),
        unseen=tuple(row for row in named if row.pk not in seen), addressees=sent, issuer=document.issuer,
        signer=document.signer, field=document.field, directive=document.directive, order=document.order,
        from_position=document.from_position, to_position=document.to_position,
    )  # fmt: skip
    further = _further(begun, visible_to(actor).real(), at).exclude(pk__in=[row.pk for row in named])
    room = max(0, most_in(begun.kind) - len(named))
    found = list(_in_order(further)[: room + 1])
    return replace(begun, offered=(*chosen, *found[:room]), more=len(found) > room)


def _further(begun: Proposal, rows: AssignmentQuerySet, at: datetime) -> AssignmentQuerySet:
    """What could be added to a draft of this kind: the like of what a new one would begin with."""
    if rule_of(begun.kind).is_private:
        return rows.none()  # An order of the Chairman names its one assignment.
    if begun.kind == Kind.CONCLUSION:
        return to_be_announced(begun.directive, rows) if begun.directive else rows.none()
    if begun.kind == Kind.HANDOVER:
        return _held_by(begun.from_position, rows, local(at).date())
    of_addressees = rows.filter(lead_agency__in=[agency.pk for agency, _ in begun.addressees])
    return of_addressees.open() if begun.kind == Kind.EXTRACT else overdue(of_addressees, at)  # type: ignore[return-value]


def most_in(kind: Kind) -> int:
    """How many assignments stand in one document: a notice lists all that was given by word; other documents give way to a list for Excel earlier."""
    return MOST_OF_A_NOTICE if kind == Kind.CONCLUSION else MOST


def _in_order(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    wide = rows.select_related("directive", "lead_agency", "lead_position")
    return wide.order_by("lead_agency__rank", "lead_agency_id", "due_on", "pk")


def _key(asked: QueryDict, name: str) -> int | None:
    return next(iter(_keys(asked, name)), None)


def _keys(asked: QueryDict, name: str) -> list[int]:
    texts = asked.getlist(name)
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19][:MOST]


# Where the assignments come from --------------------------------------------------------------------------------------


def _of_agency(kind: Kind, rows: AssignmentQuerySet, agency: int | None, at: datetime) -> AssignmentQuerySet:
    """An extract lists all that is open, the overdue and what is coming; the others what is overdue."""
    if agency is None:
        return rows.none()
    own = rows.filter(lead_agency=agency)
    return own.open() if kind == Kind.EXTRACT else overdue(own, at)  # type: ignore[return-value]


def _by_order(
    begun: Proposal, rows: AssignmentQuerySet, pk: int | None
) -> tuple[Proposal, AssignmentQuerySet]:
    order = Instruction.objects.select_related("leader", "assignment").filter(pk=pk).first() if pk else None
    if order is None or order.assignment_id is None:
        return begun, rows.none()
    own = rows.filter(pk=order.assignment_id)
    # Who may not see the assignment learns nothing of the order.
    return (replace(begun, order=order, signer=order.leader), own) if own.exists() else (begun, rows.none())


def _by_directive(
    begun: Proposal, rows: AssignmentQuerySet, pk: int | None
) -> tuple[Proposal, AssignmentQuerySet]:
    first = rows.filter(directive=pk).select_related("directive").first() if pk else None
    if first is None:
        return begun, rows.none()
    own = to_be_announced(first.directive, rows)
    helpers = Coordination.objects.filter(assignment__in=own).order_by().values("agency")
    leads = own.order_by().values("lead_agency")
    agencies = Agency.objects.filter(Q(pk__in=leads) | Q(pk__in=helpers)).order_by("rank", "pk")
    return replace(begun, directive=first.directive, addressees=tuple((one, None) for one in agencies)), own


def _by_parties(
    begun: Proposal, rows: AssignmentQuerySet, giver: int | None, taker: int | None, today: date
) -> tuple[Proposal, AssignmentQuerySet]:
    """What a position follows, leads by name, or what its holder carries out as a person; open only."""
    seats = Position.objects.select_related("agency").in_bulk([pk for pk in (giver, taker) if pk])
    begun = replace(begun, from_position=seats.get(giver or 0), to_position=seats.get(taker or 0))
    return begun, _held_by(begun.from_position, rows, today)


def _held_by(giver: Position | None, rows: AssignmentQuerySet, today: date) -> AssignmentQuerySet:
    if giver is None:
        return rows.none()
    now = Q(to_on=None) | Q(to_on__gte=today)
    people = Incumbency.objects.filter(now, position=giver).values("user")
    carried = Q(officer__in=people, lead_agency=giver.agency_id)
    return rows.open().filter(Q(specialist=giver) | Q(lead_position=giver) | carried)


# What follows from them -----------------------------------------------------------------------------------------------


def _with_defaults(begun: Proposal, actor: Actor) -> Proposal:
    issuer = the_office() if begun.kind in _OF_THE_OFFICE else the_province()
    sent = begun.addressees
    if not sent and begun.kind != Kind.HANDOVER:
        leads = {row.lead_agency_id: row.lead_agency for row in begun.offered}
        sent = tuple((one, _head(one) if rule_of(begun.kind).is_private else None) for one in leads.values())
    fields = [row.field for row in begun.offered] or [
        code for seat in actor.seats for code in sorted(seat.fields)
    ]
    field_code = max(sorted(set(fields)), key=fields.count) if fields else begun.field
    return replace(
        begun, issuer=issuer, addressees=sent, field=field_code, signer=begun.signer or _signer(begun.kind)
    )


def _head(agency: Agency) -> Position | None:
    found = positions_of([agency.pk], [Role.AGENCY_HEAD, Role.OFFICE_CHIEF])
    return next((seats[0] for seats in found.values() if seats), None)


def heads_of(agencies: list[Agency]) -> dict[int, Position]:
    """Agency → the position of its head."""
    found = positions_of([one.pk for one in agencies], [Role.AGENCY_HEAD, Role.OFFICE_CHIEF])
    return {agency: seats[0] for (agency, _), seats in found.items() if seats}


def _signer(kind: Kind) -> Position | None:
    """The Chánh Văn phòng where he signs such documents, else the Chair."""
    signers = rule_of(kind).signers
    role = Role.OFFICE_CHIEF if Role.OFFICE_CHIEF in signers else Role.CHAIR
    return Position.objects.filter(role=role).order_by("rank", "pk").first()
