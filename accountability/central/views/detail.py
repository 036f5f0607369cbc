"""The list of what the province was given, and the page of one of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.assignments import access as assignments_access
from accountability.assignments.badges import state_badge, timing_badge
from accountability.assignments.handed_down import Children, children_of, due_after_above
from accountability.assignments.models import Assignment
from accountability.assignments.reading import timer, with_facts
from accountability.assignments.rules import State
from accountability.audit.models import AuditEvent
from accountability.audit.presenters import author, sentence
from accountability.central.access import access_central_task, access_central_tasks, may_on, visible_to
from accountability.central.models import CentralTask
from accountability.central.reading import province_standing, words_for
from accountability.core import clock
from accountability.core.saying import say
from accountability.directives.access import visible_to as visible_directives
from accountability.directives.models import Directive
from accountability.directives.views.doors import through
from accountability.files.serving import serve

PAGE_SIZE = 30


@login_required
@require_GET
def central_list(request: HttpRequest) -> HttpResponse:
    """Trung ương giao tỉnh: open ones by their deadline, then those that the province reported."""
    actor, today = request.actor, clock.today()
    rows = access_central_tasks(actor).select_related("directive__issuer", "report", "supervisor")
    ended = request.GET.get("loc") == "da-bao-cao"
    found = rows.filter(report__isnull=False).order_by("-report__reported_on", "-pk")
    if not ended:
        found = rows.open().order_by(F("due_on").asc(nulls_last=True), "pk")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    children = children_of(shown)
    context = {
        "page_obj": page, "ended": ended, "sum": province_standing(actor, today),
        "near_label": say("Còn không quá {CENTRAL_NEAR_DAYS} ngày", CENTRAL_NEAR_DAYS=settings.CENTRAL_NEAR_DAYS),
        "rows": [
            {"task": task, "words": words_for(task, today), "children": children.get(task.pk, Children())}
            for task in shown
        ],
    }  # fmt: skip
    return render(request, "central/central_list.html", context)


@login_required
@require_GET
def central_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, deadlines by documents, the tasks of agencies that serve it, the report that ended it."""
    actor, at = request.actor, clock.now()
    task = access_central_task(actor, pk, Permission.VIEW_CENTRAL)
    children = children_of([task]).get(task.pk, Children())
    keeps = bool(may_on(actor, task, Permission.KEEP_CENTRAL)) and not task.is_reported
    deadlines = list(task.deadlines.select_related("document"))
    readable = set(
        visible_directives(actor, through(actor))
        .filter(pk__in={task.directive_id, *(one.document_id for one in deadlines)})
        .values_list("pk", flat=True)
    )
    context = {
        "task": task, "words": words_for(task, clock.today()), "children": children, "rows": _rows(task, actor, at),
        "late_children": due_after_above(task).count(), "keeps": keeps, "deadlines": deadlines,
        "readable": readable, "events": _events(task),
        "report_due": children.all_done and not task.is_reported,
    }  # fmt: skip
    return render(request, "central/central_detail.html", context)


def _rows(task: CentralTask, actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """The children that the actor may see, drafts among them, by deadline."""
    seen = assignments_access.visible_to(actor).filter(central_task=task)
    rows = with_facts(seen).select_related("directive", "lead_agency", "lead_position")
    of = timer(at)
    return [
        {
            "assignment": row, "timing": timing_badge(of(row), row.state), "state": state_badge(row.state),
            "is_draft": row.state == State.DRAFT,
            "is_after": task.due_on is not None and row.due_on is not None and row.due_on > task.due_on,
        }
        for row in rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    ]  # fmt: skip


def _events(task: CentralTask) -> list[dict[str, Any]]:
    """What was done to it, oldest first."""
    rows = AuditEvent.objects.filter(target_kind="central_task", target_pk=task.pk).select_related("user")
    return [{"at": row.at, "what": sentence(row), "by": author(row)} for row in rows.order_by("pk")]


def tasks_of(actor: Actor, directive: Directive, today: date) -> list[dict[str, Any]]:
    """The tasks of the province by this directive that the actor may see, for the directive's page."""
    rows = visible_to(actor).filter(directive=directive).select_related("report", "directive")
    return [{"task": task, "words": words_for(task, today)} for task in rows.order_by("pk")]


def served_by(row: Assignment, actor: Actor) -> dict[str, Any] | None:
    """What an assignment serves, for its page: told to all who see it; a link for who may open it."""
    if row.central_task_id is None:
        return None
    task = CentralTask.objects.select_related("directive__issuer").get(pk=row.central_task_id)
    return {"task": task, "may_open": bool(may_on(actor, task, Permission.VIEW_CENTRAL))}


@login_required
@require_GET
def central_report_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of the province's report."""
    task = access_central_task(request.actor, pk, Permission.VIEW_CENTRAL)
    if not task.is_reported or task.report.file is None:
        raise Http404(say("Báo cáo này chưa có tệp."))
    return serve(task.report.file)
