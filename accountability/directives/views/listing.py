"""The list of directives."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments import access as assignments_access
from accountability.core.paging import page_of
from accountability.directives.access import visible_to
from accountability.directives.filters import DirectiveFilter
from accountability.directives.views.doors import through
from accountability.directives.views.presenting import STATE_TONES
from accountability.directives.views.registering import may_speak
from accountability.search.views.filter_bar import filter_bar

PAGE_SIZE = 30


@login_required
@require_GET
def directive_list(request: HttpRequest) -> HttpResponse:
    """The directives that one may see, newest first, with how many of their assignments one sees."""
    actor = request.actor
    form = DirectiveFilter(request.GET)
    rows = form.narrow(visible_to(actor, through(actor))).select_related("issuer", "program")
    page = page_of(rows, PAGE_SIZE, request.GET.get("page"))
    shown = list(page)
    counts = dict(
        assignments_access.visible_to(actor)
        .filter(directive__in=shown)
        .order_by()
        .values_list("directive")
        .annotate(Count("pk"))
    )
    context = {
        "form": form,
        "filter_bar": filter_bar(request, form),
        "page_obj": page,
        "rows": [
            {"directive": row, "tone": STATE_TONES[row.state], "count": counts.get(row.pk, 0)}
            for row in shown
        ],
        "may_register": bool(may(actor, Permission.REGISTER_DIRECTIVE)),
        "may_speak": may_speak(actor),
    }
    return render(request, "directives/directive_list.html", context)
