"""The doors: one's own kept searches and one's own exports; nobody has another's."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.search.models import ExportJob, SavedSearch


def own_searches(actor: Actor, *, deleted: bool = False) -> QuerySet[SavedSearch]:
    """The actor's kept searches, by name."""
    return SavedSearch.objects.filter(user_id=actor.user_id, deleted_at__isnull=not deleted)


def access_search(actor: Actor, pk: int, *, deleted: bool = False) -> SavedSearch:
    """One of the actor's kept searches. Raises Http404 for anybody else's."""
    row = own_searches(actor, deleted=deleted).filter(pk=pk).first()
    if row is None:
        raise Http404(say("Không có bộ lọc này."))
    return row


def own_exports(actor: Actor) -> QuerySet[ExportJob]:
    """The actor's exports, the latest first."""
    return ExportJob.objects.filter(user_id=actor.user_id).select_related("file")


def access_export(actor: Actor, pk: int) -> ExportJob:
    """One of the actor's exports. Raises Http404 for anybody else's."""
    row = own_exports(actor).filter(pk=pk).first()
    if row is None:
        raise Http404(say("Không có lần xuất này."))
    return row
