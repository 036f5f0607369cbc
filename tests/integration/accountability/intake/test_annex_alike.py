"""What a row of an annex may repeat is shown in the dry run, before anything is written."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment
from accountability.directives.models import Directive
from accountability.intake.models import AnnexImport, AnnexRow
from tests.integration.accountability.intake import annex_books as books

pytestmark = pytest.mark.django_db


@pytest.fixture
def repeated(story: None) -> Assignment:
    """An open assignment of the labour department."""
    return Assignment.objects.get(title__startswith="Tạo lập tài khoản an sinh xã hội")


def sheet(*rows: tuple[str, str]) -> list[list[Any]]:
    return [books.TITLES, *([n, title, lead, None, "2023"] for n, (title, lead) in enumerate(rows, start=1))]


def test_an_open_duty_of_the_same_lead_is_shown_beside_the_row(upload, repeated) -> None:
    page = upload(sheet((repeated.title, "Sở LĐTBXH"), ("Số hóa hồ sơ đất đai", "Sở TN&MT"))).content.decode()

    assert page.count("Có thể trùng với nhiệm vụ đang mở") == 1
    assert 'data-alike="2"' in page
    assert reverse("assignment-detail", args=[repeated.pk]) in page
    assert "trùng 100%" in page
    assert AnnexRow.objects.get(number=2).status == "create"


def test_the_same_words_of_another_lead_are_not(upload, repeated) -> None:
    assert "Có thể trùng" not in upload(sheet((repeated.title, "Sở Nội vụ"))).content.decode()


def test_a_row_that_is_left_out_asks_no_more(upload, correct, repeated) -> None:
    upload(sheet((repeated.title, "Sở LĐTBXH")))
    assert "Có thể trùng" not in correct(2, kind="skip").content.decode()


def test_the_way_to_the_original_finds_it(upload, repeated, as_specialist, directive: Directive) -> None:
    page = upload(sheet((repeated.title, "Sở LĐTBXH"))).content.decode()
    address = reverse("directive-link", args=[directive.pk])

    assert f"{address}?tim=" in page
    found = as_specialist.get(address, {"tim": repeated.title[:200]})
    assert [one["row"].pk for one in found.context["offered"]] == [repeated.pk]


def test_more_rows_ask_the_database_no_more(
    upload, repeated, as_specialist, directive, django_assert_max_num_queries
) -> None:
    def address() -> str:
        return reverse("annex-detail", args=[directive.pk, AnnexImport.objects.latest("pk").pk])

    upload(sheet((repeated.title, "Sở LĐTBXH")))
    with django_assert_max_num_queries(100) as few:
        as_specialist.get(address())
    asked = len(few)
    upload(sheet(*((f"{repeated.title} đợt {n}", "Sở LĐTBXH") for n in range(45))))
    with django_assert_max_num_queries(asked):
        page = as_specialist.get(address())
    assert page.content.decode().count("Có thể trùng") > 10
