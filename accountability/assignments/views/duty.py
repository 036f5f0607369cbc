"""Việc chung của nhóm: the page of one duty that many have, with the laggards first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.permissions import Permission
from accountability.assignments.access import access_assignment, may_on, visible_to
from accountability.assignments.badges import BUCKET_TONES, Badge, state_badge, timing_badge
from accountability.assignments.duties import (
    RollUp,
    laggards_first,
    last_readings,
    of_family,
    periods_of,
    roll_up,
)
from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.assignments.reading import timer
from accountability.assignments.rules import Bucket, State, Timing
from accountability.core import clock
from accountability.core.saying import say
from accountability.core.text import number_vi

PAGE_SIZE = 50


@dataclass
class Row:
    """One assignment of the group."""

    assignment: Assignment
    timing: Timing
    readings: list[str]

    @property
    def state_badge(self) -> Badge:
        """The state in words and looks."""
        return state_badge(self.assignment.state)

    @property
    def timing_badge(self) -> Badge:
        """How it stands to its deadline."""
        return timing_badge(self.timing, self.assignment.state)


@login_required
@require_GET
def duty_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the group is: x/460 chưa xong, by state, by figure, and who lags."""
    first = access_assignment(request.actor, pk, Permission.VIEW)
    if not first.duty_key or first.state == State.DRAFT:
        raise Http404(say("Nhiệm vụ này không thuộc việc chung của nhóm nào."))
    at = clock.now()
    seen = visible_to(request.actor).exclude(state=State.DRAFT)
    duty = seen.filter(directive_id=first.directive_id, duty_key=first.duty_key)
    periods = periods_of(duty)
    period = _asked_period(request.GET.get("ky", ""), periods)
    rows = duty.filter(period_start=period) if period else duty
    asked = request.GET.get("nhom", "")
    wanted = next((bucket for bucket in Bucket if bucket.value == asked), None)
    ordered = laggards_first(rows, at)
    if wanted is not None:
        ordered = ordered.filter(bucket=wanted.value)
    page = Paginator(ordered.select_related("lead_agency", "lead_position"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    summary = roll_up(rows, at)
    context = {
        "first": first, "summary": summary, "page_obj": page, "rows": _rows(list(page), at),
        "buckets": _buckets(summary, pk, period), "states": [(state_badge(state), count) for state, count in summary.states],
        "periods": periods, "period": period, "wanted": wanted.label if wanted is not None else "",
        "elsewhere": _elsewhere(seen, first), "title": first.series.title if first.series else first.title,
        "may_replicate": bool(may_on(request.actor, first, Permission.SPLIT_DIRECTIVE)),
    }  # fmt: skip
    return render(request, "assignments/duty_detail.html", context)


def _asked_period(asked: str, periods: list[tuple[date, date]]) -> date | None:
    """The period of the address, else the newest; None for a duty without periods."""
    starts = [start for start, _ in periods]
    return next((start for start in starts if start.isoformat() == asked), starts[0] if starts else None)


def _rows(shown: list[Assignment], at: Any) -> list[Row]:
    of = timer(at)
    last = last_readings(Assignment.objects.filter(pk__in=[row.pk for row in shown]))
    targets = Assignment.objects.filter(pk__in=[row.pk for row in shown]).prefetch_related("targets")
    words = {
        row.pk: [_reading(target.value, last.get(target.pk), target.unit) for target in row.targets.all()]
        for row in targets
    }
    return [Row(row, of(row), words[row.pk]) for row in shown]


def _reading(wanted: Decimal, reported: Decimal | None, unit: str) -> str:
    said = say("chưa có số liệu") if reported is None else number_vi(reported)
    return say("{said} / {wanted} {unit}", said=said, wanted=number_vi(wanted), unit=unit)


def _buckets(summary: RollUp, pk: int, period: date | None) -> list[dict[str, Any]]:
    more = f"&ky={period.isoformat()}" if period else ""
    return [
        {
            "label": bucket.label, "count": summary.buckets[bucket.value], "tone": BUCKET_TONES[bucket],
            "url": f"?nhom={bucket.value}{more}#don-vi",
        }
        for bucket in Bucket
    ]  # fmt: skip


def _elsewhere(seen: AssignmentQuerySet, first: Assignment) -> list[dict[str, Any]]:
    """The same duty in other documents: where it was tried first, and where it was replicated."""
    others = of_family(seen, first.duty_key).exclude(directive_id=first.directive_id).order_by()
    counted = list(others.values("directive_id").annotate(number=Count("pk"), one=Max("pk")))
    rows = Assignment.objects.select_related("directive").in_bulk([row["one"] for row in counted])
    return [{"row": rows[row["one"]], "number": row["number"]} for row in counted]
