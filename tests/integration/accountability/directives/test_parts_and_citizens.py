"""What the form of a duty says of coordinating agencies' own deadlines, and of the rights of citizens."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment, Coordination

pytestmark = pytest.mark.django_db
CITIZENS = "Ảnh hưởng trực tiếp đến quyền lợi của người dân, doanh nghiệp"


@pytest.fixture
def helped(duty, province):
    """The duty led by labour, with the bank coordinating by 15/12/2022; due itself on 31/12/2022."""
    return duty | {
        "lead": province.agency("SLDTBXH").pk, "affects_citizens": "on",
        "phoi_hop-0-agency": province.agency("NHNN").pk, "phoi_hop-0-duty": "Mở tài khoản",
        "phoi_hop-0-due_on": "2022-12-15",
    }  # fmt: skip


@pytest.fixture
def split(as_, registered):
    """Send a duty as the specialist; the page that answers, in words."""

    def send(data, follow=True) -> str:
        address = reverse("directive-split", args=[registered.pk])
        return as_("specialist").post(address, data, follow=follow).content.decode()

    return send


def give(as_, directive):
    """Send to review and approve; the page after it."""
    as_("specialist").post(reverse("directive-review", args=[directive.pk]))
    address = reverse("directive-approve", args=[directive.pk])
    return as_("section_head").post(address, follow=True).content.decode()


def test_both_are_kept_and_shown_while_cutting_in_review_and_on_the_assignment(
    as_, split, helped, registered
):
    page = split(helped)
    row, part = Assignment.objects.get(), Coordination.objects.get()
    assert row.affects_citizens
    assert part.due_on == date(2022, 12, 15)
    assert CITIZENS in page
    assert "(Mở tài khoản; thời hạn 15/12/2022)" in page

    page = give(as_, registered)
    assert "Đã giao 1 nhiệm vụ" in page
    assert "(Mở tài khoản; thời hạn 15/12/2022)" in page
    page = as_("specialist").get(reverse("assignment-detail", args=[row.pk])).content.decode()
    assert f"<dd>{CITIZENS}</dd>" in page
    assert "Mở tài khoản · thời hạn riêng 15/12/2022" in page


def test_a_duty_without_them_says_nothing_of_them(as_, split, duty, registered, province):
    split(duty | {"lead": province.agency("CAT").pk, "phoi_hop-0-agency": province.agency("NHNN").pk})
    give(as_, registered)
    row = Assignment.objects.get()
    assert (row.affects_citizens, row.coordinations.get().due_on) == (False, None)
    page = as_("specialist").get(reverse("assignment-detail", args=[row.pk])).content.decode()
    assert "thời hạn riêng" not in page
    assert CITIZENS not in page


def test_a_draft_shows_them_and_they_can_be_taken_back(as_, split, helped, registered):
    split(helped)
    row, client = Assignment.objects.get(), as_("specialist")
    address = reverse("assignment-redraft", args=[registered.pk, row.pk])
    page = client.get(address).content.decode()
    assert 'value="2022-12-15"' in page
    assert "checked" in page.split('name="affects_citizens"')[1].split(">")[0]

    client.post(address, helped | {"affects_citizens": "", "phoi_hop-0-due_on": ""})

    row.refresh_from_db()
    assert (row.affects_citizens, row.coordinations.get().due_on) == (False, None)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"phoi_hop-0-due_on": "2023-01-01"}, "không được sau thời hạn của nhiệm vụ (31/12/2022)"),
        ({"phoi_hop-0-due_on": "2022-11-01"}, "không được trước ngày văn bản (07/11/2022)"),
        ({"phoi_hop-0-due_on": "31/02/2022"}, "Ngày không hợp lệ"),
        ({"phoi_hop-0-agency": "", "phoi_hop-0-duty": ""}, "Vui lòng chọn cơ quan của phần việc này."),
        (
            {"duration": "series", "due_on": "", "rhythm": "half_month", "series_from": "2022-11-01"},
            "phần việc theo hạn của từng kỳ",
        ),
    ],
)
def test_a_part_is_due_between_the_document_and_the_lead(split, helped, wrong, message):
    page = split(helped | wrong, follow=False)

    assert message in page
    assert "Có dòng cơ quan phối hợp hoặc chỉ tiêu chưa đúng" in page
    assert "Mở tài khoản" in page or not wrong.get("phoi_hop-0-duty", "x")
    assert not Assignment.objects.exists()


def test_a_deadline_counted_in_days_is_compared_when_the_duty_is_given(as_, split, helped, registered):
    # Five working days from 08/11/2022: the lead is due on 15/11/2022, the bank a month later.
    split(helped | {"duration": "working_days", "days": 5, "due_on": ""})
    row = Assignment.objects.get()

    page = give(as_, registered)

    row.refresh_from_db()
    assert "Thời hạn phần việc (15/12/2022) không được sau thời hạn của nhiệm vụ (15/11/2022)" in page
    assert "Vui lòng trả lại để sửa." in page
    assert row.state == "draft"
