"""The list of indicators, the page of one, and the indicators of an agency."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
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
from accountability.indicators.access import (
    access_indicator,
    access_indicators,
    access_measured_agency,
    may_on,
    reach,
)
from accountability.indicators.filtering import IndicatorFilter
from accountability.indicators.models import Indicator, IndicatorTarget
from accountability.indicators.reading import (
    LAGS,
    Row,
    group_sums,
    history,
    rows_of_agency,
    table,
    tallies,
    trend,
)

PAGE_SIZE = 25
ROWS = 60
# So many of the assignments that an indicator measures are named on its page.
MEASURED = 10


@login_required
@require_GET
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Chỉ tiêu by program and group, with how agencies stand, and of each group how many are reached."""
    actor, today = request.actor, clock.today()
    seen = access_indicators(actor)
    form = IndicatorFilter(request.GET, seen=seen)
    page = Paginator(form.narrowed(today), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    groups = {(row.program_id, row.group) for row in shown}
    # A group is counted as a whole, also where the page shows a part of it.
    alike = Q(*(Q(program=program, group=group) for program, group in groups), _connector=Q.OR)
    counted = list(form.narrowed(today).filter(alike)) if groups else []
    reaches = {row.pk: reach(actor, row, Permission.VIEW_INDICATOR) for row in counted}
    found = tallies(counted, reaches, today)
    sums = group_sums(counted, found)
    context = {
        "page_obj": page, "form": form, "filtered": form.is_used,
        "rows": [
            {"indicator": row, "tally": found[row.pk], "group": sums.get((row.program_id, row.group), "")}
            for row in shown
        ],
        "keeps": bool(may(actor, Permission.KEEP_INDICATOR)),
    }  # fmt: skip
    return render(request, "indicators/indicator_list.html", context)


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
    told = indicator.goals.select_related("agency", "ended_by").order_by("-start_on", "pk")
    goals = [
        goal
        for goal in told
        if seen.everything or (goal.agency_id in seen if goal.agency_id else _is_asked(goal, rows))
    ]
    context = {
        "indicator": indicator, "page_obj": page, "rows": page.object_list, "total": len(rows), "chosen": chosen,
        "chart": trend(indicator, chosen.agency, today) if chosen else None,
        "history": history(indicator, chosen.agency) if chosen else [],
        "goals": [goal for goal in goals if goal.ended_at is None],
        "former_goals": [goal for goal in goals if goal.ended_at is not None],
        "assignments": _measured(actor, indicator),
        "enters": bool(reach(actor, indicator, Permission.ENTER_READING)),
        "keeps": bool(may(actor, Permission.KEEP_INDICATOR)),
    }  # fmt: skip
    return render(request, "indicators/indicator_detail.html", context)


def _is_asked(goal: IndicatorTarget, rows: list[Row]) -> bool:
    """Whether the goal of a sort is, or was, asked of one of the agencies that the reader sees."""
    return any(row.agency.kind == goal.agency_kind for row in rows)


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
    """What is measured of one agency, and how one of its figures went: the one asked for, else the first that lags."""
    actor, today = request.actor, clock.today()
    agency = access_measured_agency(actor, pk)
    seen = [
        row for row in access_indicators(actor) if may_on(actor, row, agency.pk, Permission.VIEW_INDICATOR)
    ]
    rows = rows_of_agency(seen, agency, today)
    asked = [row for row in rows if str(row.indicator.pk) == request.GET.get("chi-tieu", "")]
    lagging = [row for row in rows if row.standing in LAGS]
    chosen = next(iter([*asked, *lagging, *(row for row in rows if row.reading), *rows]), None)
    context: dict[str, Any] = {
        "agency": agency, "rows": rows, "chosen": chosen,
        "chart": trend(chosen.indicator, agency, today) if chosen else None,
    }  # fmt: skip
    return render(request, "indicators/agency_indicators.html", context)


def day_or(text: str, default: date) -> date:
    """The day of an address, else the default."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default
