"""One proposal on a page of its own: its form, filled in; or its sentence, to be cut."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accountability.audit import meanwhile
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS
from accountability.directives.views.spec_deadline import ASKED, with_deadline
from accountability.directives.views.spec_sheet import SpecForms
from accountability.directives.views.splitting import warn_of_lookalikes
from accountability.intake import actions
from accountability.intake.access import access_proposal
from accountability.intake.actions import Draft
from accountability.intake.extracting import judged
from accountability.intake.forms import SplitForm
from accountability.intake.models import Proposal
from accountability.intake.views.deciding import back_to, written_words
from accountability.intake.views.prefilling import Prefiller
from accountability.intake.views.sheets import SAVE, as_fields, sheet

UNCLEAR_PIECE = say("Phần tách ra lấy cơ quan chủ trì và phối hợp của câu gốc; vui lòng kiểm tra.")


@login_required
@require_http_methods(["GET", "POST"])
def intake_proposal(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Sửa, xác nhận: the form of the duty, filled in with what was recognised, below its sentence."""
    row = access_proposal(request.actor, pk, proposal_pk)
    directive, at = row.extraction.directive, clock.now()
    if request.method == "GET":
        judge = "kiem-tra" in request.GET and row.state == Proposal.State.PROPOSED
        return _page(request, row, sheet(row, at.date(), quiet=not judge))
    if holds_secret(request):
        return _page(request, row, sheet(row, at.date(), quiet=True), secret_refused=NOTHING_KEPT)
    if ASKED in request.POST:
        data, answer = with_deadline(request.POST, directive=directive, today=at.date())
        typed = SpecForms(data, directive=directive, today=at.date(), quiet=True)
        return _page(request, row, typed, answer=answer, seen=data.get("seen"))
    if SAVE in request.POST:
        return _save(request, row, at)
    return _confirm(request, row, at)


def _save(request: HttpRequest, row: Proposal, at: datetime) -> HttpResponse:
    """Lưu đề xuất: nothing is created; what is still missing is asked when it is confirmed."""
    directive = row.extraction.directive
    complete = SpecForms(request.POST, directive=directive, today=at.date()).is_valid()
    try:
        actions.change(
            row.pk, fields=as_fields(request.POST), is_complete=complete, seen=meanwhile.shown(request.POST),
            by=request.actor, at=at,
        )  # fmt: skip
    except (actions.Overtaken, *REFUSALS) as error:
        return _refused(request, row, SpecForms(request.POST, directive=directive, today=at.date()), error)
    if complete:
        messages.success(request, say("Đã lưu đề xuất; chưa ghi thành nhiệm vụ."))
    else:
        messages.warning(request, say("Đã lưu những gì đã nhập; đề xuất còn chỗ chưa đủ để xác nhận."))
    return back_to(row.extraction, row)


def _confirm(request: HttpRequest, row: Proposal, at: datetime) -> HttpResponse:
    forms = SpecForms(request.POST, directive=row.extraction.directive, today=at.date())
    if not forms.is_valid():
        return _page(request, row, forms, seen=request.POST.get("seen"))
    try:
        made = actions.confirm(
            row.pk, forms.spec(), fields=as_fields(request.POST), seen=meanwhile.shown(request.POST),
            by=request.actor, at=at,
        )  # fmt: skip
    except (actions.Overtaken, *REFUSALS) as error:
        return _refused(request, row, forms, error)
    messages.success(request, written_words(len(made)))
    warn_of_lookalikes(request, made)
    return back_to(row.extraction, row)


def _refused(request: HttpRequest, row: Proposal, forms: SpecForms, error: Exception) -> HttpResponse:
    """Why not, with everything typed; after somebody else's change also what is stored now, and 409."""
    forms.main.is_valid()
    forms.main.add_error(None, str(error))
    if not isinstance(error, actions.Overtaken):
        return _page(request, row, forms, seen=request.POST.get("seen"))
    row.refresh_from_db(fields=["fields", "revision", "state"])
    stored = [
        (field.label, str(row.fields.get(field.name) or say("(trống)")))
        for field in forms.main
        if row.fields.get(field.name, "") != as_fields(request.POST).get(field.name, "")
        and field.name in ("title", "product", "deadline_words", "due_on", "days")
    ]
    return _page(request, row, forms, status=409, stored=stored)


def _page(
    request: HttpRequest, row: Proposal, forms: SpecForms, *, status: int = 200, seen: Any = None, **more: Any
) -> HttpResponse:
    directive = row.extraction.directive
    context = {
        "directive": directive,
        "proposal": row,
        "extraction": row.extraction,
        "forms": forms,
        "seen": row.revision if seen is None else seen,
        "open_to_change": directive.state == Directive.State.SPLITTING
        and row.state == Proposal.State.PROPOSED,
        "asks": [] if forms.main.is_bound and not forms.main.quiet else row.questions,
        **more,
    }
    return render(request, "intake/proposal.html", context, status=status)


# Splitting ------------------------------------------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "POST"])
def intake_split(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Tách: the sentence with line breaks where it is to be cut; each part becomes a proposal of its own."""
    row = access_proposal(request.actor, pk, proposal_pk)
    text, spans = row.extraction.text, row.spans
    first = "\n".join(text[start:end] for start, end in spans)
    form = SplitForm(request.POST or None, text=text, spans=spans, initial={"parts": first})
    secret = ""
    if request.method == "POST" and holds_secret(request):
        form, secret = SplitForm(text=text, spans=spans, initial={"parts": first}), NOTHING_KEPT
    elif request.method == "POST" and form.is_valid():
        at = clock.now()
        drafts = _pieces(row, form.cleaned_data["parts"], at)
        try:
            made = actions.split(row.pk, drafts, by=request.actor, at=at)
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(
                request, say("Đã tách thành {n} đề xuất; vui lòng kiểm tra từng đề xuất.", n=len(made))
            )
            return back_to(row.extraction, made[0])
    context = {"directive": row.extraction.directive, "proposal": row, "form": form, "secret_refused": secret}
    return render(request, "intake/split.html", context)


def _pieces(row: Proposal, places: list[tuple[int, int]], at: datetime) -> list[Draft]:
    """Each part read by itself; what it does not say, it has from the whole, and that is asked about."""
    prefiller = Prefiller(row.extraction.directive, at.date())
    return [_piece(prefiller, row, start, end) for start, end in places]


def _piece(prefiller: Prefiller, row: Proposal, start: int, end: int) -> Draft:
    words = row.extraction.text[start:end]
    tasks = [one for one in judged(words, row.extraction.dictionary_on) if one.is_task]
    if len(tasks) == 1 and tasks[0].leads:
        read = prefiller.draft(tasks[0], offset=start)
        return Draft((start, end), True, read.confidence, read.found, read.fields, read.questions)
    return prefiller.inherited(row, (start, end), words, tasks[0] if len(tasks) == 1 else None, UNCLEAR_PIECE)
