"""The menu of every page: which entries a person has, and the list of them as HTML, drawn once for all who have the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import Relation, Role
from accountability.access.rules import decide, may
from accountability.central.access import reads_some
from accountability.core.saying import reader, say
from accountability.desk.links import address_of
from accountability.directives.reading import standing_agencies
from accountability.documents.access import works_on_some
from accountability.urging.access import urges_some

# Some 4 kB each: a few kinds of positions × the entries of which one is marked × languages.
_DRAWN = 300


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


@dataclass(frozen=True)
class Link:
    """An entry as one person has it on one page; `active` marks the one that the page belongs to."""

    url: str
    title: str
    icon: str
    active: bool


Groups = tuple[tuple[Link, ...], ...]


def groups_of(actor: Actor, path: str) -> Groups:
    """The groups that have an entry for the actor; the entry whose address fits the page best is the active one."""
    shown = [
        [(entry, url) for entry in group if (url := address_of(entry.name)) and entry.shown(actor)]
        for group in MENU
    ]
    fitting = [url for group in shown for _, url in group if path.startswith(url)]
    active = max(fitting, key=len, default="")
    return tuple(
        tuple(Link(url, entry.title, entry.icon, url == active) for entry, url in group)
        for group in shown
        if group
    )


def drawn(groups: Groups) -> SafeString:
    """The entries as HTML in the language of the reader: they say nothing of who he is."""
    return _drawn(reader(), groups)


@lru_cache(maxsize=_DRAWN)
def _drawn(language: str, groups: Groups) -> SafeString:
    html = render_to_string("components/nav.html", {"groups": groups})
    return mark_safe(html.strip())  # noqa: S308 - rendered by the template engine
