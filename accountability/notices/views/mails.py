"""For the Office: the mails, how they fared, and what to do about those that did not arrive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.notices import actions, channels, digests, kinds, standing
from accountability.notices.access import access_mail, access_mails
from accountability.notices.forms import MailFilter
from accountability.notices.models import NEEDS_A_PERSON, Outbox, OutboxQuerySet, OutboxState
from accountability.notices.views import titles

PAGE_SIZE = 30
# How each state of delivery looks; a colour never stands without its word.
TONES = {
    OutboxState.NEW: "wait",
    OutboxState.SENDING: "active",
    OutboxState.SENT: "done",
    OutboxState.UNCERTAIN: "return",
    OutboxState.DEAD: "return",
    OutboxState.BOUNCED: "return",
    OutboxState.WITHDRAWN: "stopped",
}
# What each state means, for whoever opens one mail.
MEANINGS = {
    OutboxState.NEW: say("Thư đang chờ đến giờ gửi hoặc chờ gửi lại."),
    OutboxState.SENDING: say("Thư đang được giao cho máy chủ thư."),
    OutboxState.SENT: say("Máy chủ thư đã nhận thư để chuyển tiếp."),
    OutboxState.UNCERTAIN: say(
        "Đường truyền đứt sau khi giao thư: chưa rõ máy chủ đã nhận chưa. Gửi lại có thể trùng một bản."
    ),
    OutboxState.DEAD: say(
        "Thư không gửi được và hệ thống đã thôi gửi. Xem lý do, sửa địa chỉ nếu sai, rồi gửi lại."
    ),
    OutboxState.BOUNCED: say(
        "Máy chủ thư đã nhận, nhưng nơi nhận trả lại. Sửa địa chỉ của người nhận rồi gửi lại."
    ),
    OutboxState.WITHDRAWN: say(
        "Đến lúc gửi thì việc đã xong, hoặc người nhận không còn giữ chức danh đó, nên thư không gửi nữa."
    ),
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
    def meaning(self) -> str:
        """What its state means."""
        return MEANINGS[OutboxState(self.mail.state)]

    @property
    def kind_title(self) -> str:
        """The kind in words; its code once no room registers it any more."""
        try:
            return kinds.get(self.mail.kind).title
        except kinds.UnknownMailKind:
            return self.mail.kind

    @property
    def channel_title(self) -> str:
        """The channel in words; its code once nobody registers it any more."""
        known = channels.is_known(self.mail.channel)
        return channels.get(self.mail.channel).title if known else self.mail.channel


def _tiles(counts: dict[str, int]) -> list[dict[str, Any]]:
    """How many mails stand in each state that has any, with the link that lists them."""
    return [
        {
            "label": state.label,
            "count": counts[state],
            "url": f"{reverse('mail-list')}?trang_thai={state}",
        }
        for state in OutboxState
        if counts.get(state)
    ]


def _progress(counts: dict[str, int]) -> dict[str, int]:
    """How far the mails that are to go have come."""
    waiting = counts.get(OutboxState.NEW, 0) + counts.get(OutboxState.SENDING, 0)
    sent = counts.get(OutboxState.SENT, 0)
    return {"waiting": waiting, "sent": sent, "of": waiting + sent}


@login_required
@require_GET
def mail_list(request: HttpRequest) -> HttpResponse:
    """Every mail with its delivery, apart from whether the duty is late."""
    mails = access_mails(request.actor)
    form = MailFilter(request.GET)
    chosen = form.narrow(mails, withheld=titles.withheld(request.actor))
    page = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = titles.blanked(page.object_list, request.actor)
    counts = mails.counts_by_state()
    context = {
        "form": form,
        "page_obj": page,
        "rows": [MailRow(mail) for mail in page],
        "tiles": _tiles(counts),
        "progress": _progress(counts),
        "digest_lines": digests.waiting().count(),
        "retryable": chosen.filter(state__in=NEEDS_A_PERSON).count(),
        "filter_fields": [(name, value) for name, value in request.GET.items() if name in form.fields],
        "stops": [(stop, standing.describe(stop)) for stop in standing.open_stops()],
    }
    return render(request, "notices/mail_list.html", context)


@login_required
@require_GET
def mail_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail's way, without its text: that is its reader's."""
    (mail,) = titles.blanked([access_mail(request.actor, pk)], request.actor)
    is_open = mail.subject_line != titles.WITHHELD
    context = {
        "mail": mail,
        "row": MailRow(mail),
        "bounces": mail.bounces.all(),
        "subjects": [
            _named(one.subject, with_link=is_open) for one in mail.subjects.order_by("pk")[:PAGE_SIZE]
        ],
    }
    return render(request, "notices/mail_detail.html", context)


def _named(subject: str, *, with_link: bool) -> dict[str, str]:
    """What a mail is about: its words and, for whoever may read it, its page."""
    letter, _, number = subject.partition(":")
    words = {"a": say("Nhiệm vụ số {number}"), "d": say("Văn bản số {number} trên hệ thống")}
    pages = {"a": "/nhiem-vu/{}/", "d": "/van-ban/{}/"}
    url = pages.get(letter, "").format(number) if with_link else ""
    return {"label": words[letter].format(number=number) if letter in words else subject, "url": url}


@login_required
@require_POST
def mail_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a mail that did not arrive again, to its reader's present address."""
    mail = access_mail(request.actor, pk)
    try:
        actions.retry_mail(mail=mail, by=request.actor, at=clock.now())
    except actions.MailNotRetryable as refusal:
        messages.error(request, as_said(refusal))
    else:
        (mail,) = titles.blanked([mail], request.actor)
        messages.success(
            request, say("Thư “{subject_line}” đã được xếp lại để gửi.", subject_line=mail.subject_line)
        )
    if "chi_tiet" in request.POST:
        return redirect("mail-detail", pk)
    return redirect("mail-list")


@login_required
@require_POST
def mail_retry_all(request: HttpRequest) -> HttpResponse:
    """Send every mail again that fits the filter and did not arrive."""
    mails = access_mails(request.actor)
    form = MailFilter(request.POST)
    chosen: OutboxQuerySet = form.narrow(mails, withheld=titles.withheld(request.actor))
    if not form.is_valid():
        messages.error(request, say("Điều kiện lọc không hợp lệ; không có thư nào được gửi lại."))
        return redirect("mail-list")
    done, left = actions.retry_all(mails=chosen, by=request.actor, at=clock.now())
    if done:
        messages.success(request, say("Đã xếp lại {done} thư để gửi.", done=done))
    if left:
        messages.warning(
            request, say("{left} thư chưa gửi lại được: người nhận chưa có địa chỉ được phép.", left=left)
        )
    if not done and not left:
        messages.info(request, say("Không có thư nào cần gửi lại."))
    return redirect("mail-list")


@login_required
@require_POST
def channel_resume(request: HttpRequest) -> HttpResponse:
    """Try a stopped channel again without waiting for the end of its pause."""
    access_mails(request.actor)
    code = request.POST.get("kenh", "")
    if not channels.is_known(code):
        messages.error(request, say("Không có kênh gửi này."))
        return redirect("mail-list")
    moved = actions.resume_channel(channel=code, by=request.actor, at=clock.now())
    messages.success(
        request, say("Hệ thống sẽ thử lại kênh gửi ngay; {moved} thư được xếp lên trước.", moved=moved)
    )
    return redirect("mail-list")
