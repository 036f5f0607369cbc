"""One's own notices, and what one wants to get by mail."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.core.zone import local
from accountability.notices import actions, kinds, preferences
from accountability.notices.access import access_notification, own_notifications

PAGE_SIZE = 30


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
    days = [
        (day, list(rows)) for day, rows in groupby(page.object_list, lambda one: local(one.timestamp).date())
    ]
    context = {
        "page_obj": page, "days": [(_day_words(day, clock.today()), day, rows) for day, rows in days],
        "unread": unread, "only_unread": only_unread,
    }  # fmt: skip
    return render(request, "notices/notice_list.html", context)


def _day_words(day: date, today: date) -> str:
    """ "Hôm nay", "Hôm qua"; empty for an earlier day, which the page writes with its weekday."""
    return {0: say("Hôm nay"), 1: say("Hôm qua")}.get((today - day).days, "")


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
    messages.success(request, say("Đã đánh dấu đọc {count} thông báo.", count=count))
    return redirect("notice-list")


@login_required
@require_http_methods(["GET", "POST"])
def mail_preferences(request: HttpRequest) -> HttpResponse:
    """What one gets by mail: what may be declined with a box each, what may not be, named."""
    user_id = request.actor.user_id
    if request.method == "POST":
        ticked = set(request.POST.getlist("nhan"))
        wanted = {one.kind.code: one.kind.code in ticked for one in preferences.choices_of(user_id)}
        changed = preferences.choose(user_id=user_id, wanted=wanted, by=request.actor, at=clock.now())
        messages.success(
            request, say("Đã lưu lựa chọn nhận thư.") if changed else say("Lựa chọn nhận thư không đổi.")
        )
        return redirect("mail-preferences")
    context: dict[str, Any] = {
        "choices": preferences.choices_of(user_id),
        "always": [
            kind for kind in kinds.all_kinds() if not kind.may_decline and kind.mail_class == "act_now"
        ],
    }
    return render(request, "notices/mail_preferences.html", context)


@csrf_exempt  # RFC 8058: a mail program posts without a page of ours; the signed word is the permission.
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, word: str) -> HttpResponse:
    """Decline one's digests from a mail, without signing in. GET only asks: mail programs open links by themselves."""
    try:
        user_id = preferences.reader_of(word)
    except preferences.BadToken as refusal:
        return render(request, "notices/unsubscribe.html", {"refusal": as_said(refusal)}, status=404)
    done = request.method == "POST"
    if done:
        preferences.decline_digests(user_id=user_id, by=None, at=clock.now())
    context = {"done": done, "preferences_url": reverse("mail-preferences")}
    return render(request, "notices/unsubscribe.html", context)
