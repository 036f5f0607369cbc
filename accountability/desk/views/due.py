"""Lịch đến hạn: what one may see by its deadline, as a month, a week, an agenda or one day."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.assignments.access import visible_to
from accountability.calendars.reading import load_calendar
from accountability.core import clock
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.desk.forms import DueFilter
from accountability.desk.reading.due import Entry, OfOneDay, fill, sources
from accountability.desk.rules.due import SHOWN, Span, View, clipped, days_of, span_of, weeks

PAGE_SIZE = 50
_TABS = ((View.MONTH, say("Tháng")), (View.WEEK, say("Tuần")), (View.AGENDA, say("Danh sách")))


@login_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The deadlines of what is open: assignments, milestones, parts of others; `?xem=` says how, `?ngay=` around which day, program and agency narrow them."""
    at = clock.now()
    today = local(at).date()
    view = _view(request.GET.get("xem", ""))
    on = clipped(_day(request.GET.get("ngay", "")) or today)
    visible = visible_to(request.actor)
    form = DueFilter(request.GET, visible=visible)
    found = sources(form.narrowed(visible), form.of_program(visible), agency=form.chosen_agency)
    span = span_of(view, on)
    kept = {name: value for name in form.fields if (value := request.GET.get(name))}
    context: dict[str, Any] = {
        "view": view.value, "on": on, "today": today, "form": form, "title": _title(view, on, span),
        "links": _links(view, on, span, today, kept), "tabs": _tabs(view, on, kept), "kept": urlencode(kept),
    }  # fmt: skip
    cal = load_calendar(span.first.year, span.last.year)
    days = days_of(span, on, today, cal, of_month=view in (View.AUTO, View.MONTH))
    if view == View.DAY:
        page: Page[Entry] = Paginator(OfOneDay(found, on, at), PAGE_SIZE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
        context |= {"day": days[0], "page_obj": page, "entries": page.object_list}
    else:
        fill(days, found, at, shown=SHOWN[view])
        context |= {
            "weeks": weeks(days) if view != View.AGENDA else [],
            "agenda": [day for day in days if day.count and not day.is_outside],
            "count": sum(day.count for day in days if not day.is_outside),
        }  # fmt: skip
    return render(request, "desk/due.html", context)


def _view(text: str) -> View:
    return next((view for view in View if view.value == text), View.AUTO)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _title(view: View, on: date, span: Span) -> str:
    if view == View.DAY:
        return say("Đến hạn ngày {on}", on=date_vi(on))
    if view == View.WEEK:
        return say("Tuần {first} – {last}", first=date_vi(span.first), last=date_vi(span.last))
    return say("Tháng {month}/{year}", month=on.month, year=on.year)


def _links(view: View, on: date, span: Span, today: date, kept: dict[str, Any]) -> dict[str, str]:
    """Where back, forward and today lead, with the filters; empty where the calendar ends."""

    def address(day: date | None) -> str:
        return _address(view, day, kept) if day else ""

    return {"back": address(span.back), "forward": address(span.forward), "today": address(today)}


def _tabs(view: View, on: date, kept: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"title": title, "url": _address(tab, on, kept), "current": view == tab or (view, tab) == (View.AUTO, View.MONTH)}
        for tab, title in _TABS
    ]  # fmt: skip


def _address(view: View, on: date, kept: dict[str, Any]) -> str:
    asked = {"xem": view.value} if view else {}
    return f"?{urlencode({**asked, 'ngay': on.isoformat(), **kept})}"
