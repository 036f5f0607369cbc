"""Exports: a few rows at once, many by the engine; how far it is, the file, and those that were made before."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accountability.access.actor import Actor
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import number_vi
from accountability.files.rules import MEDIA_TYPES
from accountability.files.serving import serve
from accountability.printing.annex import MOST_ROWS as PAPER_ROWS
from accountability.search.access import access_export, own_exports
from accountability.search.actions import ask, cancel, note_direct, note_fetched
from accountability.search.annexes import TOO_LONG
from accountability.search.lists import LISTS, Listed, list_at, said
from accountability.search.making import file_name, write
from accountability.search.models import ExportJob
from accountability.search.papers import NoPaper, Paper, address_of, paper_at, title_of, unit_of
from accountability.search.rules import AT_ONCE, KEPT_DAYS, MOST_ROWS, meant
from accountability.search.views.own_work import own_work

PAGE_SIZE = 30
_OF_LISTS = tuple(ExportJob.Format)


@login_required
@require_POST
def export_new(request: HttpRequest) -> HttpResponseBase:
    """The list of the address that the form carries: up to 2,000 rows at once, more and every one on paper by the engine."""
    parts = urlsplit(request.POST.get("address", ""))
    listed, wanted = list_at(parts.path), request.POST.get("format", "")
    query = meant(parts.query)
    if wanted == ExportJob.Format.PDF and not parts.netloc and (found := paper_at(parts.path)):
        return _drawn_behind(request, *found, urlunsplit(parts._replace(fragment="")))
    if listed is None or parts.netloc or wanted not in _OF_LISTS or len(query) > 1000:
        messages.error(request, say("Danh sách hoặc loại tệp này không xuất được."))
        return redirect("export-list")
    at, asked = clock.now(), QueryDict(query)
    form = listed.form(request.actor, asked)
    on_paper = wanted == ExportJob.Format.PDF
    most = PAPER_ROWS if on_paper else MOST_ROWS
    rows = listed.rows(request.actor, form, at).order_by().values("pk")[: most + 1].count()
    if not form.is_valid() or rows > most:
        limit = (
            TOO_LONG
            if on_paper
            else say(
                "Mỗi tệp tối đa {MOST_ROWS} dòng; vui lòng thu hẹp điều kiện lọc.",
                MOST_ROWS=number_vi(MOST_ROWS),
            )
        )
        messages.error(
            request, limit if form.is_valid() else say("Điều kiện lọc không hợp lệ; vui lòng xem lại.")
        )
        return redirect(f"{listed.path}?{query}")
    if on_paper or rows > AT_ONCE:
        job = ask(list_code=listed.code, query=query, file_format=wanted, total=rows, by=request.actor, at=at)
        return redirect("export-detail", job.pk)
    note_direct(list_code=listed.code, rows=rows, file_format=wanted, by=request.actor, at=at)
    return _at_once(request, listed, asked, wanted)


def _drawn_behind(request: HttpRequest, paper: Paper, pk: int, address: str) -> HttpResponse:
    """A page as a PDF is always the engine's: a request that may wait for the child process has its own button."""
    at = clock.now()
    try:
        size = paper.size(request.actor, pk, QueryDict(urlsplit(address).query), at)
        if len(address) > 1000:
            raise NoPaper(say("Điều kiện lọc quá dài; vui lòng thu hẹp."))
    except NoPaper as refusal:
        messages.error(request, as_said(refusal))
        return redirect(address)
    job = ask(
        list_code=paper.address_name, query=address, file_format=ExportJob.Format.PDF, total=size, by=request.actor, at=at
    )  # fmt: skip
    return redirect("export-detail", job.pk)


def _at_once(request: HttpRequest, listed: Listed, query: QueryDict, wanted: str) -> FileResponse:
    """The file itself; it is gone when the answer is."""
    at = clock.now()
    with tempfile.TemporaryDirectory(prefix="dondoc-export-") as folder:
        path = Path(folder) / "file"
        write(path, listed, query, wanted, actor=request.actor, at=at)
        content = path.open("rb")  # Open, the file outlives its name.
    response = FileResponse(
        content, as_attachment=True, filename=file_name(listed, wanted, at), content_type=MEDIA_TYPES[wanted]
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_GET
def export_list(request: HttpRequest) -> HttpResponse:
    """One's long work, what goes on and what has ended: files, and every other kind; the latest first."""
    page = Paginator(own_exports(request.actor), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [{"job": job, **_words(job)} for job in page.object_list]
    context = {
        "page_obj": page, "rows": rows, "days": KEPT_DAYS,
        "others": own_work(request.actor),
    }  # fmt: skip
    return render(request, "search/export_list.html", context)


def _words(job: ExportJob) -> dict[str, object]:
    return {"title": title_of(job), "address": address_of(job), "unit": unit_of(job)}


def _filters(job: ExportJob, actor: Actor) -> list[str]:
    if job.list not in LISTS:
        return []  # The address leads to the page with its filters.
    return [text for _, text in said(LISTS[job.list].form(actor, QueryDict(job.query)))]


@login_required
@require_GET
def export_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is. While it goes on the page asks again: by htmx for the part that changes, else as a whole."""
    job = access_export(request.actor, pk)
    context = {"job": job, "filters": _filters(job, request.actor), "days": KEPT_DAYS, **_words(job)}
    context["is_list"] = job.list in LISTS
    if request.GET.get("partial"):
        return render(request, "search/_export_progress.html", context)
    return render(request, "search/export_detail.html", context)


@login_required
@require_GET
def export_file(request: HttpRequest, pk: int) -> FileResponse:
    """The file, for whoever asked for it."""
    job = access_export(request.actor, pk)
    if job.file is None:
        raise Http404(say("Không có tệp này."))
    note_fetched(job, by=request.actor, at=clock.now())
    return serve(job.file)


@login_required
@require_POST
def export_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off."""
    job = access_export(request.actor, pk)
    if cancel(job, by=request.actor, at=clock.now()):
        messages.success(request, say("Đã hủy xuất danh sách."))
    else:
        messages.info(request, say("Lần xuất này đã kết thúc trước đó."))
    return redirect("export-list")
