"""The steps of a document: each its door, its form where it needs one, its act, and back to the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS
from accountability.documents import actions
from accountability.documents.access import access_document
from accountability.documents.forms.acts import ConfirmForm, ConsultForm, ReasonForm
from accountability.documents.models import OutgoingDocument
from accountability.documents.paper import pdf_of
from accountability.documents.recalling import recall_undoes
from accountability.documents.rules import Verb
from accountability.files.signed import SignedBytes, sign_new
from accountability.printing.pdf import PdfError
from accountability.printing.signing import SigningFailed
from workflows import letters


def _act(request: HttpRequest, pk: int, act: Callable[[], Any], said: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the document."""
    try:
        act()
    except (*REFUSALS, PdfError) as error:
        messages.error(request, as_said(error))
    else:
        messages.success(request, said)
    return redirect("document-detail", pk)


@login_required
@require_POST
def document_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Trình ký."""
    access_document(request.actor, pk, Verb.SUBMIT)
    said = say("Đã trình ký; người ký nhận thông báo.")
    return _act(request, pk, lambda: actions.submit(pk, by=request.actor, at=clock.now()), said)


@login_required
@require_POST
def document_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ký what the page showed."""
    access_document(request.actor, pk, Verb.SIGN)
    form = ConfirmForm(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else -1
    said = say("Đã ký; văn thư cấp số và phát hành.")
    return _act(
        request, pk, lambda: actions.sign(pk, revision=revision, by=request.actor, at=clock.now()), said
    )


@login_required
@require_POST
def document_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Cấp số, phát hành."""
    access_document(request.actor, pk, Verb.ISSUE)
    said = say("Đã cấp số và phát hành; thông báo và thư đang được gửi đến nơi nhận.")
    sign = _unsigned if request.POST.get("unsigned") else _signed
    try:
        return _act(
            request, pk,
            lambda: letters.issue_document(pk, draw=_drawn, by=request.actor, at=clock.now(), sign=sign), said,
        )  # fmt: skip
    except SigningFailed as error:
        told = say(
            "{why} Văn bản chưa được cấp số, chưa phát hành; có thể thử lại hoặc phát hành rồi ký số sau.",
            why=as_said(error),
        )
        messages.error(request, told)
        return redirect("document-detail", pk)


def _drawn(row: OutgoingDocument, number: int, on: date, at: datetime) -> bytes:
    return pdf_of(row, at, number=number, on=on)


def _signed(row: OutgoingDocument, data: bytes, at: datetime) -> SignedBytes | None:
    return sign_new(data, at, issuer=row.issuer.code)


def _unsigned(row: OutgoingDocument, data: bytes, at: datetime) -> None:
    return None


@login_required
@require_POST
def document_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ dự thảo."""
    access_document(request.actor, pk, Verb.DROP)
    said = say("Đã bỏ dự thảo; nội dung vẫn lưu để tra cứu.")
    return _act(request, pk, lambda: actions.drop(pk, by=request.actor, at=clock.now()), said)


@login_required
@require_http_methods(["GET", "POST"])
def document_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại dự thảo, with a reason."""
    row = access_document(request.actor, pk, Verb.RETURN)
    return _with_reason(
        request, row, say("Trả lại dự thảo"),
        lambda reason: actions.give_back(pk, reason=reason, by=request.actor, at=clock.now()),
        say("Đã trả lại người soạn."),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def document_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Thu hồi, with the reason and by whose word."""
    row = access_document(request.actor, pk, Verb.RECALL)
    return _with_reason(
        request, row, say("Thu hồi văn bản"),
        lambda reason: letters.recall_document(pk, reason=reason, by=request.actor, at=clock.now()),
        say("Đã thu hồi; nơi nhận được thông báo. Số văn bản không cấp lại."), undoes=recall_undoes(row),
    )  # fmt: skip


def _with_reason(
    request: HttpRequest, row: OutgoingDocument, title: str, act: Callable[[str], Any], said: str,
    undoes: Sequence[str] = (),
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {"document": row, "title": title, "undoes": undoes}
    if request.method == "POST" and holds_secret(request):
        return _page(request, context | {"form": ReasonForm(), "secret_refused": NOTHING_KEPT})
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _act(request, row.pk, lambda: act(form.cleaned_data["reason"]), said)
    return _page(request, context | {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def document_consult(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi ý kiến của Sở Nội vụ."""
    row = access_document(request.actor, pk, Verb.CONSULT)
    context: dict[str, Any] = {"document": row, "title": Verb.CONSULT.label}
    if request.method == "POST" and holds_secret(request):
        return _page(request, context | {"form": ConsultForm(), "secret_refused": NOTHING_KEPT})
    form = ConsultForm(request.POST or None, initial={"answered_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.consult(
                pk, answer=given["answer"], answered_on=given["answered_on"], by=request.actor, at=clock.now()
            )
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã ghi ý kiến của Sở Nội vụ."))
            return redirect("document-detail", pk)
    return _page(request, context | {"form": form})


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "documents/document_act.html", context)
