"""Bóc tách: one duty, a duty for many, and everything that is written down with it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def split(as_, registered):
    """Send a duty as the specialist; the page that answers, in words."""

    def send(data, follow=True) -> str:
        address = reverse("directive-split", args=[registered.pk])
        response = as_("specialist").post(address, data, follow=follow)
        assert response.status_code == 200
        return response.content.decode()

    return send


def test_a_duty_for_all_districts_makes_one_assignment_each(split, duty):
    page = split(duty | {"lead_groups": ["local"]})

    rows = Assignment.objects.all()
    assert rows.count() == 21
    assert {row.lead_agency.kind for row in rows.select_related("lead_agency")} == {"HU"}
    assert rows.values("duty_key").distinct().count() == 1
    assert "Đã ghi 21 nhiệm vụ, mỗi cơ quan một nhiệm vụ." in page
    assert "21 cơ quan chủ trì" in page


def test_groups_and_chosen_agencies_add_up_and_the_office_is_no_department(split, duty, province):
    police = province.agency("CAT").pk
    split(duty | {"lead_groups": ["departments"], "leads": [police, province.agency("SNV").pk]})

    codes = set(Assignment.objects.values_list("lead_agency__code", flat=True))
    assert {"CAT", "SNV", "SLDTBXH"} <= codes
    assert "VPUBND" not in codes
    assert Assignment.objects.count() == len(codes)


def test_everything_that_was_written_down_is_kept(split, duty, province):
    labour, bank, police = (province.agency(code) for code in ("SLDTBXH", "NHNN", "CAT"))
    split(
        duty
        | {
            "lead": labour.pk, "lead_position": province.position("ldtbxh").pk, "due_time": "11:00",
            "deadline_note": "Văn phòng xác định", "milestones": "15/12/2022 – Trình Đề án\n\nHoàn thành chi trả",
            "phoi_hop-0-agency": bank.pk, "phoi_hop-0-duty": "Mở tài khoản", "chi_tieu-0-name": "Hồ sơ trực tuyến",
            "chi_tieu-0-value": "5,62", "supervisor": province.position("phochutich").pk, "verifier": police.pk,
            "needs_submission": "on", "group": "An sinh xã hội",
        }
    )  # fmt: skip

    row = Assignment.objects.get()
    assert (row.lead_agency, row.due_on, row.due_time) == (labour, date(2022, 12, 31), time(11, 0))
    assert (row.lead_position.code, row.supervisor.code, row.verifier) == ("ldtbxh", "phochutich", police)
    assert (row.deadline_words, row.needs_submission, row.group) == ("trong năm 2022", True, "An sinh xã hội")
    assert list(row.coordinations.values_list("agency", "duty")) == [(bank.pk, "Mở tài khoản")]
    assert list(row.milestones.values_list("title", "due_on")) == [
        ("Trình Đề án", date(2022, 12, 15)), ("Hoàn thành chi trả", None),
    ]  # fmt: skip
    assert list(row.targets.values_list("name", "value", "unit")) == [
        ("Hồ sơ trực tuyến", Decimal("5.62"), "%")
    ]


@pytest.mark.parametrize(
    ("kind", "figures", "expected"),
    [
        ("working_days", {"days": 5}, "05 ngày làm việc kể từ ngày giao"),
        ("calendar_days", {"days": 10}, "10 ngày kể từ ngày giao"),
        ("none", {}, "Không có thời hạn"),
        ("ongoing", {"review_days": 30}, "Thường xuyên, rà soát mỗi 30 ngày"),
        ("series", {"rhythm": "half_month", "series_from": "2022-11-01"}, "Định kỳ: nửa tháng"),
    ],
)
def test_every_kind_of_duration_can_be_written_down(split, duty, province, kind, figures, expected):
    page = split(duty | {"lead": province.agency("CAT").pk, "duration": kind, "due_on": ""} | figures)

    assert expected in page
    assert Assignment.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"lead": ""}, "Mỗi nhiệm vụ phải có cơ quan chủ trì"),
        ({"title": ""}, "Vui lòng nhập nội dung nhiệm vụ."),
        ({"due_on": ""}, "Vui lòng nhập ngày đến hạn"),
        ({"due_on": "2022-10-01"}, "không được trước ngày văn bản"),
        ({"days": "5"}, "không dùng ô này"),
        ({"duration": "working_days", "due_on": ""}, "Vui lòng nhập số ngày."),
        ({"duration": "series", "due_on": ""}, "Vui lòng chọn nhịp."),
        ({"milestones": "32/13/2022 – Trình"}, "Dòng 1: không có ngày 32/13/2022."),
        ({"milestones": "Xong\n15/12 Trình"}, "Dòng 2: viết như"),
        ({"chi_tieu-0-name": "Tỷ lệ", "chi_tieu-0-value": "5.62"}, "chưa đúng cách viết số"),
        ({"chi_tieu-1-value": "50"}, "Vui lòng nhập ô này."),
        ({"phoi_hop-0-duty": "Mở tài khoản"}, "Vui lòng chọn cơ quan của phần việc này."),
        ({"phoi_hop-TOTAL_FORMS": "x"}, "Có dòng cơ quan phối hợp hoặc chỉ tiêu chưa đúng"),
        ({"lead_groups": ["x"]}, "Không có lựa chọn này."),
    ],
)
def test_bad_input_is_explained_and_kept(split, duty, province, wrong, message):
    data = duty | {"lead": province.agency("CAT").pk, "product": "Sản phẩm đã gõ"} | wrong

    page = split(data, follow=False)

    assert message in page
    assert "Sản phẩm đã gõ" in page
    assert not Assignment.objects.exists()


def test_an_agency_does_not_lead_and_coordinate_nor_coordinate_twice(split, duty, province):
    police, bank = province.agency("CAT").pk, province.agency("NHNN").pk

    both = split(duty | {"lead": police, "phoi_hop-0-agency": police}, follow=False)
    twice = split(duty | {"lead": police, "phoi_hop-0-agency": bank, "phoi_hop-1-agency": bank}, follow=False)

    assert "không vừa chủ trì vừa phối hợp" in both
    assert "đã có ở dòng trên" in twice
    assert not Assignment.objects.exists()


def test_a_body_outside_the_province_is_not_offered_as_lead(split, duty, province):
    page = split(duty | {"lead": province.agency("NHNN").pk}, follow=False)

    assert "Không có lựa chọn này." in page


def test_a_secrecy_mark_in_a_duty_is_refused_and_forgotten(split, duty, province):
    page = split(duty | {"lead": province.agency("CAT").pk, "title": "Bố trí lực lượng (MẬT)"}, follow=False)

    assert "không nhận và không lưu gì" in page
    assert "Bố trí lực lượng" not in page
    assert not Assignment.objects.exists()


def test_a_draft_is_changed_and_dropped(as_, split, duty, registered, province):
    split(duty | {"lead": province.agency("CAT").pk, "milestones": "15/12/2022 – Trình"})
    row = Assignment.objects.get()
    address = reverse("assignment-redraft", args=[registered.pk, row.pk])
    client = as_("specialist")

    page = client.get(address).content.decode()
    client.post(address, duty | {"lead": province.agency("SNV").pk, "title": "Nội dung mới"})
    row.refresh_from_db()

    assert "15/12/2022 – Trình" in page
    assert (row.title, row.lead_agency.code, row.milestones.count()) == ("Nội dung mới", "SNV", 0)
    client.post(reverse("assignment-drop", args=[registered.pk, row.pk]))
    assert not Assignment.objects.exists()


def test_a_recurring_draft_stays_recurring_when_it_is_changed(as_, split, duty, registered, province):
    lead = {"lead": province.agency("CAT").pk, "duration": "series", "due_on": ""}
    split(duty | lead | {"rhythm": "half_month", "series_from": "2022-11-01"})
    row = Assignment.objects.get()

    response = as_("specialist").post(
        reverse("assignment-redraft", args=[registered.pk, row.pk]),
        duty | lead | {"title": "Báo cáo tiến độ"},
    )

    row.refresh_from_db()
    assert response.status_code == 302
    assert (row.title, row.series.rhythm) == ("Báo cáo tiến độ", "half_month")


def test_a_duty_of_a_group_is_dropped_as_a_whole(as_, split, duty, registered):
    split(duty | {"lead_groups": ["local"]})
    first = Assignment.objects.first()

    as_("specialist").post(reverse("assignment-drop", args=[registered.pk, first.pk]), {"all": "1"})

    assert not Assignment.objects.exists()


def test_while_it_is_reviewed_nothing_is_cut_changed_or_dropped(as_, in_review, duty, province):
    client, row = as_("specialist"), Assignment.objects.first()

    page = client.post(
        reverse("directive-split", args=[in_review.pk]), duty | {"lead": province.agency("CAT").pk}
    )
    changed = client.post(
        reverse("assignment-redraft", args=[in_review.pk, row.pk]), duty | {"lead": province.agency("CAT").pk}
    )
    client.post(reverse("assignment-drop", args=[in_review.pk, row.pk]))

    assert "Văn bản không ở bước bóc tách" in page.content.decode()
    assert duty["title"] in page.content.decode()
    assert "không sửa bản bóc tách được" in changed.content.decode()
    assert Assignment.objects.count() == 21


def test_a_draft_is_reached_through_its_own_directive_only(as_, in_review):
    row = Assignment.objects.first()

    assert (
        as_("specialist").get(reverse("assignment-redraft", args=[in_review.pk + 1, row.pk])).status_code
        == 404
    )
    assert (
        as_("specialist").get(reverse("assignment-redraft", args=[in_review.pk, row.pk + 999])).status_code
        == 404
    )


@pytest.mark.parametrize(
    ("name", "status"), [("clerk", 403), ("chair", 403), ("labour_head", 404), ("outsider", 404)]
)
def test_only_who_follows_the_field_cuts(as_, registered, name, status):
    assert as_(name).get(reverse("directive-split", args=[registered.pk])).status_code == status
