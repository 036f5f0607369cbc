"""Screens of what is made by hand, outside the periods: the list, the button that makes one, its file; how far a large one is."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountability.assignments.access import visible_to
from accountability.core import clock
from accountability.core.saying import say
from accountability.files.rules import FileRefused
from accountability.files.serving import serve
from accountability.printing.pdf import PdfError, ready_child
from accountability.reports.access import access_job, access_report, access_reports, programs_to_report
from accountability.reports.actions import ask_report, cancel_report, keep_report
from accountability.reports.forms import MakeForm, period_title
from accountability.reports.large import AT_ONCE, size_of
from accountability.reports.making import figures_for, report_pdf
from accountability.reports.models import PeriodicReport

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
        if (total := size_of(form.cleaned_data["program"], request.actor, clock.now())) > AT_ONCE:
            job = ask_report(
                form.cleaned_data["program"],
                form.chosen_period,
                total=total,
                by=request.actor,
                at=clock.now(),
            )
            return redirect("report-job", job.pk)
        if (made := _make(request, form)) is not None:
            messages.success(
                request,
                say("Đã lập báo cáo {program}, {pages} trang.", program=made.program, pages=made.pages),
            )
            return redirect("report-list")
    page = Paginator(reports, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "reports/report_list.html", {"form": form, "page_obj": page})


def _make(request: HttpRequest, form: MakeForm) -> PeriodicReport | None:
    """Read, draw, keep: the drawing stands outside every transaction. None when it failed, which the page says."""
    at, program, actor = clock.now(), form.cleaned_data["program"], request.actor
    try:
        with ready_child() as child:
            figures = figures_for(
                program, form.chosen_period, rows=visible_to(actor), at=at, is_demo=settings.DEMO
            )
            pdf = report_pdf(figures, child=child)
        return keep_report(program, figures, pdf, by=actor, at=at)
    except (PdfError, FileRefused) as failure:
        form.add_error(None, f"{period_title(form.chosen_period)}: {failure}")
        return None


@login_required
@require_GET
def report_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF of one report."""
    return serve(access_report(request.actor, pk).file)


@login_required
@require_GET
def report_job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is. While it goes on the page asks again: by htmx for the part that changes, else as a whole."""
    template = "reports/_job_progress.html" if request.GET.get("partial") else "reports/report_job.html"
    return render(request, template, {"job": access_job(request.actor, pk)})


@login_required
@require_POST
def report_job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off."""
    if cancel_report(access_job(request.actor, pk), by=request.actor, at=clock.now()):
        messages.success(request, say("Đã hủy lập báo cáo."))
    else:
        messages.info(request, say("Lần lập báo cáo này đã kết thúc trước đó."))
    return redirect("report-list")
