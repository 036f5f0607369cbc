"""The audit as a list to read; nothing can be changed here or anywhere."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.assignments.access import visible_to
from accountability.audit.access import access_events
from accountability.audit.forms import AuditFilter
from accountability.audit.models import AuditEvent
from accountability.audit.presenters import author, sentence

PAGE_SIZE = 50


@login_required
@require_GET
def audit_list(request: HttpRequest) -> HttpResponse:
    """Every write, newest first: when, who, what, from where."""
    form = AuditFilter(request.GET)
    page = Paginator(form.narrow(access_events(request.actor)), PAGE_SIZE).get_page(request.GET.get("page"))
    readable = _readable(request.actor, list(page))
    rows = [
        {
            "event": event, "author": author(event), "sentence": sentence(event),
            "note": event.note if event.assignment_pk is None or event.assignment_pk in readable else "",
        }
        for event in page
    ]  # fmt: skip
    return render(request, "audit/audit_list.html", {"form": form, "page_obj": page, "rows": rows})


def _readable(actor: Actor, events: list[AuditEvent]) -> set[int]:
    """The assignments on this page whose words the reader may read: the list is his by office, the words by field."""
    keys = {event.assignment_pk for event in events if event.assignment_pk is not None}
    return set(visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
