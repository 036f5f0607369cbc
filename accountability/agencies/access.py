"""The doors to the list of agencies, and to the named lists of the Office."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import Denied, may
from accountability.agencies.models import Agency, AgencyList, AgencyQuerySet


def access_agencies(actor: Actor, *, today: date) -> AgencyQuerySet:
    """The agencies of that day, for the Office and the leaders. Raises PermissionDenied with its reason."""
    verdict = may(actor, Permission.VIEW_AGENCIES)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return Agency.objects.on(today).select_related("parent")


def access_lists(actor: Actor, permission: Permission) -> QuerySet[AgencyList]:
    """The named lists of agencies, for who may do this to them. Raises PermissionDenied with its reason."""
    verdict = may(actor, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return AgencyList.objects.all()
