"""The door to an assignment: how each position stands to it, by facts; the same table as SQL for lists."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accountability.access.actor import Actor, Seat
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.access.rules import Denied, Verdict, decide, seats_with
from accountability.agencies.bodies import agencies_of, positions_of_keys
from accountability.agencies.models import Agency
from accountability.assignments.models import (
    Assignment,
    AssignmentQuerySet,
    Coordination,
    DirectiveEffect,
    InternalPart,
    InternalPartQuerySet,
    Series,
    Source,
)
from accountability.assignments.rules import State
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.directives import access as directives_access
from accountability.directives.models import Directive

# Before it is given, a draft is the business of the Office and the leaders only.
_NOT_ON_DRAFTS = frozenset(
    {
        Relation.LEAD,
        Relation.COORDINATING,
        Relation.ABOVE,
        Relation.WATCHED,
        Relation.STANDING,
        Relation.VERIFYING,
    }
)


def _relations_of_seat(seat: Seat, assignment: Assignment, coordinating: frozenset[int]) -> set[Relation]:
    found = set()
    if assignment.lead_agency_id in seat.works_for:
        found.add(Relation.LEAD)
    if coordinating & seat.works_for:
        found.add(Relation.COORDINATING)
    if assignment.lead_agency_id in seat.oversees:
        found.add(Relation.ABOVE)
    if assignment.lead_agency_id in seat.watches:
        found.add(Relation.WATCHED)
    if assignment.verifier_id in seat.works_for:
        found.add(Relation.VERIFYING)
    if (
        not seat.fields
        or assignment.field in seat.fields
        or seat.position_id in (assignment.supervisor_id, assignment.specialist_id)
    ):
        found.add(Relation.IN_FIELD)
    program = assignment.directive.program
    if program is not None and program.standing_agency_id in seat.works_for:
        found.add(Relation.STANDING)
    return found - _NOT_ON_DRAFTS if assignment.state == State.DRAFT else found


def relations(actor: Actor, assignment: Assignment) -> dict[int, set[Relation]]:
    """Position key → how it stands to the assignment. Reads the coordinating agencies: one query."""
    coordinating = frozenset(agency.agency_id for agency in assignment.coordinations.all())
    return {seat.position_id: _relations_of_seat(seat, assignment, coordinating) for seat in actor.seats}


def may_on(actor: Actor, assignment: Assignment, permission: Permission) -> Verdict:
    """May the actor do this to the assignment?

    Nobody closes his own task: confirming is for positions of the verifying body, and of no agency that leads.
    """
    related = relations(actor, assignment)
    if permission == Permission.VERIFY:
        seats = seats_with(actor, related, permission)
        if any(
            seat.agency_id == assignment.verifier_id and assignment.lead_agency_id not in seat.works_for
            for seat in seats
        ):
            return decide(actor, related, permission)
        return Denied(say("Chỉ cơ quan xác nhận được xác nhận kết quả; không ai tự xác nhận việc của mình."))
    return decide(actor, related, permission)


def permissions_on(actor: Actor, assignment: Assignment) -> frozenset[Permission]:
    """Everything that the actor may do to the assignment, for its buttons. One query."""
    related = relations(actor, assignment)
    found = {permission for permission in Permission if decide(actor, related, permission)}
    if not may_on(actor, assignment, Permission.VERIFY):
        found.discard(Permission.VERIFY)
    return frozenset(found)


def access_assignment(actor: Actor, pk: int, permission: Permission) -> Assignment:
    """The assignment, for somebody who may do this to it.

    Raises Http404 when he may not know that it exists, PermissionDenied with the reason when he may only see it.
    """
    assignment: Assignment | None = next(iter(_row(pk=pk)), None)
    if assignment is not None:
        _read_coordinations(assignment)
        _read_bodies(assignment)
    if assignment is None or not may_on(actor, assignment, Permission.VIEW):
        raise Http404(say("Không có nhiệm vụ này."))
    verdict = may_on(actor, assignment, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return assignment


@prepared
def _row(*, pk: int) -> AssignmentQuerySet:
    rows = Assignment.objects.select_related("directive__program", "officer", "process", "series")
    return rows.filter(pk=pk)


@prepared
def _coordinations(*, assignment: int) -> QuerySet[Coordination]:
    return Coordination.objects.filter(assignment=assignment).select_related("agency")


def _read_coordinations(assignment: Assignment) -> None:
    """Keep its coordinating parts with it, as `prefetch_related` would, which writes its statement at every call."""
    rows = assignment.coordinations.all()
    rows._result_cache = _coordinations(assignment=assignment.pk)
    for part in rows:
        part.assignment = assignment
    assignment._prefetched_objects_cache = {"coordinations": rows}  # type: ignore[attr-defined]


def _read_bodies(assignment: Assignment) -> None:
    """Take its agencies and positions from what is kept of them: PostgreSQL took 20 ms to plan eleven joins for one row."""
    directive = assignment.directive
    agencies = agencies_of({assignment.lead_agency_id, assignment.verifier_id, directive.issuer_id})
    held = {assignment.lead_position_id, assignment.supervisor_id, assignment.specialist_id}
    positions = positions_of_keys(pk for pk in held if pk is not None)
    directive.issuer = agencies[directive.issuer_id]
    assignment.lead_agency = agencies[assignment.lead_agency_id]
    assignment.verifier = agencies[assignment.verifier_id]
    for name in ("lead_position", "supervisor", "specialist"):
        setattr(assignment, name, positions.get(getattr(assignment, f"{name}_id")))


def seats_by(actor: Actor, relation: Relation, permission: Permission) -> list[Seat]:
    """The positions by which the actor may do this to rows to which they stand so."""
    return [seat for seat in actor.seats if permission in ROLES[seat.role].may.get(relation, frozenset())]


def union_of(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    """All keys of these sets."""
    return frozenset().union(*sets)


def scope(actor: Actor, permission: Permission = Permission.VIEW) -> Q:
    """The role table as a condition on assignments; a test holds it against `may_on`."""
    if seats_by(actor, Relation.ANY, permission):
        return Q()
    condition = Q(pk__in=[])
    for seat in seats_by(actor, Relation.IN_FIELD, permission):
        if not seat.fields:
            return Q()
        condition |= (
            Q(field__in=seat.fields) | Q(supervisor_id=seat.position_id) | Q(specialist_id=seat.position_id)
        )
    given = Q(pk__in=[])
    for relation, column in (
        (Relation.LEAD, "works_for"), (Relation.ABOVE, "oversees"), (Relation.WATCHED, "watches"),
    ):  # fmt: skip
        agencies = union_of(getattr(seat, column) for seat in seats_by(actor, relation, permission))
        if agencies:
            given |= Q(lead_agency_id__in=agencies)
    coordinating = union_of(seat.works_for for seat in seats_by(actor, Relation.COORDINATING, permission))
    if coordinating:
        given |= Q(Exists(Coordination.objects.filter(assignment=OuterRef("pk"), agency_id__in=coordinating)))
    standing = union_of(seat.works_for for seat in seats_by(actor, Relation.STANDING, permission))
    if standing:
        # By key, not joined: two joins at each place that asks who sees what make PostgreSQL plan for half a second.
        documents = Directive.objects.order_by().filter(program__standing_agency__in=standing)
        given |= Q(directive__in=documents.values("pk"))
    verifying = union_of(seat.works_for for seat in seats_by(actor, Relation.VERIFYING, permission))
    if verifying:
        given |= Q(verifier_id__in=verifying)
    return condition | (given & ~Q(state=State.DRAFT))


def visible_to(actor: Actor, permission: Permission = Permission.VIEW) -> AssignmentQuerySet:
    """The assignments on which the actor may do this; lists, counts and searches start here."""
    return Assignment.objects.filter(scope(actor, permission))


def led_by(actor: Actor, agencies: frozenset[int]) -> AssignmentQuerySet:
    """Of what the actor may see, what these agencies lead and was given.

    The same rows as by `visible_to` (a test holds the two together); where all of them are his own, the other ways to see
    an assignment are not asked for.
    """
    own = union_of(seat.works_for for seat in seats_by(actor, Relation.LEAD, Permission.VIEW))
    rows = Assignment.objects.all() if agencies <= own else visible_to(actor)
    return rows.filter(lead_agency__in=agencies).exclude(state=State.DRAFT)


def parts_below(actor: Actor) -> InternalPartQuerySet:
    """The parts that an agency of the actor was given by the one above it; of the assignment itself he learns nothing more."""
    agencies = union_of(
        seat.works_for for seat in seats_by(actor, Relation.RECEIVING, Permission.REPORT_PART)
    )
    return InternalPart.objects.filter(agency_id__in=agencies)


def access_part(actor: Actor, pk: int) -> InternalPart:
    """A part, for the agency below that was given it. Raises Http404 for everybody else: the lead has its assignment."""
    rows = parts_below(actor).select_related(
        "agency", "tenure", "assignment__directive", "assignment__lead_agency"
    )
    part = rows.filter(pk=pk).first()
    if part is None:
        raise Http404(say("Không có phần việc này."))
    return part


def directives_through(actor: Actor, seen: AssignmentQuerySet | None = None) -> Q:
    """The condition on directives "the actor may see an assignment of it, one that it orders as well, or one it changed".

    `seen` are the rows that he may see, where the caller has found them by a shorter way.
    """
    seen = visible_to(actor) if seen is None else seen
    linked = Source.objects.filter(
        Exists(seen.filter(pk=OuterRef("assignment"))), directive=OuterRef("pk"), unlinked_at=None
    )
    changed = DirectiveEffect.objects.filter(
        Exists(seen.filter(pk=OuterRef("assignment"))), relation__later=OuterRef("pk"),
        state=DirectiveEffect.State.IN_FORCE,
    )  # fmt: skip
    return Q(Exists(seen.filter(directive=OuterRef("pk")))) | Q(Exists(linked)) | Q(Exists(changed))


def leadable(agencies: Iterable[Agency]) -> list[Agency]:
    """Of these, the agencies that may lead: those that answer to the province."""
    return [
        agency for agency in agencies if agency.answers_to_province and agency.kind != Agency.Kind.PROVINCE
    ]


# Series ---------------------------------------------------------------------------------------------------------------


def series_visible_to(actor: Actor) -> QuerySet[Series]:
    """The recurring duties of which the actor may see an occurrence that was given."""
    seen = visible_to(actor).filter(series=OuterRef("pk")).exclude(state=State.DRAFT)
    return Series.objects.filter(Exists(seen))


def access_series(actor: Actor, pk: int, permission: Permission) -> Series:
    """The series, for somebody who may do this to its document; Http404 before PermissionDenied."""
    series = series_visible_to(actor).select_related("directive__program").filter(pk=pk).first()
    if series is None:
        raise Http404(say("Không có chuỗi nhiệm vụ này."))
    verdict = directives_access.may_on(actor, series.directive, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return series
