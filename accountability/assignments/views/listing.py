"""The list of assignments: only those that the actor may see, by deadline."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.assignments.access import visible_to
from accountability.assignments.badges import Badge, state_badge, timing_badge
from accountability.assignments.forms.filters import AssignmentFilter
from accountability.assignments.models import Assignment
from accountability.assignments.reading import timer
from accountability.core import clock

PAGE_SIZE = 50


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
    visible = visible_to(request.actor)
    form = AssignmentFilter(request.GET, visible=visible)
    found = (
        form.narrow(visible, at)
        .select_related("directive", "lead_agency", "lead_position")
        .prefetch_related("deadlines")
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    of = timer(at)
    rows = [
        Row(one, timing=timing_badge(of(one), one.state), state=state_badge(one.state))
        for one in page.object_list
    ]
    filtered = any(request.GET.get(name) for name in form.fields)
    context = {"form": form, "page_obj": page, "rows": rows, "filtered": filtered}
    return render(request, "assignments/list.html", context)
