"""The list of assignments: only those that the actor may see, by deadline or in another order."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.assignments.forms.drawing import more_fields
from accountability.assignments.forms.filters import AssignmentFilter
from accountability.assignments.lines import rows_of
from accountability.core import clock
from accountability.core.paging import page_of_keys
from accountability.core.saying import say
from accountability.search.views.filter_bar import filter_bar

PAGE_SIZE = 50
# The heads of columns that put the list in order: title and the orders of one click and of the next.
_HEADS = (
    (say("Nhiệm vụ"), "directive"), (say("Chủ trì"), "agency"), (say("Tiến độ, thời hạn"), "due"), (say("Trạng thái"), "report"),
)  # fmt: skip


@login_required
@require_GET
def assignment_list(request: HttpRequest) -> HttpResponse:
    """Search and filters over what one may see; the number of queries does not grow with the rows."""
    at = clock.now()
    form = AssignmentFilter(request.GET, actor=request.actor)
    parts = form.parts(at)
    page = page_of_keys(parts, PAGE_SIZE, request.GET.get("page"), few=form.few)
    rows = rows_of(list(page.object_list), at, all_late=form.asks_for_overdue)
    filtered = any(request.GET.get(name) for name in form.fields)
    context = {
        "form": form, "page_obj": page, "rows": rows, "filtered": filtered, "heads": _heads(form),
        "filter_bar": filter_bar(request, form), "more_fields": more_fields(form),
    }  # fmt: skip
    return render(request, "assignments/list.html", context)


def _heads(form: AssignmentFilter) -> list[dict[str, Any]]:
    """The heads of the columns: which order a click gives, and which holds now (`aria-sort`)."""
    now = (form.cleaned_data.get("sort") if form.is_valid() else "") or "due"
    found = []
    for title, key in _HEADS:
        direction = {key: "ascending", f"-{key}": "descending"}.get(now, "")
        found.append({"title": title, "sort": f"-{key}" if now == key else key, "direction": direction})
    return found
