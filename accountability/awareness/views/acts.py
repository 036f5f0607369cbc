"""Acts of one click: confirm receipt, confirm reading, take a name off, remind; and a file of evidence."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from accountability.access.permissions import Permission
from accountability.awareness import actions
from accountability.awareness.access import access_awareness, access_own_reading, access_part
from accountability.awareness.models import Briefing, BriefingFile, ReadingDuty, Receipt
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi
from accountability.directives.views.doors import REFUSALS, through
from accountability.files.serving import serve


def _act(request: HttpRequest, act: Callable[[], str], back: str, pk: int) -> HttpResponse:
    """Do it and say so, or say why not; then back to the page."""
    try:
        messages.success(request, act())
    except REFUSALS as refusal:
        messages.error(request, as_said(refusal))
    return redirect(back, pk)


@login_required
@require_POST
def receipt_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác nhận đã nhận văn bản."""
    by, at = request.actor, clock.now()
    row = access_part(Receipt, by, pk, Permission.CONFIRM_RECEIPT, through)

    def act() -> str:
        made = actions.confirm_receipt(pk, by=by, at=at)
        late = clock.local(at).date() > made.due_on
        said = say("{short_name} đã xác nhận nhận văn bản.", short_name=made.agency.short_name)
        return (
            say("{said} Xác nhận muộn: phải trong ngày {due_on}.", said=said, due_on=date_vi(made.due_on))
            if late
            else said
        )

    return _act(request, act, "directive-detail", row.directive_id)


@login_required
@require_POST
def reading_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Tôi đã đọc."""
    by = request.actor
    duty = access_own_reading(by, pk, through)

    def act() -> str:
        actions.confirm_reading(pk, by=by, at=clock.now())
        return say("Đã ghi nhận: bạn đã đọc văn bản này.")

    return _act(request, act, "directive-detail", duty.directive_id)


@login_required
@require_POST
def reading_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ tên khỏi danh sách phải đọc."""
    by = request.actor
    duty = access_part(ReadingDuty, by, pk, Permission.NAME_READERS, through)

    def act() -> str:
        made = actions.withdraw_reader(pk, by=by, at=clock.now())
        return say("Đã bỏ {position} khỏi danh sách phải đọc.", position=made.position.title)

    return _act(request, act, "awareness-detail", duty.directive_id)


@login_required
@require_POST
def awareness_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhắc những nơi chưa xác nhận, những người chưa đọc."""
    by = request.actor
    directive, within = access_awareness(by, pk, Permission.NAME_READERS, through)

    def act() -> str:
        agencies = None if within.everything else within.agencies
        receivers, readers = actions.remind(directive, agencies=agencies, by=by, at=clock.now())
        if not receivers and not readers:
            return say("Hôm nay đã nhắc, hoặc không còn ai phải nhắc.")
        return say(
            "Đã nhắc {receivers} cơ quan chưa xác nhận đã nhận, {readers} người chưa đọc.",
            receivers=receivers,
            readers=readers,
        )

    return _act(request, act, "awareness-detail", pk)


@login_required
@require_GET
def briefing_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """One file of evidence of a briefing."""
    briefing = access_part(Briefing, request.actor, pk, Permission.VIEW_AWARENESS, through)
    found = get_object_or_404(BriefingFile.objects.select_related("file"), pk=file_pk, briefing=briefing)
    return serve(found.file)
