"""Viewflow's own chart of the process of one assignment, the live steps coloured."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from viewflow.workflow import chart
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accountability.access.permissions import Permission
from accountability.assignments.access import access_assignment
from workflows.flows import AssignmentFlow

# Armed handles wait for the whole life of a process; they are no step that somebody owes.
_ARMED = ("explain", "decide")
_LIVE = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)


def live_steps(process_id: int | None) -> list[str]:
    """The Vietnamese titles of the steps that wait for somebody."""
    if process_id is None:
        return []
    tasks = Task.objects.filter(process_id=process_id, status__in=_LIVE).order_by("pk")
    nodes = {task.flow_task: None for task in tasks if task.flow_task is not None}
    return [str(node.task_title) for node in nodes if node.name not in _ARMED and node.task_title]


@login_required
@require_GET
def assignment_diagram(request: HttpRequest, pk: int) -> HttpResponse:
    """The chart as an SVG picture."""
    row = access_assignment(request.actor, pk, Permission.VIEW)
    if row.process_id is None:
        raise Http404("Nhiệm vụ này chưa có quy trình.")
    grid = chart.calc_layout_data(AssignmentFlow)
    chart.calc_cell_status(AssignmentFlow, grid, row.process_id)
    response = HttpResponse(chart.grid_to_svg(grid), content_type="image/svg+xml; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
