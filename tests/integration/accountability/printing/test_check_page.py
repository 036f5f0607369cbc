"""The page that checks a file: a clear answer in every case, and nothing of the file is kept."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accountability.accounts.models import User
from accountability.directives.models import Program
from accountability.files.models import StoredFile
from accountability.printing import views
from accountability.printing.signing import Looked, Signature
from accountability.reports.models import PeriodicReport

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 16, 1, 0, tzinfo=UTC)
PDF = b"%PDF-1.7 the report"
GOOD = Signature("Nguyễn Văn A", "Văn phòng UBND tỉnh", "Gốc thử", "1f", AT, True, True, True, "no")


@pytest.fixture
def ask(client: Client, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Who asks about which bytes, and what the child would find in them."""

    def asked(member: str, data: bytes, looked: Looked) -> str:
        monkeypatch.setattr(views, "look_into", lambda data: looked)
        client.force_login(cast[member], backend="accountability.accounts.backends.AccountBackend")
        answer = client.post("/kiem-tra-tep/", {"file": SimpleUploadedFile("bao-cao.pdf", data)})
        assert answer.status_code == 200
        assert answer["Cache-Control"].find("no-store") >= 0
        return str(answer.content.decode())

    return asked


@pytest.mark.parametrize(
    ("looked", "words"),
    [
        (Looked("not_pdf"), ["Không phải tệp PDF"]),
        (Looked("encrypted"), ["có mật khẩu bảo vệ"]),
        (Looked("broken"), ["Tệp PDF hỏng hoặc đã bị sửa"]),
        (Looked("pdf"), ["Tệp PDF không có chữ ký số", "Không nhận ra tệp"]),
    ],
)
def test_what_is_not_signed_is_said_plainly(ask: Any, looked: Looked, words: list[str]) -> None:
    page = ask("outsider", b"x", looked)
    assert all(text in page for text in words)
    assert hashlib.sha256(b"x").hexdigest() in page
    assert StoredFile.objects.count() == 0


def test_each_signature_tells_who_when_and_whether_it_holds(ask: Any) -> None:
    from dataclasses import replace

    page = ask("outsider", b"x", Looked("pdf", (replace(GOOD, changed="signed_again", trusted=False), GOOD)))
    for words in ("Có 2 chữ ký số; nội dung còn nguyên vẹn.", "Nguyễn Văn A", "Gốc thử", "16/11/2022",
                  "Sau chữ ký này chỉ có thêm chữ ký khác.", "Chưa xác nhận được người ký"):  # fmt: skip
        assert words in page
    page = ask("outsider", b"x", Looked("pdf", (replace(GOOD, intact=False, changed="unknown"), GOOD)))
    assert "Có chữ ký số không còn giá trị" in page
    assert "Nội dung đã ký bị thay đổi hoặc chữ ký không hợp lệ." in page
    assert "Sau khi ký, tệp đã được sửa" in ask(
        "outsider", b"x", Looked("pdf", (replace(GOOD, changed="yes"),))
    )


def test_our_own_report_is_known_again_and_its_title_only_to_who_may_read_it(ask: Any) -> None:
    own = hashlib.sha256(PDF).hexdigest()
    program = Program.objects.get(code="DA06")
    file = StoredFile.objects.create(
        name="bao-cao.pdf",
        media_type="application/pdf",
        size=len(PDF),
        sha256=own,
        content="aa/bb",
        uploaded_at=AT,
    )
    PeriodicReport.objects.create(
        program=program, from_on="2022-11-01", to_on="2022-11-15", made_at=AT, figures={}, assignments=0, file=file,
        sha256=own, pages=1,
    )  # fmt: skip
    for data, looked in ((PDF, Looked("pdf")), (PDF + b" signed", Looked("pdf", (GOOD,), ("0" * 64, own)))):
        leader = ask("chair", data, looked)
        assert "Tệp do hệ thống này lập: báo cáo định kỳ." in leader
        assert "01/11/2022–15/11/2022" in leader
        stranger = ask("outsider", data, looked)
        assert "Tệp do hệ thống này lập: báo cáo định kỳ." in stranger
        assert "01/11/2022–15/11/2022" not in stranger
    assert "Không nhận ra tệp" in ask("chair", PDF + b"x", Looked("pdf", (), ("1" * 64,)))


def test_no_file_an_empty_one_and_one_too_large_are_refused_in_words(
    client: Client, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountability.printing.forms.MAX_BYTES", 1024 * 1024)
    client.force_login(cast["outsider"], backend="accountability.accounts.backends.AccountBackend")
    for data, words in (
        ({}, "Chọn tệp cần kiểm tra."),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "Tệp rỗng"),
        ({"file": SimpleUploadedFile("a.pdf", b"x" * (1024 * 1024 + 1))}, "Tệp lớn hơn 1 MB"),
    ):
        assert words in client.post("/kiem-tra-tep/", data).content.decode()
    assert client.get("/kiem-tra-tep/").status_code == 200
    client.logout()
    assert client.get("/kiem-tra-tep/").status_code == 302
