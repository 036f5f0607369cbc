"""An agency records its briefing: meeting, attendance, share of staff, evidence."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.audit.models import AuditEvent
from accountability.awareness.models import Briefing
from accountability.directives.models import Directive
from accountability.files.models import StoredFile
from tests.given import SignIn

pytestmark = pytest.mark.django_db

MEETING = {
    "held_on": "2022-11-08", "convened": "40", "present": "38", "staff": "60", "informed": "57",
    "note": "Hội nghị trực tiếp",
}  # fmt: skip


def _url(directive: Directive) -> str:
    return reverse("briefing-record", args=[directive.pk])


def test_a_briefing_is_recorded_with_its_evidence_and_shown_to_the_office(
    sign_in: SignIn, directive: Directive
) -> None:
    files = [
        SimpleUploadedFile("bien-ban.txt", b"bien ban"),
        SimpleUploadedFile("danh-sach.txt", b"danh sach"),
    ]

    answer = sign_in("labour_focal").post(_url(directive), MEETING | {"files": files})

    assert answer.status_code == 302
    made = Briefing.objects.get()
    assert (made.agency.code, made.present, made.convened, made.share) == ("SLDTBXH", 38, 40, 95)
    assert AuditEvent.objects.get(action="briefing.record").directive_pk == directive.pk
    office = sign_in("specialist")
    page = office.get(reverse("awareness-detail", args=[directive.pk])).content.decode()
    assert "38/40 người có mặt; đã phổ biến 57/60 người (95&nbsp;%)" in page
    got = office.get(reverse("briefing-file", args=[made.pk, made.files.all()[0].pk]))
    assert b"".join(got.streaming_content) == b"bien ban"


def test_a_later_record_counts_and_the_earlier_one_stays(sign_in: SignIn, directive: Directive) -> None:
    client = sign_in("labour_head")
    client.post(_url(directive), MEETING)
    client.post(_url(directive), MEETING | {"informed": "60"})
    page = client.get(reverse("awareness-detail", args=[directive.pk])).content.decode()
    assert "(95&nbsp;%)" in page
    assert "(100&nbsp;%)" in page
    assert "<b>1/1</b> cơ quan" in page  # One agency, however often it met.


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"present": "41"}, "Số người có mặt (41) không được nhiều hơn"),
        ({"held_on": "2022-11-09"}, "không được sau hôm nay"),
        ({"informed": "chín"}, "Vui lòng nhập số nguyên."),
        ({"staff": ""}, "Vui lòng nhập số người."),
    ],
)
def test_wrong_figures_are_refused_in_words_and_nothing_typed_is_lost(
    sign_in: SignIn, directive: Directive, wrong: dict[str, str], words: str
) -> None:
    page = sign_in("labour_head").post(_url(directive), MEETING | wrong).content.decode()
    assert words in page
    assert "Hội nghị trực tiếp" in page
    assert not Briefing.objects.exists()


def test_a_secret_is_refused_and_nothing_of_it_is_kept(sign_in: SignIn, directive: Directive) -> None:
    upload = SimpleUploadedFile("bien-ban.txt", "TỐI MẬT\nNội dung".encode())
    page = sign_in("labour_head").post(_url(directive), MEETING | {"files": upload}).content.decode()
    assert "dấu chỉ mức độ mật" in page
    assert "Hội nghị trực tiếp" not in page
    assert not Briefing.objects.exists()
    assert not StoredFile.objects.exists()


def test_a_refused_file_leaves_neither_record_nor_bytes(sign_in: SignIn, directive: Directive) -> None:
    upload = SimpleUploadedFile("anh.exe", b"MZ")
    page = sign_in("labour_head").post(_url(directive), MEETING | {"files": upload}).content.decode()
    assert "Không nhận loại tệp" in page
    assert not Briefing.objects.exists()


def test_other_agencies_do_not_reach_the_evidence(sign_in: SignIn, directive: Directive) -> None:
    proof = SimpleUploadedFile("bien-ban.txt", b"bien ban")
    sign_in("labour_head").post(_url(directive), MEETING | {"files": proof})
    made = Briefing.objects.get()
    url = reverse("briefing-file", args=[made.pk, made.files.get().pk])
    assert {name: sign_in(name).get(url).status_code for name in ("district_chair", "coordinating_officer", "outsider")} == {
        "district_chair": 404, "coordinating_officer": 404, "outsider": 404,
    }  # fmt: skip
