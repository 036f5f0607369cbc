"""Screens: one's own notices, and for the Office the mails and how they fared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountability.core import clock
from accountability.notices import actions, kinds
from accountability.notices.access import (
    access_mail,
    access_mails,
    access_notification,
    own_notifications,
)
from accountability.notices.delivery import channel_trouble
from accountability.notices.forms import MailFilter
from accountability.notices.models import Outbox, OutboxQuerySet, OutboxState

PAGE_SIZE = 30
# How each state of delivery looks; a colour never stands without its word.
TONES = {
    OutboxState.NEW: "wait",
    OutboxState.SENDING: "active",
    OutboxState.SENT: "done",
    OutboxState.UNCERTAIN: "return",
    OutboxState.DEAD: "return",
    OutboxState.WITHDRAWN: "stopped",
}


@dataclass(frozen=True)
class MailRow:
    """One line of the mail list."""

    mail: Outbox

    @property
    def tone(self) -> str:
        """The look of its state."""
        return TONES[OutboxState(self.mail.state)]

    @property
    def kind_title(self) -> str:
        """The kind in words; its code once no room registers it any more."""
        try:
            return kinds.get(self.mail.kind).title
        except kinds.UnknownMailKind:
            return self.mail.kind


def _tiles(mails: OutboxQuerySet) -> list[dict[str, Any]]:
    """How many mails stand in each state that has any, with the link that lists them."""
    counts = mails.counts_by_state()
    return [
        {
            "label": state.label,
            "count": counts[state],
            "url": f"{reverse('mail-list')}?trang_thai={state}",
        }
        for state in OutboxState
        if counts.get(state)
    ]


@login_required
@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """One's own notices, newest first; those not yet read may be asked for alone."""
    notices = own_notifications(request.actor)
    unread = notices.filter(unread=True).count()
    only_unread = request.GET.get("chua-doc") == "1"
    if only_unread:
        notices = notices.filter(unread=True)
    page = Paginator(notices, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "unread": unread, "only_unread": only_unread}
    return render(request, "notices/notice_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go where it points.

    By GET too, since a notice is a link; all it changes is one's own unread mark.
    """
    notice = access_notification(request.actor, pk)
    actions.mark_read(notification=notice)
    if notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("notice-list")


@login_required
@require_POST
def notice_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all one's notices as read."""
    count = actions.mark_all_read(user_id=request.actor.user_id)
    messages.success(request, f"Đã đánh dấu đọc {count} thông báo.")
    return redirect("notice-list")


@login_required
@require_GET
def mail_list(request: HttpRequest) -> HttpResponse:
    """For the Office: every mail with its delivery, apart from whether the duty is late."""
    mails = access_mails(request.actor)
    form = MailFilter(request.GET)
    page = Paginator(form.narrow(mails), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [MailRow(mail) for mail in page],
        "tiles": _tiles(mails),
        "trouble": channel_trouble(),
    }
    return render(request, "notices/mail_list.html", context)


@login_required
@require_POST
def mail_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a dead mail again, to its reader's present address."""
    mail = access_mail(request.actor, pk)
    try:
        actions.retry_mail(mail=mail, by=request.user, at=clock.now())
    except actions.MailNotRetryable as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Thư “{mail.subject_line}” đã được xếp lại để gửi.")
    return redirect("mail-list")
