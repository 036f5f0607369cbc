"""A letter from draft to recall: each step by whose work it is, once, in its order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accountability.access.actor import Actor
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.directives.actions import Refused
from accountability.documents import actions
from accountability.documents.access import access_document, documents_of
from accountability.documents.actions import DocumentSpec, Unread, issuing, write, write_each
from accountability.documents.annex import rows_of
from accountability.documents.models import DocumentStep, OutgoingDocument, TakenNumber
from accountability.documents.numbering import take_number
from accountability.documents.rules import Verb
from accountability.notices import kinds
from accountability.notices.models import Notification, Outbox
from tests.cast import Province

from .conftest import NOW, Draft, pdf

pytestmark = pytest.mark.django_db
Who = Callable[[str], Actor]


def kept(row: OutgoingDocument) -> bytes:
    """The bytes of the file that was issued."""
    assert row.file is not None
    with row.file.content.open() as file:
        return bytes(file.read())


def test_a_letter_is_submitted_signed_numbered_and_issued(
    letter: Draft, issued: Callable[..., OutgoingDocument], who: Who
) -> None:
    row = issued(letter())
    row.refresh_from_db()
    assert (row.state, row.reference, row.issued_on) == ("issued", "01/VP-VX", NOW.date())
    assert kept(row) == b"%PDF-1.7 1 2022-12-07"
    assert list(row.steps.values_list("verb", flat=True)) == ["write", "submit", "sign", "issue"]
    assert row.signer_lines == ("CHÁNH VĂN PHÒNG",)
    told = AuditEvent.objects.filter(target_kind="document", target_pk=row.pk)
    assert list(told.order_by("pk").values_list("action", flat=True)) == [
        "document.write", "document.submit", "document.sign", "document.issue",
    ]  # fmt: skip
    # The head and the focal point of the department hear it, with a mail each; nobody else does.
    mails = Outbox.objects.filter(kind="document.issued")
    assert set(mails.values_list("recipient_user__username", flat=True)) == {"ldtbxh", "ldtbxh-daumoi"}
    assert mails[0].subject_line == "Văn bản mới: 01/VP-VX ngày 07/12/2022 của Văn phòng UBND tỉnh"
    assert access_document(who("labour_head"), row.pk) == row
    with pytest.raises(Http404):
        access_document(who("district_chair"), row.pk)


def test_until_it_is_issued_an_addressee_knows_nothing_of_it(letter: Draft, who: Who) -> None:
    row = letter()
    with pytest.raises(Http404):
        access_document(who("labour_head"), row.pk)
    assert not documents_of(who("labour_head")).exists()
    assert not documents_of(who("party_secretary")).exists()
    assert documents_of(who("vice_chair")).get() == row


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("clerk", Verb.CHANGE), ("clerk", Verb.SUBMIT), ("vice_chair", Verb.CHANGE), ("chair", Verb.SIGN),
        ("specialist", Verb.SIGN), ("office_deputy", Verb.RETURN), ("specialist", Verb.ISSUE), ("chief", Verb.RECALL),
    ],
)  # fmt: skip
def test_each_step_is_the_work_of_one_role(letter: Draft, who: Who, name: str, verb: Verb) -> None:
    with pytest.raises(PermissionDenied):
        access_document(who(name), letter().pk, verb)


def test_steps_out_of_their_order_are_refused_and_a_second_click_harms_nothing(
    letter: Draft, who: Who
) -> None:
    row = letter()
    with pytest.raises(Refused, match="đang ở bước “Dự thảo”, không ký được"):
        actions.sign(row.pk, revision=1, by=who("chief"), at=NOW)
    with pytest.raises(Refused, match="không cấp số, phát hành được"):
        actions.issue(row.pk, draw=pdf, by=who("clerk"), at=NOW)
    actions.submit(row.pk, by=who("specialist"), at=NOW)
    with pytest.raises(Refused, match="đang ở bước “Đã trình ký”"):
        actions.submit(row.pk, by=who("specialist"), at=NOW)
    actions.sign(row.pk, revision=1, by=who("chief"), at=NOW)
    actions.issue(row.pk, draw=pdf, by=who("clerk"), at=NOW)
    with pytest.raises(Refused, match="đang ở bước “Đã phát hành”"):
        actions.issue(row.pk, draw=pdf, by=who("clerk"), at=NOW)
    assert TakenNumber.objects.count() == 1
    assert Outbox.objects.filter(kind="document.issued").count() == 2


def test_the_page_of_a_new_draft_writes_one(letter: Draft, who: Who, province: Province) -> None:
    row = letter()
    sent = [(one.agency, one.position) for one in row.sent_to()]
    spec = DocumentSpec("urge", row.issuer, "VX", "đôn đốc", "Nội dung", row.signer, addressees=sent)
    assert write(spec, token=row.token, by=who("specialist"), at=NOW) == row
    assert OutgoingDocument.objects.count() == DocumentStep.objects.count() == 1


def test_the_leader_signs_what_he_read_and_it_stays_so(
    letter: Draft, who: Who, assignments: list[Assignment]
) -> None:
    row = letter()
    spec = DocumentSpec(
        "urge", row.issuer, "VX", "đôn đốc", "Nội dung mới", row.signer,
        addressees=[(one.agency, one.position) for one in row.sent_to()], assignments=[assignments[0]],
    )  # fmt: skip
    actions.change(row.pk, spec, revision=1, by=who("specialist"), at=NOW)
    with pytest.raises(Refused, match="đã được người khác sửa sau khi mở trang"):
        actions.change(row.pk, spec, revision=1, by=who("section_head"), at=NOW)
    actions.submit(row.pk, by=who("specialist"), at=NOW)
    with pytest.raises(Unread):
        actions.sign(row.pk, revision=1, by=who("chief"), at=NOW)
    signed = actions.sign(row.pk, revision=2, by=who("chief"), at=NOW)
    before = rows_of(signed, NOW)
    assert [one.standing for one in before] == ["Chưa tiếp nhận; quá hạn 22 ngày"]
    Assignment.objects.filter(pk=assignments[0].pk).update(state="done", done_on=NOW.date())
    assert rows_of(OutgoingDocument.objects.get(pk=row.pk), NOW) == before
    with pytest.raises(Refused, match="không sửa dự thảo được"):
        actions.change(row.pk, spec, revision=2, by=who("specialist"), at=NOW)


def test_what_is_sent_back_loses_its_signature(letter: Draft, who: Who) -> None:
    row = letter()
    actions.submit(row.pk, by=who("specialist"), at=NOW)
    actions.sign(row.pk, revision=1, by=who("chief"), at=NOW)
    access_document(who("clerk"), row.pk, Verb.RETURN)
    with pytest.raises(Refused, match="Vui lòng nêu nội dung cần sửa"):
        actions.give_back(row.pk, reason=" ", by=who("clerk"), at=NOW)
    back = actions.give_back(row.pk, reason="Sai thể thức nơi nhận", by=who("clerk"), at=NOW)
    assert (back.state, back.annex, back.revision) == ("draft", [], 2)
    assert Notification.objects.filter(
        recipient__username="chuyenvien", text__contains="được trả lại"
    ).exists()


def test_a_recalled_document_keeps_its_number_and_is_read_by_its_addressees_no_more(
    letter: Draft, issued: Callable[..., OutgoingDocument], who: Who
) -> None:
    row = issued(letter())
    new_mail = Outbox.objects.filter(kind="document.issued").first()
    assert new_mail is not None
    assert kinds.get("document.issued").still_due(new_mail.payload)
    actions.recall(row.pk, reason="Nhầm thời hạn", by=who("clerk"), at=NOW)
    assert not kinds.get("document.issued").still_due(new_mail.payload)
    assert Outbox.objects.filter(kind="document.recalled").count() == 2
    assert issued(letter()).reference == "02/VP-VX"


def test_a_file_is_drawn_again_when_somebody_took_its_number(letter: Draft, who: Who) -> None:
    row, drawn = letter(), []
    actions.submit(row.pk, by=who("specialist"), at=NOW)
    actions.sign(row.pk, revision=1, by=who("chief"), at=NOW)

    def slow(document: OutgoingDocument, number: int, day: object, at: object) -> bytes:
        drawn.append(number)
        if len(drawn) == 1:  # Meanwhile another document is issued.
            take_number(document.issuer, 2022, "CV", at=NOW)
        return pdf(document, number, day, at)

    made = actions.issue(row.pk, draw=slow, by=who("clerk"), at=NOW)
    assert (drawn, made.number) == ([1, 2], "02")
    assert kept(made) == b"%PDF-1.7 2 2022-12-07"
    assert list(TakenNumber.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert issuing.TRIES > 2


def test_a_draft_for_each_addressee_speaks_of_its_own_only(
    letter: Draft, who: Who, assignments: list[Assignment], province: Province
) -> None:
    base = letter()
    leads = {row.lead_agency for row in assignments}
    whole = DocumentSpec("urge", base.issuer, "VX", "đôn đốc", "Nội dung", base.signer)
    parts = [
        replace(
            whole,
            addressees=[(one, None)],
            assignments=[row for row in assignments if row.lead_agency == one],
        )
        for one in sorted(leads, key=lambda one: one.pk)
    ]
    token = uuid4()
    made = write_each(parts, token=token, by=who("specialist"), at=NOW)
    assert [one.pk for one in write_each(parts, token=token, by=who("specialist"), at=NOW)] == [
        one.pk for one in made
    ]
    for one in made:
        (sent,) = one.sent_to()
        assert {row.assignment.lead_agency_id for row in one.spoken_of.all()} == {sent.agency_id}
    with pytest.raises(Refused, match="chỉ nêu việc của nơi gửi"):
        letter(assignments=assignments)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"body": "Độ mật: Tối mật"}, "dấu chỉ mức độ mật"),
        ({"abstract": " "}, "nhập trích yếu và nội dung"),
        ({"addressees": []}, "chọn nơi gửi"),
        ({"kind": "handover"}, "cần bên giao và bên nhận"),
    ],
)
def test_a_draft_that_cannot_be_is_refused(letter: Draft, facts: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        letter(**facts)
    assert not OutgoingDocument.objects.exists()


def test_leaders_sign_nothing_of_the_office_itself(letter: Draft, province: Province) -> None:
    with pytest.raises(Refused, match="không ký văn bản của Văn phòng UBND tỉnh"):
        letter(signer=province.position("chutich"))
    row = letter(signer=province.position("phochutich"), issuer=province.agency("UBND"))
    assert row.signer_lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert row.symbol == "UBND-VX"


def test_a_place_that_is_not_filled_is_not_submitted(letter: Draft, who: Who) -> None:
    row = letter(body="Đề nghị {{don_vi}} thực hiện.")
    with pytest.raises(Refused, match="còn chỗ chưa điền: {{don_vi}}"):
        actions.submit(row.pk, by=who("specialist"), at=NOW)
