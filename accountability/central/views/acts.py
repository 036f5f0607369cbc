"""Register a task of the province, move its deadline by a document, report up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import Relation
from accountability.access.rules import Denied, Verdict, decide
from accountability.assignments.handed_down import children_of, due_after_above
from accountability.central import actions
from accountability.central.access import access_central_task
from accountability.central.views.forms import MoveDeadlineForm, RegisterTaskForm, ReportUpForm, documents_for
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi
from accountability.directives.access import visible_to as visible_directives
from accountability.directives.form_fields import holds_secret
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, open_directive, through
from accountability.directives.views.registering import kept_with_its_row


def may_register(actor: Actor, directive: Directive) -> Verdict:
    """May the actor write down what this document gives the province? By the field of the document."""
    related = {
        seat.position_id: [Relation.IN_FIELD]
        for seat in actor.seats
        if not seat.fields or directive.field in seat.fields or directive.specialist_id == seat.position_id
    }
    return decide(actor, related, Permission.KEEP_CENTRAL)


@login_required
@require_http_methods(["GET", "POST"])
def central_register(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi nhiệm vụ Trung ương giao tỉnh, from the document's page."""
    directive = open_directive(request, pk, Permission.VIEW_DIRECTIVE)
    verdict = may_register(request.actor, directive)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    context: dict[str, Any] = {"directive": directive, "from_above": actions.is_from_above(directive)}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": RegisterTaskForm(), "secret_refused": NOTHING_KEPT}
        return render(request, "central/register_form.html", context)
    form = RegisterTaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.register_task(directive, form.spec(), by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(
                request, say("Đã ghi nhiệm vụ Trung ương giao tỉnh; nay gắn các nhiệm vụ của cơ quan.")
            )
            return redirect("central-detail", made.pk)
    return render(request, "central/register_form.html", context | {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def central_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Đổi hạn Trung ương, by a document of the body that set it and by nothing else."""
    actor = request.actor
    task = access_central_task(actor, pk, Permission.KEEP_CENTRAL)
    visible = visible_directives(actor, through(actor))
    form = MoveDeadlineForm(request.POST or None, task=task, visible=visible)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_deadline(pk, by=actor, at=clock.now(), **form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            task.refresh_from_db()
            messages.success(
                request,
                say(
                    "Hạn Trung ương nay là ngày {cleaned_data}.",
                    cleaned_data=date_vi(form.cleaned_data["due_on"]),
                ),
            )
            after = due_after_above(task).count()
            if after:
                messages.warning(
                    request,
                    say("{after} nhiệm vụ của cơ quan có thời hạn sau hạn Trung ương mới.", after=after),
                )
            return redirect("central-detail", pk)
    context = {"task": task, "form": form, "has_documents": documents_for(task, visible).exists()}
    return render(request, "central/deadline_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def central_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi báo cáo của tỉnh: the only thing that ends the task."""
    actor, at = request.actor, clock.now()
    task = access_central_task(actor, pk, Permission.KEEP_CENTRAL)
    context: dict[str, Any] = {"task": task, "children": children_of([task]).get(task.pk)}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": ReportUpForm(), "secret_refused": NOTHING_KEPT}
        return render(request, "central/report_form.html", context)
    form = ReportUpForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            with kept_with_its_row(given.pop("file"), by=actor, at=at) as file:
                made = actions.report_up(pk, by=actor, at=at, file=file, **given)
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(
                request, say("Đã ghi {cited}; nhiệm vụ Trung ương giao kết thúc.", cited=made.cited)
            )
            return redirect("central-detail", pk)
    if form.is_bound and request.FILES:
        form.add_error(None, say("Tệp đã chọn chưa được lưu; vui lòng chọn lại tệp rồi gửi."))
    return render(request, "central/report_form.html", context | {"form": form})
