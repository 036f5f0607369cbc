"""Loại báo cáo: which reports are owed; the Office sets them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.reports.access import access_reports, programs_to_read
from accountability.reports.cycle_access import access_kind, check_keeps_kinds, keeps_kinds, kinds_to_read
from accountability.reports.cycle_actions import Refused
from accountability.reports.cycle_forms import KindForm, RhythmForm, TermsForm
from accountability.reports.kind_actions import add_kind, change_kind, change_rhythm, end_kind
from accountability.reports.models import ReportKind


@login_required
@require_GET
def kind_list(request: HttpRequest) -> HttpResponse:
    """The kinds of the programs that the reader reports on, with the period that runs now."""
    access_reports(request.actor)
    today = clock.today()
    rows = (
        kinds_to_read(request.actor)
        .select_related("program__standing_agency", "addressee")
        .order_by("ended_on", "program__code", "pk")
    )
    kinds = [(row, row.period_of(max(today, row.starts_on))) for row in rows]
    return render(
        request,
        "reports/kind_list.html",
        {"kinds": kinds, "keeps_kinds": keeps_kinds(request.actor), "today": today},
    )


@login_required
@require_http_methods(["GET", "POST"])
def kind_new(request: HttpRequest) -> HttpResponse:
    """Đặt loại báo cáo."""
    check_keeps_kinds(request.actor)
    programs = programs_to_read(request.actor)
    initial = {"starts_on": clock.today()}
    form: Any = KindForm(request.POST or None, programs=programs, initial=initial)
    if request.method == "POST" and holds_secret(request):
        context = {"form": KindForm(programs=programs, initial=initial), "secret_refused": NOTHING_KEPT}
        return render(request, "reports/kind_form.html", context)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            add_kind(
                given["program"], form.terms(), rhythm=given["rhythm"], window=given["window"],
                starts_on=given["starts_on"], by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã đặt loại báo cáo; kỳ nào kết thúc sẽ tự được chốt số liệu."))
            return redirect("kind-list")
    return render(request, "reports/kind_form.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def kind_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa what can be changed of a kind that runs."""
    kind = access_kind(request.actor, pk)
    initial = _terms_of(kind)
    form = TermsForm(request.POST or None, initial=initial)
    if request.method == "POST" and holds_secret(request):
        context = {"form": TermsForm(initial=initial), "kind": kind, "secret_refused": NOTHING_KEPT}
        return render(request, "reports/kind_form.html", context)
    if request.method == "POST" and form.is_valid():
        try:
            change_kind(pk, form.terms(), by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã sửa loại báo cáo."))
            return redirect("kind-list")
    return render(request, "reports/kind_form.html", {"form": form, "kind": kind})


def _terms_of(kind: ReportKind) -> dict[str, Any]:
    return {
        "title": kind.title, "due_days": kind.due_days, "field": kind.field, "addressee": kind.addressee_id,
    }  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def kind_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Đổi nhịp, kỳ số liệu: one kind ends with the period that runs, another begins the day after."""
    kind = access_kind(request.actor, pk)
    initial = {**_terms_of(kind), "rhythm": kind.rhythm, "window": kind.window}
    form = RhythmForm(request.POST or None, initial=initial)
    running = kind.period_of(max(clock.today(), kind.starts_on))
    context: dict[str, Any] = {"form": form, "kind": kind, "running": running}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": RhythmForm(initial=initial), "secret_refused": NOTHING_KEPT}
    elif request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            last, first = change_rhythm(
                pk, form.terms(), rhythm=given["rhythm"], window=given["window"], by=request.actor, at=clock.now()
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            told = say("Kỳ cuối theo nhịp cũ: {last}. Kỳ đầu theo nhịp mới: {first}.", last=last.label, first=first.label)  # fmt: skip
            messages.success(request, told)
            return redirect("kind-list")
    return render(request, "reports/kind_form.html", context)


@login_required
@require_POST
def kind_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Thôi lập."""
    kind = access_kind(request.actor, pk)
    try:
        end_kind(kind.pk, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, as_said(refusal))
    else:
        messages.success(request, say("Đã thôi lập {title}; các kỳ đã chốt vẫn còn.", title=kind.title))
    return redirect("kind-list")
