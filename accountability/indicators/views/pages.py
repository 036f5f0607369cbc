"""The list of indicators, the page of one, and the indicators of an agency."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.agencies.models import Agency
from accountability.assignments import access as assignments_access
from accountability.assignments.models import Assignment, Target
from accountability.core import clock
from accountability.directives.models import Program
from accountability.indicators.access import (
    access_indicator,
    access_indicators,
    access_measured_agency,
    may_on,
    reach,
)
from accountability.indicators.models import Indicator
from accountability.indicators.reading import Row, history, rows_of_agency, table, tallies, trend

PAGE_SIZE = 25
ROWS = 60
# So many of the assignments that an indicator measures are named on its page.
MEASURED = 10


@login_required
@require_GET
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Chỉ tiêu by program and group, with how agencies stand."""
    actor, today = request.actor, clock.today()
    seen = access_indicators(actor)
    programs = Program.objects.filter(pk__in=seen.exclude(program=None).order_by().values("program"))
    chosen = request.GET.get("chuong-trinh", "")
    page = Paginator(_filtered(seen, chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    reaches = {row.pk: reach(actor, row, Permission.VIEW_INDICATOR) for row in shown}
    found = tallies(shown, reaches, today)
    context = {
        "page_obj": page, "programs": list(programs.order_by("code")), "chosen": chosen,
        "rows": [{"indicator": row, "tally": found[row.pk]} for row in shown],
        "keeps": bool(may(actor, Permission.KEEP_INDICATOR)),
    }  # fmt: skip
    return render(request, "indicators/indicator_list.html", context)


def _filtered(rows: QuerySet[Indicator], program: str) -> QuerySet[Indicator]:
    return rows.filter(program__code=program) if program else rows


@login_required
@require_GET
def indicator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, agencies with how they stand, the trend and history of one of them, what was asked for."""
    actor, today = request.actor, clock.today()
    indicator = access_indicator(actor, pk, Permission.VIEW_INDICATOR)
    seen = reach(actor, indicator, Permission.VIEW_INDICATOR)
    rows = table(indicator, seen, today)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    chosen = _chosen(rows, request.GET.get("co-quan", ""))
    goals = [
        goal
        for goal in indicator.goals.select_related("agency").order_by("-start_on", "pk")
        if seen.everything
        or (goal.agency_id in seen if goal.agency_id else any(row.goal == goal for row in rows))
    ]
    context = {
        "indicator": indicator, "page_obj": page, "rows": page.object_list, "total": len(rows), "chosen": chosen,
        "chart": trend(indicator, chosen.agency, today) if chosen else None,
        "history": history(indicator, chosen.agency) if chosen else [], "goals": goals,
        "assignments": _measured(actor, indicator),
        "enters": bool(reach(actor, indicator, Permission.ENTER_READING)),
        "keeps": bool(may(actor, Permission.KEEP_INDICATOR)),
    }  # fmt: skip
    return render(request, "indicators/indicator_detail.html", context)


def _chosen(rows: list[Row], asked: str) -> Row | None:
    """The agency that was asked for, else the province itself, else the first that has a figure."""
    by_key = {str(row.agency.pk): row for row in rows}
    if asked in by_key:
        return by_key[asked]
    province = [row for row in rows if row.agency.kind == Agency.Kind.PROVINCE]
    told = [row for row in rows if row.reading is not None]
    return next(iter([*province, *told, *rows]), None)


def _measured(actor: Actor, indicator: Indicator) -> list[Assignment]:
    """The assignments that the indicator measures and that the actor may see."""
    targets = Target.objects.filter(measured_by=indicator.code).values("assignment")
    rows = assignments_access.visible_to(actor).filter(pk__in=targets)
    return list(
        rows.select_related("lead_agency", "lead_position").order_by("lead_agency__rank", "pk")[:MEASURED]
    )


@login_required
@require_GET
def agency_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """What is measured of one agency."""
    actor, today = request.actor, clock.today()
    agency = access_measured_agency(actor, pk)
    seen = [
        row for row in access_indicators(actor) if may_on(actor, row, agency.pk, Permission.VIEW_INDICATOR)
    ]
    context: dict[str, Any] = {"agency": agency, "rows": rows_of_agency(seen, agency, today)}
    return render(request, "indicators/agency_indicators.html", context)


def day_or(text: str, default: date) -> date:
    """The day of an address, else the default."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default
