"""Lịch làm việc: a year of it, and the Office's changes, each shown with its effect before it applies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments.access import visible_to
from accountability.assignments.actions.reprojecting import (
    PreviewOutdated,
    Reprojection,
    change_calendar,
    preview_change,
)
from accountability.calendars.access import access_calendar
from accountability.calendars.forms import ChangeForm, ConfirmYearForm, DaysForm, WithdrawForm
from accountability.calendars.models import CalendarDay
from accountability.calendars.presenting import lines_of, months_of
from accountability.calendars.reading import is_decided, load_calendar
from accountability.calendars.rules import FIRST_YEAR, LAST_YEAR
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import number_vi

# A preview lists so many assignments; the figures beside the list count all.
LISTED = 50


@login_required
@require_GET
def calendar_year(request: HttpRequest) -> HttpResponse:
    """One year: its months, days off and make-up days with their documents."""
    access_calendar(request.actor)
    today = clock.today()
    year = _year(request.GET.get("nam"), today.year)
    edits = bool(may(request.actor, Permission.EDIT_CALENDAR))
    lines = lines_of(year)
    context = {
        "year": year, "earlier": year - 1 if year > FIRST_YEAR else None,
        "later": year + 1 if year < LAST_YEAR else None, "lines": lines, "edits": edits,
        "months": months_of(year, load_calendar(year, year), today), "is_decided": is_decided(year),
        "estimated": sum(line.estimated for line in lines),
    }  # fmt: skip
    return render(request, "calendars/calendar_year.html", context)


def _year(text: str | None, default: int) -> int:
    """The year asked for; the present one for anything else than a year of the calendar."""
    if text and text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR:
        return int(text)
    return min(max(default, FIRST_YEAR), LAST_YEAR)


@login_required
@require_http_methods(["GET", "POST"])
def calendar_change(request: HttpRequest) -> HttpResponse:
    """Add days off and make-up days, or correct the row of a day (`?ngay=`)."""
    rows = access_calendar(request.actor, Permission.EDIT_CALENDAR)
    asked = _asked_day(request.GET.get("ngay"))
    row = rows.filter(on=asked).first() if asked else None
    initial: dict[str, Any] = {"on": asked}
    if row:
        initial |= {"kind": row.kind, "title": row.title, "document": "" if row.estimated else row.document}
    form = DaysForm(request.POST or None, initial=initial)
    title = say("Sửa ngày {on:%d/%m/%Y}", on=row.on) if row else say("Thêm ngày nghỉ, ngày làm bù")
    return _propose(request, form, title=title, year=row.on.year if row else clock.today().year)


def _asked_day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


@login_required
@require_http_methods(["GET", "POST"])
def calendar_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a row off: the day returns to the rhythm of the week."""
    row = get_object_or_404(access_calendar(request.actor, Permission.EDIT_CALENDAR), pk=pk)
    form = WithdrawForm(request.POST or None, on=row.on)
    return _propose(
        request, form, title=say("Bỏ ngày {on:%d/%m/%Y} ({row})", on=row.on, row=row.title), year=row.on.year
    )


@login_required
@require_http_methods(["GET", "POST"])
def calendar_confirm(request: HttpRequest, year: int) -> HttpResponse:
    """The estimated days off of a year become decided ones, by one document."""
    access_calendar(request.actor, Permission.EDIT_CALENDAR)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(say("Lịch không có năm này."))
    estimate = {line.on: line.title for line in lines_of(year) if line.estimated}
    if not estimate:
        messages.info(request, say("Lịch nghỉ năm {year} không còn ngày nào là dự kiến.", year=year))
        return redirect(_year_url(year))
    form = ConfirmYearForm(request.POST or None, estimate=estimate)
    title = say("Xác nhận {n} ngày nghỉ dự kiến năm {year}", n=len(estimate), year=year)
    return _propose(request, form, title=title, year=year)


# Form, preview, apply -------------------------------------------------------------------------------------------------


def _year_url(year: int) -> str:
    return f"{reverse('calendar-year')}?nam={year}"


def _propose(request: HttpRequest, form: ChangeForm, *, title: str, year: int) -> HttpResponse:
    """The form; what it would move; the change itself, when that is still what was shown."""
    context = {"form": form, "page_title": title, "back": _year_url(year)}
    if request.method == "POST" and form.is_valid() and "sua" not in request.POST:
        try:
            return _shown_or_applied(request, form, context)
        except ValueError as error:
            form.add_error(None, as_said(error))
    return render(request, "calendars/calendar_form.html", context)


def _shown_or_applied(request: HttpRequest, form: ChangeForm, context: dict[str, Any]) -> HttpResponse:
    change, token = form.change(), request.POST.get("token")
    found = preview_change(change)
    if token and found.total <= MOST_AT_ONCE:
        try:
            done = change_calendar(change, token=token, by=request.actor, at=clock.now())
        except PreviewOutdated as error:
            messages.warning(request, as_said(error))
        else:
            messages.success(
                request,
                say(
                    "Đã ghi lịch làm việc; {total} nhiệm vụ có thời hạn được tính lại.",
                    total=number_vi(done.total),
                ),
            )
            return redirect(_year_url(change.first_on.year))
    return render(request, "calendars/calendar_preview.html", context | _shown(request, found))


# Beyond so many the writing takes more than a moment; so many take a second (measured on two shared cores).
MANY, PER_SECOND = 5_000, 5_000
# A request may take half a minute; what is larger is written by the command `calendar_change`.
MOST_AT_ONCE = 100_000
TOO_MANY = say(
    "Thay đổi này chuyển {total} thời hạn, nhiều hơn mức ghi được trong một lần bấm ({most}). Đề nghị "
    "quản trị hệ thống thực hiện bằng lệnh calendar_change, có báo tiến độ; tất cả được ghi hoặc "
    "không có gì thay đổi."
)


def patience(total: int) -> str:
    """How long applying takes, told before it is done: all of it is one transaction, all or nothing."""
    if total <= MANY:
        return ""
    if total > MOST_AT_ONCE:
        return TOO_MANY.format(total=number_vi(total), most=number_vi(MOST_AT_ONCE))
    return say(
        "Việc ghi {total} thời hạn có thể mất khoảng {value} giây; vui lòng chờ, không bấm lại. Hoặc "
        "tất cả được ghi, hoặc không có gì thay đổi.",
        total=number_vi(total),
        value=number_vi(-(-total // PER_SECOND)),
    )


def _shown(request: HttpRequest, found: Reprojection) -> dict[str, Any]:
    """The effect in figures, and the first assignments among those that the reader may see."""
    seen = visible_to(request.actor).filter(pk__in=[one.pk for one in found.moved])
    rows = {row.pk: row for row in seen.select_related("directive", "lead_agency", "lead_position")}
    listed = [{"row": rows[one.pk], "moved": one} for one in found.moved if one.pk in rows][:LISTED]
    before = CalendarDay.objects.in_bulk([day.on for day in found.change.days], field_name="on")
    return {
        "found": found,
        "days": [{"day": day, "before": before.get(day.on)} for day in found.change.days],
        "listed": listed,
        "total": found.total,
        "patience": patience(found.total),
        "too_many": found.total > MOST_AT_ONCE,
        "token": found.token,
    }
