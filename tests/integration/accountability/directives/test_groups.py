"""One duty for many: communes, districts' communes, saved lists, a table with what each has for itself."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.agencies.lists import ListSpec, create_list
from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.actions.specs import Own, TargetSpec
from accountability.assignments.models import Assignment, DeadlineVersion, Target
from accountability.core.zone import LOCAL
from tests.cast import actor
from workflows import acts

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 11, 8, 8, tzinfo=LOCAL)


@pytest.fixture
def split(as_, registered):
    """Send a duty as the specialist; the page that answers, in words."""

    def send(data) -> str:
        address = reverse("directive-split", args=[registered.pk])
        response = as_("specialist").post(address, data, follow=True)
        assert response.status_code == 200
        return unescape(response.content.decode())

    return send


@pytest.fixture
def wards() -> list[Agency]:
    return list(Agency.objects.filter(parent__code="H412").order_by("rank"))


@pytest.fixture
def with_target(duty):
    return duty | {
        "chi_tieu-0-name": "Tài khoản định danh",
        "chi_tieu-0-value": "100",
        "chi_tieu-0-unit": "tài khoản",
    }


def leads() -> set[int]:
    return set(Assignment.objects.values_list("lead_agency", flat=True))


def test_all_communes_get_one_assignment_each(split, duty) -> None:
    page = split(duty | {"lead_groups": ["communes"]})
    assert "Đã ghi 460 nhiệm vụ" in page
    assert Assignment.objects.filter(lead_agency__kind="XA").count() == 460


def test_the_communes_of_a_district(split, duty, province, wards) -> None:
    split(duty | {"communes_of": [province.agency("H412").pk]})
    assert leads() == {ward.pk for ward in wards}


def test_a_saved_list_is_a_group(split, duty, cast, wards) -> None:
    row = create_list(
        ListSpec("Điểm thí điểm", "pilot", "", tuple(wards[:4])), by=actor(cast["specialist"]), at=NOW
    )
    split(duty | {"lead_groups": [f"list-{row.pk}"]})
    assert leads() == {ward.pk for ward in wards[:4]}


def test_each_has_the_figure_and_the_deadline_of_its_row_the_others_those_of_the_duty(
    split, with_target, province, wards
) -> None:
    table = "Đơn vị\tMức giao\tThời hạn\nPhường Lê Lợi\t1.500\t15/12/2022\nXã Hưng Hoà\t\t20/12/2022\n"
    split(with_target | {"communes_of": [province.agency("H412").pk], "own_table": table})
    rows = {
        row.lead_agency.name.split(",")[0]: row for row in Assignment.objects.select_related("lead_agency")
    }
    assert len(rows) == len(wards)
    figure = {name: row.targets.get().value for name, row in rows.items()}
    assert (figure["UBND phường Lê Lợi"], rows["UBND phường Lê Lợi"].due_on) == (
        Decimal(1500),
        date(2022, 12, 15),
    )
    assert (figure["UBND xã Hưng Hòa"], rows["UBND xã Hưng Hòa"].due_on) == (Decimal(100), date(2022, 12, 20))
    assert (figure["UBND phường Đội Cung"], rows["UBND phường Đội Cung"].due_on) == (
        Decimal(100),
        date(2022, 12, 31),
    )


def test_a_table_without_a_group_is_the_group(split, duty) -> None:
    split(duty | {"own_table": "Xã Nghi Phú\t15/12/2022\nSở Y tế\t16/12/2022"})
    assert set(Assignment.objects.values_list("lead_agency__short_name", "due_on")) == {
        ("UBND xã Nghi Phú (Vinh)", date(2022, 12, 15)), ("Sở Y tế", date(2022, 12, 16)),
    }  # fmt: skip


def test_unknown_rows_and_rows_outside_the_group_are_asked_about_and_answered(
    split, duty, province, wards
) -> None:
    table = "Phường Lê Lợi\t15/12/2022\nPhường Lê Lượi\t15/12/2022\nXã Nậm Cắn\t16/12/2022\nSở Mây\t"
    data = duty | {"communes_of": [province.agency("H412").pk], "own_table": table}
    page = split(data)
    assert not Assignment.objects.exists()
    assert "3 dòng cần trả lời" in page
    assert "Dòng 2, “Phường Lê Lượi”: Không có cơ quan này trong danh mục." in page
    assert "Dòng 3, “Xã Nậm Cắn”: Cơ quan này không thuộc nhóm đã chọn." in page
    assert 'name="bang-3-co-quan" value="Xã Nậm Cắn"' in page, "the table is still there"
    assert 'name="bang-3-han" value="16/12/2022"' in page
    border = Agency.objects.get(name__startswith="UBND xã Nậm Cắn")
    names = re.findall(r'<select class="form-select" id="(hoi-[a-z]+)"', page)
    page = split(data | dict(zip(names, ["bo", f"a{border.pk}", ""], strict=True)))
    assert "1 dòng cần trả lời" in page
    assert not Assignment.objects.exists()
    split(data | dict(zip(names, ["bo", f"a{border.pk}", "bo"], strict=True)))
    assert leads() == {ward.pk for ward in wards} | {border.pk}
    assert Assignment.objects.get(lead_agency=border).due_on == date(2022, 12, 16)


def test_an_answer_that_was_not_offered_answers_nothing(split, duty, province) -> None:
    data = duty | {"communes_of": [province.agency("H412").pk], "own_table": "Sở Mây\t15/12/2022"}
    page = split(data | {"hoi-somay": f"a{province.agency('CAT').pk}"})
    assert "1 dòng cần trả lời" in page
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("Phường Lê Lợi\t15/12/2022\nLê Lợi\t16/12/2022", "đã có ở dòng 1"),
        ("Phường Lê Lợi\t01/10/2022", "trước ngày văn bản (07/11/2022)"),
        ("Phường Lê Lợi\t15/12", "thiếu năm"),
    ],
)
def test_a_row_that_is_wrong_is_said(split, duty, table, problem) -> None:
    assert problem in split(duty | {"own_table": table})
    assert not Assignment.objects.exists()


def test_who_has_no_deadline_neither_in_the_table_nor_by_the_duty_is_named(split, duty, province) -> None:
    data = duty | {
        "communes_of": [province.agency("H412").pk],
        "due_on": "",
        "own_table": "Lê Lợi\t15/12/2022",
    }
    page = split(data)
    assert "Chưa có thời hạn: UBND phường Đông Vĩnh (Vinh), " in page
    assert "và 16 cơ quan khác" in page
    assert not Assignment.objects.exists()


def test_who_has_no_figure_is_named(split, with_target) -> None:
    page = split(with_target | {"chi_tieu-0-value": "", "own_table": "Lê Lợi\t\t15/12/2022\nĐội Cung\t5\t"})
    assert "Chưa có mức giao “Tài khoản định danh”: UBND phường Lê Lợi (Vinh)." in page


def test_a_secret_in_the_table_is_forgotten(split, duty) -> None:
    page = split(duty | {"own_table": "MẬT\nPhường Lê Lợi\t15/12/2022"})
    assert "dấu chỉ mức độ mật" in page
    assert "Phường Lê Lợi\t" not in page


# In bulk --------------------------------------------------------------------------------------------------------------


def _statements(directive, communes, cast, number: int) -> int:
    """How many statements it takes to write down and give a duty of so many communes, each with a day of its own."""
    chosen = communes[:number]
    own = {
        row.pk: Own(date(2022, 12, 1 + place % 28), {0: Decimal(place)}) for place, row in enumerate(chosen)
    }
    spec = AssignmentSpec(
        "Cấp tài khoản", chosen, duration="fixed", targets=[TargetSpec("Tài khoản", Decimal(0))], own=own
    )
    with CaptureQueriesContext(connection) as captured:
        draft(directive, spec, by=actor(cast["specialist"]), at=NOW)
        acts.send_to_review(directive.pk, by=actor(cast["specialist"]), at=NOW)
        acts.approve_directive(directive.pk, by=actor(cast["section_head"]), at=NOW)
    return len(captured)


def test_statements_do_not_grow_with_deadlines_of_ones_own(registered, as_, paper, cast) -> None:
    communes = list(Agency.objects.filter(kind="XA").order_by("pk"))
    as_("clerk").post(reverse("directive-register"), paper | {"reference": "813/KH-UBND"})
    second = type(registered).objects.get(number="813")
    few, many = _statements(registered, communes, cast, 20), _statements(second, communes, cast, 300)
    given = Assignment.objects.filter(directive=second, state="assigned")
    assert given.values("due_on").distinct().count() == 28
    assert DeadlineVersion.objects.filter(assignment__in=given, due_on=None).count() == 0
    assert Target.objects.filter(assignment__in=given).values("value").distinct().count() == 300
    # Rows of one kind go by batches of what the database binds at once: a few statements more, not fifteen times as many.
    assert many - few < 60
