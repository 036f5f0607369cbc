"""The door to a directive: by its field, its program, or an assignment of it that one may see."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404

from accountability.access.actor import Actor, eyes_of
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.access.rules import Denied, Verdict, decide
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.directives.models import Directive

# A withdrawn document stays readable for those who had it: they must know that it is withdrawn.
_GIVEN = (Directive.State.ISSUED, Directive.State.REGISTERED, Directive.State.WITHDRAWN)


def relations(actor: Actor, directive: Directive) -> dict[int, set[Relation]]:
    """Position key → how it stands to the directive itself (its assignments are asked apart, above this room)."""
    found: dict[int, set[Relation]] = {}
    for seat in actor.seats:
        related = found.setdefault(seat.position_id, set())
        if not seat.fields or directive.field in seat.fields or directive.specialist_id == seat.position_id:
            related.add(Relation.IN_FIELD)
        program = directive.program
        if program is not None and program.standing_agency_id in seat.works_for and directive.state in _GIVEN:
            related.add(Relation.STANDING)
    return found


def may_on(actor: Actor, directive: Directive, permission: Permission) -> Verdict:
    """May the actor do this to the directive, by the directive alone?"""
    return decide(actor, relations(actor, directive), permission)


def scope(actor: Actor) -> Q:
    """The directives that the actor may see by the directive alone, as a condition."""
    condition = Q(pk__in=[])
    for seat in actor.seats:
        may = ROLES[seat.role].may
        wide = Permission.VIEW_DIRECTIVE in may.get(Relation.ANY, frozenset())
        in_field = Permission.VIEW_DIRECTIVE in may.get(Relation.IN_FIELD, frozenset())
        if wide or (in_field and not seat.fields):
            return ~Q(pk__in=[])  # Not Q(): an empty condition vanishes when it is joined by "or".
        if in_field:
            condition |= Q(field__in=seat.fields) | Q(specialist_id=seat.position_id)
        if Permission.VIEW_DIRECTIVE in may.get(Relation.STANDING, frozenset()):
            condition |= Q(program__standing_agency_id__in=seat.works_for, state__in=_GIVEN)
    return condition


def visible_to(actor: Actor, through_assignments: Q) -> QuerySet[Directive]:
    """Directives that the actor may see: by themselves, or `through_assignments` (a condition from the room above)."""
    return Directive.objects.filter(scope(actor) | (through_assignments & Q(state__in=_GIVEN)))


def access_directive(
    actor: Actor, pk: int, permission: Permission, through_assignments: Callable[[Actor], Q]
) -> Directive:
    """The directive, for somebody who may do this to it; Http404 before PermissionDenied.

    `through_assignments` gives the condition of `visible_to`; it is asked only where the directive alone does not let one in.
    """
    directive: Directive | None = next(iter(_row(pk=pk)), None)
    if directive is None or not (
        may_on(actor, directive, Permission.VIEW_DIRECTIVE)
        or _visible(through_assignments, eyes=eyes_of(actor), pk=pk)
    ):
        raise Http404(say("Không có văn bản này."))
    if permission == Permission.VIEW_DIRECTIVE:
        return directive
    verdict = may_on(actor, directive, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return directive


@prepared
def _row(*, pk: int) -> QuerySet[Directive]:
    rows = Directive.objects.select_related("program", "issuer", "signer", "file", "specialist", "process")
    return rows.filter(pk=pk)


@prepared
def _visible(through_assignments: Callable[[Actor], Q], *, eyes: Actor, pk: int) -> QuerySet[Directive, int]:
    rows = visible_to(eyes, through_assignments(eyes)).filter(pk=pk)
    return rows.order_by().values_list("pk", flat=True)
