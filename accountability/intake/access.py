"""The doors to what was read of a directive: for those who may cut that directive, and nobody else."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.assignments.access import directives_through
from accountability.core.saying import say
from accountability.directives.access import access_directive
from accountability.directives.models import Directive
from accountability.intake.models import AnnexImport, AnnexWork, Extraction, Proposal


def access_cutting(actor: Actor, directive_pk: int) -> Directive:
    """The directive, for somebody who may cut it; Http404 before PermissionDenied."""
    return access_directive(actor, directive_pk, Permission.SPLIT_DIRECTIVE, directives_through)


def access_extraction(actor: Actor, directive_pk: int, pk: int) -> Extraction:
    """A reading of that directive, for somebody who may cut it."""
    directive = access_cutting(actor, directive_pk)
    found = Extraction.objects.filter(directive=directive, pk=pk).first()
    if found is None:
        raise Http404(say("Không có bản đọc này."))
    found.directive = directive
    return found


def access_proposal(actor: Actor, directive_pk: int, pk: int) -> Proposal:
    """A proposal from a text of that directive, for somebody who may cut it."""
    directive = access_cutting(actor, directive_pk)
    found = Proposal.objects.select_related("extraction").filter(
        extraction__directive=directive, pk=pk
    ).first()  # fmt: skip
    if found is None:
        raise Http404(say("Không có đề xuất này."))
    found.extraction.directive = directive
    return found


def access_annex(actor: Actor, directive_pk: int, pk: int) -> AnnexImport:
    """An annex of that directive, for somebody who may cut it."""
    directive = access_cutting(actor, directive_pk)
    annex = AnnexImport.objects.select_related("file", "made_by").filter(pk=pk, directive=directive).first()
    if annex is None:
        raise Http404(say("Không có phụ lục này."))
    annex.directive = directive
    return annex


def access_work(actor: Actor, directive_pk: int, pk: int) -> AnnexWork:
    """What an engine does with a big annex of that directive, for somebody who may cut it."""
    directive = access_cutting(actor, directive_pk)
    work = AnnexWork.objects.select_related("annex").filter(pk=pk, directive=directive).first()
    if work is None:
        raise Http404(say("Không có việc này."))
    work.directive = directive
    return work


def own_works(actor: Actor) -> QuerySet[AnnexWork]:
    """What the actor had an engine do with big annexes, the latest first."""
    return AnnexWork.objects.filter(user_id=actor.user_id)
