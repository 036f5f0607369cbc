"""Hồ sơ nhiệm vụ: the whole file of an assignment in time order, for paper."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.agencies.models import Position
from accountability.assignments.actions import LeaderWord, raise_obstacle, update_progress
from accountability.files.actions import keep
from tests.cast import actor
from tests.integration.accountability.assignments.conftest import NOW
from workflows import acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(as_, working):
    def get(name: str = "labour_head") -> str:
        response = as_(name).get(reverse("assignment-file", args=[working.pk]))
        assert response.status_code == 200
        return unescape(response.content.decode())

    return get


@pytest.fixture
def told(working, cast):
    """A report with a file, then an obstacle, then an extension is asked for, a minute each."""
    head = actor(cast["labour_head"])
    proof = keep(SimpleUploadedFile("danh-sach.txt", b"42"), by=head, at=NOW)
    first, second, third = (NOW + timedelta(minutes=number) for number in (1, 2, 3))
    update_progress(working.pk, text="Đã lập danh sách", files=[proof], by=head, at=first)
    raise_obstacle(
        working.pk, text="Thiếu dữ liệu", proposal="Đề nghị đối soát", by=head, at=second,
        addressed_to=Position.objects.get(code="phochutich"),
    )  # fmt: skip
    acts.request_extension(
        working.pk, reason="Chờ đối soát", new_due_on=working.due_on + timedelta(days=30), by=head, at=third
    )
    return working


def test_everything_stands_in_the_order_in_which_it_happened(page, told) -> None:
    text = page()
    course = text[text.index('id="dien-bien"') :]
    words = ["Giao nhiệm vụ", "Tiếp nhận nhiệm vụ", "Đã lập danh sách", "Thiếu dữ liệu", "Chờ đối soát"]
    assert sorted(words, key=course.index) == words
    assert course.index("danh-sach.txt") < course.index("Thiếu dữ liệu"), "the file stands with its report"
    listed = text[text.index('id="minh-chung"') :]
    assert "danh-sach.txt" in listed
    assert "Cập nhật kết quả" in listed
    assert told.directive.cited in text
    assert "Cách tính thời hạn" in text


def test_it_has_nothing_to_press(page, told) -> None:
    for name in ("labour_head", "specialist", "chair"):
        text = page(name)
        main = text[text.index('<article class="file">') : text.index("</article>")]
        assert "<form" not in main, name
        assert 'class="btn' not in main.replace('class="btn-row', ""), name


def test_an_explanation_is_printed_for_those_who_may_read_it_only(page, told, cast) -> None:
    chair = actor(cast["chair"])
    word = LeaderWord(
        leader=Position.objects.get(code="chutich"), decided_on=NOW.date(), text="Nói rõ nguyên nhân chậm"
    )
    acts.demand_explanation(told.pk, word=word, by=chair, at=NOW + timedelta(minutes=5))
    assert "Nói rõ nguyên nhân chậm" in page("labour_head")
    other = page("coordinating_officer")
    assert "Nói rõ nguyên nhân chậm" not in other
    assert "hồ sơ này không in phần đó" in other


def test_a_stranger_finds_nothing(as_, told) -> None:
    assert as_("outsider").get(reverse("assignment-file", args=[told.pk])).status_code == 404


def test_the_page_of_the_assignment_leads_to_it(as_, told) -> None:
    text = as_("labour_head").get(reverse("assignment-detail", args=[told.pk])).content.decode()
    assert reverse("assignment-file", args=[told.pk]) in text


def test_the_number_of_queries_does_not_grow_with_its_reports(page, told, cast) -> None:
    def queries() -> int:
        page()
        with CaptureQueriesContext(connection) as captured:
            page()
        return len(captured)

    few = queries()
    for number in range(12):
        update_progress(
            told.pk,
            text=f"Lần {number}",
            by=actor(cast["labour_head"]),
            at=NOW + timedelta(minutes=10 + number),
        )
    assert queries() == few
