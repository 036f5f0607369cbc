"""What the Office does with a ranking: make it, count it again, open the window."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import nth_working_day
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi
from accountability.ranking.access import access_new_ranking, access_ranking
from accountability.ranking.actions import Refused, open_window, recount, start_ranking
from accountability.ranking.forms import PeriodForm, WindowForm
from accountability.ranking.models import Ranking


@login_required
@require_http_methods(["GET", "POST"])
def ranking_new(request: HttpRequest) -> HttpResponse:
    """Lập bảng xếp hạng of a period; a small one is counted at once."""
    access_new_ranking(request.actor)
    form = PeriodForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            made = start_ranking(form.chosen, by=request.actor, at=clock.now())
            _count(request, made)
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            return redirect("ranking-detail", made.pk)
    return render(request, "ranking/ranking_new.html", {"form": form})


def _count(request: HttpRequest, ranking: Ranking) -> None:
    if recount(ranking.pk, by=request.actor, at=clock.now()) is None:
        messages.success(request, say("Đã tính xong bảng xếp hạng {period}.", period=str(ranking).lower()))


@login_required
@require_POST
def ranking_recount(request: HttpRequest, pk: int) -> HttpResponse:
    """Tính lại, until it is frozen."""
    ranking = access_ranking(request.actor, pk, Permission.KEEP_RANKING)
    try:
        _count(request, ranking)
    except Refused as refusal:
        messages.error(request, as_said(refusal))
    return redirect("ranking-detail", pk)


@login_required
@require_http_methods(["GET", "POST"])
def window_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mở thời gian kiến nghị, or make it longer."""
    ranking = access_ranking(request.actor, pk, Permission.KEEP_RANKING)
    today = clock.today()
    until = ranking.window_to_on or nth_working_day(
        today, ranking.version.window_days, calendar_around(today)
    )
    form = WindowForm(request.POST or None, initial={"until": until})
    if request.method == "POST" and form.is_valid():
        try:
            open_window(pk, until=form.cleaned_data["until"], by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error("until", as_said(refusal))
        else:
            day = date_vi(form.cleaned_data["until"])
            messages.success(
                request, say("Đã thông báo cho các đơn vị; nhận kiến nghị đến hết ngày {day}.", day=day)
            )
            return redirect("ranking-detail", pk)
    return render(request, "ranking/window.html", {"form": form, "ranking": ranking})
