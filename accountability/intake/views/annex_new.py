"""Từ phụ lục: upload a workbook or a Word table, or paste; the template to fill in; what was read before."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.permissions import Permission
from accountability.agencies.models import Agency
from accountability.core import clock
from accountability.core.long_work import GOES_ON
from accountability.core.saying import as_said, say
from accountability.core.secrecy import secrecy_mark
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, open_directive
from accountability.intake.actions import ask_to_read, keep_annex, large_annexes
from accountability.intake.forms import AnnexForm
from accountability.intake.models import AnnexImport, AnnexWork
from accountability.intake.reading import Unreadable
from accountability.intake.rules.verdicts import Status
from accountability.intake.sources import Source, of_paste, of_upload
from accountability.intake.template_book import template_book

STATE_TONES = {
    AnnexImport.State.PREVIEW: "active",
    AnnexImport.State.COMMITTED: "done",
    AnnexImport.State.UNDONE: "stopped",
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_http_methods(["GET", "POST"])
def annex_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload or paste; the table is read at once and shown, nothing is assigned."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    form = AnnexForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and _is_marked(request):
        return _page(request, directive, AnnexForm(), secret=True)
    if request.method == "POST" and form.is_valid():
        try:
            source = _source(form)
        except Unreadable as error:
            if secrecy_mark_told(as_said(error)):
                return _page(request, directive, AnnexForm(), secret=True)
            form.add_error("file" if form.cleaned_data.get("file") else "pasted", as_said(error))
        else:
            return _taken(request, directive, source)
    return _page(request, directive, form)


def _taken(request: HttpRequest, directive: Directive, source: Source) -> HttpResponse:
    """A table of some rows is judged and shown at once, a big one by the engine."""
    if large_annexes.rows_in(source) > large_annexes.READ_AT_ONCE:
        work = ask_to_read(directive, source, by=request.actor, at=clock.now())
        return redirect("annex-work", directive.pk, work.pk)
    annex = keep_annex(directive, source, by=request.actor, at=clock.now())
    if not annex.layout["is_sure"]:
        messages.warning(request, say("Chưa nhận ra đủ các cột; vui lòng chọn ý nghĩa từng cột."))
        return redirect("annex-columns", directive.pk, annex.pk)
    return redirect("annex-detail", directive.pk, annex.pk)


def _source(form: AnnexForm) -> Source:
    if form.cleaned_data.get("file"):
        return of_upload(form.cleaned_data["file"])
    return of_paste(form.cleaned_data["pasted"])


def _is_marked(request: HttpRequest) -> bool:
    """A secrecy mark in what was typed, or in the name of the file; the cells are looked at where they are read."""
    texts = [value for _, values in request.POST.lists() for value in values if isinstance(value, str)]
    names = [upload.name or "" for _, files in request.FILES.lists() for upload in files]
    return any(secrecy_mark(text) for text in (*texts, *names))


def secrecy_mark_told(message: str) -> bool:
    """Whether the reading refused the file for a secrecy mark: then nothing that was sent comes back."""
    return "dấu chỉ mức độ mật" in message


def _page(
    request: HttpRequest, directive: Directive, form: AnnexForm, *, secret: bool = False
) -> HttpResponse:
    earlier = AnnexImport.objects.filter(directive=directive).annotate(
        duties=Count("rows", filter=Q(rows__status__in=[Status.CREATE, Status.EXISTS, Status.REFUSED])),
        refused=Count("rows", filter=Q(rows__status=Status.REFUSED)),
    )
    context = {
        "directive": directive, "form": form, "secret_refused": NOTHING_KEPT if secret else "",
        "open_to_change": directive.state == Directive.State.SPLITTING,
        "earlier": [(annex, STATE_TONES[AnnexImport.State(annex.state)]) for annex in earlier[:20]],
        "again": request.method == "POST", "going_on": AnnexWork.objects.filter(directive=directive, state__in=GOES_ON),
    }  # fmt: skip
    return render(request, "intake/annex_new.html", context)


@login_required
@require_GET
def annex_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook to fill in, with the agencies of the document's day."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    agencies = Agency.objects.on(directive.issued_on).that_can_lead().order_by("rank", "pk")
    names = [row.name for row in agencies]
    data = template_book(names, year=directive.issued_on.year, at=clock.now())
    answer = HttpResponse(data, content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="mau-phu-luc-nhiem-vu.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
