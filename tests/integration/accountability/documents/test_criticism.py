"""Nhắc nhở, phê bình: by the Chairman's order, never by itself, never in bulk; a draft has three readers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.models import Instruction
from accountability.audit.models import AuditEvent
from accountability.directives.actions import Refused
from accountability.documents import actions
from accountability.documents.access import access_document, documents_of
from accountability.documents.actions import DocumentSpec, write_each
from accountability.documents.models import OutgoingDocument, TakenNumber
from accountability.documents.rules import CANNOT_BE_CALLED_TO_ACCOUNT, Verb
from accountability.notices.models import Outbox
from tests.cast import CAST, Province

from .conftest import NOW, Draft, pdf

pytestmark = pytest.mark.django_db
Who = Callable[[str], Actor]
EVERYBODY = [*CAST, "commune_chair", "chief"]


def readers(row: OutgoingDocument, who: Who) -> set[str]:
    """Who may open it; the list and the door say the same."""
    by_list = {name for name in EVERYBODY if documents_of(who(name)).filter(pk=row.pk).exists()}
    for name in EVERYBODY:
        if name not in by_list:
            with pytest.raises(Http404):
                access_document(who(name), row.pk)
        else:
            access_document(who(name), row.pk)
    return by_list


def test_a_draft_is_seen_by_drafter_chief_and_signer_signed_by_the_clerk_issued_by_its_addressee(
    criticism: Draft, who: Who
) -> None:
    row = criticism()
    three = {"specialist", "chief", "chair"}
    assert readers(row, who) == three
    with pytest.raises(Refused, match="Cần ghi ý kiến của Sở Nội vụ"):
        actions.submit(row.pk, by=who("specialist"), at=NOW)
    actions.consult(row.pk, answer="Nhất trí.", answered_on=NOW.date(), by=who("specialist"), at=NOW)
    actions.submit(row.pk, by=who("specialist"), at=NOW)
    assert readers(row, who) == three
    actions.sign(row.pk, revision=1, by=who("chair"), at=NOW)
    assert readers(row, who) == {*three, "clerk"}
    actions.issue(row.pk, draw=pdf, by=who("clerk"), at=NOW)
    assert readers(row, who) == {*three, "clerk", "labour_head"}
    # What others read of it, the audit, the list of mails, the register, does not say what it is.
    told = AuditEvent.objects.filter(target_kind="document", target_pk=row.pk)
    assert not any("kind" in (event.after or {}) or event.note or event.assignment_pk for event in told)
    mail = Outbox.objects.get(kind="document.issued")
    assert mail.recipient_user is not None
    assert mail.recipient_user.username == "ldtbxh"
    assert mail.subject_line == "Văn bản mới: 01/UBND-VX ngày 07/12/2022 của UBND tỉnh"
    assert "phê bình" not in mail.subject_line + str(mail.payload)
    assert TakenNumber.objects.get().title == ""


def test_the_section_head_neither_changes_nor_finds_it(criticism: Draft, who: Who) -> None:
    row = criticism()
    with pytest.raises(Http404):
        access_document(who("section_head"), row.pk, Verb.CHANGE)
    with pytest.raises(PermissionDenied):
        access_document(who("chief"), row.pk, Verb.CHANGE)  # He reads it; its drafter writes it.


@pytest.mark.parametrize(
    ("letter_ordered", "leader"), [("reminder", "chutich"), ("other", "chutich"), ("criticism", "phochutich")]
)
def test_it_needs_the_chairmans_order_for_just_this_letter(
    criticism: Draft, order: Callable[..., Instruction], letter_ordered: str, leader: str
) -> None:
    with pytest.raises(Refused, match="chỉ được soạn theo chỉ đạo của Chủ tịch"):
        criticism(order=order(letter_ordered, leader))


def test_without_an_order_neither_the_verb_nor_the_table_takes_it(
    criticism: Draft, letter: Draft, province: Province
) -> None:
    with pytest.raises(Refused, match="chỉ được soạn theo chỉ đạo của Chủ tịch"):
        letter(kind="criticise", issuer=province.agency("UBND"), signer=province.position("chutich"))
    row = criticism()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingDocument.objects.filter(pk=row.pk).update(order=None)


def test_an_order_is_carried_out_once(criticism: Draft, order: Callable[..., Instruction], who: Who) -> None:
    given = order()
    first = criticism(order=given)
    with pytest.raises(Refused, match="đã có văn bản đang soạn"):
        criticism(order=given)
    actions.drop(first.pk, by=who("specialist"), at=NOW)
    assert criticism(order=given).pk != first.pk


def test_it_is_never_written_in_bulk(criticism: Draft, who: Who) -> None:
    row = criticism()
    spec = DocumentSpec("criticise", row.issuer, "VX", "a", "b", row.signer, order=row.order)
    with pytest.raises(Refused, match="không soạn hàng loạt"):
        write_each([spec, spec], token=uuid4(), by=who("specialist"), at=NOW)


@pytest.mark.parametrize("kind", sorted(CANNOT_BE_CALLED_TO_ACCOUNT))
def test_bodies_that_the_chairman_does_not_hold_to_account_get_none(
    criticism: Draft, province: Province, kind: str
) -> None:
    Agency.objects.filter(code="SLDTBXH").update(kind=kind)
    with pytest.raises(Refused, match="không thuộc quyền nhắc nhở, phê bình"):
        criticism()


def test_it_names_a_position_and_is_signed_by_the_chair(criticism: Draft, province: Province) -> None:
    with pytest.raises(Refused, match="gửi cơ quan và chức danh cụ thể"):
        criticism(addressees=[(province.agency("SLDTBXH"), None)])
    with pytest.raises(Refused, match="gửi cơ quan và chức danh cụ thể"):
        criticism(addressees=[(province.agency("SLDTBXH"), province.position("vinh"))])
    with pytest.raises(Refused, match="không ký loại văn bản này"):
        criticism(signer=province.position("chanhvanphong"))
    with pytest.raises(Refused, match="gửi một nơi"):
        criticism(
            addressees=[
                (province.agency("SLDTBXH"), province.position("ldtbxh")),
                (province.agency("H412"), province.position("vinh")),
            ]
        )
