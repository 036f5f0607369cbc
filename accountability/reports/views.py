"""Screens: the reports that were made, the button that makes one, its file."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountability.assignments.access import visible_to
from accountability.core import clock
from accountability.core.saying import say
from accountability.files.rules import FileRefused
from accountability.files.serving import serve
from accountability.reports.access import access_report, access_reports, programs_to_report
from accountability.reports.actions import keep_report
from accountability.reports.forms import MakeForm, period_title
from accountability.reports.making import TEMPLATE, figures_for
from accountability.reports.models import PeriodicReport
from accountability.reports.pdf import PdfError, render_pdf

PAGE_SIZE = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports made, newest period first, and the form that makes one."""
    reports = access_reports(request.actor)
    programs = programs_to_report(request.actor)
    if request.method == "POST" and not programs:
        raise PermissionDenied(say("Chỉ Văn phòng và cơ quan thường trực của chương trình được lập báo cáo."))
    form = MakeForm(request.POST or None, programs=programs, today=clock.today()) if programs else None
    if request.method == "POST" and form is not None and form.is_valid():
        made = _make(request, form)
        if made is not None:
            messages.success(
                request,
                say("Đã lập báo cáo {program}, {pages} trang.", program=made.program, pages=made.pages),
            )
            return redirect("report-list")
    page = Paginator(reports, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "reports/report_list.html", {"form": form, "page_obj": page})


def _make(request: HttpRequest, form: MakeForm) -> PeriodicReport | None:
    """Read, draw, keep: the drawing stands outside every transaction. None when it failed, which the page says."""
    at, program = clock.now(), form.cleaned_data["program"]
    figures = figures_for(
        program, form.chosen_period, rows=visible_to(request.actor), at=at, is_demo=settings.DEMO
    )
    try:
        pdf = render_pdf(TEMPLATE, {"figures": figures})
        return keep_report(program, figures, pdf, by=request.actor, at=at)
    except (PdfError, FileRefused) as failure:
        form.add_error(None, f"{period_title(form.chosen_period)}: {failure}")
        return None


@login_required
@require_GET
def report_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF of one report."""
    return serve(access_report(request.actor, pk).file)
