"""Chữ ký số of an issued document: the văn thư adds them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accountability.core.saying import say
from accountability.documents.access import access_document
from accountability.documents.rules import State, Verb
from accountability.files.views import SignedPaper, signatures_page


@login_required
@require_http_methods(["GET", "POST"])
def document_signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Ký số: who issues and recalls documents signs their files, while they stand."""
    row = access_document(request.actor, pk, Verb.RECALL)
    page = reverse("document-detail", args=[pk])
    if row.file is None or row.state != State.ISSUED:
        messages.error(request, say("Chỉ ký số văn bản đã phát hành và còn hiệu lực."))
        return redirect(page)
    fetch = reverse("document-pdf", args=[pk])
    return signatures_page(request, SignedPaper(row.file, row.cited, row.issuer.code, page, fetch))
