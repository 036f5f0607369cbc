"""The doors to who knows: all agencies for the Office, the leaders and the standing agency; else one's own and those below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.access.rules import Denied, decide
from accountability.awareness.models import Briefing, ReadingDuty, Receipt
from accountability.core.saying import say
from accountability.directives.access import access_directive, relations
from accountability.directives.models import Directive

Part = TypeVar("Part", Receipt, Briefing, ReadingDuty)
# The directives that an actor may see through assignments; a condition from the room above.
Through = Callable[[Actor], Q]


@dataclass(frozen=True)
class Reach:
    """Of which agencies one may know or do something on a directive: of all, or of those named."""

    everything: bool = False
    agencies: frozenset[int] = frozenset()

    def covers(self, agency_id: int) -> bool:
        """Whether that agency is within it."""
        return self.everything or agency_id in self.agencies

    def as_q(self) -> Q:
        """The same as a condition on rows with an `agency`."""
        return Q() if self.everything else Q(agency_id__in=self.agencies)


def reach(actor: Actor, directive: Directive, permission: Permission) -> Reach:
    """How far the permission goes on this directive, by the role table; which agencies received it is asked apart."""
    related = relations(actor, directive)
    agencies: frozenset[int] = frozenset()
    for seat in actor.seats:
        may = ROLES[seat.role].may
        if any(permission in may.get(one, ()) for one in {Relation.ANY, *related[seat.position_id]}):
            return Reach(everything=True)
        if permission in may.get(Relation.RECEIVING, ()):
            agencies |= seat.works_for
        if permission in may.get(Relation.ABOVE, ()):
            agencies |= seat.oversees
    return Reach(agencies=agencies)


def received_within(actor: Actor, directive: Directive, permission: Permission) -> Reach:
    """`reach`, of the agencies that received the directive."""
    wide = reach(actor, directive, permission)
    if wide.everything:
        return wide
    there = Receipt.objects.filter(directive=directive, agency__in=wide.agencies)
    return Reach(agencies=frozenset(there.values_list("agency_id", flat=True)))


def access_awareness(
    actor: Actor, directive_pk: int, permission: Permission, through_assignments: Through
) -> tuple[Directive, Reach]:
    """The directive and how far one may go on it. Http404 before PermissionDenied with its reason."""
    directive = access_directive(actor, directive_pk, Permission.VIEW_DIRECTIVE, through_assignments)
    found = received_within(actor, directive, permission)
    if not found.everything and not found.agencies:
        raise PermissionDenied(_reason(actor, permission))
    return directive, found


def access_part(
    model: type[Part], actor: Actor, pk: int, permission: Permission, through_assignments: Through
) -> Part:
    """A receipt, a briefing or a duty to read, for somebody who may do this to it; Http404 before PermissionDenied."""
    part = model._default_manager.select_related("directive__program", "agency").filter(pk=pk).first()
    if part is None:
        raise Http404(say("Không có nội dung này."))
    directive = access_directive(actor, part.directive_id, Permission.VIEW_DIRECTIVE, through_assignments)
    if not reach(actor, directive, Permission.VIEW_AWARENESS).covers(part.agency_id):
        raise Http404(say("Không có nội dung này."))
    if not reach(actor, directive, permission).covers(part.agency_id):
        raise PermissionDenied(_reason(actor, permission))
    return part


def access_own_reading(actor: Actor, pk: int, through_assignments: Through) -> ReadingDuty:
    """A duty to read, for who holds the position named; others who may know of it are refused."""
    duty = ReadingDuty.objects.select_related("directive", "agency").filter(pk=pk).first()
    if duty is not None and duty.position_id in actor.position_ids:
        access_directive(actor, duty.directive_id, Permission.VIEW_DIRECTIVE, through_assignments)
        return duty
    access_part(ReadingDuty, actor, pk, Permission.VIEW_AWARENESS, through_assignments)
    raise PermissionDenied(say("Chỉ người được chỉ định mới xác nhận đã đọc được."))


def _reason(actor: Actor, permission: Permission) -> str:
    verdict = decide(actor, {}, permission)
    return verdict.reason if isinstance(verdict, Denied) else ""
