"""The list of documents, and the register of their numbers."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.agencies.reading import the_office, the_province
from accountability.core import clock
from accountability.core.paging import page_of
from accountability.core.saying import as_said, say
from accountability.directives.actions import Refused
from accountability.documents.access import (
    access_register,
    access_register_keeping,
    documents_of,
    drafts_some,
    works_on_some,
)
from accountability.documents.forms.listing import SERIES, DocumentFilter, PaperForm
from accountability.documents.models import NumberSeries, TakenNumber
from accountability.documents.numbering import go_on_from
from accountability.documents.reading import with_addressees
from accountability.documents.register import lines_of
from accountability.documents.register_book import write_register
from accountability.documents.rules import State
from accountability.documents.views.detail import TONES
from accountability.files.rules import MEDIA_TYPES

PAGE_SIZE = 50


@login_required
@require_GET
def document_list(request: HttpRequest) -> HttpResponse:
    """The documents that one may know of, the latest first; agencies find here what was sent to them."""
    form = DocumentFilter(request.GET)
    rows = form.narrow(documents_of(request.actor)).select_related(
        "issuer", "taken", "signer", "drafter", "from_position", "to_position"
    )
    page = page_of(rows.order_by("-pk").prefetch_related(with_addressees()), PAGE_SIZE, request.GET.get("page"))  # fmt: skip
    context = {
        "form": form, "page_obj": page, "rows": [(row, TONES[State(row.state)]) for row in page],
        "filtered": any(request.GET.get(name) for name in form.fields), "drafts": drafts_some(request.actor),
        "office": works_on_some(request.actor),
    }  # fmt: skip
    return render(request, "documents/document_list.html", context)


@login_required
@require_GET
def number_register(request: HttpRequest) -> HttpResponseBase:
    """Sổ đăng ký văn bản đi: the series with how far they are; of the chosen one every number, the latest first.

    As a workbook by ?dang=xlsx, from the first number on.
    """
    access_register(request.actor)
    in_use = NumberSeries.objects.filter(last__gt=0)  # A series may have been opened only to be locked.
    every = list(in_use.select_related("issuer").order_by("-year", "issuer__rank", "series"))
    asked = request.GET.get("so", "")
    chosen = next((one for one in every if str(one.pk) == asked), every[0] if every else None)
    if chosen is not None and request.GET.get("dang") == "xlsx":
        return _workbook(request.actor, chosen)
    taken = TakenNumber.objects.filter(series=chosen).order_by("-number")
    page = page_of(taken, PAGE_SIZE, request.GET.get("page"))
    context = {
        "series": [(one, SERIES.get(one.series, one.series)) for one in every], "chosen": chosen, "page_obj": page,
        "lines": lines_of(request.actor, page), "keeps": bool(may(request.actor, Permission.ISSUE_DOCUMENT)),
    }  # fmt: skip
    return render(request, "documents/number_register.html", context)


def _workbook(actor: Actor, series: NumberSeries) -> FileResponse:
    with tempfile.TemporaryDirectory(prefix="dondoc-register-") as folder:
        path = Path(folder) / "file"
        write_register(path, series, by=actor, at=clock.now())
        content = path.open("rb")  # Open, the file outlives its name.
    name = f"so-dang-ky-van-ban-di-{series.issuer.code}-{series.series}-{series.year}.xlsx"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=MEDIA_TYPES["xlsx"])
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def paper_register(request: HttpRequest) -> HttpResponse:
    """The paper register of this year stands at a number: ours goes on from it."""
    access_register_keeping(request.actor)
    form = PaperForm(request.POST or None, issuers=(the_province(), the_office()))
    at = clock.now()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        issuer = form.issuers[given["issuer"]]
        try:
            made = go_on_from(
                issuer, at.year, given["series"], paper_last=given["paper_last"], by=request.actor, at=at
            )
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã ghi; số tiếp theo là {number:02d}.", number=made.last + 1))
            return redirect("number-register")
    return render(request, "documents/paper_register.html", {"form": form, "year": at.year})
