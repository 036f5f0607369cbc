"""What the frame of every page shows: menu, who, unread notices, the demo clock, banners."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.calendars.reading import is_decided
from accountability.core import clock
from accountability.core.languages.books import words_of_scripts
from accountability.core.saying import reader, say
from accountability.desk.links import address_of
from accountability.desk.menu import drawn, groups_of
from accountability.desk.reading.help import first_steps
from accountability.health.reading import troubles_of_late
from accountability.notices.access import unread_count

DEMO_MARK = say("SỐ LIỆU GIẢ ĐỊNH")
# From this month on, the calendar of the coming year is asked for: the decision on Tết usually comes in November.
_ASK_FOR_CALENDAR_FROM_MONTH = 11


def chrome(request: HttpRequest) -> dict[str, Any]:
    """`chrome` of docs/components.md, computed only by pages that show the frame."""
    return {"chrome": SimpleLazyObject(lambda: _frame(request))}


def steps(request: HttpRequest) -> dict[str, Any]:
    """`first_steps`: the card of a new person, read only by the first pages that show it."""
    actor: Actor = getattr(request, "actor", Actor(user_id=0))
    return {"first_steps": SimpleLazyObject(lambda: first_steps(actor) if actor.user_id else None)}


def _frame(request: HttpRequest) -> dict[str, Any]:
    actor: Actor = getattr(request, "actor", Actor(user_id=0))
    signed_in = bool(actor.user_id)
    return {
        "nav": drawn(groups_of(actor, request.path)) if signed_in else "",
        "actor_title": actor.title or (str(request.user) if signed_in else ""),
        "actor_agency": actor.agency_name,
        "unread": unread_count(actor) if signed_in else 0,
        "notice_url": address_of("notice-list"),
        "words": words_of_scripts(reader()),
        "languages": [(code, name) for code, name in settings.LANGUAGES if code != reader()],
        "demo": _demo() if settings.DEMO else None,
        "banner": _banners(actor, clock.today()) if signed_in else [],
    }


def _demo() -> dict[str, Any]:
    return {"now": clock.now(), "mark": DEMO_MARK, "move_url": address_of("demo-clock")}


def _banners(actor: Actor, today: date) -> list[str]:
    """What the Office must know on every page, and the leaders with it of the calendar."""
    office = may(actor, Permission.VIEW_OFFICE_PAGE)
    found = troubles_of_late(at=clock.now(), system_at=clock.system_now()) if office else []
    concerned = office or may(actor, Permission.VIEW_COMMAND_PAGE)
    return [*(trouble.text for trouble in found), *(_calendar_banners(today) if concerned else [])]


def _calendar_banners(today: date) -> list[str]:
    if today.month < _ASK_FOR_CALENDAR_FROM_MONTH:
        return []
    coming = today.year + 1
    if is_decided(coming):
        return []
    return [
        say(
            "Lịch nghỉ năm {coming} chưa có văn bản quyết định: thời hạn tính theo ngày làm việc của năm "
            "{coming} mới chỉ là dự kiến.",
            coming=coming,
        )
    ]
