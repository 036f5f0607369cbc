"""Kỳ báo cáo: the list of periods, one of them with its words, its preview and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.permissions import Permission
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.files.serving import serve
from accountability.files.signed import newest_of
from accountability.printing.annex import MOST_ROWS
from accountability.printing.pdf import PdfError
from accountability.reports.cycle_access import (
    access_cycle,
    access_cycles,
    access_file,
    check_on,
    keeps_kinds,
    kinds_to_read,
    may_on,
    reads_words,
)
from accountability.reports.cycle_actions import Refused, key_of, places, texts_of, write_texts
from accountability.reports.cycle_forms import TextsForm
from accountability.reports.freezing import changes_of, current, figures_of
from accountability.reports.models import ReportCycle, Snapshot
from accountability.reports.papers import anchor_of, preview
from accountability.reports.rules import SECTIONS
from accountability.reports.views.acting import offered_acts
from accountability.reports.views.answering import moved_on, of_another, shown
from accountability.reports.views.words import steps_of
from accountability.reports.words import line_of, lines_waiting

PAGE_SIZE = 30


@login_required
@require_GET
def cycle_list(request: HttpRequest) -> HttpResponse:
    """The periods, newest first, of all kinds or of the kind of `?loai=`; above them what waits for the reader."""
    rows = access_cycles(request.actor).prefetch_related("snapshots__issue")
    kinds = list(kinds_to_read(request.actor).select_related("program"))
    chosen = next((kind for kind in kinds if str(kind.pk) == request.GET.get("loai")), None)
    if chosen is not None:
        rows = rows.filter(kind=chosen)
    page, today = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")), clock.today()
    context = {
        "page_obj": page, "lines": [line_of(row, today) for row in page], "kinds": kinds, "chosen": chosen,
        "waiting": lines_waiting(request.actor, clock.now()),
        "keeps_kinds": keeps_kinds(request.actor),
    }  # fmt: skip
    return render(request, "reports/cycle_list.html", context)


@login_required
@require_GET
def cycle_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One period: where it is, what it says, what changed, its files, what happened; and the next steps of the reader."""
    actor = request.actor
    cycle = access_cycle(actor, pk)
    versions = list(
        Snapshot.objects.filter(cycle=cycle)
        .select_related("issue", "since__cycle__kind")
        .prefetch_related("issue__files__file__signed_copies__file")
    )
    snapshot = versions[-1]
    figures, changes = figures_of(snapshot), changes_of(snapshot)
    context: dict[str, Any] = {
        "cycle": cycle, "line": line_of(cycle, clock.today()), "snapshot": snapshot, "versions": versions[::-1],
        "figures": figures, "changes": changes, "anchor": anchor_of(snapshot), "steps": steps_of(actor, cycle),
        "acts": offered_acts(actor, cycle), "sections": _sections(actor, cycle, snapshot),
        "may_write": cycle.state == ReportCycle.State.DRAFT and bool(may_on(actor, cycle, Permission.DRAFT_REPORT)),
        "most_on_paper": MOST_ROWS, "may_sign": bool(may_on(actor, cycle, Permission.ISSUE_REPORT)),
        "may_record": cycle.state == ReportCycle.State.SUBMITTED
        and bool(may_on(actor, cycle, Permission.RECORD_FOR_LEADER)),
    }  # fmt: skip
    return render(request, "reports/cycle_detail.html", context)


def _sections(actor: Any, cycle: ReportCycle, snapshot: Snapshot) -> list[tuple[str, str, tuple[str, ...]]]:
    """(number, title, paragraphs) of each section, figures filled in; none for who may not read them yet."""
    if not reads_words(actor, cycle):
        return []
    known, texts = places(snapshot), texts_of(cycle, snapshot)
    return [(section, title, known.paragraphs(texts[section])) for section, title in SECTIONS.items()]


@login_required
@require_http_methods(["GET", "POST"])
def cycle_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Soạn báo cáo: the words of the six sections, with the figures that they may name beside them."""
    if refused := of_another(request):
        return refused
    cycle = access_cycle(request.actor, pk)
    check_on(request.actor, cycle, Permission.DRAFT_REPORT)
    if cycle.state != ReportCycle.State.DRAFT:
        messages.info(
            request, say("Báo cáo không còn ở bước soạn: {state}.", state=cycle.get_state_display())
        )
        return moved_on(request, pk)
    snapshot = current(cycle)
    known, texts = places(snapshot), texts_of(cycle, snapshot)
    fresh = TextsForm.initial_of(texts, key_of(texts))
    context: dict[str, Any] = {"cycle": cycle, "places": known.values.items()}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": TextsForm(initial=fresh, places=known), "secret_refused": NOTHING_KEPT}
        return shown(request, "reports/cycle_write.html", context)
    form = TextsForm(request.POST if request.method == "POST" else None, initial=fresh, places=known)
    if request.method == "POST" and form.is_valid():
        try:
            write_texts(pk, form.texts(), seen=form.cleaned_data["seen"], by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã lưu lời báo cáo."))
            return moved_on(request, pk)
    return shown(request, "reports/cycle_write.html", context | {"form": form})


@login_required
@require_GET
def cycle_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as it would be issued now, as a PDF; nothing is kept."""
    cycle = access_cycle(request.actor, pk)
    check_reads_words(request, cycle)
    try:
        pdf = preview(cycle, current(cycle))
    except PdfError as error:
        messages.error(request, str(error))
        return redirect("cycle-detail", pk)
    answer = HttpResponse(pdf.data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="xem-truoc-{cycle.from_on:%Y-%m-%d}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def check_reads_words(request: HttpRequest, cycle: ReportCycle) -> None:
    """Leaders read a report when it is submitted to them, not while it is written."""
    if not reads_words(request.actor, cycle):
        check_on(request.actor, cycle, Permission.DRAFT_REPORT)


@login_required
@require_GET
def cycle_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """A file of an issued report, with its signatures."""
    return serve(newest_of(access_file(request.actor, pk, file_pk).file))
