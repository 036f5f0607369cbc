"""How far an engine is with a big annex: reading it, or writing it down. At the end of a reading stands the preview."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accountability.core import clock
from accountability.core.saying import say
from accountability.intake.access import access_work
from accountability.intake.actions import call_off_work
from accountability.intake.models import AnnexWork


@login_required
@require_GET
def annex_work(request: HttpRequest, pk: int, work_pk: int) -> HttpResponse:
    """While it goes on the page asks again: by htmx for the part that changes, else as a whole. Done, it leads on."""
    work = access_work(request.actor, pk, work_pk)
    context = {"work": work, "directive": work.directive, "next": _next_of(work)}
    if not request.GET.get("partial"):
        return render(request, "intake/annex_work.html", context)
    answer = render(request, "intake/_annex_progress.html", context)
    if work.state == AnnexWork.State.DONE and context["next"]:
        answer["HX-Redirect"] = str(context["next"])
    elif not work.goes_on:  # Its buttons are no longer of use.
        answer["HX-Refresh"] = "true"
    return answer


def _next_of(work: AnnexWork) -> str:
    """Where it goes on from here: the preview, or first the meaning of columns that were not recognised; "" for nowhere."""
    annex = work.annex
    if annex is None:
        return ""
    asks = work.verb == AnnexWork.Verb.READ and not annex.layout["is_sure"]
    return reverse("annex-columns" if asks else "annex-detail", args=[work.directive_id, annex.pk])


@login_required
@require_POST
def annex_work_cancel(request: HttpRequest, pk: int, work_pk: int) -> HttpResponse:
    """Call it off."""
    work = access_work(request.actor, pk, work_pk)
    if call_off_work(work, by=request.actor, at=clock.now()):
        messages.success(request, say("Đã hủy. Không có nhiệm vụ nào được ghi."))
    else:
        messages.info(request, say("Việc này đã kết thúc trước đó."))
    return (
        redirect("annex-work", pk, work_pk)
        if work.annex is None
        else redirect("annex-detail", pk, work.annex.pk)
    )
