"""The door to the state of the system."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import Denied, may


def access_system(actor: Actor) -> None:
    """Return for those who watch over the system; raises PermissionDenied with its reason for others."""
    verdict = may(actor, Permission.VIEW_SYSTEM)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
