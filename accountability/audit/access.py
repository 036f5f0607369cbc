"""The door to the audit."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import Denied, may
from accountability.audit.models import AuditEvent


def access_events(actor: Actor) -> QuerySet[AuditEvent]:
    """All events, newest first, for those who watch over the system. Raises PermissionDenied with its reason."""
    verdict = may(actor, Permission.VIEW_AUDIT)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return AuditEvent.objects.select_related("user").order_by("-at", "-pk")
