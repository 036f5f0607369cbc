"""The list of assignments: only those that the actor may see, by deadline or in another order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.assignments.badges import Badge, state_badge, timing_badge
from accountability.assignments.forms.filters import AssignmentFilter
from accountability.assignments.models import Assignment
from accountability.assignments.reading import timer
from accountability.core import clock
from accountability.core.paging import page_of
from accountability.search.views.filter_bar import filter_bar

PAGE_SIZE = 50
# The heads of columns that put the list in order: title and the orders of one click and of the next.
_HEADS = (
    ("Nhiệm vụ", "directive"), ("Chủ trì", "agency"), ("Tiến độ, thời hạn", "due"), ("Trạng thái", "report"),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    assignment: Assignment
    timing: Badge
    state: Badge

    @property
    def extensions(self) -> int:
        """How many times the deadline moved."""
        return sum(version.is_extension for version in self.assignment.deadlines.all())


@login_required
@require_GET
def assignment_list(request: HttpRequest) -> HttpResponse:
    """Search and filters over what one may see; the number of queries does not grow with the rows."""
    at = clock.now()
    form = AssignmentFilter(request.GET, actor=request.actor)
    found = (
        form.narrow(at)
        .select_related("directive", "lead_agency", "lead_position")
        .prefetch_related("deadlines")
    )
    page = page_of(found, PAGE_SIZE, request.GET.get("page"))
    of = timer(at)
    rows = [
        Row(one, timing=timing_badge(of(one), one.state), state=state_badge(one.state))
        for one in page.object_list
    ]
    filtered = any(request.GET.get(name) for name in form.fields)
    context = {
        "form": form, "page_obj": page, "rows": rows, "filtered": filtered, "heads": _heads(form),
        "filter_bar": filter_bar(request, form),
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
