"""What the frame of a page shows to whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from accountability.accounts.models import User
from accountability.calendars.models import CalendarDay, DemoClock
from accountability.core.saying import read_in
from accountability.core.zone import LOCAL
from accountability.desk.context import chrome
from accountability.desk.menu import Link, groups_of
from accountability.desk.templatetags.dondoc import drawn_once
from tests.cast import Province, actor

pytestmark = pytest.mark.usefixtures("demo_time", "engine_runs")


def frame(user: User, path: str = "/thong-bao/") -> dict[str, Any]:
    request = RequestFactory().get(path)
    request.user, request.actor = user, actor(user)  # type: ignore[attr-defined]
    return chrome(request)["chrome"]


def entries(user: User, path: str = "/thong-bao/") -> list[Link]:
    return [entry for group in groups_of(actor(user), path) for entry in group]


def names(user: User) -> list[str]:
    return [entry.title for entry in entries(user)]


def test_the_office_finds_its_lists(cast: dict[str, User]) -> None:
    shown = names(cast["office_deputy"])
    assert {"Thông báo", "Thư đi", "Cơ quan, chức danh", "Nhật ký hệ thống"} <= set(shown)


def test_an_agency_sees_no_list_of_the_office(cast: dict[str, User]) -> None:
    shown = names(cast["labour_head"])
    assert not {"Điều hành", "Văn phòng", "Thư đi", "Cơ quan, chức danh", "Nhật ký hệ thống"} & set(shown)


def test_reports_are_for_the_leaders_the_office_and_the_standing_agency(cast: dict[str, User]) -> None:
    from accountability.desk.menu import _reads_reports

    may = {name for name, user in cast.items() if _reads_reports(actor(user))}
    office = {"office_deputy", "section_head", "specialist", "clerk"}
    assert may == {"chair", "vice_chair", "standing_head"} | office


def test_only_one_entry_is_active(cast: dict[str, User]) -> None:
    assert [entry.title for entry in entries(cast["clerk"], "/thu-di/") if entry.active] == ["Thư đi"]


def test_the_menu_is_drawn_with_each_entry_once_and_anew_for_another_page_or_reader(
    cast: dict[str, User],
) -> None:
    clerk, head = cast["clerk"], cast["labour_head"]
    drawn = frame(clerk, "/thu-di/")["nav"]

    assert [drawn.count(f'href="{entry.url}"') for entry in entries(clerk)] == [1] * len(entries(clerk))
    assert drawn.count('aria-current="page"') == 1
    assert frame(clerk, "/thong-bao/")["nav"] != drawn != frame(head, "/thu-di/")["nav"]
    assert frame(clerk, "/thu-di/")["nav"] is drawn
    with translation.override("en"), read_in("en"):
        assert ">Outgoing mail<" in frame(clerk, "/thu-di/")["nav"]
    assert frame(clerk, "/thu-di/")["nav"] is drawn


def test_what_is_the_same_on_every_page_is_drawn_once_in_each_language() -> None:
    items = drawn_once("components/account_items.html")

    assert items.count("<a ") == 4
    assert "Đổi mật khẩu" in items
    assert drawn_once("components/account_items.html") is items
    with translation.override("en"), read_in("en"):
        assert "Change password" in drawn_once("components/account_items.html")


def test_who_is_signed_in_is_named_by_position(cast: dict[str, User]) -> None:
    shown = frame(cast["labour_head"])
    assert shown["actor_agency"] == "Sở LĐ,TB&XH"
    assert shown["unread"] == 0
    assert shown["notice_url"] == "/thong-bao/"


def test_outside_demo_mode_there_is_no_clock(cast: dict[str, User]) -> None:
    assert frame(cast["chair"])["demo"] is None


def test_in_demo_mode_the_clock_is_shown_with_its_mark(cast: dict[str, User], demo_mode: None) -> None:
    demo = frame(cast["chair"])["demo"]
    assert (demo["mark"], demo["move_url"], demo["now"].isoformat()) == (
        "SỐ LIỆU GIẢ ĐỊNH",
        "/dong-ho/",
        "2022-11-08T08:00:00+07:00",
    )


def test_office_and_leaders_are_warned_of_a_year_without_a_decided_calendar(cast: dict[str, User]) -> None:
    assert frame(cast["clerk"])["banner"] == []
    CalendarDay.objects.filter(on__year=2023).update(estimated=True)
    for member in ("clerk", "section_head", "chair", "vice_chair"):
        assert "Lịch nghỉ năm 2023 chưa có văn bản quyết định" in frame(cast[member])["banner"][0]
    assert frame(cast["labour_head"])["banner"] == []


def test_the_warning_comes_with_the_first_of_november(cast: dict[str, User]) -> None:
    CalendarDay.objects.filter(on__year=2023).delete()
    for day, warned in (("2022-10-31", False), ("2022-11-01", True), ("2022-12-31", True)):
        now_at = datetime.fromisoformat(f"{day}T08:00").replace(tzinfo=LOCAL)
        DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": now_at})
        assert bool(frame(cast["clerk"])["banner"]) is warned


def test_the_page_is_drawn_in_the_frame(client: Client, province: Province) -> None:
    client.force_login(province.user("vanthu"))
    page = client.get("/thong-bao/").content.decode()
    assert "Văn thư UBND tỉnh" in page
    assert 'href="/thu-di/"' in page


def test_the_address_of_the_machine_reaches_the_actor(client: Client, province: Province) -> None:
    client.force_login(province.user("vanthu"))
    seen = client.get("/thong-bao/", REMOTE_ADDR="10.1.2.3").wsgi_request.actor
    assert (seen.address, seen.title) == ("10.1.2.3", "Văn thư UBND tỉnh")
    assert Client().get("/dang-nhap/").wsgi_request.actor.user_id == 0
