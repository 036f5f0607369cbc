"""Named lists of agencies: made, changed and ended by the Office, with who was in them when."""

from __future__ import annotations

from datetime import date, datetime
from html import unescape

import pytest
from django.urls import reverse

from accountability.agencies.lists import ListSpec, create_list, edit_list, end_list, lists_on, members_on
from accountability.agencies.models import Agency, AgencyList, ListedAgency
from accountability.agencies.naming import NameBook
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from tests.cast import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_time")]

NOVEMBER = datetime(2022, 11, 8, 8, tzinfo=LOCAL)
DECEMBER = datetime(2022, 12, 1, 8, tzinfo=LOCAL)


@pytest.fixture
def office(cast):
    return actor(cast["specialist"])


@pytest.fixture
def pilots(province, office) -> AgencyList:
    wards = Agency.objects.filter(parent__code="H412").order_by("rank")[:3]
    return create_list(
        ListSpec("Điểm thí điểm", "pilot", "Kế hoạch 78", tuple(wards)), by=office, at=NOVEMBER
    )


def inside(row: AgencyList, day: date) -> list[str]:
    return [agency.code for agency in members_on([row], day).get(row.pk, [])]


def test_who_was_in_a_list_on_a_day_is_known_after_it_changed(pilots, office) -> None:
    first, second, third = ListedAgency.objects.order_by("pk")
    left = ListSpec("Điểm thí điểm", "pilot", "", (first.agency, second.agency))
    edit_list(pilots.pk, left, by=office, at=DECEMBER)
    assert third.agency.code in inside(pilots, date(2022, 11, 30))
    assert inside(pilots, date(2022, 12, 1)) == [first.agency.code, second.agency.code]
    event = AuditEvent.objects.get(action="agency_list.edit")
    assert third.agency.code in event.before["agencies"]
    assert third.agency.code not in event.after["agencies"]


def test_who_came_and_went_on_one_day_leaves_no_day_behind(pilots, office) -> None:
    first = ListedAgency.objects.order_by("pk").first()
    edit_list(pilots.pk, ListSpec("Điểm", "pilot", "", (first.agency,)), by=office, at=NOVEMBER)
    assert ListedAgency.objects.count() == 1


def test_an_ended_list_is_offered_no_more_and_refuses_changes(pilots, office) -> None:
    end_list(pilots.pk, by=office, at=NOVEMBER)
    assert list(lists_on(date(2022, 11, 8))) == [pilots]
    assert list(lists_on(date(2022, 11, 9))) == []
    with pytest.raises(ValueError, match="ngừng dùng"):
        end_list(pilots.pk, by=office, at=DECEMBER)


def test_a_title_in_use_is_refused(pilots, office) -> None:
    with pytest.raises(ValueError, match="Đã có danh sách"):
        create_list(ListSpec("Điểm thí điểm", "saved", "", (pilots.entries.get(pk=pilots.entries.first().pk).agency,)),
                    by=office, at=NOVEMBER)  # fmt: skip


def test_the_page_makes_a_list_from_lines_and_asks_about_what_it_does_not_know(client, cast) -> None:
    client.force_login(cast["specialist"])
    typed = {
        "title": "Xã biên giới",
        "kind": "saved",
        "basis": "",
        "members": "Phường Lê Lợi\nXã Hưng Hoà\nXã Nậm Cắnn",
    }
    page = unescape(client.post(reverse("list-new"), typed).content.decode())
    assert "Dòng 3: không có cơ quan “Xã Nậm Cắnn” trong danh mục; có phải: UBND xã Nậm Cắn" in page
    assert "Phường Lê Lợi" in page, "nothing that was typed is lost"
    assert not AgencyList.objects.exists()
    client.post(reverse("list-new"), typed | {"members": "Phường Lê Lợi\nXã Hưng Hoà\nNậm Cắn"})
    row = AgencyList.objects.get()
    assert row.entries.count() == 3
    page = client.get(reverse("list-list")).content.decode()
    assert "3 cơ quan" in page
    assert "UBND phường Lê Lợi (Vinh)" in unescape(
        client.get(reverse("list-edit", args=[row.pk])).content.decode()
    )
    client.post(reverse("list-end", args=[row.pk]))
    assert AgencyList.objects.get().to_on == date(2022, 11, 8)


def test_what_bears_a_secrecy_mark_is_refused_whole(client, cast) -> None:
    client.force_login(cast["specialist"])
    page = client.post(
        reverse("list-new"), {"title": "TUYỆT MẬT", "kind": "saved", "members": "Phường Lê Lợi"}
    )
    assert "dấu chỉ mức độ mật" in page.content.decode()
    assert "Phường Lê Lợi" not in page.content.decode()
    assert not AgencyList.objects.exists()


def test_every_agency_is_found_by_its_own_names(province) -> None:
    agencies = list(Agency.objects.on(date(2022, 11, 8)))
    book = NameBook(agencies)
    assert [row.name for row in agencies if row not in book.find(row.name)] == []
    assert [row.code for row in book.find("sở lđtbxh")] == ["SLDTBXH"]
    assert [row.code for row in book.find("Thành phố Vinh")] == ["H412"]
