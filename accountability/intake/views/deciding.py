"""One press decides: confirm, confirm all that are sure, drop, bring back, merge."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accountability.core import clock
from accountability.core.saying import as_said, joined, say
from accountability.directives.views.doors import REFUSALS
from accountability.directives.views.splitting import warn_of_lookalikes
from accountability.intake import actions
from accountability.intake.access import access_extraction, access_proposal
from accountability.intake.models import Extraction, Proposal
from accountability.intake.sureness import is_sure
from accountability.intake.views.sheets import sheet, wrong_words

CHOSEN = "chon"


def back_to(extraction: Extraction, proposal: Proposal | None = None, page: str = "") -> HttpResponse:
    """To the page of the reading, at that proposal."""
    url = reverse("intake-extraction", args=[extraction.directive_id, extraction.pk])
    place = f"#de-xuat-{proposal.pk}" if proposal else ""
    query = f"?page={page}" if page.isascii() and page.isdecimal() else ""
    return redirect(f"{url}{query}{place}")


def _act(request: HttpRequest, row: Proposal, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the proposal."""
    try:
        act()
    except REFUSALS as error:
        messages.error(request, as_said(error))
    else:
        messages.success(request, said)
    return back_to(row.extraction, row, request.POST.get("trang", ""))


def written_words(count: int) -> str:
    """What confirming did."""
    return (
        say("Đã ghi {count} nhiệm vụ, mỗi cơ quan một nhiệm vụ.", count=count)
        if count > 1
        else say("Đã ghi nhiệm vụ.")
    )


@login_required
@require_POST
def intake_confirm(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Xác nhận: as it stands on the card. What is asked or incomplete opens the form, with what is missing."""
    row = access_proposal(request.actor, pk, proposal_pk)
    at = clock.now()
    forms = sheet(row, at.date())
    seen = "da-xem" in request.POST  # The questions stand on the card beside this button.
    if (row.questions and not seen) or not forms.is_valid():
        messages.warning(request, say("Đề xuất còn chỗ cần trả lời; vui lòng điền rồi xác nhận."))
        return redirect(reverse("intake-proposal", args=[pk, proposal_pk]) + "?kiem-tra=1")
    try:
        made = actions.confirm(row.pk, forms.spec(), seen=row.revision, by=request.actor, at=at)
    except (actions.Overtaken, *REFUSALS) as error:
        messages.error(request, as_said(error))
    else:
        messages.success(request, written_words(len(made)))
        warn_of_lookalikes(request, made)
    return back_to(row.extraction, row, request.POST.get("trang", ""))


@login_required
@require_POST
def intake_confirm_sure(request: HttpRequest, pk: int, extraction_pk: int) -> HttpResponse:
    """Xác nhận tất cả đề xuất chắc chắn: all or none; what turns out incomplete stays and is counted."""
    extraction = access_extraction(request.actor, pk, extraction_pk)
    at = clock.now()
    specs, left = [], []
    for row in _sure(extraction):
        forms = sheet(row, at.date())
        if forms.is_valid():
            specs.append((row.pk, row.revision, forms.spec()))
        else:
            left.append(
                say(
                    "{sentence}… ({wrong_words})",
                    sentence=row.sentence[:60],
                    wrong_words=wrong_words(forms)[0],
                )
            )
    try:
        made = actions.confirm_many(specs, by=request.actor, at=at)
    except (actions.Overtaken, *REFUSALS) as error:
        messages.error(request, say("Chưa ghi gì. {error}", error=error))
        return back_to(extraction)
    if made:
        written = sum(len(one) for one in made)
        messages.success(
            request, say("Đã ghi {written} nhiệm vụ từ {n} đề xuất chắc chắn.", written=written, n=len(made))
        )
        warn_of_lookalikes(request, [row for one in made for row in one])
    else:
        messages.info(request, say("Không có đề xuất chắc chắn nào đang chờ; vui lòng xem từng đề xuất."))
    if left:
        messages.warning(
            request, say("{n} đề xuất chưa đủ nên chưa ghi: {left}", n=len(left), left=joined("; ", left[:3]))
        )
    return back_to(extraction)


def _sure(extraction: Extraction) -> list[Proposal]:
    rows: QuerySet[Proposal] = extraction.proposals.filter(state=Proposal.State.PROPOSED).in_order()
    found = [row for row in rows if is_sure(row.confidence, bool(row.questions), row.is_checked)]
    for row in found:
        row.extraction = extraction
    return found


@login_required
@require_POST
def intake_drop(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Bỏ, with the way back beside it."""
    row = access_proposal(request.actor, pk, proposal_pk)
    said = say("Đã bỏ đề xuất; có thể khôi phục ở ngay chỗ cũ.")
    return _act(request, row, lambda: actions.drop(row.pk, by=request.actor, at=clock.now()), said)


@login_required
@require_POST
def intake_restore(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Khôi phục: undo of confirming, dropping, merging and splitting; a sentence set aside becomes a proposal."""
    row = access_proposal(request.actor, pk, proposal_pk)
    said = (
        say("Đã hoàn lại đề xuất; nhiệm vụ ghi từ đề xuất này đã bỏ.")
        if row.state == Proposal.State.CONFIRMED
        else say("Đã đưa lại vào danh sách đề xuất.")
    )
    return _act(request, row, lambda: actions.restore(row.pk, by=request.actor, at=clock.now()), said)


@login_required
@require_POST
def intake_merge(request: HttpRequest, pk: int, extraction_pk: int) -> HttpResponse:
    """Gộp: the chosen proposals become one."""
    extraction = access_extraction(request.actor, pk, extraction_pk)
    own = extraction.proposals.filter(pk__in=_numbers(request.POST.getlist(CHOSEN)))
    try:
        made = actions.merge([row.pk for row in own], by=request.actor, at=clock.now())
    except REFUSALS as error:
        messages.error(request, as_said(error))
        return back_to(extraction, None, request.POST.get("trang", ""))
    messages.success(
        request,
        say(
            "Đã gộp {count} đề xuất thành một; vui lòng kiểm tra nội dung trước khi xác nhận.",
            count=own.count(),
        ),
    )
    return back_to(extraction, made, request.POST.get("trang", ""))


@login_required
@require_POST
def intake_merge_above(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Gộp vào nhiệm vụ trên: a sentence that goes on telling a duty becomes part of it."""
    row = access_proposal(request.actor, pk, proposal_pk)
    try:
        made = actions.merge_above(row.pk, by=request.actor, at=clock.now())
    except REFUSALS as error:
        messages.error(request, as_said(error))
        return back_to(row.extraction, row, request.POST.get("trang", ""))
    messages.success(request, say("Đã gộp vào nhiệm vụ trên; vui lòng kiểm tra nội dung trước khi xác nhận."))
    return back_to(row.extraction, made, request.POST.get("trang", ""))


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19]
