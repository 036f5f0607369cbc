"""The door to the policies: no row of theirs is secret, but not everybody reads or writes rules."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import Denied, may
from accountability.core.saying import say
from accountability.escalation.models import Policy


def access_policies(actor: Actor, permission: Permission = Permission.VIEW_POLICY) -> QuerySet[Policy]:
    """All policies, the widest first. Raises PermissionDenied with its reason."""
    verdict = may(actor, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return Policy.objects.select_related("program").order_by("pk")


def access_policy(actor: Actor, pk: int, permission: Permission = Permission.VIEW_POLICY) -> Policy:
    """One policy. Raises PermissionDenied with its reason, Http404 when there is none."""
    policy = access_policies(actor, permission).filter(pk=pk).first()
    if policy is None:
        raise Http404(say("Không có quy tắc này."))
    return policy
