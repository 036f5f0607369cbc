"""Nhập số liệu: a period's figures in a grid of the agencies that one enters for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accountability.access.permissions import Permission
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.spelling import one_line
from accountability.core.zone import local
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.indicators.access import access_indicator, reach
from accountability.indicators.actions import Asked, Refused, current_by_agency, record_readings
from accountability.indicators.forms import Grid, SourceForm
from accountability.indicators.models import Indicator
from accountability.indicators.reading import current_period, participants
from accountability.indicators.rules import Span, period_of, periods_until
from accountability.indicators.views.pages import day_or

# Rows of one page of the grid: more would be more fields than a form may send; a table is pasted instead.
AT_ONCE = 60
# So many periods are offered, today's first.
OFFERED = 12


def chosen_period(request: HttpRequest, indicator: Indicator) -> Span:
    """The period that holds the day of `?ky=`; today's by default, and for a day before the first or after today."""
    today = clock.today()
    last = min(today, indicator.ended_on or today)
    day = day_or(request.GET.get("ky", ""), last)
    if not indicator.starts_on <= day <= last:
        return current_period(indicator, today)
    return period_of(indicator.rhythm, day, indicator.starts_on)


def offered_periods(indicator: Indicator) -> list[Span]:
    """Today's period, or the last one of an indicator that has ended, and those before it."""
    last = current_period(indicator, clock.today()).start_on
    return periods_until(indicator.rhythm, max(last, indicator.starts_on), indicator.starts_on, OFFERED)


@login_required
@require_http_methods(["GET", "POST"])
def figures_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was typed is taken, or nothing; a doubtful figure is asked about and must be confirmed with a word."""
    actor, at = request.actor, clock.now()
    indicator = access_indicator(actor, pk, Permission.ENTER_READING)
    period = chosen_period(request, indicator)
    seen = reach(actor, indicator, Permission.ENTER_READING)
    agencies = participants(indicator, clock.today()).filter(seen.within("pk"))
    page = Paginator(agencies, AT_ONCE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    there = current_by_agency(indicator, [agency.pk for agency in shown], period)
    context: dict[str, Any] = {
        "indicator": indicator, "period": period, "periods": offered_periods(indicator), "page_obj": page,
    }  # fmt: skip
    if request.method == "POST" and holds_secret(request):
        context |= {
            "form": SourceForm(),
            "grid": Grid(indicator, shown, there, None),
            "secret_refused": NOTHING_KEPT,
        }
        return render(request, "indicators/figures_enter.html", context)
    posted = request.POST if request.method == "POST" else None
    form = SourceForm(posted, initial={"data_on": min(period.end_on, local(at).date())})
    grid = Grid(indicator, shown, there, posted)
    if posted is not None and form.is_valid():
        entries = grid.entries(
            data_on=form.cleaned_data["data_on"], source=one_line(form.cleaned_data["source"])
        )
        if grid.problems:
            form.add_error(None, say("{n} dòng chưa đúng; chưa ghi gì.", n=grid.problems))
        elif not entries:
            form.add_error(None, say("Chưa có số liệu nào thay đổi."))
        else:
            try:
                made = record_readings(pk, entries, period=period, by=actor, at=at)
            except Asked as asked:
                grid.ask(asked.found)
                form.add_error(None, as_said(asked))
            except Refused as refusal:
                form.add_error(None, as_said(refusal))
            else:
                messages.success(
                    request, say("Đã ghi {n} số liệu kỳ {label}.", n=len(made), label=period.label)
                )
                return redirect(reverse("indicator-detail", args=[pk]))
    return render(request, "indicators/figures_enter.html", context | {"form": form, "grid": grid})
