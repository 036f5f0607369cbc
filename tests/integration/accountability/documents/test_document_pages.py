"""The pages of documents: a draft by its form, wordings that the Office changes, the register, what each may find."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.assignments.models import Assignment, Instruction
from accountability.audit.models import AuditEvent
from accountability.directives.actions import Refused
from accountability.documents.actions import keep_wording, return_to_ours
from accountability.documents.models import DocumentTemplate, OutgoingDocument
from accountability.documents.rules.own_wording import OWN, Wording
from accountability.documents.wordings import wording_of
from tests.cast import Province
from tests.given import SignIn

from .conftest import NOW, Draft

pytestmark = pytest.mark.django_db
Who = Callable[[str], Actor]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def typed(rows: list[Assignment], **more: object) -> dict[str, object]:
    """What the form sends as it stands, for these assignments."""
    wording, _ = wording_of("urge")
    agencies = sorted({row.lead_agency_id for row in rows})
    return {
        "token": uuid4(), "revision": 0, "to": agencies, "tasks": [row.pk for row in rows], "each": "each", "others": "",
        "abstract": wording.abstract, "body": wording.body, "recipients": wording.recipients, "field": "VX",
        "urgency": "khan", **more,
    }  # fmt: skip


@pytest.fixture
def new(assignments: list[Assignment], province: Province, letter: Draft) -> dict[str, object]:
    """The address of a new letter of urging about all four assignments, and what its menus send."""
    query = "&".join(f"viec={row.pk}" for row in assignments)
    return {
        "address": f"{reverse('document-new')}?loai=urge&{query}", "issuer": province.agency("VPUBND").pk,
        "signer": province.position("chanhvanphong").pk,
    }  # fmt: skip


def test_what_is_ticked_becomes_a_draft_for_each_lead_with_its_places_filled(
    new: dict[str, object], assignments: list[Assignment], sign_in: SignIn
) -> None:
    office, address = sign_in("specialist"), str(new.pop("address"))
    assert "Mỗi nơi một văn bản riêng" in text(office, address)
    sent = typed(assignments, **new)
    assert office.post(address, sent).status_code == 302
    made = list(OutgoingDocument.objects.order_by("pk"))
    assert len(made) == len({row.lead_agency_id for row in assignments})
    for row in made:
        (to,) = row.sent_to()
        assert f"đề nghị {to.agency.name} khẩn trương" in row.body
        assert "{{" not in row.body
        assert {one.assignment.lead_agency_id for one in row.spoken_of.all()} == {to.agency_id}
        assert (row.urgency, row.symbol) == ("khan", "VP-VX")
    # The same page again, as a double click sends it.
    office.post(address, sent)
    assert OutgoingDocument.objects.count() == len(made)
    whole = typed(assignments, **new, each="one", others="Sở Tư pháp")
    assert office.post(address, whole).status_code == 302
    one = OutgoingDocument.objects.latest("pk")
    assert len(one.sent_to()) == len(made) + 1
    assert "các cơ quan, đơn vị" in one.body


def test_a_wrong_draft_keeps_what_was_typed_and_a_secret_one_nothing(
    new: dict[str, object], assignments: list[Assignment], sign_in: SignIn
) -> None:
    office, address = sign_in("specialist"), str(new.pop("address"))
    wrong = typed(assignments, **new, body="Lời tôi viết {{ten_ai}}", others="Sở Không Có")
    page = unescape(office.post(address, wrong).content.decode())
    assert "Không có chỗ điền “{{ten_ai}}”. Các chỗ điền được: {{don_vi}}" in page
    assert "Không có cơ quan “Sở Không Có” trong danh mục" in page
    assert "Lời tôi viết" in page
    secret = typed(assignments, **new, body="Lời tôi viết. Độ mật: Tối mật")
    page = unescape(office.post(address, secret).content.decode())
    assert "không nhận và không lưu gì" in page
    assert "Lời tôi viết" not in page
    assert not OutgoingDocument.objects.exists()


def test_a_reminder_begins_at_the_order_of_the_chair_on_the_page_of_the_assignment(
    order: Callable[..., Instruction], assignments: list[Assignment], sign_in: SignIn, letter: Draft
) -> None:
    given = order("reminder")
    office = sign_in("specialist")
    begin = f"{reverse('document-new')}?loai=remind&chi_dao={given.pk}"
    assert begin in text(office, reverse("assignment-detail", args=[assignments[0].pk]))
    assert begin not in text(sign_in("clerk"), reverse("assignment-detail", args=[assignments[0].pk]))
    wording, _ = wording_of("remind")
    sent = {
        "token": uuid4(), "revision": 0, "abstract": wording.abstract, "body": wording.body,
        "recipients": wording.recipients, "field": "VX", "urgency": "normal",
    }  # fmt: skip
    assert office.post(begin, sent).status_code == 302
    row = OutgoingDocument.objects.get()
    assert (row.order, row.signer.code) == (given, "chutich")
    assert [one.printed for one in row.sent_to()] == ["Giám đốc Sở Lao động - Thương binh và Xã hội"]
    assert "{{" not in row.body
    here = reverse("document-detail", args=[row.pk])
    assert "Ghi ý kiến Sở Nội vụ" in text(office, here)
    assert sign_in("office_deputy").get(here).status_code == 404
    assert row.abstract not in text(sign_in("section_head"), reverse("document-list"))
    # Without the order, by an address written by hand.
    assert office.get(f"{reverse('document-new')}?loai=criticise").status_code == 302


def test_the_list_and_the_register_cost_the_same_for_one_document_and_for_many(
    letter: Draft, issued: Callable[..., OutgoingDocument], sign_in: SignIn
) -> None:
    client, pages = sign_in("clerk"), (reverse("document-list"), reverse("number-register"))
    issued(letter())

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            for page in pages:
                text(client, page)
        return len(seen)

    cost()
    few = cost()
    for _ in range(4):
        issued(letter())
    assert cost() == few
    listed = text(client, f"{pages[0]}?trang_thai=issued&loai=urge")
    assert "số 05/VP-VX ngày 07/12/2022" in listed
    assert "Không có văn bản nào khớp" in text(client, f"{pages[0]}?trang_thai=recalled")
    assert "Chưa có văn bản đi" in text(sign_in("outsider"), pages[0])


def test_minutes_ask_who_hands_over_to_whom_and_list_what_is_open(
    assignments: list[Assignment], letter: Draft, sign_in: SignIn, province: Province
) -> None:
    office, begin = sign_in("specialist"), f"{reverse('document-new')}?loai=handover"
    giver, taker = (province.position(code).pk for code in ("chuyenvien", "chuyenvien-kt"))
    assert "Bên giao" in text(office, begin)
    assert "Bên nhận phải là chức danh khác" in text(office, f"{begin}&ben_giao={giver}&ben_nhan={giver}")
    address = f"{begin}&ben_giao={giver}&ben_nhan={taker}"
    assert assignments[0].title in text(office, address)
    wording, _ = wording_of("handover")
    sent = {
        "token": uuid4(), "revision": 0, "abstract": wording.abstract, "body": wording.body, "field": "VX",
        "recipients": wording.recipients, "urgency": "normal", "from_position": giver, "to_position": taker,
        "tasks": [row.pk for row in assignments], "issuer": province.agency("VPUBND").pk,
        "signer": province.position("chanhvanphong").pk,
    }  # fmt: skip
    assert office.post(address, sent).status_code == 302
    row = OutgoingDocument.objects.get()
    assert (row.from_position_id, row.to_position_id, row.spoken_of.count()) == (
        giver,
        taker,
        len(assignments),
    )
    assert f"bàn giao {len(assignments):02d} nhiệm vụ" in row.body


def test_the_clerk_goes_on_from_the_paper_register(
    letter: Draft, sign_in: SignIn, province: Province
) -> None:
    letter()
    client, page = sign_in("clerk"), reverse("paper-register")
    sent = {"issuer": province.agency("VPUBND").pk, "series": "CV", "paper_last": "57"}
    assert client.post(page, sent).status_code == 302
    assert "01–57" in text(client, reverse("number-register"))
    again = unescape(client.post(page, sent).content.decode())
    assert "đã đến số 57; sổ giấy phải ở số lớn hơn" in again


# Wordings -------------------------------------------------------------------------------------------------------------

OURS = Wording("đôn đốc {{don_vi}}", "Đề nghị {{don_vi}} thực hiện {{so_viec}} việc.", "Sở Nội vụ")


def test_a_wording_is_a_version_a_document_remembers_its_own_and_one_returns_to_the_first(
    letter: Draft, who: Who
) -> None:
    first = keep_wording("urge", OURS, seen=0, by=who("section_head"), at=NOW)
    row = letter(template=first)
    assert wording_of("urge") == (OURS, first)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        keep_wording("urge", OURS, seen=0, by=who("office_deputy"), at=NOW)
    assert keep_wording("urge", OURS, seen=1, by=who("section_head"), at=NOW) == first, "nothing changed"
    back = return_to_ours("urge", seen=1, by=who("section_head"), at=NOW)
    assert (back.version, back.is_ours, wording_of("urge")[0]) == (2, True, OWN["urge"])  # type: ignore[index]
    row.refresh_from_db()
    assert row.template is not None
    assert row.template.body == OURS.body
    assert AuditEvent.objects.filter(action="document.wording").count() == 2


def test_a_wording_with_an_unknown_place_is_asked_about_and_tried_before_it_is_kept(
    letter: Draft, sign_in: SignIn
) -> None:
    head, page = sign_in("section_head"), reverse("wording-edit", args=["urge"])
    sent = {"seen": 0, "abstract": OURS.abstract, "body": "Đề nghị {{ai_do}}.", "recipients": ""}
    assert "Không có chỗ điền “{{ai_do}}”" in unescape(head.post(page, sent).content.decode())
    tried = unescape(head.post(page, sent | {"body": OURS.body, "xem": "1"}).content.decode())
    assert "Đề nghị Sở Mẫu thực hiện 04 việc." in tried
    assert not DocumentTemplate.objects.exists()
    assert head.post(page, sent | {"body": OURS.body}).status_code == 302
    assert DocumentTemplate.objects.get().body == OURS.body
    assert "Trở về mẫu gốc" in text(head, page)
    assert "Lưu mẫu" not in text(sign_in("specialist"), page)
    assert head.get(reverse("wording-edit", args=["khong-co"])).status_code == 404
