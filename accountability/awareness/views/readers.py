"""Chỉ định người phải đọc."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.permissions import Permission
from accountability.agencies.models import Agency
from accountability.awareness import actions
from accountability.awareness.access import access_awareness
from accountability.awareness.views.forms import ReadersForm
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.views.doors import REFUSALS, through

# Of so many agencies the positions are listed one by one; of more they are named by role.
LISTED_AGENCIES = 40


@login_required
@require_http_methods(["GET", "POST"])
def readers_name(request: HttpRequest, pk: int) -> HttpResponse:
    """The Office names for all agencies, a head for his own; who has been asked already is not asked twice."""
    actor = request.actor
    directive, within = access_awareness(actor, pk, Permission.NAME_READERS, through)
    received = Agency.objects.filter(receipts__directive=directive).order_by("rank", "pk")
    agencies = list(received if within.everything else received.filter(pk__in=within.agencies))
    form = ReadersForm(
        request.POST or None, agencies=agencies, by_role=within.everything, today=clock.today()
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.name_readers(directive, form.chosen(), by=actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            _say(request, len(made), len(form.chosen()))
            return redirect("awareness-detail", pk)
    context: dict[str, Any] = {
        "directive": directive, "form": form, "agencies": agencies,
        "lists_positions": len(agencies) <= LISTED_AGENCIES or not within.everything,
    }  # fmt: skip
    return render(request, "awareness/readers_form.html", context)


def _say(request: HttpRequest, made: int, chosen: int) -> None:
    before = chosen - made
    also = say(" {before} người đã có trong danh sách từ trước.", before=before) if before else ""
    messages.success(
        request,
        say(
            "Đã chỉ định {made} người phải đọc; họ được báo trên hệ thống và qua thư.{also}",
            made=made,
            also=also,
        ),
    )
