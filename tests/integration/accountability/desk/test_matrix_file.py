"""Bảng tổng hợp as a file: a sheet at once, a large one drawn by the engine."""

from __future__ import annotations

import io
from datetime import date
from html import unescape

import pytest
from django.urls import resolve, reverse
from pypdf import PdfReader

from accountability.desk.views import matrix, matrix_paper
from accountability.notices.models import Notification
from accountability.search.making import make_exports
from accountability.search.models import ExportJob
from tests.integration.accountability.desk.matrices import (
    NOW,
    as_,
    change,
    directive,
    give,
    led_by,
    wards,
)

__all__ = ["as_", "directive", "give", "wards"]
pytestmark = pytest.mark.django_db

# On paper ---------------------------------------------------------------------------------------------------------------


def test_the_file_is_one_a3_sheet_with_every_agency_and_every_duty(as_, directive, wards, province) -> None:
    change(led_by(directive, province.agency("SLDTBXH")), due_on=date(2022, 10, 17))
    response = as_("specialist").get(reverse("matrix-directive", args=[directive.pk]) + "?pdf=1")
    assert response["Content-Type"] == "application/pdf"
    (sheet,) = PdfReader(io.BytesIO(response.content)).pages
    assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [420, 297]
    text = sheet.extract_text()
    assert "Cấp tài khoản định danh" in text
    assert "■ 22" in text
    assert "00/06" in text
    for ward in wards[:5]:
        assert ward.short_name in text


# Drawn by the engine ----------------------------------------------------------------------------------------------------


@pytest.fixture
def large(directive, monkeypatch) -> str:
    """The address of a matrix that is too large to wait for."""
    for module in (matrix, matrix_paper):
        monkeypatch.setattr(module, "MOST_CELLS", 3)
    return reverse("matrix-directive", args=[directive.pk]) + "?xep=ten"


def asked(client, address: str):
    return client.post(reverse("export-new"), {"address": address, "format": "pdf"})


def engine() -> int:
    return make_exports(at=lambda: NOW, system_now=lambda: NOW)


def test_a_large_matrix_has_the_button_of_the_engine(as_, large) -> None:
    client = as_("specialist")
    assert 'name="format" value="pdf"' in client.get(large).content.decode()
    response = client.get(large + "&pdf=1", follow=True)
    assert response.redirect_chain == [(large, 302)]
    assert "bấm “Lập tệp PDF”" in unescape(response.content.decode())
    assert not ExportJob.objects.exists()  # To ask for a page makes nothing.


def test_a_large_matrix_is_drawn_behind_told_and_fetched(as_, large, cast, wards) -> None:
    client = as_("specialist")
    job = ExportJob.objects.get(pk=resolve(asked(client, large)["Location"]).kwargs["pk"])
    assert asked(client, large)["Location"].endswith(f"/{job.pk}/")  # The same wish twice is one.
    page = reverse("export-detail", args=[job.pk])
    assert job.total == 12
    assert "<progress" in client.get(page).content.decode()

    assert engine() == 1

    told = Notification.objects.get(recipient=cast["specialist"], kind="export")
    assert told.url == page
    assert client.get(page).context["address"] == large
    data = b"".join(client.get(reverse("export-file", args=[job.pk])).streaming_content)
    (sheet,) = PdfReader(io.BytesIO(data)).pages
    assert all(ward.short_name in sheet.extract_text() for ward in wards[:5])
    assert "Bảng tổng hợp" in client.get(reverse("export-list")).content.decode()


def test_the_file_has_what_one_may_see_when_it_is_drawn(as_, large, cast, province) -> None:
    """The head of an agency gets its own row, and nobody else's."""
    asked(as_("labour_head"), large)
    assert engine() == 1
    job = ExportJob.objects.get()
    with job.file.content.open("rb") as content:
        text = PdfReader(content).pages[0].extract_text()
    assert "Chi trả an sinh xã hội" in text
    assert "Cấp tài khoản định danh" not in text


def test_who_may_not_see_it_any_more_gets_no_file_and_is_told(as_, large, cast) -> None:
    asked(as_("labour_head"), large)
    cast["labour_head"].incumbencies.update(to_on=date(2022, 11, 7))
    assert engine() == 0
    job = ExportJob.objects.get()
    assert (job.state, job.file, job.attempts) == ("failed", None, 1)
    assert "Không lập được tệp" in Notification.objects.get(kind="export").text


def test_a_matrix_of_which_one_sees_nothing_cannot_be_asked_for(as_, large) -> None:
    assert asked(as_("outsider"), large).status_code == 404
    assert not ExportJob.objects.exists()


def test_a_matrix_that_is_too_large_for_any_file_says_why_and_what_there_is_instead(
    as_, large, monkeypatch
) -> None:
    monkeypatch.setattr(matrix_paper, "MOST_DRAWN", 5)
    client = as_("specialist")
    assert asked(client, large)["Location"] == large
    text = unescape(client.get(large).content.decode())
    assert "quá nhiều bộ nhớ" in text
    assert "Xuất Excel" in text
    assert not ExportJob.objects.exists()


@pytest.mark.parametrize("address", ["//example.com/van-ban/1/bang-tong-hop/", "/ho-so/", "/khong-co/"])
def test_what_is_no_paper_of_ours_is_not_drawn(as_, large, address) -> None:
    assert "không xuất được" in unescape(
        as_("specialist")
        .post(reverse("export-new"), {"address": address, "format": "pdf"}, follow=True)
        .content.decode()
    )
