"""Hồ sơ của tôi: who I am here, by which position until when, who acts for me, my sessions and choices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.accounts import actions
from accountability.accounts.models import SignedIn, User
from accountability.accounts.rules import device_words
from accountability.accounts.views.signing import SESSION_KEY
from accountability.agencies.models import Delegation, Incumbency
from accountability.core import clock
from accountability.core.saying import say
from accountability.notices import preferences
from accountability.search.access import own_searches
from accountability.search.views.saved import just_deleted


@dataclass(frozen=True)
class SessionLine:
    """One of the last sign-ins, and whether its session may still be open."""

    row: SignedIn
    words: str
    tone: str

    @property
    def device(self) -> str:
        """From what, in words."""
        return device_words(self.row.device)


@login_required
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    """One's own page; nobody else's can be asked for."""
    at = clock.now()
    today = clock.local(at).date()
    user: Any = request.user
    held = Incumbency.objects.filter(user=user).select_related("position__agency")
    positions = list(held.order_by(F("to_on").desc(nulls_first=True), "-from_on", "pk"))
    mine = [one.position_id for one in positions if _is_of(one, today)]
    current = Q(to_on__gte=today)
    context = {
        "positions": [(one, _is_of(one, today)) for one in positions],
        "delegated_to_me": Delegation.objects.filter(current, user=user).select_related("position__agency"),
        "delegated_by_me": Delegation.objects.filter(current, position__in=mine).select_related("position", "user"),
        "may_delegate": bool(may(request.actor, Permission.DELEGATE)),
        "choices": preferences.choices_of(user.pk),
        "sessions": _sessions(user, request.session.get(SESSION_KEY), at),
        "today": today, "saved": own_searches(request.actor), "deleted": just_deleted(request),
    }  # fmt: skip
    return render(request, "accounts/profile.html", context)


def _is_of(one: Incumbency, today: date) -> bool:
    return one.from_on <= today and (one.to_on is None or one.to_on >= today)


def _sessions(user: User, this: int | None, at: datetime) -> list[SessionLine]:
    """The last sign-ins; one that was not ended may be open until its day is over."""
    lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    lines = []
    for row in user.sign_ins.all()[: actions.KEPT_SIGN_INS]:
        if row.pk == this:
            lines.append(SessionLine(row, say("Phiên này"), "intime"))
        elif row.ended_at is None and row.at + lasts > at:
            lines.append(SessionLine(row, say("Có thể đang mở"), "soon"))
        else:
            lines.append(SessionLine(row, say("Đã kết thúc"), "none"))
    return lines


@login_required
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Kết thúc các phiên khác: this one goes on under its new seal."""
    this = request.session.get(SESSION_KEY)
    user: Any = request.user
    renewed = actions.end_other_sessions(user=user, signed_in=this, by=request.actor, at=clock.now())
    update_session_auth_hash(request, renewed)
    messages.success(request, say("Đã kết thúc mọi phiên đăng nhập khác của tài khoản này."))
    return redirect("profile")
