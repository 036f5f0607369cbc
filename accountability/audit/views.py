"""The audit as a list to read; nothing can be changed here or anywhere."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.audit.access import access_events
from accountability.audit.forms import AuditFilter
from accountability.audit.presenters import author, sentence

PAGE_SIZE = 50


@login_required
@require_GET
def audit_list(request: HttpRequest) -> HttpResponse:
    """Every write, newest first: when, who, what, from where."""
    form = AuditFilter(request.GET)
    page = Paginator(form.narrow(access_events(request.actor)), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [{"event": event, "author": author(event), "sentence": sentence(event)} for event in page]
    return render(request, "audit/audit_list.html", {"form": form, "page_obj": page, "rows": rows})
