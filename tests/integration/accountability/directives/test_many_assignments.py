"""The page of a directive with thousands of assignments: a page at a time, by state and by lead."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.agencies.models import Agency
from accountability.assignments.access import visible_to
from accountability.assignments.models import Assignment
from accountability.directives.models import Directive
from tests.cast import actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(given_to_districts) -> Directive:
    """One duty given to 21 districts."""
    return given_to_districts


@pytest.fixture
def more(given):
    """As many assignments more, of one duty of all communes."""

    def add(number: int, **changes) -> None:
        first = Assignment.objects.filter(directive=given).order_by("rank").first()
        leads = list(Agency.objects.filter(kind=Agency.Kind.COMMUNE).order_by("pk")[:60])
        rows = []
        for index in range(number):
            row = Assignment.objects.get(pk=first.pk)
            row.pk, row._state.adding, row.process = None, True, None
            row.rank, row.lead_agency = 1000 + index, leads[index % len(leads)]
            row.title, row.duty_key, row.group = "Việc của xã", "xa", "Nhóm B"
            for name, value in changes.items():
                setattr(row, name, value)
            rows.append(row)
        Assignment.objects.bulk_create(rows)

    return add


@pytest.fixture
def page(as_, given):
    """The directive's page as somebody sees it, with a query."""

    def get(query: str = "", name: str = "specialist") -> str:
        response = as_(name).get(reverse("directive-detail", args=[given.pk]) + query)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return get


def test_a_hundred_stand_on_a_page_and_a_duty_says_how_many_it_has(page, more):
    more(180)
    first, last = page(), page("?page=3")
    assert "201 nhiệm vụ, 81 cơ quan" in first
    assert "1–100 trong 201 nhiệm vụ" in first
    assert "180 cơ quan chủ trì, mỗi cơ quan một nhiệm vụ (trang này: 79)" in first
    # One assignment of a duty for many is alone on the last page, and no duty of its own.
    assert "180 cơ quan chủ trì, mỗi cơ quan một nhiệm vụ (trang này: 1)" in last
    assert "Nhóm B" in last


def test_the_number_of_queries_does_not_grow(page, more):
    def queries() -> int:
        page()  # What is asked once (content types, the calendar) is known now.
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page()
        return len(captured)

    more(60)
    few = queries()
    more(300)
    assert queries() == few


def test_state_and_lead_narrow_it_and_stay_in_the_address(page, more):
    more(150, state="working")
    ward = Assignment.objects.filter(state="working").order_by("rank").first().lead_agency
    both = page(f"?state=working&agency={ward.pk}")
    assert "1–3 trong 3 nhiệm vụ" in both
    assert "Đang thực hiện (150)" in both
    assert f"{ward.short_name} (3)" in both
    paged = page("?state=working&page=2")
    assert "101–150 trong 150 nhiệm vụ" in paged
    assert "?state=working&page=1" in paged


def test_nothing_that_fits_and_a_wrong_value_are_said(page, more):
    more(150, state="working")
    vinh = Agency.objects.get(code="H412")
    assert "Không có nhiệm vụ nào khớp" in page(f"?state=working&agency={vinh.pk}")
    assert "Không có trạng thái này." in page("?state=x")
    assert "101–171 trong 171" in page("?page=99")


def test_a_few_need_no_filter(page, given):
    Assignment.objects.filter(directive=given).exclude(lead_agency__code="H412").update(state="withdrawn")
    assert 'name="state"' not in page(name="district_chair")


def test_a_lead_counts_and_filters_what_it_sees_only(page, more, cast, given):
    more(150)
    visible = visible_to(actor(cast["district_chair"])).filter(directive=given)
    mine = visible.count()
    other = Assignment.objects.filter(directive=given).exclude(pk__in=visible).first().lead_agency
    assert 0 < mine < 100
    assert f"1–{mine} trong {mine} nhiệm vụ" in page(name="district_chair")
    assert "Không có cơ quan này trong danh sách." in page(f"?agency={other.pk}", name="district_chair")


def test_the_cut_is_shown_a_page_at_a_time_as_well(as_, registered, duty):
    client, address = as_("specialist"), reverse("directive-split", args=[registered.pk])
    for number in range(5):
        client.post(address, duty | {"lead_groups": ["local"], "title": f"Việc {number}"})
    first, second = (unescape(client.get(address + query).content.decode()) for query in ("", "?page=2"))
    assert "1–100 trong 105 nhiệm vụ" in first
    assert "Trình duyệt 105 nhiệm vụ" in first
    assert "Bỏ cả 21 nhiệm vụ" in second
    assert "Việc 0" not in second
