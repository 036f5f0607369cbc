"""The demo clock in the page header."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import moment_vi
from config import jobs


class MoveForm(forms.Form):
    """Either a number of days, or the day to go to."""

    days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=jobs.LONGEST_MOVE.days,
        error_messages={
            "invalid": say("Số ngày không hợp lệ."),
            "min_value": say("Đồng hồ trình diễn chỉ tiến."),
            "max_value": say("Mỗi lần chỉ chuyển được tối đa {days} ngày.", days=jobs.LONGEST_MOVE.days),
        },
    )
    to_on = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": say("Ngày không hợp lệ, viết như 16/11/2022.")},
    )

    def goal(self, now: datetime) -> datetime:
        """08:00 of the day asked for. Raises ValueError in Vietnamese."""
        if not self.is_valid():
            raise ValueError(" ".join(str(message) for errors in self.errors.values() for message in errors))
        days, to_on = self.cleaned_data["days"], self.cleaned_data["to_on"]
        if not days and not to_on:
            raise ValueError(say("Vui lòng chọn số ngày hoặc ngày cần chuyển đến."))
        on = to_on or now.date() + timedelta(days=days)
        return datetime.combine(on, jobs.MORNING, tzinfo=clock.LOCAL)


@login_required
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Move the demo clock forward and do the work of the days passed. There is no such page outside demo mode."""
    if not settings.DEMO:
        raise Http404(say("Chỉ có ở chế độ trình diễn."))
    try:
        now = jobs.advance_demo_clock(MoveForm(request.POST).goal(clock.now()), request.actor)
    except ValueError as refusal:
        messages.error(request, as_said(refusal))
    else:
        messages.success(request, say("Đồng hồ trình diễn: {now}.", now=moment_vi(now)))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page from which the clock was moved."""
    came_from = request.META.get("HTTP_REFERER", "")
    known = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return came_from if known else "/"
