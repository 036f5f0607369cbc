"""The list of directives."""

from __future__ import annotations

import re

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments import access as assignments_access
from accountability.core.spelling import one_line
from accountability.directives.access import visible_to
from accountability.directives.forms import DirectiveFilter
from accountability.directives.models import Directive
from accountability.directives.views.doors import through
from accountability.directives.views.presenting import STATE_TONES
from accountability.directives.views.registering import may_speak

PAGE_SIZE = 30
_NUMBERED = re.compile(r"(?P<number>\d{1,6}[A-Za-z]?)\s*(?:[/-]\s*(?P<symbol>\S*))?")


def called(words: str) -> Q:
    """Number and symbol as typed ("78", "78/KH", "473-KL/TU", with or without a leading zero), or words of the abstract."""
    found = Q(symbol__icontains=words) | Q(abstract__icontains=words) | Q(issuer_text__icontains=words)
    match = _NUMBERED.fullmatch(words)
    if match is None:
        return found
    bare = match["number"].lstrip("0")
    numbered = Q(number__in=[match["number"], bare, bare.zfill(2)])
    symbol = match["symbol"] or ""
    if symbol:  # Upper case too: SQLite folds plain Latin letters only, and Đ is none.
        numbered &= Q(symbol__istartswith=symbol) | Q(symbol__istartswith=symbol.upper())
    return numbered | found


def _narrow(rows: QuerySet[Directive], form: DirectiveFilter) -> QuerySet[Directive]:
    """The directives that fit; a wrong value in the address is said by the form, and nothing fits."""
    if not form.is_valid():
        return rows.none()
    wanted = form.cleaned_data
    if words := one_line(wanted["q"]):
        rows = rows.filter(called(words))
    for name in ("kind", "program", "state"):
        if wanted[name]:
            rows = rows.filter(**{name: wanted[name]})
    return rows


@login_required
@require_GET
def directive_list(request: HttpRequest) -> HttpResponse:
    """The directives that one may see, newest first, with how many of their assignments one sees."""
    actor = request.actor
    form = DirectiveFilter(request.GET)
    rows = _narrow(visible_to(actor, through(actor)), form).select_related("issuer", "program")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
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
        "page_obj": page,
        "rows": [
            {"directive": row, "tone": STATE_TONES[row.state], "count": counts.get(row.pk, 0)}
            for row in shown
        ],
        "may_register": bool(may(actor, Permission.REGISTER_DIRECTIVE)),
        "may_speak": may_speak(actor),
    }
    return render(request, "directives/directive_list.html", context)
