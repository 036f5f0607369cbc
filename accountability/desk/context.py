"""What the frame of every page shows: menu, who, unread notices, the demo clock, banners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import Relation, Role
from accountability.access.rules import decide, may
from accountability.calendars.reading import is_decided
from accountability.central.access import reads_some
from accountability.core import clock
from accountability.core.languages.books import words_of_scripts
from accountability.core.saying import reader, say
from accountability.desk.reading.help import first_steps
from accountability.directives.reading import standing_agencies
from accountability.documents.access import works_on_some
from accountability.health.reading import troubles_of_late
from accountability.notices.access import unread_count
from accountability.urging.access import urges_some

DEMO_MARK = say("SỐ LIỆU GIẢ ĐỊNH")
# From this month on, the calendar of the coming year is asked for: the decision on Tết usually comes in November.
_ASK_FOR_CALENDAR_FROM_MONTH = 11


@dataclass(frozen=True)
class Entry:
    """One entry of the menu: shown to whom `shown` says."""

    name: str
    title: str
    icon: str
    shown: Callable[[Actor], bool]


def _by(permission: Permission) -> Callable[[Actor], bool]:
    return lambda actor: bool(may(actor, permission))


def _has_a_seat(actor: Actor) -> bool:
    return bool(actor.seats)


def _works_for_an_agency(actor: Actor) -> bool:
    """A party secretary reads only; he has no agency's desk."""
    return any(seat.works_for and seat.role != Role.PARTY_SECRETARY for seat in actor.seats)


def _reads_reports(actor: Actor) -> bool:
    """The Office for all, the standing agency for its program; leaders read."""
    if may(actor, Permission.MAKE_REPORT) or may(actor, Permission.VIEW_COMMAND_PAGE):
        return True
    if not decide(
        actor, {seat.position_id: [Relation.STANDING] for seat in actor.seats}, Permission.MAKE_REPORT
    ):
        return False
    return not actor.works_for.isdisjoint(standing_agencies())


MENU = (
    (
        Entry("command-page", say("Điều hành"), "dashboard", _by(Permission.VIEW_COMMAND_PAGE)),
        Entry("office-page", say("Văn phòng"), "table", _by(Permission.VIEW_OFFICE_PAGE)),
        Entry("urging-select", say("Đôn đốc việc quá hạn"), "send", urges_some),
        Entry("agency-page", say("Đơn vị"), "agency", _works_for_an_agency),
    ),
    (
        Entry("assignment-list", say("Nhiệm vụ"), "list", _has_a_seat),
        Entry("series-list", say("Nhiệm vụ định kỳ"), "calendar", _has_a_seat),
        Entry("directive-list", say("Văn bản chỉ đạo"), "document", _has_a_seat),
        Entry("matrix-list", say("Bảng tổng hợp"), "table", _has_a_seat),
        Entry("due-calendar", say("Lịch đến hạn"), "clock", _has_a_seat),
        Entry("indicator-list", say("Chỉ tiêu"), "chart", _has_a_seat),
        Entry("ranking-list", say("Xếp hạng đơn vị"), "chart", _has_a_seat),
        Entry("central-list", say("Trung ương giao tỉnh"), "flag", reads_some),
        Entry("document-list", say("Văn bản đi"), "send", works_on_some),
        Entry("cycle-list", say("Báo cáo định kỳ"), "chart", _reads_reports),
        Entry("file-check", say("Kiểm tra tệp"), "check", lambda actor: True),
        Entry("notice-list", say("Thông báo"), "bell", lambda actor: True),
    ),
    (
        Entry("mail-list", say("Thư đi"), "mail", _by(Permission.VIEW_OUTBOX)),
        Entry("policy-list", say("Quy tắc nhắc việc, đôn đốc"), "ladder", _by(Permission.VIEW_POLICY)),
        Entry("delegation-list", say("Ủy quyền"), "users", _by(Permission.DELEGATE)),
        Entry("calendar-year", say("Lịch làm việc"), "calendar", _has_a_seat),
        Entry("meeting-list", say("Phiên họp UBND tỉnh"), "calendar", _by(Permission.EDIT_CALENDAR)),
        Entry("agency-list", say("Cơ quan, chức danh"), "users", _by(Permission.VIEW_AGENCIES)),
        Entry("list-list", say("Danh sách cơ quan"), "list", _by(Permission.VIEW_AGENCIES)),
        Entry("system-page", say("Tình trạng hệ thống"), "settings", _by(Permission.VIEW_SYSTEM)),
        Entry("audit-list", say("Nhật ký hệ thống"), "history", _by(Permission.VIEW_AUDIT)),
    ),
)


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
        "nav": _menu(actor, request.path) if signed_in else [],
        "actor_title": actor.title or (str(request.user) if signed_in else ""),
        "actor_agency": actor.agency_name,
        "unread": unread_count(actor) if signed_in else 0,
        "notice_url": _address("notice-list"),
        "words": words_of_scripts(reader()),
        "languages": [(code, name) for code, name in settings.LANGUAGES if code != reader()],
        "demo": _demo() if settings.DEMO else None,
        "banner": _banners(actor, clock.today()) if signed_in else [],
    }


@cache
def _address(name: str) -> str:
    """The address of that name; empty when no room of this installation has it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _menu(actor: Actor, path: str) -> list[list[dict[str, Any]]]:
    """The groups that have an entry for the actor; the entry whose address fits the page best is the active one."""
    shown = [
        [(entry, url) for entry in group if (url := _address(entry.name)) and entry.shown(actor)]
        for group in MENU
    ]
    fitting = [url for group in shown for _, url in group if path.startswith(url)]
    active = max(fitting, key=len, default="")
    return [
        [
            {"url": url, "title": entry.title, "icon": entry.icon, "active": url == active}
            for entry, url in group
        ]
        for group in shown
        if group
    ]


def _demo() -> dict[str, Any]:
    return {"now": clock.now(), "mark": DEMO_MARK, "move_url": _address("demo-clock")}


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
