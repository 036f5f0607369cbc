"""An issued document is known again by its file, also when signatures were added behind its bytes."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.documents.access import access_document
from accountability.documents.models import OutgoingDocument
from accountability.printing.known import Known


def known_document(hashes: Sequence[str], actor: Actor) -> Known | None:
    """The document whose file has one of these hashes. Who may not know of it hears only that it is one of ours."""
    kind = say("văn bản đi")
    rows = OutgoingDocument.objects.filter(file__sha256__in=list(hashes)).select_related("file")
    found = rows.order_by("pk").first()
    if found is None or found.file is None:
        return None
    made_at = found.file.uploaded_at
    try:
        row = access_document(actor, found.pk)
    except Http404:
        return Known(kind, made_at)
    return Known(kind, made_at, title=row.cited, url=reverse("document-detail", args=[row.pk]))
