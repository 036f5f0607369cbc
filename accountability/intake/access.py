"""The door to an annex: whoever may cut its directive may read and write it; nobody else knows of it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.assignments import access as assignments_access
from accountability.directives.access import access_directive
from accountability.intake.models import AnnexImport


def access_annex(actor: Actor, directive_pk: int, pk: int) -> AnnexImport:
    """The annex of that directive, for somebody who may cut the directive; Http404 before PermissionDenied."""
    through = Q(Exists(assignments_access.visible_to(actor).filter(directive=OuterRef("pk"))))
    directive = access_directive(actor, directive_pk, Permission.SPLIT_DIRECTIVE, through)
    annex = AnnexImport.objects.select_related("file", "made_by").filter(pk=pk, directive=directive).first()
    if annex is None:
        raise Http404("Không có phụ lục này.")
    annex.directive = directive
    return annex
