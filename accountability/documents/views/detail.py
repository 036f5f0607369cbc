"""The page of a document: what it says, where it is on its way, what one may do; and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.assignments.access import visible_to
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.access import visible_to as directives_visible
from accountability.directives.views.doors import through
from accountability.documents.access import access_document, may_do, may_read_file, works_on_some
from accountability.documents.annex import rows_of
from accountability.documents.forms.acts import ConfirmForm
from accountability.documents.models import OutgoingDocument
from accountability.documents.notices import announces, missing_of
from accountability.documents.paper import docx_of, file_stem, letter_of, pdf_of
from accountability.documents.reading import demands_of
from accountability.documents.rules import OPEN_STATES, Kind, State, Verb, after, unfilled
from accountability.files.rules import MEDIA_TYPES
from accountability.files.serving import serve
from accountability.files.signed import copies_of, newest_of
from accountability.printing.pdf import PdfError
from accountability.printing.signing import signing_key

TONES = {
    State.DRAFT: "none",
    State.SUBMITTED: "wait",
    State.SIGNED: "wait",
    State.ISSUED: "done",
    State.RECALLED: "stopped",
    State.DROPPED: "stopped",
}


@login_required
@require_GET
def document_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One document, to whoever may know of it."""
    row, at = access_document(request.actor, pk), clock.now()
    rows = rows_of(row, at)
    demands, numbers = demands_of(row), row.state in OPEN_STATES and announces(row)
    seen = set(visible_to(request.actor).filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))
    may_read = may_read_file(request.actor, row)
    context = {
        "document": row, "state": State(row.state), "tone": TONES[State(row.state)],
        "letter": letter_of(row, number=row.number, on=row.issued_on), "addressees": row.sent_to(),
        "paragraphs": [line for line in row.body.splitlines() if line.strip()],
        "rows": [(one, demands.get(one.pk, "")) for one in rows if one.pk in seen], "hidden": sum(one.pk not in seen for one in rows),
        "steps": row.steps.select_related("by"), "verbs": allowed(request.actor, row),
        "may_read_file": may_read, "works": works_on_some(request.actor),
        "confirm": ConfirmForm(initial={"revision": row.revision}),
        "places": unfilled(f"{row.abstract}\n{row.body}\n{row.recipients}"),
        "recalled": row.steps.filter(verb=Verb.RECALL).last(), "returned": _returned(row),
        "is_handover": row.kind == Kind.HANDOVER, "signs_by_key": signing_key(row.issuer.code) is not None,
        "copies": copies_of(row.file) if row.file is not None and may_read else [],
        "may_open_directive": _may_open(request.actor, row.directive_id),
        "will_number": numbers, "missing": missing_of(row, row.directive) if row.directive and numbers else 0,
    }  # fmt: skip
    return render(request, "documents/document_detail.html", context)


def _may_open(actor: Actor, directive: int | None) -> bool:
    return directive is not None and directives_visible(actor, through(actor)).filter(pk=directive).exists()


def _returned(row: OutgoingDocument) -> Any:
    """Why it was sent back, while nobody has handed it in again."""
    last = row.steps.exclude(verb__in=[Verb.CHANGE, Verb.CONSULT]).last()
    return last if row.state == State.DRAFT and last is not None and last.verb == Verb.RETURN else None


def allowed(actor: Actor, row: OutgoingDocument) -> set[str]:
    """The acts that are possible now, by this person."""
    possible = [verb for verb in Verb if verb != Verb.WRITE and after(State(row.state), verb) is not None]
    return {verb.value for verb in possible if may_do(actor, row, verb) is None}


@login_required
@require_GET
def document_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file that was issued, with its signatures; before that, the draft as it would print now."""
    row = access_document(request.actor, pk)
    if not may_read_file(request.actor, row):
        messages.error(request, say("Văn bản đã được thu hồi, không còn mở được."))
        return redirect("document-detail", pk)
    if row.file is not None:
        return serve(newest_of(row.file))
    try:
        data = pdf_of(row, clock.now())
    except PdfError as failure:
        messages.error(request, as_said(failure))
        return redirect("document-detail", pk)
    return _download(data, MEDIA_TYPES["pdf"], f"{file_stem(row)}.pdf", inline=True)


@login_required
@require_GET
def document_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a Word file, with which the Office may go on; its record is the PDF."""
    row = access_document(request.actor, pk)
    if not may_read_file(request.actor, row):
        messages.error(request, say("Văn bản đã được thu hồi, không còn mở được."))
        return redirect("document-detail", pk)
    return _download(docx_of(row, clock.now()), MEDIA_TYPES["docx"], f"{file_stem(row)}.docx")


def _download(data: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
