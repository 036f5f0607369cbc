"""Tác động đến văn bản trước, on screen: searched for, chosen, seen before it is written, in force on approval."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment, DirectiveEffect
from accountability.directives.models import Directive, Relation
from tests.remembered import made_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier(given_to_districts) -> Directive:
    """A plan that gave 21 districts an assignment each."""
    return given_to_districts


@pytest.fixture
def later(as_, paper, earlier) -> Directive:
    """A decision of the next day, to be cut."""
    client = as_("clerk")

    def register() -> None:
        client.post(reverse("directive-register"), paper | {"kind": "QD", "reference": "999/QĐ-UBND", "issued_on": "2022-11-08", "abstract": "Sửa đổi kế hoạch cao điểm"})  # fmt: skip

    made_once("later", register)
    return Directive.objects.get(number="999")


def address(later: Directive, earlier: Directive) -> str:
    return reverse("directive-effects-on", args=[later.pk, earlier.pk])


def words(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def first(earlier: Directive) -> Assignment:
    return earlier.assignments.order_by("rank").first()


def extend(row: Assignment, **more) -> dict:
    return {
        "what": "amends",
        "kind": "extend",
        "new_due_on": "2023-02-28",
        "scope": "picked",
        f"pick_{row.pk}": "on",
    } | more


@pytest.mark.parametrize("typed", ["812", "812/KH", "0812/KH-UBND", "cao điểm"])
def test_the_earlier_document_is_found_by_its_number_as_typed(as_, later, earlier, typed):
    page = words(
        as_("specialist").get(reverse("directive-effects", args=[later.pk]), {"q": typed.lstrip("0")})
    )
    assert "812/KH-UBND" in page
    assert "21 nhiệm vụ đang thực hiện" in page


def test_what_was_issued_later_is_not_offered(as_, later, earlier):
    Directive.objects.filter(pk=earlier.pk).update(issued_on="2022-11-20")
    page = words(as_("specialist").get(reverse("directive-effects", args=[later.pk]), {"q": "812"}))
    assert "Không tìm thấy văn bản trước" in page


def test_it_is_seen_before_it_is_written_down(as_, later, earlier):
    row = first(earlier)
    client = as_("specialist")
    page = words(client.post(address(later, earlier), extend(row)))
    assert "thời hạn 31/12/2022 → 28/02/2023" in page
    assert 'name="save"' in page
    assert not Relation.objects.exists()
    client.post(address(later, earlier), extend(row, save="1"))
    assert DirectiveEffect.objects.get().assignment == row
    assert "28/02/2023" in words(client.get(reverse("directive-effects", args=[later.pk])))


def test_what_is_not_possible_is_said_and_cannot_be_written(as_, later, earlier):
    row = first(earlier)
    client = as_("specialist")
    page = words(client.post(address(later, earlier), extend(row, new_due_on="2022-12-01")))
    assert "phải sau thời hạn hiện nay" in page
    assert 'name="save"' not in page
    page = words(client.post(address(later, earlier), extend(row, new_due_on="2022-12-01", save="1")))
    assert "phải sau thời hạn hiện nay" in page
    assert 'value="2022-12-01"' in page
    assert not Relation.objects.exists()


def test_nothing_chosen_is_said(as_, later, earlier):
    page = words(
        as_("specialist").post(address(later, earlier), {"what": "amends", "kind": "end", "scope": "picked"})
    )
    assert "Vui lòng chọn ít nhất một nhiệm vụ" in page


def test_one_effect_for_all_and_another_for_one(as_, later, earlier):
    row = first(earlier)
    client = as_("specialist")
    client.post(address(later, earlier), {"what": "amends", "kind": "extend", "new_due_on": "2023-02-28", "scope": "all", f"kind_{row.pk}": "end", "save": "1"})  # fmt: skip
    kinds = list(DirectiveEffect.objects.order_by("kind").values_list("kind", flat=True))
    assert kinds == ["end", *["extend"] * 20]


def test_it_happens_when_the_reviewer_approves(as_, later, earlier):
    row = first(earlier)
    client = as_("specialist")
    client.post(address(later, earlier), extend(row, save="1"))
    client.post(reverse("directive-review", args=[later.pk]))
    assert Assignment.objects.get(pk=row.pk).due_on.isoformat() == "2022-12-31"
    client = as_("section_head")
    assert "thay đổi 1 nhiệm vụ của 1 văn bản trước" in words(
        client.get(reverse("directive-detail", args=[later.pk]))
    )
    said = words(client.post(reverse("directive-approve", args=[later.pk]), follow=True))
    assert "Đã tác động đến 1 nhiệm vụ của văn bản trước" in said
    assert Assignment.objects.get(pk=row.pk).due_on.isoformat() == "2023-02-28"
    assert "Được sửa đổi, bổ sung bởi" in words(client.get(reverse("directive-detail", args=[earlier.pk])))
    page = words(client.get(reverse("assignment-detail", args=[row.pk])))
    assert "Được gia hạn bởi" in page
    assert "Gia hạn theo văn bản" in page


def test_the_agency_whose_duty_was_changed_may_read_the_later_document(as_, later, earlier, province):
    vinh = earlier.assignments.get(lead_agency__code="H412")
    as_("specialist").post(address(later, earlier), extend(vinh, save="1"))
    url = reverse("directive-detail", args=[later.pk])
    assert as_("district_chair").get(url).status_code == 404
    as_("specialist").post(reverse("directive-review", args=[later.pk]))
    as_("section_head").post(reverse("directive-approve", args=[later.pk]))
    assert "Sửa đổi kế hoạch cao điểm" in words(as_("district_chair").get(url))
    assert as_("outsider").get(url).status_code == 404


def test_a_plan_is_taken_off_again(as_, later, earlier):
    row = first(earlier)
    client = as_("specialist")
    client.post(address(later, earlier), extend(row, save="1"))
    relation, effect = Relation.objects.get(), DirectiveEffect.objects.get()
    drop = reverse("directive-effect-drop", args=[later.pk, relation.pk])
    client.post(drop, {"effect": effect.pk})
    assert not Relation.objects.exists()
    assert "không còn" in words(client.post(drop, {"effect": effect.pk}, follow=True))


def test_the_whole_document_is_withdrawn_and_everybody_who_had_it_reads_so(as_, later, earlier):
    client = as_("specialist")
    page = words(client.post(address(later, earlier), {"what": "withdraws"}))
    assert "chuyển sang “Thu hồi”" in page
    client.post(address(later, earlier), {"what": "withdraws", "save": "1"})
    client.post(reverse("directive-review", args=[later.pk]))
    as_("section_head").post(reverse("directive-approve", args=[later.pk]))
    assert set(earlier.assignments.values_list("state", flat=True)) == {"withdrawn"}
    page = words(as_("district_chair").get(reverse("directive-detail", args=[earlier.pk])))
    assert "Văn bản đã bị thu hồi" in page
    assert "Bị thu hồi bởi" in page


def test_a_secret_is_not_kept(as_, later, earlier):
    row = first(earlier)
    page = words(
        as_("specialist").post(address(later, earlier), extend(row, note="TỐI MẬT: nội dung", save="1"))
    )
    assert "không lưu gì" in page
    assert "TỐI MẬT: nội dung" not in page
    assert not Relation.objects.exists()


def test_nobody_else_plans(as_, later, earlier):
    assert as_("clerk").get(address(later, earlier)).status_code == 403
    assert as_("labour_head").get(address(later, earlier)).status_code == 404
