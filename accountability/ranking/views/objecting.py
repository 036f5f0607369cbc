"""Kiến nghị: an agency objects within the window, the Office reads and answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments.access import visible_to
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.ranking.access import (
    access_objection,
    access_ranking,
    access_row_to_object,
    objections_for,
)
from accountability.ranking.actions import Refused, answer, object_to
from accountability.ranking.actions.objecting import refuse_outside_window
from accountability.ranking.forms import AnswerForm, ObjectionForm
from accountability.ranking.models import CountedTask, Objection, RankingRow
from accountability.ranking.reading import tasks_of

PAGE_SIZE = 30
# So many tasks are offered in the menu of the form.
OFFERED = 300


@login_required
@require_http_methods(["GET", "POST"])
def objection_new(request: HttpRequest, pk: int, agency_pk: int) -> HttpResponse:
    """The form, within the window; outside it the page says when it was."""
    row = access_row_to_object(request.actor, pk, agency_pk)
    context = {"row": row, "ranking": row.ranking, "closed": _closed(row)}
    tasks = [(one.assignment_id, _named(one)) for one in tasks_of(request.actor, row)[:OFFERED]]
    if request.method == "POST" and holds_secret(request):
        context |= {"form": ObjectionForm(tasks=tasks), "secret_refused": NOTHING_KEPT}
        return render(request, "ranking/objection_new.html", context)
    form = ObjectionForm(
        request.POST if request.method == "POST" else None, tasks=tasks, initial={"assignment": request.GET.get("nhiem-vu", "")}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            object_to(
                pk, agency=row.agency, assignment_pk=form.assignment_pk, text=form.cleaned_data["text"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã gửi kiến nghị; Văn phòng sẽ trả lời trên trang này."))
            return redirect("ranking-row", pk, agency_pk)
    return render(request, "ranking/objection_new.html", context | {"form": form})


def _closed(row: RankingRow) -> str:
    """Why no objection is taken today; empty where it is."""
    try:
        refuse_outside_window(row.ranking, clock.today())
    except Refused as refusal:
        return as_said(refusal)
    return ""


def _named(one: CountedTask) -> str:
    return f"{one.excused_on:%d/%m/%Y} – {one.assignment.title}"


@login_required
@require_GET
def objection_list(request: HttpRequest, pk: int) -> HttpResponse:
    """What was objected, what waits first; an agency reads its own."""
    ranking = access_ranking(request.actor, pk)
    rows = objections_for(request.actor, ranking).order_by("answered_at", "pk")
    waiting, answered = rows.filter(state=Objection.State.ASKED), rows.exclude(state=Objection.State.ASKED)
    context = {
        "ranking": ranking, "waiting": list(waiting[:200]),
        "page_obj": Paginator(answered, PAGE_SIZE).get_page(request.GET.get("page")),
        "answers": bool(may(request.actor, Permission.KEEP_RANKING)),
    }  # fmt: skip
    return render(request, "ranking/objection_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def objection_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lời, with the reason; accepted, it is counted anew."""
    objection = access_objection(request.actor, pk, Permission.KEEP_RANKING)
    context: dict[str, Any] = {
        "objection": objection, "ranking": objection.ranking, "task": None, "sees_task": False,
    }  # fmt: skip
    if objection.assignment_id is not None:
        counted = CountedTask.objects.filter(
            row__ranking=objection.ranking_id, row__agency=objection.agency_id
        )
        context["task"] = counted.filter(assignment=objection.assignment_id).first()
        context["sees_task"] = visible_to(request.actor).filter(pk=objection.assignment_id).exists()
    of_task = objection.assignment_id is not None
    if request.method == "POST" and holds_secret(request):
        context |= {"form": AnswerForm(of_task=of_task), "secret_refused": NOTHING_KEPT}
        return render(request, "ranking/objection_answer.html", context)
    form = AnswerForm(request.POST if request.method == "POST" else None, of_task=of_task)
    if request.method == "POST" and form.is_valid():
        try:
            work = _answer(request, objection, form)
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, work)
            return redirect("objection-list", objection.ranking_id)
    return render(request, "ranking/objection_answer.html", context | {"form": form})


def _answer(request: HttpRequest, objection: Objection, form: AnswerForm) -> str:
    accepts = form.cleaned_data["accepts"] == "yes"
    work = answer(
        objection.pk, accepts=accepts, text=form.cleaned_data["text"], ruling=form.ruling, by=request.actor, at=clock.now()
    )  # fmt: skip
    if not accepts:
        return say("Đã trả lời; kết quả giữ nguyên.")
    return (
        say("Đã trả lời; hệ thống đang tính lại.") if work else say("Đã trả lời và tính lại bảng xếp hạng.")
    )
