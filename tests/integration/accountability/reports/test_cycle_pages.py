"""A period walked by its pages: words, review, the Chairman, number and files; refusals lose nothing and tell why."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from accountability.assignments.models import Assignment
from accountability.reports.models import CycleText, ReportCycle, ReportFile, ReportKind
from tests.given import GoTo, SignIn, assignments, go_to, on, sign_in
from workflows import reporting

__all__ = ["assignments", "go_to", "sign_in"]


@pytest.fixture
def cycle(assignments: list[Assignment], sign_in: SignIn, go_to: GoTo) -> ReportCycle:
    """The Office sets a half-month; the first one has closed."""
    office = sign_in("office_deputy")
    typed = {
        "program": assignments[0].directive.program_id, "title": "Báo cáo 15 ngày", "rhythm": "half_month", "window": 1,
        "starts_on": "2022-11-01", "due_days": 1, "field": "VX",
        "addressee": office.get(reverse("kind-new")).context["form"].fields["addressee"].queryset.get(code="chutich").pk,
    }  # fmt: skip
    assert sign_in("specialist").post(reverse("kind-new"), typed).status_code == 403
    assert "Vui lòng nhập ô này" in text(office.post(reverse("kind-new"), typed | {"title": ""}))
    assert office.post(reverse("kind-new"), typed)["Location"] == reverse("kind-list")
    assert "cùng nhịp" in text(office.post(reverse("kind-new"), typed))
    kind = ReportKind.objects.get()
    assert office.post(reverse("kind-edit", args=[kind.pk]), typed | {"due_days": 2}).status_code == 302
    reporting.close_periods(at=go_to("2022-11-16"))
    made = ReportCycle.objects.get()
    assert made.due_on == date(2022, 11, 17)
    return made


def text(answer: object) -> str:
    return unescape(answer.content.decode())  # type: ignore[attr-defined]


def press(client: Client, act: str, cycle: ReportCycle, words: str = "") -> str:
    return text(client.post(reverse(f"cycle-{act}", args=[cycle.pk]), {"text": words}, follow=True))


def test_a_period_is_walked_by_its_pages(cycle: ReportCycle, sign_in: SignIn, go_to: GoTo) -> None:
    police, office, chair = (sign_in(name) for name in ("standing_head", "office_deputy", "chair"))
    page, write = (reverse(f"cycle-{name}", args=[cycle.pk]) for name in ("detail", "write"))
    listed = reverse("cycle-list")
    assert "Báo cáo chờ xử lý" in text(police.get(listed))
    assert "Báo cáo chờ xử lý" not in text(office.get(listed))
    assert "Chưa có kỳ nào kết thúc" in text(chair.get(listed)), "it is still being written"
    assert chair.get(page).status_code == 404

    form = police.get(write).context["form"]
    typed = {
        "seen": form.initial["seen"],
        **{field.name: form.initial[field.name] for field in form.sections()},
    }
    refused = text(police.post(write, typed | {"muc_v": "Có {số lạ} việc"}))
    assert "Không có chỗ số liệu {số lạ}" in refused
    assert "Có {số lạ} việc</textarea>" in refused, "what was typed is still there"
    by_script = {"HTTP_X_DONDOC": "draft"}
    mine = typed | {"as": police.session["_auth_user_id"]}
    told = police.post(write, mine | {"muc_v": "Có {số lạ} việc"}, **by_script)
    assert (told.status_code, told.json()["errors"][0][0], told.json()["forget"]) == (422, "muc_v", False)
    told = police.post(write, mine | {"muc_v": "Tài liệu TUYỆT MẬT số 12"}, **by_script)
    assert (told.status_code, told.json()["forget"]) == (422, True)
    assert police.post(write, typed | {"as": "0"}, **by_script).status_code == 409
    secret = text(police.post(write, typed | {"muc_v": "Tài liệu TUYỆT MẬT số 12"}))
    assert "data-secret-refused" in secret
    assert "số 12" not in secret
    assert not CycleText.objects.exists()
    assert police.post(write, typed | {"muc_v": "Kiến nghị riêng: {quá hạn} việc."})["Location"] == page
    assert "Kiến nghị riêng: 04 việc." in text(police.get(page))
    assert "Người khác vừa sửa" in text(police.post(write, typed | {"muc_v": "Ghi đè"}))

    go_to("2022-11-18")
    assert "Báo cáo chờ xử lý" not in text(chair.get(reverse("command-page")))
    assert "Quá hạn 1 ngày" in text(office.get(reverse("office-page"))), (
        "late at the drafter, seen by the Office"
    )
    go_to("2022-11-16")

    assert "Đã trình Văn phòng" in press(police, "send", cycle)
    assert "không còn ở bước soạn" in text(police.get(write, follow=True))
    assert "Báo cáo chờ xử lý" in text(office.get(reverse("office-page")))
    assert "data-confirm" in text(office.get(page))
    assert "Vui lòng nhập ô này" in press(office, "return", cycle)
    assert "Đã trả lại" in press(office, "return", cycle, "Nêu rõ nguyên nhân.")
    assert "Nêu rõ nguyên nhân." in text(police.get(page))
    press(police, "send", cycle)
    assert "đã ở bước khác" in press(police, "send", cycle), "a second click"
    press(office, "submit", cycle)

    assert "Báo cáo chờ xử lý" in text(chair.get(reverse("command-page")))
    assert "Kiến nghị riêng: 04 việc." in text(chair.get(page))
    assert sign_in("vice_chair").post(reverse("cycle-instruct", args=[cycle.pk])).status_code == 403
    words = {"text": "Đồng ý, đôn đốc.", "as": chair.session["_auth_user_id"]}
    assert chair.post(reverse("cycle-instruct", args=[cycle.pk]), words, **by_script).json()["url"] == page
    assert "Đã phát hành báo cáo số 01/BC-" in press(police, "issue", cycle)

    files = {file.format: file for file in ReportFile.objects.all()}
    read = {}
    for kind, file in files.items():
        answer = chair.get(reverse("cycle-file", args=[cycle.pk, file.pk]))
        read[kind] = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert hashlib.sha256(read[kind]).hexdigest() == file.sha256
    printed = " ".join(
        " ".join(one.extract_text() for one in PdfReader(io.BytesIO(read["pdf"])).pages).split()
    )
    snapshot = cycle.snapshots.get()
    for said in (
        "Số: 01/BC-",
        "Kiến nghị riêng: 04 việc.",
        "16 tháng 11 năm 2022",
        "Mốc nhật ký số 1",
        "Phụ lục I",
    ):
        assert said in printed
    assert snapshot.anchor["sha256"] in printed.replace(" ", "")
    assert snapshot.sha256 in printed.replace(" ", "")
    in_word = "\n".join(one.text for one in Document(io.BytesIO(read["docx"])).paragraphs)
    assert "Kiến nghị riêng: 04 việc." in in_word
    book = CalamineWorkbook.from_filelike(io.BytesIO(read["xlsx"]))
    rows = book.get_sheet_by_name("Nhiệm vụ").to_python()
    assert {row[0] for row in rows[1:]} == set(Assignment.objects.values_list("pk", flat=True))
    assert rows[1][8] == date(2022, 11, 15)


def test_a_correction_stands_beside_what_went_out_and_changes_no_file(
    cycle: ReportCycle, sign_in: SignIn, go_to: GoTo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accountability.reports.views.acting.make_files", lambda issue, at: 0)
    police, office, chair = (sign_in(name) for name in ("standing_head", "office_deputy", "chair"))
    for client, act in ((police, "send"), (office, "submit"), (chair, "instruct"), (police, "issue")):
        press(client, act, cycle)
    first = cycle.snapshots.get()
    Assignment.objects.update(due_on=date(2023, 1, 1))
    go_to("2022-11-18")
    assert "Vui lòng nhập ô này" in press(police, "correct", cycle)
    assert "Đã chốt số liệu mới" in press(police, "correct", cycle, "Sai hạn của bốn nhiệm vụ.")
    page = text(police.get(reverse("cycle-detail", args=[cycle.pk])))
    assert "bản đính chính số 2: Sai hạn của bốn nhiệm vụ." in page
    assert "Số 01/BC-" in page
    assert "quá hạn 0" in page
    first.refresh_from_db()
    assert first.figures["counts"]["overdue"] == 4
    assert chair.get(reverse("cycle-detail", args=[cycle.pk])).status_code == 200, (
        "what went out stays readable"
    )
    assert "Cơ quan thường trực đang soạn" in text(chair.get(reverse("cycle-detail", args=[cycle.pk])))
    reporting.close_periods(at=on("2022-12-01"))
    assert ReportCycle.objects.latest("to_on").snapshots.get().since.number == 2, (
        "compared with the corrected figures"
    )
