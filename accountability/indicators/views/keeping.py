"""What the Office keeps of indicators: new ones, what is asked for, which assignments they measure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.permissions import Permission
from accountability.assignments import access as assignments_access
from accountability.assignments.models import Target
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret, selectable_agencies
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.indicators.access import access_indicator, access_new_indicator
from accountability.indicators.actions import Refused, define_indicator, set_goal
from accountability.indicators.forms import GoalForm, IndicatorForm
from accountability.indicators.measuring import measurable, measure
from accountability.indicators.models import Indicator

# So many targets of assignments are offered at once.
OFFERED = 100


@login_required
@require_http_methods(["GET", "POST"])
def indicator_new(request: HttpRequest) -> HttpResponse:
    """Lập chỉ tiêu."""
    access_new_indicator(request.actor)
    agencies = selectable_agencies(clock.today())
    if request.method == "POST" and holds_secret(request):
        context = {"form": IndicatorForm(agencies=agencies), "secret_refused": NOTHING_KEPT}
        return render(request, "indicators/indicator_new.html", context)
    initial = {"starts_on": clock.today().replace(month=1, day=1)}
    form = IndicatorForm(request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = define_indicator(form.spec(), by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã lập chỉ tiêu; nay giao mức cho các cơ quan."))
            return redirect("goal-new", made.pk)
    return render(request, "indicators/indicator_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def goal_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Giao mức for a period."""
    indicator = access_indicator(request.actor, pk, Permission.KEEP_INDICATOR)
    agencies = selectable_agencies(clock.today())
    context: dict[str, Any] = {"indicator": indicator}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": GoalForm(agencies=agencies), "secret_refused": NOTHING_KEPT}
        return render(request, "indicators/goal_new.html", context)
    form = GoalForm(request.POST or None, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        try:
            made = set_goal(pk, by=request.actor, at=clock.now(), **form.given())
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã giao mức cho {whose}.", whose=made.whose))
            return redirect("indicator-detail", pk)
    return render(request, "indicators/goal_new.html", context | {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def indicator_measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Gắn nhiệm vụ: from then on the figures of these targets come from the indicator."""
    indicator = access_indicator(request.actor, pk, Permission.KEEP_INDICATOR)
    if request.method == "POST":
        chosen = {int(key) for key in request.POST.getlist("target") if key.isascii() and key.isdecimal()}
        allowed = {row.pk for row in _offered(request, indicator)}
        try:
            rows = measure(pk, chosen & allowed, by=request.actor, at=clock.now())
        except Refused as refusal:
            messages.error(request, as_said(refusal))
        else:
            messages.success(request, say("Đã gắn {n} nhiệm vụ với chỉ tiêu.", n=len(rows)))
            return redirect("indicator-detail", pk)
    found = _offered(request, indicator)
    context = {"indicator": indicator, "rows": found[:OFFERED], "total": len(found), "shown": OFFERED}
    return render(request, "indicators/indicator_measure.html", context)


def _offered(request: HttpRequest, indicator: Indicator) -> list[Target]:
    """Of the targets that could be measured, those of assignments that the actor may see."""
    rows = measurable(indicator)
    seen = set(
        assignments_access.visible_to(request.actor)
        .filter(pk__in={row.assignment_id for row in rows})
        .values_list("pk", flat=True)
    )
    return [row for row in rows if row.assignment_id in seen]
