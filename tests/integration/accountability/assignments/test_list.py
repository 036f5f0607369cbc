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
