"""The pages of documents: a draft by its form, wordings that the Office changes, the register, what each may find."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accountability.access.actor import Actor
from accountability.assignments.models import Assignment, Instruction
from accountability.documents import actions
from accountability.documents.models import OutgoingDocument
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


def test_the_list_is_searched_by_number_abstract_and_addressee_with_diacritics_or_without(
    letter: Draft, criticism: Draft, issued: Callable[..., OutgoingDocument], sign_in: SignIn
) -> None:
    row, hidden, page = issued(letter()), criticism(), reverse("document-list")
    row.refresh_from_db()
    letter(abstract="về chuyển đổi số cấp xã")

    def found(typed: str, name: str = "clerk") -> set[str]:
        answer = sign_in(name).get(page, {"q": typed})
        return {one.abstract for one, _ in answer.context["rows"]}

    urged, other = row.abstract, "về chuyển đổi số cấp xã"
    for typed in (row.reference, row.number, "don doc", "ĐÔN ĐỐC quá hạn"):
        assert found(typed) == {urged}, typed
    for typed in ("chuyển đổi số", "chuyen doi so cap xa", "chuyen doi thương binh"):
        assert found(typed) == {other}, typed
    for typed in ("Sở Lao động", "so lao dong thuong binh"):
        assert found(typed) == {urged, other}, typed
    assert found("không có chữ này") == set()
    assert found("phê bình") == set(), "what one may not know of is not found"
    assert found("phê bình", "chair") == {hidden.abstract}
    assert "Bỏ lọc" in text(sign_in("clerk"), f"{page}?q=don+doc")


def test_the_register_has_the_columns_of_the_decree_and_tells_of_a_letter_by_name_its_number_alone(
    letter: Draft, criticism: Draft, issued: Callable[..., OutgoingDocument], sign_in: SignIn, who: Callable[[str], Actor]
) -> None:  # fmt: skip
    row, page = issued(letter()), reverse("number-register")
    for column in (
        "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung", "Người ký", "Nơi nhận", "Nhận bản lưu", "Ghi chú"
    ):  # fmt: skip
        assert f'<th scope="col">{column}</th>' in text(sign_in("clerk"), page)
    for told in (row.reference, "07/12/2022", "Công văn đôn đốc", "Chánh Văn phòng", "Sở Lao động", "VT, VX"):
        assert told in text(sign_in("clerk"), page)
    actions.recall(row.pk, reason="Sai nơi gửi", by=who("clerk"), at=NOW)
    assert "Đã thu hồi" in text(sign_in("clerk"), page)
    by_name = criticism()
    actions.consult(by_name.pk, answer="Thống nhất", answered_on=NOW.date(), by=who("specialist"), at=NOW)
    by_name.refresh_from_db()
    number = issued(by_name, signer="chair").taken
    assert number is not None
    page = f"{page}?so={number.series_id}"
    assert "Phê bình việc chậm thực hiện" in text(sign_in("clerk"), page)
    seen = text(sign_in("office_deputy"), page)
    assert "Văn bản ngoài phạm vi theo dõi" in seen
    assert "hê bình" not in seen
    assert sign_in("labour_head").get(page).status_code == 403
    for name, words in (
        ("clerk", "Văn bản phê bình: phê bình việc chậm"),
        ("office_deputy", "Văn bản ngoài phạm vi"),
    ):
        answer = sign_in(name).get(f"{page}&dang=xlsx")
        data = io.BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
        rows = CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()
        (head,) = (row for row in rows if row[0] == "Số, ký hiệu")
        assert head[6:] == ["Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú"]
        assert rows[-1][2].startswith(words)


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


# A draft that is changed ------------------------------------------------------------------------------------------------


def test_assignments_are_added_to_a_draft_and_taken_from_it_and_what_its_editor_does_not_see_stays(
    assignments: list[Assignment], letter: Draft, sign_in: SignIn, province: Province
) -> None:
    labour = province.agency("SLDTBXH")
    first, second = (row for row in assignments if row.lead_agency_id == labour.pk)
    row = letter(assignments=[first])
    office, page = sign_in("specialist"), reverse("document-edit", args=[row.pk])
    shown = text(office, page)
    assert shown.index("Đang có trong dự thảo") < shown.index(first.title) < shown.index("Có thể thêm")
    assert shown.index("Có thể thêm") < shown.index(second.title)
    sent = {
        "token": row.token, "revision": 1, "to": [labour.pk], "tasks": [first.pk, second.pk], "others": "", "field": "VX",
        "abstract": row.abstract, "body": "Còn {{so_viec}} nhiệm vụ.", "recipients": "", "urgency": "normal",
        "issuer": row.issuer_id, "signer": row.signer_id,
    }  # fmt: skip
    assert office.post(page, sent).status_code == 302
    row.refresh_from_db()
    assert (row.spoken_of.count(), row.body) == (2, "Còn 02 nhiệm vụ.")
    # Now the first is taken out, while the other lies in a field that this editor does not follow.
    Assignment.objects.filter(pk=second.pk).update(field="KT", specialist=None, supervisor=None)
    shown = text(office, page)
    assert second.title not in shown
    assert "Dự thảo còn nêu 1 nhiệm vụ ngoài lĩnh vực" in shown
    assert office.post(page, sent | {"revision": 2, "tasks": []}).status_code == 302
    assert list(row.spoken_of.values_list("assignment", flat=True)) == [second.pk]
    # Of another agency nothing can be ticked, by an address written by hand either.
    others = [one.pk for one in assignments if one.lead_agency_id != labour.pk]
    refused = office.post(page, sent | {"revision": 3, "tasks": others})
    assert refused.status_code == 200
    assert "Còn {{so_viec}} nhiệm vụ." in unescape(refused.content.decode())


def test_who_comes_second_to_a_draft_keeps_what_he_typed_and_may_put_it_in_place(
    assignments: list[Assignment], letter: Draft, sign_in: SignIn, province: Province
) -> None:
    row = letter()
    page = reverse("document-edit", args=[row.pk])
    sent = {
        "token": row.token, "revision": 1, "to": [province.agency("SLDTBXH").pk], "others": "", "field": "VX",
        "tasks": [one.assignment_id for one in row.spoken_of.all()], "abstract": row.abstract, "recipients": "",
        "urgency": "normal", "issuer": row.issuer_id, "signer": row.signer_id,
    }  # fmt: skip
    assert sign_in("section_head").post(page, sent | {"body": "Lời của trưởng phòng."}).status_code == 302
    office = sign_in("specialist")
    second = office.post(page, sent | {"body": "Lời của chuyên viên."})
    told = unescape(second.content.decode())
    assert second.status_code == 409
    assert "đã sửa dự thảo này. Nội dung vừa nhập còn nguyên" in told
    assert "Lời của chuyên viên." in told
    assert 'name="revision" value="2"' in told
    assert office.post(page, sent | {"body": "Lời của chuyên viên.", "revision": 2}).status_code == 302
    row.refresh_from_db()
    assert row.body == "Lời của chuyên viên."


# Wordings -------------------------------------------------------------------------------------------------------------


def test_an_assignment_lists_the_letters_about_it_to_whom_the_room_shows_them(
    assignments: list[Assignment], letter: Draft, criticism: Draft, issued: Callable[..., OutgoingDocument], sign_in: SignIn,
    who: Who,
) -> None:  # fmt: skip
    address = reverse("assignment-detail", args=[assignments[0].pk])
    assert "Công văn, thông báo về nhiệm vụ" not in text(sign_in("specialist"), address)
    sent, draft, private = issued(letter()), letter(), criticism()

    def links(name: str) -> set[int]:
        page = text(sign_in(name), address)
        return {
            row.pk
            for row in (sent, draft, private)
            if reverse("document-detail", args=[row.pk]) + '"' in page
        }

    assert links("chair") == {sent.pk, draft.pk, private.pk}
    assert links("section_head") == {sent.pk, draft.pk}
    assert links("labour_head") == {sent.pk}
    actions.recall(sent.pk, reason="Nhầm", by=who("clerk"), at=NOW)
    assert "Đã thu hồi" in text(sign_in("labour_head"), address)
    client = sign_in("specialist")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            text(client, address)
        return len(seen)

    cost()
    few = cost()
    for _ in range(4):
        letter()
    assert cost() == few


def test_first_pages_name_what_waits_for_this_persons_draft_signature_or_number(
    letter: Draft, who: Who, sign_in: SignIn, province: Province
) -> None:
    lying, office, command = letter(abstract="đang soạn"), reverse("office-page"), reverse("command-page")
    asked = letter(abstract="trình chánh", urgency="khan")
    signed = letter(abstract="chờ số")
    for row in (asked, signed):
        actions.submit(row.pk, by=who("specialist"), at=NOW)
    actions.sign(signed.pk, revision=1, by=who("chief"), at=NOW)
    specialist, clerk = text(sign_in("specialist"), office), text(sign_in("clerk"), office)
    chief = Client()
    chief.force_login(
        province.user("chanhvanphong"), backend="accountability.accounts.backends.AccountBackend"
    )
    assert "Dự thảo văn bản của tôi" in specialist
    assert "Đang soạn" in specialist
    assert "Văn bản trình ký" not in specialist
    assert "Văn bản chờ cấp số, phát hành" in clerk
    assert reverse("document-detail", args=[signed.pk]) in clerk
    assert "Trình chánh" not in clerk
    for page in (text(chief, command), text(chief, office)):
        assert reverse("document-detail", args=[asked.pk]) in page
        assert "Văn bản trình ký" in page
    assert "Văn bản trình ký" not in text(sign_in("chair"), command)
    assert reverse("document-detail", args=[asked.pk]) in text(chief, f"{command}?xem=van-ban-ky")
    # Another of the Office finishes no draft of his.
    assert reverse("document-detail", args=[lying.pk]) not in text(sign_in("section_head"), office)
