"""The doors to the working calendar: everybody who is signed in reads it, the Office changes it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import Denied, may
from accountability.calendars.models import CalendarDay


def access_calendar(actor: Actor, permission: Permission | None = None) -> QuerySet[CalendarDay]:
    """The rows of the calendar, to read; with EDIT_CALENDAR, to change. Raises PermissionDenied with its reason."""
    verdict = may(actor, permission) if permission else None
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return CalendarDay.objects.all()
