"""Phiên họp UBND tỉnh: everybody who reads the calendar reads them, the Office writes them down."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.calendars.access import access_calendar
from accountability.calendars.forms import MeetingForm
from accountability.calendars.meetings import hold_meeting, since_last_meeting, withdraw_meeting
from accountability.calendars.models import Meeting
from accountability.core import clock
from accountability.core.saying import as_said, say

# Two years of monthly meetings.
LISTED = 24


@login_required
@require_http_methods(["GET", "POST"])
def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings, the latest first; the Office adds one."""
    edits = bool(may(request.actor, Permission.EDIT_CALENDAR))
    if request.method == "POST":
        access_calendar(request.actor, Permission.EDIT_CALENDAR)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = hold_meeting(**form.cleaned_data, by=request.actor, at=clock.now())
        except ValueError as refusal:
            form.add_error("on", as_said(refusal))
        else:
            messages.success(request, say("Đã ghi phiên họp ngày {on:%d/%m/%Y}.", on=made.on))
            return redirect("meeting-list")
    since, known = since_last_meeting(clock.today())
    context = {
        "form": form,
        "edits": edits,
        "meetings": Meeting.objects.all()[:LISTED],
        "since": since,
        "known": known,
    }
    return render(request, "calendars/meeting_list.html", context)


@login_required
@require_POST
def meeting_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take off a meeting that was written down by mistake."""
    access_calendar(request.actor, Permission.EDIT_CALENDAR)
    try:
        on = withdraw_meeting(pk, by=request.actor, at=clock.now())
    except Meeting.DoesNotExist:
        raise Http404(say("Không có phiên họp này.")) from None
    messages.success(request, say("Đã bỏ phiên họp ngày {on:%d/%m/%Y}.", on=on))
    return redirect("meeting-list")
