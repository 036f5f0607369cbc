"""Freeze, submit, and the Chairman's word."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.ranking.access import access_ranking
from accountability.ranking.actions import Refused, approve, freeze, return_ranking, submit
from accountability.ranking.forms import ReturnForm, SubmitForm
from accountability.ranking.models import Ranking
from accountability.ranking.reading import all_rows, leagues, proposals


@login_required
@require_POST
def ranking_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Chốt số liệu."""
    access_ranking(request.actor, pk, Permission.SUBMIT_RANKING)
    try:
        freeze(pk, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, as_said(refusal))
    else:
        messages.success(request, say("Đã chốt; nay trình Chủ tịch UBND tỉnh."))
    return redirect("ranking-detail", pk)


@login_required
@require_http_methods(["GET", "POST"])
def ranking_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Trình Chủ tịch, with the Office's words."""
    ranking = access_ranking(request.actor, pk, Permission.SUBMIT_RANKING)
    if request.method == "POST" and holds_secret(request):
        context = {"form": SubmitForm(), "ranking": ranking, "secret_refused": NOTHING_KEPT}
        return render(request, "ranking/submit.html", context)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            submit(pk, note=form.cleaned_data["note"], by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã trình Chủ tịch UBND tỉnh."))
            return redirect("ranking-detail", pk)
    return render(request, "ranking/submit.html", {"form": form, "ranking": ranking})


@login_required
@require_http_methods(["GET", "POST"])
def ranking_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The Chairman reads the result on one page, and approves or returns it."""
    ranking = access_ranking(request.actor, pk, Permission.DECIDE_RANKING)
    secret = request.method == "POST" and holds_secret(request)
    returns = request.method == "POST" and "approve" not in request.POST
    form = ReturnForm(request.POST if returns and not secret else None)
    if request.method == "POST" and not secret and (not returns or form.is_valid()):
        try:
            done = _decide(request, pk, form if returns else None)
        except Refused as refusal:
            form.add_error(None, as_said(refusal)) if returns else messages.error(request, as_said(refusal))
        else:
            messages.success(request, done)
            return redirect("ranking-detail", pk)
    rows = all_rows(request.actor, ranking)
    context = {
        "ranking": ranking, "form": form, "leagues": [one for one in leagues(rows) if one.ranked], "proposals": proposals(rows),
        "decides": ranking.state == Ranking.State.SUBMITTED, "secret_refused": NOTHING_KEPT if secret else "",
        "objections": ranking.objections.count(),
    }  # fmt: skip
    return render(request, "ranking/decide.html", context)


def _decide(request: HttpRequest, pk: int, form: ReturnForm | None) -> str:
    if form is None:
        approve(pk, by=request.actor, at=clock.now())
        return say("Đã phê duyệt; các đơn vị xem được bảng xếp hạng.")
    return_ranking(pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())
    return say("Đã trả lại Văn phòng.")
