"""Viewflow's own chart of the process of one assignment, the live steps coloured."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET
from viewflow.workflow import chart
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accountability.access.permissions import Permission
from accountability.assignments.access import access_assignment
from accountability.core.prepared import prepared
from accountability.core.saying import say
from workflows.flows import AssignmentFlow

# Armed handles wait for the whole life of a process; they are no step that somebody owes.
_ARMED = ("explain", "decide")
_UNTITLED = ("split", "explain_more", "decide_more")
_LIVE = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)


def live_steps(process_id: int | None) -> list[str]:
    """The Vietnamese titles of the steps that wait for somebody."""
    if process_id is None:
        return []
    nodes = [node for node in dict.fromkeys(_live(process=process_id)) if node is not None]
    return [node.task_title for node in nodes if node.name not in _ARMED and node.task_title]


@prepared
def _live(*, process: int) -> QuerySet[Any]:
    rows = Task.objects.filter(process_id=process, status__in=_LIVE).order_by("pk")
    return rows.values_list("flow_task", flat=True)


def _look(name: str, status: str | None) -> str:
    """Whether the step is live, done or neither."""
    if status in _LIVE:
        return "" if name in _ARMED else "live"
    return "done" if status == STATUS.DONE else ""


@login_required
@require_GET
def assignment_diagram(request: HttpRequest, pk: int) -> HttpResponse:
    """The chart as an SVG picture."""
    row = access_assignment(request.actor, pk, Permission.VIEW)
    if row.process_id is None:
        raise Http404(say("Nhiệm vụ này chưa có quy trình."))
    response = HttpResponse(drawn(row.process_id), content_type="image/svg+xml; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def drawn(process_id: int, *, font: str = "") -> SafeString:
    """The chart of a process as SVG; `font` where the paper knows only that one."""
    grid = chart.calc_layout_data(AssignmentFlow)
    chart.calc_cell_status(AssignmentFlow, grid, process_id)
    for cell in grid.cells:
        cell.status = _look(cell.node.name, cell.status)
        if not cell.node.task_title or cell.node.name in _UNTITLED:
            cell.title = ""
    context = {"grid": grid, "cells": grid.cells, "edges": grid.edges, "font": font}
    return render_to_string("assignments/diagram.svg", context)
