"""The register: documents, numbers, secrets, instructions by word."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.assignments.models import Instruction
from accountability.audit.models import AuditEvent
from accountability.directives.models import Directive
from accountability.files.models import StoredFile

pytestmark = pytest.mark.django_db
REGISTER = "directive-register"


def _counts() -> tuple[int, int, int]:
    return Directive.objects.count(), StoredFile.objects.count(), AuditEvent.objects.count()


def _files_on_disk(settings) -> int:
    return sum(1 for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def _page(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_clerk_registers_a_document_with_its_file(as_, paper):
    upload = SimpleUploadedFile("ke-hoach.txt", "Kế hoạch cao điểm".encode())

    response = as_("clerk").post(reverse(REGISTER), paper | {"file": upload}, follow=True)

    made = Directive.objects.get(number="812")
    assert (made.symbol, made.state, made.process is not None) == ("KH-UBND", "splitting", True)
    assert "Đã đăng ký Kế hoạch số 812/KH-UBND ngày 07/11/2022." in _page(response)
    sent = as_("clerk").get(reverse("directive-file", args=[made.pk]))
    assert b"".join(sent.streaming_content).decode() == "Kế hoạch cao điểm"
    assert "attachment" in sent["Content-Disposition"]


def test_a_number_is_registered_once_and_nothing_typed_is_lost(as_, paper, registered, settings):
    before, on_disk = _counts(), _files_on_disk(settings)
    upload = SimpleUploadedFile("ke-hoach.txt", b"a")

    page = _page(as_("clerk").post(reverse(REGISTER), paper | {"abstract": "Trích yếu khác", "file": upload}))

    assert "Số, ký hiệu 812/KH-UBND năm 2022 của cơ quan này đã được đăng ký." in page
    assert "Trích yếu khác" in page
    assert 'value="812/KH-UBND"' in page
    assert "vui lòng chọn lại tệp" in page
    assert (_counts(), _files_on_disk(settings)) == (before, on_disk)


def test_a_party_number_is_accepted_with_a_party_document_only(as_, paper):
    party = paper | {"kind": "KL", "reference": "473-KL/TU", "issuer": "", "issuer_text": "Tỉnh ủy Nghệ An"}

    refused = _page(as_("clerk").post(reverse(REGISTER), party | {"kind": "KH"}))
    as_("clerk").post(reverse(REGISTER), party)

    assert "đi với loại “Kết luận của Đảng”" in refused
    made = Directive.objects.get(kind="KL")
    assert (made.reference, made.issuer_text) == ("473-KL/TU", "Tỉnh ủy Nghệ An")


@pytest.mark.parametrize(
    "secret",
    [
        {"secrecy": "secret"},
        {"secrecy": "most"},
        {"abstract": "Kế hoạch phòng thủ (Tối mật)"},
        {"reference": "12-MẬT"},
        {"issuer_text": "Độ mật: Tuyệt mật"},
        {"file": SimpleUploadedFile("a.txt", "MẬT\nKế hoạch phòng thủ".encode())},
        {"file": SimpleUploadedFile("Kế hoạch [Tối mật].txt", b"a")},
    ],
)
def test_of_a_secret_nothing_is_stored_and_nothing_comes_back(as_, paper, secret, settings, caplog):
    client = as_("clerk")
    before, on_disk = _counts(), _files_on_disk(settings)

    page = _page(client.post(reverse(REGISTER), paper | {"abstract": "Chuỗi Dò Tìm"} | secret))

    assert "không nhận và không lưu gì" in page
    assert "Chuỗi Dò Tìm" not in page
    assert "phòng thủ" not in page
    assert "812" not in page
    assert "phòng thủ" not in caplog.text
    assert (_counts(), _files_on_disk(settings)) == (before, on_disk)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"reference": "abc"}, "Số, ký hiệu phải có dạng như"),
        ({"issued_on": "31/02/2022"}, "Ngày không hợp lệ"),
        ({"issued_on": "2022-11-09"}, "Ngày ban hành không được sau hôm nay."),
        ({"issuer": "", "issuer_text": ""}, "Vui lòng chọn cơ quan ban hành"),
        ({"issuer": "999999"}, "Không có lựa chọn này."),
        ({"kind": "YK"}, "Không có lựa chọn này."),
        ({"origin": "here"}, "được cấp số khi phát hành"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "Không nhận loại tệp “.exe”."),
        ({"file": SimpleUploadedFile("a.pdf", b"khong phai pdf")}, "không phải định dạng .pdf"),
        ({"abstract": "a" * 501}, "Trích yếu dài quá 500 ký tự."),
    ],
)
def test_bad_input_is_explained_and_kept(as_, paper, wrong, message):
    page = _page(as_("clerk").post(reverse(REGISTER), paper | wrong))

    assert message in page
    if "abstract" not in wrong:
        assert paper["abstract"] in page
    assert not Directive.objects.exists()


@pytest.mark.parametrize("name", ["chair", "labour_head", "standing_head", "district_chair", "outsider"])
def test_only_the_office_registers(as_, name):
    assert as_(name).get(reverse(REGISTER)).status_code == 403


def test_an_instruction_by_telephone_is_recorded_for_the_leader(as_, province):
    said = {
        "leader": province.position("chutich").pk, "spoken_form": "dien_thoai", "issued_on": "2022-11-08",
        "abstract": "Khẩn trương rà soát dịch vụ công", "field": "NC", "urgency": "normal", "secrecy": "none",
    }  # fmt: skip

    response = as_("specialist").post(reverse("directive-speak"), said)

    made = Directive.objects.get()
    assert response.url == reverse("directive-split", args=[made.pk])
    assert (made.origin, made.is_provisional) == ("spoken", True)
    word = Instruction.objects.get(directive=made)
    assert word.form == "dien_thoai"
    page = _page(as_("chair").get(reverse("directive-detail", args=[made.pk])))
    assert "Chủ tịch UBND tỉnh chỉ đạo ngày 08/11/2022 (qua điện thoại); VP cập nhật: " in page


def test_a_leader_writes_his_own_word_down_and_nobody_elses(as_, province):
    said = {
        "leader": province.position("chutich").pk, "spoken_form": "cuoc_hop", "issued_on": "2022-11-08",
        "abstract": "Rà soát", "field": "NC", "urgency": "normal", "secrecy": "none",
    }  # fmt: skip

    as_("chair").post(reverse("directive-speak"), said)
    other = _page(as_("vice_chair").post(reverse("directive-speak"), said))

    assert Instruction.objects.get().form == "self"
    assert "Không có lựa chọn này." in other


def test_an_instruction_with_a_secrecy_mark_leaves_nothing(as_, province):
    before = _counts(), Instruction.objects.count()

    page = _page(as_("specialist").post(reverse("directive-speak"), {"abstract": "Việc X", "secrecy": "top"}))

    assert "không nhận và không lưu gì" in page
    assert "Việc X" not in page
    assert (_counts(), Instruction.objects.count()) == before


@pytest.mark.parametrize("name", ["clerk", "labour_head", "outsider"])
def test_who_may_not_record_a_leaders_word(as_, name):
    assert as_(name).get(reverse("directive-speak")).status_code == 403
