"""Từ phụ lục on screen: rows of the dry run are set right in place."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment, Coordination
from accountability.intake.models import AnnexImport
from tests.integration.accountability.intake import annex_books as books

from .annex_page import ASKED, ROW, act, row

pytestmark = pytest.mark.django_db


def test_questions_are_answered_on_the_page(upload, correct) -> None:
    page = upload(ASKED).content.decode()
    assert "Ô C11:" in page
    assert "Ô có 2 cơ quan" in page
    assert row().status == "refused"

    correct(ROW, choice="STTTT", deadline="31/12/2022")

    assert (row().status, row().found["leads"], row().found["parts"]) == ("create", ["STTTT"], ["SNV"])
    assert row().corrections == {"choice": "STTTT", "deadline": "31/12/2022"}


def test_what_the_sheet_says_is_no_correction(upload, correct) -> None:
    upload(ASKED)
    correct(ROW, deadline="31/12/2022")
    correct(ROW, deadline="Sớm nhất")
    assert row().corrections == {}


def test_a_row_can_be_left_out_and_taken_back(upload, correct) -> None:
    upload(ASKED)
    correct(ROW, kind="skip")
    assert row().status == "skipped"
    correct(ROW, kind="duty")
    assert row().status == "refused"


def test_a_group_is_given_to_each_when_somebody_says_so(upload, correct, as_specialist, directive) -> None:
    upload(
        [
            *books.SHEET,
            [3, "Tổ chức thực hiện", "UBND các huyện, thành phố, thị xã", "Các sở, ban, ngành", "2023"],
        ]
    )
    assert "gồm 21 cơ quan" in row().found["problems"][0][2]

    correct(ROW, choice="each", expand="1")
    act(as_specialist, directive, "annex-commit")

    made = Assignment.objects.filter(title="Tổ chức thực hiện")
    assert made.count() == 21
    assert len(set(made.values_list("duty_key", flat=True))) == 1
    assert Coordination.objects.filter(assignment=made.first()).count() > 15


def test_an_empty_lead_may_be_that_of_the_row_above(upload, correct) -> None:
    upload([*books.SHEET, [3, "Đào tạo cán bộ", None, None, "2023"]])
    assert row().status == "refused"
    correct(ROW, choice="above")
    assert row().found["leads"] == ["STTTT"]


def test_two_people_on_one_row_the_second_is_told_and_loses_nothing(upload, correct) -> None:
    upload(ASKED)
    correct(ROW, lead="Sở Nội vụ")
    page = correct(ROW, seen="cũ", lead="Sở Y tế", follow=False)

    assert page.status_code == 409
    assert "vừa được người khác sửa" in page.content.decode()
    assert 'value="Sở Y tế"' in page.content.decode()
    assert row().corrections == {"lead": "Sở Nội vụ"}


def test_a_secret_in_a_correction_is_not_kept(upload, correct) -> None:
    upload(ASKED)
    page = correct(ROW, content="TỐI MẬT").content.decode()
    assert "data-secret-refused" in page
    assert row().corrections == {}
    assert "TỐI MẬT" not in page


def test_a_text_too_long_is_refused_and_stays_in_its_field(upload, correct) -> None:
    upload(ASKED)
    page = correct(ROW, product="x" * 2001).content.decode()
    assert "dài quá 2000 ký tự" in page
    assert "x" * 2001 in page


def test_only_rows_with_problems_can_be_shown(upload, as_specialist, directive) -> None:
    upload(ASKED)
    annex = AnnexImport.objects.get()
    page = as_specialist.get(reverse("annex-detail", args=[directive.pk, annex.pk]), {"loc": "van-de"})
    assert [shown.row.number for shown in page.context["rows"]] == [ROW]
