"""Chữ ký số of the PDF of an issued report: whoever issues the report adds them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accountability.access.permissions import Permission
from accountability.core.saying import say
from accountability.files.views import SignedPaper, signatures_page
from accountability.reports.cycle_access import access_cycle, access_file, check_on
from accountability.reports.models import ReportFile


@login_required
@require_http_methods(["GET", "POST"])
def cycle_signatures(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
    """Ký số the PDF; the Word file and the workbook are not signed."""
    cycle = access_cycle(request.actor, pk)
    file = access_file(request.actor, pk, file_pk)
    check_on(request.actor, cycle, Permission.ISSUE_REPORT)
    if file.format != ReportFile.Format.PDF:
        raise Http404(say("Chỉ tệp PDF của báo cáo được ký số."))
    title = say("{kind}: {period}", kind=cycle.kind.title, period=cycle.label)
    page, fetch = reverse("cycle-detail", args=[pk]), reverse("cycle-file", args=[pk, file_pk])
    return signatures_page(request, SignedPaper(file.file, title, cycle.kind.drafter.code, page, fetch))
