"""Gắn, bỏ gắn: which tasks of the agencies serve a task of the province."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.assignments import access as assignments_access
from accountability.assignments import actions as verbs
from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.assignments.rules import OPEN_STATES, State
from accountability.central.access import access_central_task
from accountability.core import clock
from accountability.core.finding.matching import matching
from accountability.core.finding.rules import read
from accountability.core.saying import as_said, say
from accountability.directives.views.doors import REFUSALS

SHOWN = 30


@login_required
@require_http_methods(["GET", "POST"])
def central_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose among one's own tasks that serve nothing yet; all of them or, on a refusal, none."""
    actor = request.actor
    task = access_central_task(actor, pk, Permission.KEEP_CENTRAL)
    words = read(request.GET.get("q", ""))
    candidates = (
        assignments_access.visible_to(actor, Permission.SPLIT_DIRECTIVE)
        .filter(central_task=None, series=None, state__in=[State.DRAFT, *OPEN_STATES])
        .select_related("directive", "lead_agency", "lead_position")
    )
    if request.method == "POST":
        chosen = [int(key) for key in request.POST.getlist("assignment") if key.isascii() and key.isdecimal()]
        if _attach(request, task.pk, candidates.filter(pk__in=chosen[:SHOWN])):
            return redirect("central-detail", pk)
    found = candidates.filter(field=task.field) if not words else candidates
    found = matching(found, words)  # type: ignore[assignment]
    if task.due_on is not None:  # What is due later would be refused; a number of days is not known yet.
        found = found.filter(Q(due_on=None) | Q(due_on__lte=task.due_on))
    ordered = found.order_by(F("due_on").asc(nulls_last=True), "pk")
    context = {
        "task": task, "rows": list(ordered[:SHOWN]), "q": request.GET.get("q", ""), "shown": SHOWN,
        "total": ordered.count(), "chosen": request.POST.getlist("assignment"),
    }  # fmt: skip
    return render(request, "central/attach_form.html", context)


def _attach(request: HttpRequest, pk: int, rows: AssignmentQuerySet) -> bool:
    """Whether at least one was attached; the refusal of one undoes the others and says which it was."""
    task = access_central_task(request.actor, pk, Permission.KEEP_CENTRAL)
    found, row = list(rows.order_by("pk")), None
    if not found:
        messages.error(request, say("Vui lòng chọn ít nhất một nhiệm vụ."))
        return False
    try:
        with transaction.atomic():
            for row in found:
                verbs.attach_child(row.pk, central_task=task, by=request.actor, at=clock.now())
    except REFUSALS as refusal:
        messages.error(request, say("“{row}”: {refusal}", row=row, refusal=refusal))
        return False
    messages.success(request, say("Đã gắn {n} nhiệm vụ.", n=len(found)))
    return True


@login_required
@require_POST
def central_detach(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Bỏ gắn one that was attached by mistake."""
    task = access_central_task(request.actor, pk, Permission.KEEP_CENTRAL)
    seen = assignments_access.visible_to(request.actor)
    row: Assignment = get_object_or_404(seen, pk=assignment_pk, central_task=task)
    try:
        verbs.detach_child(row.pk, by=request.actor, at=clock.now())
    except REFUSALS as refusal:
        messages.error(request, as_said(refusal))
    else:
        messages.success(request, say("Đã bỏ gắn; nhiệm vụ của cơ quan vẫn giữ nguyên."))
    return redirect("central-detail", pk)
