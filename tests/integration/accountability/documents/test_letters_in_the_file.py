"""Letters in an assignment's whole file: issued ones in their place in time, for whoever reads them on their own page, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.assignments.actions import update_progress
from accountability.assignments.models import Assignment
from accountability.documents import actions
from accountability.documents.models import OutgoingDocument
from accountability.files.models import StoredFile
from tests.given import SignIn
from workflows import acts

from .conftest import NOW, Draft

pytestmark = pytest.mark.django_db
Issue = Callable[..., OutgoingDocument]
ATTACHED = "{urn:don-doc:ho-so-nhiem-vu:1}tep"


def course(client: Client, pk: int) -> str:
    """The part that tells what happened."""
    text = unescape(client.get(reverse("assignment-file", args=[pk])).content.decode())
    return text[text.index('id="dien-bien"') : text.index('id="minh-chung"')]


def attached(client: Client, pk: int) -> set[str | None]:
    answer = client.get(reverse("assignment-file", args=[pk]), {"xml": "1"})
    return {one.get("sha256") for one in ElementTree.fromstring(answer.content).iter(ATTACHED)}


def test_an_issued_letter_stands_at_its_moment_for_those_whom_it_concerns(
    letter: Draft, issued: Issue, assignments: list[Assignment], sign_in: SignIn, who: Callable[[str], Actor]
) -> None:
    urged = assignments[3]  # The bank coordinates in it, and the letter is not sent to the bank.
    row = letter(body="Đề nghị khẩn trương.")
    assert "Đề nghị khẩn trương" not in course(sign_in("specialist"), urged.pk), "a draft is no letter"
    acts.acknowledge(urged.pk, by=who("labour_head"), at=NOW - timedelta(minutes=1))
    row = issued(row)
    update_progress(urged.pk, text="Đã làm tiếp", by=who("labour_head"), at=NOW + timedelta(minutes=1))
    assert row.file is not None
    for name in ("labour_head", "specialist"):
        text = course(sign_in(name), urged.pk)
        words = ["Tiếp nhận nhiệm vụ", f"Phát hành {row.cited}", "Đề nghị khẩn trương.", "Đã làm tiếp"]
        assert sorted(words, key=text.index) == words
        assert reverse("document-detail", args=[row.pk]) in text
        assert row.file.sha256 in attached(sign_in(name), urged.pk)
    for name in ("coordinating_officer", "standing_head"):
        assert row.cited not in course(sign_in(name), urged.pk), "he sees the assignment, not its letters"
        assert row.file.sha256 not in attached(sign_in(name), urged.pk)


def test_a_reminder_by_name_stands_in_the_file_of_its_few_readers_once_it_is_issued(
    criticism: Draft, assignments: list[Assignment], sign_in: SignIn, who: Callable[[str], Actor], issued: Issue
) -> None:  # fmt: skip
    row, own = criticism(body="Phê bình Giám đốc."), assignments[0].pk
    for name in ("specialist", "chair", "labour_head"):
        assert "Phê bình" not in course(sign_in(name), own), "until then it has no place in any file"
    actions.consult(row.pk, answer="Thống nhất", answered_on=NOW.date(), by=who("specialist"), at=NOW)
    row.refresh_from_db()
    row = issued(row, signer="chair")
    for name in ("specialist", "chair", "clerk", "labour_head"):
        assert "Phê bình Giám đốc." in course(sign_in(name), own)
    for name in ("labour_officer", "office_deputy", "vice_chair", "standing_head"):
        assert "hê bình" not in course(sign_in(name), own)


def test_a_recalled_letter_is_told_of_and_read_by_the_office_alone(
    letter: Draft, issued: Issue, assignments: list[Assignment], sign_in: SignIn, who: Callable[[str], Actor]
) -> None:
    row, own = issued(letter(body="Đề nghị khẩn trương.")), assignments[0].pk
    actions.recall(row.pk, reason="Nhầm nơi gửi", by=who("clerk"), at=NOW + timedelta(minutes=2))
    office, reader = course(sign_in("specialist"), own), course(sign_in("labour_head"), own)
    for text in (office, reader):
        assert f"Phát hành {row.cited}" in text
        assert f"Thu hồi {row.cited}" in text
    for words in ("Đề nghị khẩn trương.", "Nhầm nơi gửi"):
        assert words in office
        assert words not in reader
    sha256 = StoredFile.objects.get(pk=row.file_id).sha256
    assert sha256 not in attached(sign_in("labour_head"), own)


def test_many_letters_ask_no_more_than_one(
    letter: Draft, issued: Issue, assignments: list[Assignment], sign_in: SignIn
) -> None:
    reader = sign_in("labour_head")

    def statements() -> int:
        course(reader, assignments[0].pk)
        with CaptureQueriesContext(connection) as seen:
            course(reader, assignments[0].pk)
        return len(seen)

    issued(letter())
    few = statements()
    for _ in range(3):
        issued(letter())
    assert statements() == few
