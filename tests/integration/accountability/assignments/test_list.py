"""The list: what one may see, found by words, numbers and filters, with a constant number of queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.assignments.models import Assignment, DeadlineVersion

pytestmark = pytest.mark.django_db

LIST = reverse("assignment-list")


def titles(response) -> list[str]:
    return [row.assignment.title for row in response.context["rows"]]


def test_each_sees_what_concerns_him_and_an_outsider_nothing(assignment, as_):
    for name, seen in (
        ("labour_head", 1),
        ("coordinating_officer", 1),
        ("standing_head", 1),
        ("district_chair", 0),
    ):
        assert len(titles(as_(name).get(LIST))) == seen, name
    page = as_("outsider").get(LIST)
    assert assignment.title not in page.content.decode()
    assert "Chưa có nhiệm vụ" in page.content.decode()


def test_words_are_found_without_diacritics_and_numbers_as_typed(give, as_):
    first, second = give("Số hóa hồ sơ đất đai"), give("Thông báo mật độ dân cư")
    client = as_("specialist")
    assert titles(client.get(LIST, {"q": "ho so dat dai"})) == [first.title]
    assert titles(client.get(LIST, {"q": "mật độ"})) == [second.title]
    assert titles(client.get(LIST, {"q": f"{second.directive.number}/KH-UBND"})) == [second.title]
    assert titles(client.get(LIST, {"q": f"{second.directive.number}/kh-ubnd"})) == [second.title]
    assert "Không tìm thấy nhiệm vụ nào" in client.get(LIST, {"q": "100% không có"}).content.decode()


def test_filters_narrow_and_a_wrong_value_is_said(give, as_):
    late, open_end = (
        give("Việc có hạn"),
        give("Việc thường xuyên", duration="ongoing", review_days=30, due_on=None, deadline_words=""),
    )
    client = as_("specialist")
    assert titles(client.get(LIST)) == [late.title, open_end.title]
    assert titles(client.get(LIST, {"bucket": "no_deadline"})) == [open_end.title]
    assert titles(client.get(LIST, {"state": "working"})) == []
    assert titles(client.get(LIST, {"directive": late.directive_id})) == [late.title]
    assert (
        len(titles(client.get(LIST, {"agency": late.lead_agency_id, "program": late.directive.program_id})))
        == 2
    )
    wrong = client.get(LIST, {"bucket": "khong-co"})
    assert titles(wrong) == []
    assert "Không có nhóm tiến độ này." in wrong.content.decode()


def test_ten_rows_cost_as_many_queries_as_two_hundred(give, as_):
    pattern = give()
    client = as_("specialist")

    def fill(count: int) -> None:
        rows = []
        for _ in range(count):
            row = Assignment.objects.get(pk=pattern.pk)
            row.pk, row.process_id, row._state.adding = None, None, True
            rows.append(row)
        made = Assignment.objects.bulk_create(rows)
        DeadlineVersion.objects.bulk_create(
            DeadlineVersion(
                assignment=row, number=1, due_on=date(2022, 12, 20), cause="assigned", set_at=row.assigned_at
            )
            for row in made
        )

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    fill(9)
    client.get(LIST)
    few = queries()
    fill(190)
    assert queries() == few
    assert few <= 30


def test_every_filter_narrows_and_is_said_with_a_way_out(give, as_, cast, province):
    other = give(
        "Việc của công an", lead="congan", due_on=date(2022, 11, 30), coordinating=[], supervisor=None
    )
    mine = give("Việc của lao động")
    client = as_("specialist")
    bank = province.position("nhnn-chuyenvien").agency
    for query, found in (
        ({"coordinating": bank.pk}, [mine]),
        ({"supervisor": province.position("phochutich").pk}, [mine]),
        ({"due_from": "2022-12-01"}, [mine]),
        ({"due_to": "30/11/2022"}, [other]),
        ({"unacknowledged": "on"}, [other, mine]),
        ({"obstacle": "on"}, []),
        ({"age": "1-30"}, []),
    ):
        page = client.get(LIST, query)
        assert titles(page) == [row.title for row in found], query
        assert len(page.context["filter_bar"].marks) == 1, query
        assert page.context["filter_bar"].marks[0].without == LIST
    two = client.get(LIST, {"q": "viec", "due_from": "2022-12-01"}).context["filter_bar"]
    assert [mark.without for mark in two.marks] == ["?due_from=2022-12-01", "?q=viec"]
    wrong = client.get(LIST, {"due_from": "2022-12-01", "due_to": "2022-11-01"})
    assert "Ngày cuối phải từ ngày đầu trở đi." in wrong.content.decode()
    assert titles(wrong) == []


def test_an_age_of_the_overdue_is_counted_in_days(give, as_, go_on):
    give("Quá hạn một ngày", due_on=date(2022, 11, 15))
    give("Quá hạn lâu", due_on=date(2022, 11, 9))
    go_on(date(2022, 12, 10))
    client = as_("specialist")
    assert titles(client.get(LIST, {"age": "1-30"})) == ["Quá hạn một ngày"]
    assert titles(client.get(LIST, {"age": "31-60"})) == ["Quá hạn lâu"]
    assert titles(client.get(LIST, {"age": "31-60", "bucket": "overdue"})) == ["Quá hạn lâu"]
    assert titles(client.get(LIST, {"age": "31-60", "bucket": "in_time"})) == []


def test_heads_of_columns_put_the_list_in_order_and_back(give, as_):
    soon = give("Gần hạn", lead="congan", due_on=date(2022, 11, 30), coordinating=[])
    late = give("Xa hạn")
    client = as_("specialist")
    assert titles(client.get(LIST)) == [soon.title, late.title]
    assert titles(client.get(LIST, {"sort": "-due"})) == [late.title, soon.title]
    assert titles(client.get(LIST, {"sort": "-directive"})) == [late.title, soon.title]
    by_agency = sorted([soon, late], key=lambda row: row.lead_agency_id)
    assert titles(client.get(LIST, {"sort": "agency"})) == [row.title for row in by_agency]
    for sort in ("late", "-late", "report", "-report", "-agency", "directive"):
        assert len(titles(client.get(LIST, {"sort": sort}))) == 2, sort
    page = client.get(LIST, {"sort": "-due"}).content.decode()
    assert 'aria-sort="descending"' in page
    assert 'href="?sort=due"' in page
    assert titles(client.get(LIST, {"sort": "bua"})) == []


def test_a_document_and_a_person_of_nobody_s_rows_are_no_filter(give, as_, cast):
    """Neither is their name told."""
    foreign = give("Việc của công an", lead="congan", coordinating=[])
    client = as_("outsider")
    page = client.get(LIST, {"directive": foreign.directive_id})
    assert titles(page) == []
    assert "Không có văn bản này trong danh sách." in page.content.decode()
    assert foreign.directive.cited not in page.content.decode()


def test_a_long_list_is_not_counted_to_its_end(give, as_, monkeypatch):
    monkeypatch.setattr("accountability.core.paging.COUNTED", 1)
    monkeypatch.setattr("accountability.assignments.views.listing.PAGE_SIZE", 1)
    for number in range(3):
        give(f"Việc {number}")
    client = as_("specialist")
    first = client.get(LIST).content.decode()
    assert "trong hơn 1" in first
    assert "Trang sau" in first
    assert "Trang sau" in client.get(LIST, {"page": 2}).content.decode()
    last = client.get(LIST, {"page": 3}).content.decode()
    assert "3–3 trong 3" in last
    assert "Trang sau" not in last
