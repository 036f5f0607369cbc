"""The door to the tasks of the province: the Office and the leaders, by field. Agencies see only what they serve."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.access.rules import Denied, Verdict, decide
from accountability.central.models import CentralTask, CentralTaskQuerySet
from accountability.core.saying import say


def _related(actor: Actor, task: CentralTask) -> dict[int, set[Relation]]:
    named = {task.specialist_id, task.supervisor_id}
    return {
        seat.position_id: {Relation.IN_FIELD}
        for seat in actor.seats
        if not seat.fields or task.field in seat.fields or seat.position_id in named
    }


def may_on(actor: Actor, task: CentralTask, permission: Permission) -> Verdict:
    """May the actor do this to the task of the province?"""
    return decide(actor, _related(actor, task), permission)


def visible_to(actor: Actor, permission: Permission = Permission.VIEW_CENTRAL) -> CentralTaskQuerySet:
    """The tasks of the province on which the actor may do this; the same table as `may_on`."""
    condition = Q(pk__in=[])
    for seat in actor.seats:
        may = ROLES[seat.role].may
        in_field = permission in may.get(Relation.IN_FIELD, ())
        if permission in may.get(Relation.ANY, ()) or (in_field and not seat.fields):
            return CentralTask.objects.all()
        if in_field:
            condition |= Q(field__in=seat.fields)
            condition |= Q(specialist_id=seat.position_id) | Q(supervisor_id=seat.position_id)
    return CentralTask.objects.filter(condition)


def reads_some(actor: Actor) -> bool:
    """Whether the actor may read any task of the province at all, for the menu."""
    everywhere = {seat.position_id: {Relation.IN_FIELD} for seat in actor.seats}
    return bool(decide(actor, everywhere, Permission.VIEW_CENTRAL))


def access_central_tasks(actor: Actor) -> CentralTaskQuerySet:
    """The list. Raises PermissionDenied for who may read none."""
    if not reads_some(actor):
        raise PermissionDenied(
            say("Chỉ Văn phòng và lãnh đạo UBND tỉnh xem được nhiệm vụ Trung ương giao tỉnh.")
        )
    return visible_to(actor)


def access_central_task(actor: Actor, pk: int, permission: Permission) -> CentralTask:
    """One task of the province; Http404 before PermissionDenied with its reason."""
    rows = CentralTask.objects.select_related(
        "directive__issuer", "supervisor", "specialist", "report__file", "report__recorded_by"
    )
    task = rows.filter(pk=pk).first()
    if task is None or not may_on(actor, task, Permission.VIEW_CENTRAL):
        raise Http404(say("Không có nhiệm vụ này."))
    verdict = may_on(actor, task, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return task
