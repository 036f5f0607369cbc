"""The Chairman's word on a report: recorded by the Office on his behalf, corrected by him, followed by assignments."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.accounts.models import User
from accountability.agencies.models import Position
from accountability.assignments.actions import LeaderWord, Refused
from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.directives.models import Directive, Program
from accountability.intake.models import Extraction
from accountability.notices.models import Notification
from accountability.reports import word_actions
from accountability.reports.kind_actions import KindTerms, add_kind
from accountability.reports.models import CycleStep, ReportCycle, ReportWord
from tests.access.asked_papers import blank_pdf
from tests.cast import Province, actor
from tests.given import GoTo, SignIn, assignments, go_to, on, sign_in
from workflows import reporting

__all__ = ["assignments", "go_to", "sign_in"]

SAID = "Giao Công an tỉnh kiểm tra, đôn đốc các cơ quan còn nhiệm vụ quá hạn, báo cáo trước ngày 30/11/2022."
AT = on("2022-11-17")


@pytest.fixture
def submitted(assignments: list[Assignment], cast: dict[str, User], go_to: GoTo) -> ReportCycle:
    """The report of the first half of November lies before the Chairman; it is 17 November."""
    kind = KindTerms("Báo cáo 15 ngày", 1, "VX", Position.objects.get(code="chutich"))
    add_kind(
        Program.objects.get(code="DA06"), kind, rhythm="half_month", window=1, starts_on=date(2022, 11, 1), by=None,
        at=on("2022-11-08"),
    )  # fmt: skip
    reporting.close_periods(at=on("2022-11-16"))
    cycle = ReportCycle.objects.get()
    reporting.send_report(cycle.pk, by=actor(cast["standing_head"]), at=on("2022-11-16"))
    reporting.submit_report(cycle.pk, by=actor(cast["office_deputy"]), at=on("2022-11-16"))
    go_to("2022-11-17")
    return cycle


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def heard(user: User, words: str) -> bool:
    return Notification.objects.filter(recipient=user, text__startswith=words).exists()


def test_the_office_records_his_word_he_corrects_it_and_assignments_follow(
    submitted: ReportCycle, cast: dict[str, User], sign_in: SignIn
) -> None:
    record, page = (reverse(f"cycle-{name}", args=[submitted.pk]) for name in ("record", "detail"))
    specialist, chair = sign_in("specialist"), sign_in("chair")
    assert "Ghi ý kiến thay lãnh đạo" in text(specialist.get(page))
    assert "Ghi ý kiến thay lãnh đạo" not in text(chair.get(page)), "he gives it himself"
    assert sign_in("clerk").post(record).status_code == 403
    assert sign_in("labour_head").get(record).status_code == 404

    typed = {"form": "but_phe", "decided_on": "2022-11-16", "text": SAID}
    for wrong, told in (
        ({"form": ""}, "Vui lòng chọn hình thức chỉ đạo"),
        ({"form": "self"}, "self"),
        ({"text": " "}, "Vui lòng nhập ô này"),
        ({"decided_on": "2022-11-18"}, "không được sau hôm nay"),
        ({"decided_on": "2022-11-15"}, "không được trước ngày chốt số liệu (16/11/2022)"),
    ):
        answer = text(specialist.post(record, typed | wrong))
        assert told in answer
        assert ("text" in wrong) or SAID in answer, "what was typed is still there"
    secret = text(specialist.post(record, typed | {"text": "Tài liệu TỐI MẬT số 9"}))
    assert "data-secret-refused" in secret
    assert "số 9" not in secret
    assert not ReportWord.objects.exists()

    scan = SimpleUploadedFile("but-phe.pdf", blank_pdf())
    assert specialist.post(record, typed | {"scan": scan})["Location"] == page
    submitted.refresh_from_db()
    assert submitted.state == ReportCycle.State.INSTRUCTED
    assert specialist.get(record)["Location"] == page, "a second time there is nothing to record"
    event = AuditEvent.objects.get(action="report_cycle.instructed")
    leader = Position.objects.get(code="chutich")
    assert (event.user_id, event.behalf_position_pk) == (cast["specialist"].pk, leader.pk)
    assert event.after == {
        "state": "instructed", "leader": leader.pk, "decided_on": "2022-11-16", "form": "but_phe",
    }  # fmt: skip
    assert heard(cast["chair"], "Ý kiến được ghi thay")
    assert heard(cast["standing_head"], "Báo cáo định kỳ đã có ý kiến")

    read = text(chair.get(page))
    assert "chỉ đạo ngày 16/11/2022 (bút phê); VP cập nhật: " in read
    assert "Bản chụp: but-phe.pdf" in read
    word = ReportWord.objects.get()
    home = text(chair.get(reverse("command-page")))
    assert reverse("word-correct", args=[submitted.pk, word.pk]) in home
    on_word = [submitted.pk, word.pk]
    scanned = chair.get(reverse("word-scan", args=on_word))
    assert b"".join(scanned.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert sign_in("labour_head").get(reverse("word-scan", args=on_word)).status_code == 404

    correct = reverse("word-correct", args=on_word)
    assert "Đính chính" in read
    assert specialist.post(correct, {"text": "Khác"}).status_code == 403
    assert SAID in text(chair.get(correct))
    assert "Vui lòng nhập ô này" in text(chair.post(correct, {"text": ""}))
    right = SAID.replace("30/11/2022", "25/11/2022")
    assert chair.post(correct, {"text": right})["Location"] == page
    assert "đã được đính chính" in text(chair.post(correct, {"text": "Lần nữa"}))
    assert heard(cast["specialist"], "Lãnh đạo đính chính")
    assert correct not in text(chair.get(reverse("command-page")))
    read = text(chair.get(page))
    assert SAID in read
    assert right in read
    assert "Đã được lãnh đạo đính chính" in read

    _follow(submitted, specialist, right)
    assert reporting.issue_report(submitted.pk, by=actor(cast["standing_head"]), at=AT).number == 1


def _follow(cycle: ReportCycle, office: Any, right: str) -> None:
    """Assignments are given by the corrected word: it stands in the form, and each page leads to the other."""
    word = ReportWord.objects.exclude(corrects=None).get()
    page, follow = reverse("cycle-detail", args=[cycle.pk]), reverse("word-follow", args=[cycle.pk, word.pk])
    assert follow in text(office.get(page))
    form = office.get(follow).context["form"]
    assert form.initial["abstract"] == right
    assert (form.initial["spoken_form"], form.initial["issued_on"]) == ("but_phe", date(2022, 11, 17))
    typed = {name: form.initial.get(name) or "" for name in form.fields} | {
        "urgency": Directive.Urgency.NORMAL, "secrecy": "none", "issued_on": "2022-11-17",
    }  # fmt: skip
    assert "Vui lòng nhập ô này" in text(office.post(follow, typed | {"abstract": ""}))
    gone_on = office.post(follow, typed)
    made = Directive.objects.get(kind=Directive.Kind.SPOKEN)
    assert gone_on["Location"] == reverse(
        "intake-extraction", args=[made.pk, Extraction.objects.get(directive=made).pk]
    ), "its words are read into proposals"
    assert (made.abstract, made.signer, made.program) == (right, word.leader, cycle.kind.program)
    assert f'Đã giao: <a href="{reverse("directive-detail", args=[made.pk])}">' in text(office.get(page))
    assert f'Theo ý kiến vào báo cáo: <a href="{page}">' in text(
        office.get(reverse("directive-detail", args=[made.pk]))
    )
    assert AuditEvent.objects.filter(action="report_cycle.follow", directive_pk=made.pk).exists()


def test_nobody_gives_a_word_in_anothers_name_without_saying_so(
    submitted: ReportCycle, cast: dict[str, User], province: Province
) -> None:
    office, chair = actor(cast["specialist"]), actor(cast["chair"])
    with pytest.raises(Refused, match="Chỉ Chủ tịch UBND tỉnh được cho ý kiến"):
        word_actions.instruct(submitted.pk, text="Đồng ý", by=office, at=AT)
    leader, deputy = province.position("chutich"), province.position("phochutich")
    for word, told in (
        (LeaderWord(deputy, AT.date(), "but_phe", "Đồng ý"), "Báo cáo này trình Chủ tịch"),
        (LeaderWord(leader, AT.date(), "self", "Đồng ý"), "cần nêu hình thức"),
        (LeaderWord(leader, AT.date(), "but_phe", " "), "Vui lòng ghi ý kiến"),
    ):
        with pytest.raises(Refused, match=told):
            reporting.record_word_on_report(submitted.pk, word, by=office, at=AT)
    reporting.instruct_report(submitted.pk, text="Đồng ý", by=chair, at=AT)
    own = ReportWord.objects.get()
    assert own.sentence == "Chủ tịch UBND tỉnh chỉ đạo ngày 17/11/2022"
    with pytest.raises(Refused, match="ghi thay mình"):
        word_actions.set_right(own.pk, text="Khác", by=chair, at=AT)
    assert CycleStep.objects.filter(what="set_right").count() == 0


def test_the_block_in_charge_reviews_a_report_with_assignments_of_other_fields(
    submitted: ReportCycle, assignments: list[Assignment], province: Province, sign_in: SignIn
) -> None:
    """It reads what the report prints; the assignments of other fields stay where they were."""
    seat = province.position("truongphong")
    Position.objects.filter(pk=seat.pk).update(fields=["VX"])
    Assignment.objects.filter(pk=assignments[0].pk).update(field="KT")
    ReportCycle.objects.update(state=ReportCycle.State.IN_REVIEW)
    block = sign_in("section_head")
    page = reverse("cycle-detail", args=[submitted.pk])
    assert block.get(page).status_code == 200
    assert "Đồng ý, trình" in text(block.get(page))
    assert "Báo cáo 15 ngày" in text(block.get(reverse("kind-list")))
    assert block.get(reverse("assignment-detail", args=[assignments[0].pk])).status_code == 404
    assert "Đề án 06" not in text(block.get(reverse("report-list"))).split("<main", 1)[1], "no live figures"
    assert block.get(reverse("cycle-return", args=[submitted.pk])).status_code == 200
    Position.objects.filter(pk=seat.pk).update(fields=["KT"])
    assert block.get(page).status_code == 404, "another block"
