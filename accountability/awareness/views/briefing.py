"""Ghi nhận quán triệt."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.agencies.models import Agency
from accountability.awareness import actions
from accountability.awareness.access import access_awareness
from accountability.awareness.models import Briefing
from accountability.awareness.views.forms import BriefingForm
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, through
from accountability.files.actions import keep
from accountability.files.models import StoredFile


@login_required
@require_http_methods(["GET", "POST"])
def briefing_record(request: HttpRequest, pk: int) -> HttpResponse:
    """The agency writes down its meeting, with evidence; an earlier record stays."""
    actor, at = request.actor, clock.now()
    directive, within = access_awareness(actor, pk, Permission.RECORD_BRIEFING, through)
    agencies = list(Agency.objects.filter(pk__in=within.agencies).order_by("rank", "pk"))
    if not agencies:
        raise PermissionDenied(say("Chỉ cơ quan nhận văn bản ghi nhận quán triệt của mình."))
    options: dict[str, Any] = {"agencies": agencies, "directive": directive, "today": clock.today()}
    earlier = Briefing.objects.filter(directive=directive, agency__in=agencies).select_related("agency")
    context: dict[str, Any] = {"directive": directive, "agencies": agencies, "earlier": earlier}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": BriefingForm(**options), "secret_refused": NOTHING_KEPT}
        return render(request, "awareness/briefing_form.html", context)
    form = BriefingForm(request.POST or None, request.FILES or None, **options)
    if request.method == "POST" and form.is_valid():
        try:
            made = _record(directive, form, by=actor, at=at)
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(
                request,
                say(
                    "Đã ghi nhận quán triệt: {present}/{convened} người có mặt, {share} % đã được phổ biến.",
                    present=made.present,
                    convened=made.convened,
                    share=made.share,
                ),
            )
            return redirect("directive-detail", pk)
    if form.is_bound and request.FILES:
        form.add_error(None, say("Các tệp đã chọn chưa được lưu; vui lòng chọn lại tệp rồi gửi."))
    return render(request, "awareness/briefing_form.html", context | {"form": form})


def _record(directive: Directive, form: BriefingForm, *, by: Actor, at: datetime) -> Briefing:
    """The record and its files in one transaction; a refusal leaves nothing on the disk either."""
    kept: list[StoredFile] = []
    try:
        with transaction.atomic():
            for upload in form.cleaned_data["files"] or []:
                kept.append(keep(upload, by=by, at=at))
            agency = form.cleaned_data["agency"]
            return actions.record_briefing(directive, agency, form.spec(), files=kept, by=by, at=at)
    except BaseException:
        for file in kept:
            file.content.storage.delete(str(file.content.name))
        raise
