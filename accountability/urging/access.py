"""The door to urging: who follows fields urges in them; a round is read by who may urge something of it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import Relation
from accountability.access.rules import Denied, decide
from accountability.agencies.models import OUTSIDE_KINDS, PARTY_KINDS
from accountability.assignments.access import visible_to
from accountability.assignments.models import AssignmentQuerySet
from accountability.core.saying import say
from accountability.urging.models import Urging, UrgingRound


def urges_some(actor: Actor) -> bool:
    """Whether the actor urges anything at all, for buttons."""
    return bool(_verdict(actor))


def _verdict(actor: Actor) -> object:
    somewhere = {seat.position_id: [Relation.IN_FIELD] for seat in actor.seats}
    return decide(actor, somewhere, Permission.URGE)


def access_urgeable(actor: Actor) -> AssignmentQuerySet:
    """The assignments whose lead the actor may urge. Raises PermissionDenied for who may urge nobody.

    Bodies that do not answer to the province are not called to account by it (DESIGN §6).
    """
    verdict = _verdict(actor)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    rows = visible_to(actor, Permission.URGE).real()
    return rows.exclude(lead_agency__kind__in=(*OUTSIDE_KINDS, *PARTY_KINDS))


def access_rounds(actor: Actor) -> QuerySet[UrgingRound]:
    """The rounds of which the actor may urge an assignment, the latest first. Raises PermissionDenied."""
    mine = access_urgeable(actor).filter(pk=OuterRef("assignment"))
    seen = Urging.objects.filter(Exists(mine), round=OuterRef("pk"))
    return UrgingRound.objects.filter(Exists(seen))


def may_stop_round(actor: Actor, made: UrgingRound) -> bool:
    """Whether he may call this round off, which he may open."""
    if made.urged_by_id == actor.user_id:
        return True
    mine = access_urgeable(actor).filter(pk=OuterRef("assignment"))
    return not Urging.objects.filter(~Exists(mine), round=made).exists()


def access_round_to_stop(actor: Actor, pk: int) -> UrgingRound:
    """A round that the actor may call off: one of his own, or one of which he follows every assignment.

    Raises PermissionDenied and Http404 as `access_round`, PermissionDenied where others follow a part of it.
    """
    found = access_round(actor, pk)
    if not may_stop_round(actor, found):
        raise PermissionDenied(
            say("Chỉ người gửi lượt đôn đốc, hoặc người theo dõi mọi việc trong lượt, được dừng.")
        )
    return found


def access_round(actor: Actor, pk: int) -> UrgingRound:
    """One round. Raises PermissionDenied for who may urge nobody, Http404 for a round of other fields."""
    found = access_rounds(actor).filter(pk=pk).first()
    if found is None:
        raise Http404(say("Không có lượt đôn đốc này."))
    return found
