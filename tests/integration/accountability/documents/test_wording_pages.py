"""The pages on which the Office changes what its documents say at first."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.audit.models import AuditEvent
from accountability.directives.actions import Refused
from accountability.documents.actions import keep_wording, return_to_ours
from accountability.documents.models import DocumentTemplate
from accountability.documents.paper import markup_of
from accountability.documents.rules.own_wording import OWN, Wording
from accountability.documents.wordings import wording_of
from tests.given import SignIn

from .conftest import NOW, Draft

pytestmark = pytest.mark.django_db
Who = Callable[[str], Actor]
OURS = Wording("đôn đốc {{don_vi}}", "Đề nghị {{don_vi}} thực hiện {{so_viec}} việc.", "Sở Nội vụ")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


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


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"body": "Đề nghị {{ai_do}} " + "rất dài " * 2_600}, "Dài quá 20000 ký tự"),
        ({"abstract": "đôn đốc " * 80}, "Dài quá 500 ký tự"),
        ({"body": "Đề nghị {{don_vi}} thực hiện {{han_chot}}."}, "Không có chỗ điền “{{han_chot}}”"),
        ({"body": "Đề nghị {{don_vi thực hiện."}, "chưa đủ cặp"),
        ({"body": "{% include 'x' %} thực hiện."}, "chưa đủ cặp"),
        ({"recipients": "Sở Nội vụ {{ghi_chu}}"}, "Không có chỗ điền “{{ghi_chu}}”"),
        ({"abstract": ""}, "Vui lòng nhập"),
    ],
)
def test_a_wording_that_cannot_be_is_explained_and_nothing_that_was_typed_is_lost(
    letter: Draft, sign_in: SignIn, wrong: dict[str, str], why: str
) -> None:
    sent = {"seen": "0", "abstract": OURS.abstract, "body": OURS.body, "recipients": OURS.recipients} | wrong
    for more in ({}, {"xem": "1"}):
        answer = sign_in("section_head").post(reverse("wording-edit", args=["urge"]), sent | more)
        page = unescape(answer.content.decode())
        assert why in page
        for name in ("abstract", "body", "recipients"):
            assert sent[name].strip() in page
    assert not DocumentTemplate.objects.exists()


def test_html_in_a_wording_stays_the_text_that_it_is(letter: Draft, sign_in: SignIn) -> None:
    head, page = sign_in("section_head"), reverse("wording-edit", args=["urge"])
    hostile = 'Đề nghị <b onclick="x()">{{don_vi}}</b> </textarea><script>alert(1)</script> & báo cáo.'
    sent = {"seen": "0", "abstract": "đôn đốc <i>", "body": hostile, "recipients": "<img src=x>"}
    shown = head.post(page, sent | {"xem": "1"}).content.decode()
    assert "<script>alert" not in shown
    assert 'Đề nghị <b onclick="x()">Sở Mẫu</b>' in unescape(shown)
    assert head.post(page, sent).status_code == 302
    assert DocumentTemplate.objects.get().body == hostile
    row = letter(body=hostile.replace("{{don_vi}}", "Sở"), recipients="<img src=x>")
    printed = markup_of(row, NOW)
    assert "<script" not in printed
    assert "<img" not in printed
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; báo cáo" in printed


def test_who_comes_second_to_a_wording_sees_the_other_and_keeps_what_he_typed(
    letter: Draft, sign_in: SignIn, who: Who
) -> None:
    keep_wording("urge", OURS, seen=0, by=who("office_deputy"), at=NOW)
    head, page = sign_in("section_head"), reverse("wording-edit", args=["urge"])
    sent = {"seen": "0", "abstract": OURS.abstract, "body": "Lời của tôi.", "recipients": ""}
    answer = head.post(page, sent)
    told = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Bản người khác vừa lưu" in told
    assert OURS.body in told
    assert "Lời của tôi." in told
    assert head.post(page, sent | {"seen": "1"}).status_code == 302
    assert wording_of("urge")[0].body == "Lời của tôi."


# Where documents show ---------------------------------------------------------------------------------------------------
