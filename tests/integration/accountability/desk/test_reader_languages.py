"""A reader of English: pages in his language by his own choice, and nothing that he does is stored otherwise."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accountability.accounts.models import User
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.notices.models import Notification, Outbox
from tests.cast import actor
from tests.given import on
from workflows import acts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_time", "engine_runs")]

SignIn = Callable[[str], Client]


@pytest.fixture
def working(assignments: list[Assignment], cast: dict[str, User]) -> Assignment:
    """Labour's own, acknowledged."""
    return acts.acknowledge(assignments[-1].pk, by=actor(cast["labour_head"]), at=on("2022-11-08"))


def choose(client: Client, language: str, following: str = "/thong-bao/") -> Client:
    answer = client.post(reverse("set-language"), {"language": language, "next": following})
    assert (answer.status_code, answer["Location"]) == (302, following)
    return client


def test_who_chose_nothing_reads_vietnamese_whatever_his_browser_speaks(sign_in: SignIn) -> None:
    page = sign_in("specialist").get("/thong-bao/", headers={"accept-language": "en-GB,en"}).content.decode()
    assert '<html lang="vi"' in page
    assert "Đăng xuất" in page


def test_who_chose_english_reads_english_until_he_chooses_again(sign_in: SignIn) -> None:
    client = choose(sign_in("specialist"), "en")
    page = client.get("/thong-bao/").content.decode()
    assert '<html lang="en"' in page
    assert "Sign out" in page
    assert "Đăng xuất" not in page
    again = choose(client, "vi").get("/thong-bao/").content.decode()
    assert "Đăng xuất" in again


def test_a_language_that_we_do_not_speak_is_vietnamese(sign_in: SignIn) -> None:
    client = sign_in("specialist")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert '<html lang="vi"' in client.get("/thong-bao/").content.decode()


def test_it_is_chosen_before_signing_in(client: Client) -> None:
    assert "Sign in" in choose(client, "en", "/dang-nhap/").get("/dang-nhap/").content.decode()


def test_what_is_kept_for_a_minute_is_kept_for_each_language(
    sign_in: SignIn, settings: Any, assignments: list[Assignment]
) -> None:
    settings.FIGURES_KEPT_SECONDS = 60
    client = sign_in("chair")
    first = client.get("/dieu-hanh/").content.decode()
    english = choose(client, "en").get("/dieu-hanh/").content.decode()
    again = choose(client, "vi").get("/dieu-hanh/").content.decode()
    assert "Đang thực hiện quá hạn" in first
    assert "Đang thực hiện quá hạn" in again
    assert "Đang thực hiện quá hạn" not in english


def test_a_refusal_and_an_answer_are_read_in_english(sign_in: SignIn, working: Assignment) -> None:
    client = choose(sign_in("labour_head"), "en")
    address = reverse("assignment-obstacle", args=[working.pk])
    empty = client.post(address, {}).content.decode()
    assert "This field is required" in empty or "Please" in empty
    done = client.post(
        reverse("assignment-progress", args=[working.pk]), {"text": "Đã cấp 10 tài khoản"}, follow=True
    )  # fmt: skip
    assert [str(one) for one in done.context["messages"]] == ["Results updated."]


def test_the_chairmans_paper_is_vietnamese_also_for_him(
    sign_in: SignIn, assignments: list[Assignment]
) -> None:
    client = choose(sign_in("chair"), "en")
    text = PdfReader(io.BytesIO(client.get("/dieu-hanh/pdf/").content)).pages[0].extract_text()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text or "Việc chờ ý kiến chỉ đạo" in " ".join(text.split())


class _Undone(Exception):
    pass


def stored_after(act: Callable[[], Any]) -> list[Any]:
    """All that the act left behind, undone at once: the audit, mails and notices."""
    found: list[Any] = []
    marks = [model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 for model in _TOLD]
    try:
        with transaction.atomic():
            act()
            for model, mark in zip(_TOLD, marks, strict=True):
                found += [_texts(row) for row in model.objects.filter(pk__gt=mark).order_by("pk")]
            raise _Undone
    except _Undone:
        return found


_TOLD: tuple[Any, ...] = (AuditEvent, Outbox, Notification)
_TEXTS = (
    "action",
    "note",
    "before",
    "after",
    "subject_line",
    "html",
    "text",
    "verb",
    "description",
    "data",
    "kind",
)


def _texts(row: Any) -> dict[str, str]:
    """What stands in it in words; keys of rows go on counting also where their rows were undone."""
    return {name: re.sub(r"\d+", "#", str(getattr(row, name))) for name in _TEXTS if hasattr(row, name)}


@pytest.mark.parametrize(
    ("who", "name", "typed"),
    [
        ("labour_head", "assignment-obstacle", {"text": "Thiếu kinh phí", "proposal": "Bố trí thêm", "addressed_to": ""}),
        ("labour_head", "assignment-progress", {"text": "Đã cấp 10 tài khoản"}),
        ("labour_head", "assignment-extend", {"reason": "Thiếu kinh phí", "new_due_on": "2023-03-01"}),
    ],
)  # fmt: skip
def test_what_an_english_reader_does_is_stored_as_everybodys(
    who: str, name: str, typed: dict[str, str], sign_in: SignIn, working: Assignment
) -> None:
    if "addressed_to" in typed:
        typed = typed | {"addressed_to": str(_vice_chair())}
    address = reverse(name, args=[working.pk])
    client = sign_in(who)
    ours = stored_after(lambda: client.post(address, typed))
    choose(client, "en")
    theirs = stored_after(lambda: client.post(address, typed))
    assert ours
    assert theirs == ours


def _vice_chair() -> int:
    from accountability.agencies.models import Position

    return Position.objects.get(title__startswith="Phó Chủ tịch UBND tỉnh phụ trách Nội chính").pk
