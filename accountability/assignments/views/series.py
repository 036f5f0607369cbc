"""Nhiệm vụ định kỳ: the recurring duties with their next occurrence; the Office changes what is to come, or ends one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.permissions import Permission
from accountability.assignments import actions
from accountability.assignments.access import access_series, series_visible_to, visible_to
from accountability.assignments.forms.series import SeriesEndForm, SeriesFilter, SeriesForm
from accountability.assignments.models import Assignment, Series
from accountability.assignments.recurring import Occurrence, following, last_given
from accountability.assignments.rules import State
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives import access as directives_access
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT

PAGE_SIZE = 30


@dataclass
class Line:
    """One recurring duty: of one lead, or of a group."""

    series: Series
    leads: int
    ended: int
    last: Assignment | None
    next: Occurrence | None
    may_change: bool

    @property
    def next_name(self) -> str:
        """The next period in words."""
        return self.series.period_name(self.next.start_on, self.next.end_on) if self.next else ""


@login_required
@require_GET
def series_list(request: HttpRequest) -> HttpResponse:
    """The recurring duties that one may see, those that open next first."""
    form = SeriesFilter(request.GET)
    wanted = form.cleaned_data["trang_thai"] if form.is_valid() else "tat-ca"
    visible = series_visible_to(request.actor)
    page = Paginator(_duties(visible, wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "rows": _lines(request, list(page)), "wanted": wanted}
    return render(request, "assignments/series_list.html", context)


def _duties(visible: QuerySet[Series], wanted: str) -> QuerySet[Any]:
    """One row per duty of a group, or per series: its first series, how many leads, how many have ended."""
    alone = Case(When(duty_key="", then=F("pk")), default=Value(0))
    rows = (
        visible.order_by()
        .annotate(alone=alone)
        .values("directive_id", "duty_key", "alone")
        .annotate(
            first=Min("pk", filter=Q(ended_at=None)), any=Min("pk"), leads=Count("pk"),
            ended=Count("pk", filter=Q(ended_at__isnull=False)), opens=Min("next_opens_on"),
        )
    )  # fmt: skip
    if wanted == "":
        rows = rows.filter(first__isnull=False)
    elif wanted == "xong":
        rows = rows.filter(first=None)
    return rows.order_by(F("opens").asc(nulls_last=True), "any")


def _lines(request: HttpRequest, duties: list[dict[str, Any]]) -> list[Line]:
    keys = [row["first"] or row["any"] for row in duties]
    series = Series.objects.select_related("directive__program").in_bulk(keys)
    last = {row.series_id: row for row in last_given(keys)}
    seen = set(
        visible_to(request.actor)
        .filter(pk__in=[row.pk for row in last.values()])
        .values_list("pk", flat=True)
    )
    return [
        Line(
            series[key], duty["leads"], duty["ended"], last[key] if last[key].pk in seen else None,
            following(series[key], last[key].period_start),
            bool(directives_access.may_on(request.actor, series[key].directive, Permission.APPROVE_DIRECTIVE))
            and series[key].ended_at is None,
        )
        for key, duty in zip(keys, duties, strict=True)
    ]  # fmt: skip


def _others(series: Series) -> int:
    """How many further series of the same duty have not ended."""
    if not series.duty_key:
        return 0
    same = Series.objects.filter(directive_id=series.directive_id, duty_key=series.duty_key, ended_at=None)
    return same.exclude(pk=series.pk).count()


@login_required
@require_http_methods(["GET", "POST"])
def series_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the occurrences to come are called and when they are due."""
    series = access_series(request.actor, pk, Permission.APPROVE_DIRECTIVE)
    others = _others(series)
    if request.method == "POST" and holds_secret(request):
        return _page(request, series, SeriesForm(None, series=series, others=others), "edit", secret=True)
    form = SeriesForm(request.POST or None, series=series, others=others)
    if request.method == "POST" and form.is_valid():
        try:
            rows = actions.edit_series(pk, form.spec(), whole=form.is_whole, by=request.actor, at=clock.now())
        except actions.Refused as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(request, say("Đã sửa {n} chuỗi; các kỳ đã mở giữ nguyên.", n=len(rows)))
            return redirect("series-list")
    return _page(request, series, form, "edit")


@login_required
@require_http_methods(["GET", "POST"])
def series_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Kết thúc chuỗi, with a reason."""
    series = access_series(request.actor, pk, Permission.APPROVE_DIRECTIVE)
    others, at = _others(series), clock.now()
    if request.method == "POST" and holds_secret(request):
        blank = SeriesEndForm(None, series=series, others=others, today=at.date())
        return _page(request, series, blank, "end", secret=True)
    form = SeriesEndForm(request.POST or None, series=series, others=others, today=at.date())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            rows = actions.end_series(
                pk, reason=given["reason"], last_on=given["last_on"], whole=form.is_whole, by=request.actor, at=at
            )  # fmt: skip
        except actions.Refused as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(
                request, say("Đã kết thúc {n} chuỗi; các kỳ đã mở vẫn được theo dõi.", n=len(rows))
            )
            return redirect("series-list")
    return _page(request, series, form, "end")


def _page(
    request: HttpRequest, series: Series, form: forms.Form, name: str, *, secret: bool = False
) -> HttpResponse:
    """The form with the occurrence that comes next, as it stands now."""
    given = Assignment.objects.filter(series=series).exclude(state=State.DRAFT)
    last = given.aggregate(last=Max("period_start"))["last"]
    coming = following(series, last)
    context = {
        "series": series, "form": form, "next": coming,
        "next_title": series.title_of(coming.start_on, coming.end_on) if coming else "",
        "open_count": given.open().count(), "secret_refused": NOTHING_KEPT if secret else "",
    }  # fmt: skip
    return render(request, f"assignments/series_{name}.html", context)
