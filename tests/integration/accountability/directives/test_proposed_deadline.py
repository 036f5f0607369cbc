"""The button “Tính thời hạn”: the page comes back with the deadline that the printed words ask for."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(as_, registered, duty, province):
    """Press the button with these words; other fields as typed. The page that answers."""

    def press(words: str, button: str = "doc", **typed: object) -> str:
        data = duty | {"due_on": "", "deadline_words": words, "tinh": button} | typed
        address = reverse("directive-split", args=[registered.pk])
        response = as_("specialist").post(address, data)
        assert response.status_code == 200
        assert not Assignment.objects.exists()
        return unescape(response.content.decode())

    return press


def field(page: str, name: str) -> str:
    """What an input of the page holds."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', found[0]) if found else None
    return value[1] if value else ""


def chosen(page: str) -> str:
    """The kind of duration that is chosen."""
    options = page.split('name="duration"')[1].split("</select>")[0]
    return re.search(r'<option value="([^"]*)" selected', options)[1]


def test_a_printed_date_is_filled_in_with_its_sentence(ask):
    page = ask("trước ngày 15/12", title="Nội dung đang gõ")
    assert (chosen(page), field(page, "due_on")) == ("fixed", "2022-12-15")
    assert "Đến ngày 15/12/2022" in page
    assert "không dời khi rơi vào ngày nghỉ" in page
    assert "Nội dung đang gõ" in page


def test_a_number_of_days_is_filled_in_and_explained_day_by_day(ask):
    page = ask("trong 5 ngày làm việc")
    assert (chosen(page), field(page, "days"), field(page, "due_on")) == ("working_days", "5", "")
    assert (
        "Nếu giao hôm nay: 5 ngày làm việc kể từ ngày tiếp theo của ngày 08/11/2022: hạn 15/11/2022." in page
    )
    assert "Thứ Bảy, 12/11/2022" in page


def test_words_that_leave_a_question_get_it_and_fill_nothing(ask):
    page = ask("trong dịp Tết 2023", product="Sản phẩm đang gõ")
    assert "Xin hỏi: hạn là trước Tết" in page
    assert (field(page, "due_on"), field(page, "deadline_words")) == ("", "trong dịp Tết 2023")
    assert "Sản phẩm đang gõ" in page


def test_without_words_it_asks_for_them(ask):
    assert "Vui lòng nhập thời hạn ghi trong văn bản" in ask("")


def test_nothing_typed_is_judged_or_lost(ask, province):
    bank = province.agency("NHNN").pk
    page = ask(
        "trong năm 2022", title="", milestones="15/12 Trình",
        **{"phoi_hop-0-agency": bank, "phoi_hop-0-due_on": "2022-12-20", "chi_tieu-0-value": "5.62"},
    )  # fmt: skip
    assert "Vui lòng nhập nội dung nhiệm vụ" not in page
    assert "error-summary" not in page
    assert "15/12 Trình" in page
    assert field(page, "phoi_hop-0-due_on") == "2022-12-20"
    assert field(page, "chi_tieu-0-value") == "5.62"
    assert f'<option value="{bank}" selected' in page


def test_another_date_that_was_typed_stays_until_it_is_replaced(ask):
    page = ask("trước ngày 15/12", due_on="2022-12-31")
    assert field(page, "due_on") == "2022-12-31"
    assert "khác với thời hạn đang nhập" in page
    assert "Dùng thời hạn này" in page

    page = ask("trước ngày 15/12", button="thay", due_on="2022-12-31", review_days="30")
    assert (field(page, "due_on"), field(page, "review_days")) == ("2022-12-15", "")


def test_a_kind_of_duration_that_was_chosen_is_not_overwritten(ask):
    page = ask("trước ngày 15/12", duration="ongoing", review_days="30")
    assert (chosen(page), field(page, "review_days"), field(page, "due_on")) == ("ongoing", "30", "")


def test_a_draft_is_asked_likewise_and_keeps_what_its_reader_had_seen(as_, registered, duty, province):
    client = as_("specialist")
    client.post(reverse("directive-split", args=[registered.pk]), duty | {"lead": province.agency("CAT").pk})
    row = Assignment.objects.get()
    address = reverse("assignment-redraft", args=[registered.pk, row.pk])

    data = duty | {"deadline_words": "trong quý I/2024", "due_on": "", "tinh": "doc", "seen": "7"}
    page = unescape(client.post(address, data).content.decode())

    row.refresh_from_db()
    assert field(page, "due_on") == "2024-03-31"
    assert field(page, "seen") == "7"
    assert row.due_on.isoformat() == "2022-12-31"


def test_a_secret_is_forgotten_here_as_well(ask):
    page = ask("trước ngày 15/12", title="Bố trí lực lượng (MẬT)")
    assert "không nhận và không lưu gì" in page
    assert "Bố trí lực lượng" not in page


@pytest.mark.parametrize(("name", "status"), [("clerk", 403), ("labour_head", 404)])
def test_only_who_cuts_may_ask(as_, registered, duty, name, status):
    address = reverse("directive-split", args=[registered.pk])
    assert as_(name).post(address, duty | {"tinh": "doc"}).status_code == status
