"""A report that the agency's key signs when it is issued; a key that fails loses nothing and is told; a signed file comes back."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from accountability.access.permissions import Permission
from accountability.accounts.models import User
from accountability.agencies.models import Position
from accountability.assignments.models import Assignment
from accountability.directives.models import Program
from accountability.notices.models import Notification
from accountability.printing import signing
from accountability.printing.signing import SigningKey, look_into, sign_pdf
from accountability.reports import papers
from accountability.reports.cycle_access import may_on
from accountability.reports.kind_actions import KindTerms, add_kind
from accountability.reports.models import ReportCycle, ReportFile
from accountability.reports.views import acting
from tests import signing_keys as keys
from tests.cast import actor
from tests.given import GoTo, SignIn, assignments, go_to, on, sign_in
from workflows import reporting

__all__ = ["assignments", "go_to", "sign_in"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]
AT = on("2022-11-17")
WRONG = "không mở được bằng mật khẩu đã đặt"


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    made = keys.made("Công an tỉnh", "Công an tỉnh Nghệ An")
    return SigningKey(file=str(made.pkcs12(tmp_path_factory.mktemp("keys") / "ky.p12", "x")), secret="x")


@pytest.fixture
def instructed(
    assignments: list[Assignment], cast: dict[str, User], go_to: GoTo, monkeypatch: pytest.MonkeyPatch
) -> ReportCycle:
    """The report of half a month waits for its number; signing starts no process."""
    monkeypatch.setattr(signing, "_run_child", keys.in_this_process)
    kind = KindTerms("Báo cáo 15 ngày", 1, "VX", Position.objects.get(code="chutich"))
    add_kind(
        Program.objects.get(code="DA06"), kind, rhythm="half_month", window=1, starts_on=date(2022, 11, 1), by=None,
        at=on("2022-11-08"),
    )  # fmt: skip
    reporting.close_periods(at=on("2022-11-16"))
    cycle = ReportCycle.objects.get()
    drafter, office, chair = (actor(cast[name]) for name in ("standing_head", "office_deputy", "chair"))
    reporting.send_report(cycle.pk, by=drafter, at=AT)
    reporting.submit_report(cycle.pk, by=office, at=AT)
    reporting.instruct_report(cycle.pk, text="Đồng ý", by=chair, at=AT)
    go_to("2022-11-17")
    return cycle


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def press(client: Client, cycle: ReportCycle) -> str:
    return text(client.post(reverse("cycle-issue", args=[cycle.pk]), follow=True))


def pdf_of(cycle: ReportCycle) -> ReportFile:
    return ReportFile.objects.select_related("file").get(issue__snapshot__cycle=cycle, format="pdf")


def fetched(client: Client, file: ReportFile) -> bytes:
    answer = client.get(reverse("cycle-file", args=[file.issue.snapshot.cycle_id, file.pk]))
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def kept(file: ReportFile) -> bytes:
    """The bytes of the closed file itself, read again."""
    file.refresh_from_db()
    with file.file.content.open("rb") as content:
        data = bytes(content.read())
    assert hashlib.sha256(data).hexdigest() == file.sha256 == file.file.sha256
    return data


def page_of(file: ReportFile) -> str:
    return reverse("cycle-signatures", args=[file.issue.snapshot.cycle_id, file.pk])


def test_the_key_signs_what_is_issued_and_everybody_can_check_it(
    instructed: ReportCycle, key: SigningKey, sign_in: SignIn, settings: Any
) -> None:
    settings.SIGNING = settings.SIGNING | {"file": key.file, "secret": key.secret}
    police = sign_in("standing_head")
    assert "Chưa ký số" not in press(police, instructed)
    file = pdf_of(instructed)
    (copy,) = file.file.signed_copies.all()
    assert (copy.how, copy.kept_by) == ("key", None), "it was signed while it was drawn"
    served, ours = fetched(sign_in("chair"), file), kept(file)
    assert served.startswith(ours)
    assert len(served) > len(ours)
    (one,) = look_into(served).signatures
    assert (one.name, one.holds, one.changed) == ("Công an tỉnh", True, "no")
    for name, sees in (("chair", True), ("labour_head", False)):
        sent = {"file": SimpleUploadedFile("x.pdf", served)}
        told = text(sign_in(name).post(reverse("file-check"), sent))
        assert "Tệp do hệ thống này lập: báo cáo định kỳ" in told or sees
        assert (str(instructed) in told) == sees
        assert "Công an tỉnh" in told
    told = text(police.get(page_of(file)))
    assert copy.signatures[0]["serial"] in told
    assert "Tệp chưa có chữ ký số" not in told
    assert "đã có chữ ký bằng khóa của cơ quan" in told, "so that nobody signs it twice without knowing"
    docx = ReportFile.objects.get(issue=file.issue, format="docx")
    assert police.get(page_of(docx)).status_code == 404, "only the PDF is signed"
    for name, status in (("chair", 403), ("office_deputy", 403), ("labour_head", 404), ("outsider", 404)):
        assert sign_in(name).post(page_of(file), {"way": "key"}).status_code == status
    assert file.file.signed_copies.count() == 1


def test_a_key_that_fails_leaves_an_issued_report_to_be_signed_by_its_page(
    instructed: ReportCycle, key: SigningKey, sign_in: SignIn, settings: Any
) -> None:
    police = sign_in("standing_head")
    settings.SIGNING = settings.SIGNING | {"file": key.file, "secret": "sai"}
    told = press(police, instructed)
    assert "Đã phát hành báo cáo số 01/BC-" in told
    assert "Chưa ký số được tệp PDF" in told
    assert ReportFile.objects.count() == 3, "it has its number, so all of its files are kept"
    file = pdf_of(instructed)
    ours = fetched(police, file)
    again = text(police.post(page_of(file), {"way": "key"}))
    assert WRONG in again
    assert "Tệp chưa có chữ ký số" in again
    assert fetched(police, file) == ours == kept(file), "a failure changes nothing"
    settings.SIGNING = settings.SIGNING | {"file": key.file + ".mat"}
    assert "không thấy tệp khóa ký" in text(police.post(page_of(file), {"way": "key"}))
    settings.SIGNING = settings.SIGNING | {"file": key.file, "secret": "x"}
    assert "Đã ký số: Công an tỉnh" in text(police.post(page_of(file), {"way": "key"}, follow=True))
    assert fetched(police, file).startswith(ours)
    assert kept(file) == ours, "the closed file stays as it was, the signature is a copy"
    settings.SIGNING_FOR = ("UBND",)
    assert "chưa cấu hình khóa ký số" in text(police.post(page_of(file), {"way": "key"})), (
        "another's key signs it not"
    )


def test_whoever_may_sign_hears_when_the_key_fails_for_files_that_the_engine_makes(
    instructed: ReportCycle, key: SigningKey, sign_in: SignIn, cast: dict[str, User], settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(acting, "AT_ONCE", 0)
    settings.SIGNING = settings.SIGNING | {"file": key.file, "secret": "sai"}
    assert "Chưa ký số" not in press(sign_in("standing_head"), instructed)
    for _ in range(2):
        papers.make_missing(at=lambda: AT, system_now=lambda: AT)
    told = Notification.objects.filter(text__startswith="Chưa ký số được tệp PDF của báo cáo, chờ ký lại")
    heard = [one.recipient for one in told]
    assert cast["standing_head"] in heard
    assert len(set(heard)) == len(heard), "once"
    for user in heard:
        issues = may_on(actor(user), instructed, Permission.ISSUE_REPORT)
        assert issues, "nobody hears it who cannot sign"
    assert told[0].url == page_of(pdf_of(instructed))


def test_a_file_signed_elsewhere_comes_back_only_as_our_bytes_with_signatures_behind(
    instructed: ReportCycle, key: SigningKey, sign_in: SignIn
) -> None:
    police = sign_in("standing_head")
    press(police, instructed)
    file = pdf_of(instructed)
    ours = fetched(police, file)

    def sent(data: bytes) -> str:
        upload = {"way": "file", "file": SimpleUploadedFile("x.pdf", data)}
        return text(police.post(page_of(file), upload, follow=True))

    anew = io.BytesIO()
    PdfWriter(clone_from=PdfReader(io.BytesIO(ours))).write(anew)
    for data, why in (
        (b"", "Tệp rỗng"),
        (ours, "chưa có chữ ký số mới"),
        (sign_pdf(anew.getvalue(), at=AT, key=key, shown=False), "không phải tệp đã tải về từ trang này"),
    ):
        told = sent(data)
        assert why in told
        assert "Tệp chưa có chữ ký số" in told
    assert not file.file.signed_copies.exists()
    signed = sign_pdf(ours, at=AT, key=key, shown=False)
    assert "Đã ký số: Công an tỉnh" in sent(signed)
    assert fetched(sign_in("chair"), file) == signed
    assert kept(file) == ours
    assert "chưa có chữ ký số mới" in sent(signed), "the same again adds nothing"
