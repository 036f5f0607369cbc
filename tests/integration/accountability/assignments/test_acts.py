"""Every act once, done and refused from the same ground; what was typed stays on the form."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.agencies.models import Position
from accountability.assignments.actions import LeaderWord
from accountability.assignments.models import (
    Assignment,
    Completion,
    Coordination,
    Evidence,
    Extension,
    Instruction,
    Obstacle,
    ProgressReport,
)
from accountability.files.models import StoredFile
from tests.cast import actor
from workflows import acts

from .conftest import NOW

pytestmark = pytest.mark.django_db

RECORDED = {"form": "but_phe", "decided_on": "2022-11-08"}
CLAIM = {"number": "12", "symbol": "BC-SLĐTBXH", "result_on": "2022-11-08", "summary": "Đã cấp xong"}


def url(name: str, pk: int) -> str:
    return reverse(name, args=[pk])


def text_file(name: str = "so-lieu.txt", words: str = "Kết quả tháng 11") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode(), "text/plain")


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def done(response, pk: int) -> None:
    assert response.status_code == 302, response.context["form"].errors
    assert response.headers["Location"] == url("assignment-detail", pk)


def test_the_lead_acknowledges_by_one_click(assignment, as_):
    address = url("assignment-acknowledge", assignment.pk)
    assert as_("coordinating_officer").post(address).status_code == 403
    client = as_("labour_focal")
    assert client.get(address).status_code == 405
    done(client.post(address), assignment.pk)
    again = client.post(address, follow=True)
    assert "không tiếp nhận được" in page_of(again)
    assignment.refresh_from_db()
    assert assignment.state == "acknowledged"


def test_who_may_only_see_is_told_why(assignment, as_):
    response = as_("coordinating_officer").post(url("assignment-acknowledge", assignment.pk))
    assert response.status_code == 403
    assert "Chỉ cơ quan chủ trì được tiếp nhận nhiệm vụ." in response.content.decode()


def test_the_head_returns_and_the_office_moves_it(assignment, province, as_):
    address = url("assignment-return", assignment.pk)
    assert as_("labour_focal").post(address, {"reason": "Không đúng"}).status_code == 403
    head = as_("labour_head")
    assert "Vui lòng nhập nội dung này." in page_of(head.post(address, {"reason": " "}))
    done(head.post(address, {"reason": "Thuộc Sở Tài chính"}), assignment.pk)

    move = url("assignment-reassign", assignment.pk)
    office = as_("specialist")
    assert "leader" not in office.get(move).context["form"].fields
    to = province.agency("VPUBND")
    done(office.post(move, {"to": to.pk, "cause": "Đúng thẩm quyền"}), assignment.pk)
    assignment.refresh_from_db()
    assert (assignment.lead_agency, assignment.state) == (to, "assigned")


def test_the_head_names_an_officer_of_his_own(working, cast, as_):
    address = url("assignment-officer", working.pk)
    head = as_("labour_head")
    assert "officer" in head.post(address, {"officer": cast["outsider"].pk}).context["form"].errors
    done(head.post(address, {"officer": cast["labour_officer"].pk}), working.pk)
    working.refresh_from_db()
    assert working.officer == cast["labour_officer"]


def test_the_officer_reports_results_with_figures_milestones_and_files(working, as_):
    address, target, milestone = (
        url("assignment-progress", working.pk),
        working.targets.get(),
        working.milestones.first(),
    )
    client = as_("labour_officer")
    typed = {
        "text": "Đã cấp 12.000 tài khoản", "milestones": [milestone.pk], f"target_{target.pk}": "12.5",
        "data_on": "2022-11-08", "resources": "", "source": "",
    }  # fmt: skip

    refused = client.post(address, typed | {"files": [text_file()]})
    assert "dấu phẩy cho phần thập phân" in page_of(refused)
    assert "Đã cấp 12.000 tài khoản" in page_of(refused)
    assert "chọn lại tệp" in page_of(refused)
    assert not StoredFile.objects.exists()

    typed[f"target_{target.pk}"] = "12,5"
    done(client.post(address, typed | {"files": [text_file("a.txt"), text_file("b.txt")]}), working.pk)
    milestone.refresh_from_db()
    assert milestone.done_on == NOW.date()
    assert target.readings.get().value == 12.5
    assert Evidence.objects.filter(assignment=working, kind="progress").count() == 2


def test_a_file_outside_the_list_is_refused_on_its_field_and_nothing_is_kept(working, as_):
    response = as_("labour_officer").post(
        url("assignment-progress", working.pk),
        {
            "text": "Kết quả",
            "files": [text_file(), SimpleUploadedFile("virus.exe", b"MZ")],
            "data_on": "2022-11-08",
        },
    )
    assert "Không nhận loại tệp" in str(response.context["form"].errors["files"])
    assert (StoredFile.objects.count(), ProgressReport.objects.count()) == (0, 0)


def test_words_with_a_secrecy_mark_are_neither_kept_nor_shown_again(working, as_):
    response = as_("labour_officer").post(
        url("assignment-progress", working.pk),
        {"text": "Độ mật: Tối mật. Nội dung riêng", "data_on": "2022-11-08"},
    )
    assert "mức độ mật" in page_of(response)
    assert "Nội dung riêng" not in page_of(response)
    assert not ProgressReport.objects.exists()


def test_a_refused_act_leaves_no_file_behind(working, cast, as_):
    client = as_("labour_head")
    acts.claim_completion(
        working.pk,
        number="1",
        symbol="BC",
        result_on=NOW.date(),
        summary="Xong",
        by=actor(cast["labour_head"]),
        at=NOW,
    )
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    response = client.post(
        url("assignment-progress", working.pk),
        {"text": "Câu đã gõ", "data_on": "2022-11-08", "files": [text_file()]},
    )
    assert "Chờ xác nhận hoàn thành" in page_of(response)
    assert "Câu đã gõ" in page_of(response)
    assert not StoredFile.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


def test_an_obstacle_is_raised_to_a_superior_and_answered(working, province, as_):
    address, deputy = url("assignment-obstacle", working.pk), province.position("phochutich")
    typed = {"text": "Thiếu dữ liệu", "proposal": "Cho dùng chung", "addressed_to": deputy.pk}
    outsider = province.position("ngoaicuoc")
    client = as_("labour_officer")
    assert (
        "addressed_to" in client.post(address, typed | {"addressed_to": outsider.pk}).context["form"].errors
    )
    done(client.post(address, typed), working.pk)

    answer = url("obstacle-answer", Obstacle.objects.get().pk)
    assert client.post(answer, {"text": "Được"}).status_code == 403
    leader = as_("vice_chair")
    assert "leader" not in leader.get(answer).context["form"].fields
    done(leader.post(answer, {"text": "Đồng ý cho dùng chung"}), working.pk)
    assert "đã được trả lời" in page_of(leader.post(answer, {"text": "Lần nữa"}))
    made = Instruction.objects.get()
    assert (made.act, made.form, made.leader) == ("answer", "self", deputy)


def test_a_specialist_records_an_answer_and_the_leader_corrects_it(working, province, as_):
    deputy = province.position("phochutich")
    as_("labour_officer").post(
        url("assignment-obstacle", working.pk),
        {"text": "Thiếu", "proposal": "Thêm", "addressed_to": deputy.pk},
    )
    office, answer = as_("specialist"), url("obstacle-answer", Obstacle.objects.get().pk)
    typed = {"text": "Đồng ý", "leader": deputy.pk}
    assert set(office.post(answer, typed).context["form"].errors) == {"form", "decided_on"}
    assert (
        "decided_on"
        in office.post(answer, typed | RECORDED | {"decided_on": "2022-12-01"}).context["form"].errors
    )
    done(office.post(answer, typed | RECORDED | {"scan": text_file("but-phe.txt")}), working.pk)
    recorded = Instruction.objects.get()
    assert "VP cập nhật" in recorded.sentence

    correct = url("instruction-correct", recorded.pk)
    assert office.post(correct, {"text": "Sửa"}).status_code == 403
    scan = office.get(url("instruction-scan", recorded.pk))
    assert b"".join(scan.streaming_content) == "Kết quả tháng 11".encode()
    leader = as_("vice_chair")
    assert "Đính chính" in page_of(leader.get(url("assignment-detail", working.pk)))
    done(leader.post(correct, {"text": "Đồng ý một phần"}), working.pk)
    assert "đã được đính chính" in page_of(leader.post(correct, {"text": "Lần nữa"}))


def test_a_coordinating_agency_reports_its_own_part_only(working, province, as_):
    part = working.coordinations.get()
    address = url("coordination-report", part.pk)
    assert as_("labour_head").post(address, {"report": "Thay"}).status_code == 403
    client = as_("coordinating_officer")
    assert "report" in client.post(address, {"report": ""}).context["form"].errors
    done(client.post(address, {"report": "Đã mở 3.000 tài khoản"}), working.pk)
    other = Coordination.objects.create(assignment=working, agency=province.position("congan").agency)
    assert client.post(url("coordination-report", other.pk), {"report": "Thay"}).status_code == 403


def test_a_product_is_submitted_and_reviewed(give, cast, as_):
    row = give(needs_submission=True)
    acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=NOW)
    submit, review = url("assignment-submit", row.pk), url("assignment-review", row.pk)
    head = as_("labour_head")
    assert set(head.post(submit, {}).context["form"].errors) == {"document", "text"}
    done(head.post(submit, {"document": "TTr 1", "text": "Trình dự thảo", "files": [text_file()]}), row.pk)
    assert head.post(review, {"answer": "yes"}).status_code == 403
    office = as_("specialist")
    assert "reason" in office.post(review, {"answer": "no"}).context["form"].errors
    done(office.post(review, {"answer": "no", "reason": "Bổ sung kinh phí"}), row.pk)
    row.refresh_from_db()
    assert row.state == "rework"


def test_completion_is_claimed_by_the_head_and_verified_by_another(working, as_):
    claim, verify = url("assignment-claim", working.pk), url("assignment-verify", working.pk)
    assert as_("labour_officer").post(claim, CLAIM).status_code == 403
    head = as_("labour_head")
    tomorrow = head.post(claim, CLAIM | {"result_on": "2022-11-09"})
    assert "không được sau hôm nay" in page_of(tomorrow)
    assert "Đã cấp xong" in page_of(tomorrow)
    done(head.post(claim, CLAIM), working.pk)
    assert head.post(verify, {"answer": "yes"}).status_code == 403
    office = as_("specialist")
    assert "reason" in office.post(verify, {"answer": "no"}).context["form"].errors
    done(office.post(verify, {"answer": "yes", "reason": ""}), working.pk)
    assert Completion.objects.get().outcome == "accepted"
    office.get(verify)  # Too late: back to the page with the reason.
    assert "hiện chưa" in page_of(office.get(verify, follow=True))


def test_an_extension_is_asked_for_and_decided(working, as_):
    ask = url("assignment-extend", working.pk)
    head = as_("labour_head")
    early = head.post(ask, {"new_due_on": "2022-12-01", "reason": "Cần thêm thời gian"})
    assert "phải sau thời hạn hiện nay" in page_of(early)
    assert "Cần thêm thời gian" in page_of(early)
    done(head.post(ask, {"new_due_on": "2022-12-31", "reason": "Cần thêm thời gian"}), working.pk)

    decide = url("extension-decide", Extension.objects.get().pk)
    assert head.post(decide, {"answer": "yes"}).status_code == 403
    leader = as_("vice_chair")
    assert "Đồng ý gia hạn đến 31/12/2022" in page_of(leader.get(decide))
    assert "text" in leader.post(decide, {"answer": "no"}).context["form"].errors
    done(leader.post(decide, {"answer": "yes"}), working.pk)
    assert "đã được quyết định" in page_of(leader.post(decide, {"answer": "yes"}))
    page = page_of(leader.get(url("assignment-detail", working.pk)))
    assert "31/12/2022" in page
    assert "20/12/2022, đã gia hạn 1 lần" in page


def test_the_lead_changes_by_the_leaders_word(working, province, as_):
    move = url("assignment-reassign", working.pk)
    typed = {"to": province.agency("VPUBND").pk, "cause": "Đúng chức năng"}
    office = as_("specialist")
    assert {"leader", "form", "decided_on"} <= set(office.post(move, typed).context["form"].errors)
    assert as_("labour_head").post(move, typed).status_code == 403
    done(as_("chair").post(move, typed | {"text": "Chuyển"}), working.pk)
    working.refresh_from_db()
    assert working.lead_agency.code == "VPUBND"


def test_an_explanation_is_demanded_and_given_by_the_head(working, as_):
    demand = url("assignment-explain-demand", working.pk)
    assert as_("labour_head").post(demand, {"text": "?"}).status_code == 403
    chair = as_("chair")
    done(chair.post(demand, {"text": "Giải trình vì sao chậm"}), working.pk)
    assert "đang chờ trả lời" in page_of(chair.post(demand, {"text": "Lần nữa"}))

    write = url("explanation-write", working.explanations.get().pk)
    typed = {
        "result_so_far": "Mới đạt 10 %", "responsibility_collective": "Phòng Việc làm", "remedy": "Tăng ca",
        "responsibility_individual": "Trưởng phòng", "committed_on": "2022-12-15",
    }  # fmt: skip
    assert as_("labour_officer").post(write, typed).status_code == 403
    head = as_("labour_head")
    refused = head.post(write, typed)
    assert "causes_objective" in refused.context["form"].errors
    assert "Phòng Việc làm" in page_of(refused)
    done(head.post(write, typed | {"causes_subjective": "Chậm phân công"}), working.pk)
    assert "đã được gửi" in page_of(head.post(write, typed | {"causes_subjective": "Lần nữa"}))


def test_the_office_proposes_and_the_leader_agrees_with_one_button(working, as_):
    propose, agree = url("assignment-opinion", working.pk), url("decision-agree", working.pk)
    assert as_("labour_head").post(propose, {"act": "extend"}).status_code == 403
    office = as_("specialist")
    assert "new_due_on" in office.post(propose, {"act": "extend", "text": "Gia hạn"}).context["form"].errors
    done(office.post(propose, {"act": "extend", "text": "Gia hạn", "new_due_on": "2022-12-25"}), working.pk)
    assert office.post(agree).status_code == 403

    chair = as_("chair")
    assert chair.get(agree).status_code == 405
    assert "Đồng ý như Văn phòng đề xuất" in page_of(chair.get(url("assignment-detail", working.pk)))
    stale = chair.post(agree + "?opinion=0", follow=True)
    assert "đã thay đổi" in page_of(stale)
    done(chair.post(agree), working.pk)
    working.refresh_from_db()
    assert working.due_on == date(2022, 12, 25)
    assert "đã thay đổi hoặc đã được quyết định" in page_of(chair.post(agree, follow=True))


def test_the_chair_decides_himself_and_the_office_records(working, province, as_):
    decide = url("assignment-decide", working.pk)
    assert as_("standing_head").post(decide, {"act": "opinion", "text": "x"}).status_code == 403
    chair = as_("chair")
    assert "text" in chair.post(decide, {"act": "opinion", "text": ""}).context["form"].errors
    assert "new_lead" in chair.post(decide, {"act": "reassign", "text": "Chuyển"}).context["form"].errors
    meeting = {
        "act": "call_in",
        "text": "Mời Giám đốc làm việc",
        "meets_on": "2022-11-10",
        "meets_time": "08:30",
    }
    assert "meets_where" in chair.post(decide, meeting).context["form"].errors
    done(chair.post(decide, meeting | {"meets_where": "Phòng họp số 1"}), working.pk)
    assert "Phòng họp số 1" in page_of(chair.get(url("assignment-detail", working.pk)))
    typed = RECORDED | {"act": "opinion", "text": "Làm gấp", "leader": province.position("chutich").pk}
    done(as_("specialist").post(decide, typed), working.pk)
    assert set(Instruction.objects.values_list("act", "form")) == {
        ("call_in", "self"),
        ("opinion", "but_phe"),
    }


def test_only_a_leader_of_the_field_can_be_recorded(working, province, as_):
    typed = RECORDED | {"act": "opinion", "text": "Làm gấp", "leader": province.position("ldtbxh").pk}
    response = as_("specialist").post(url("assignment-decide", working.pk), typed)
    assert "leader" in response.context["form"].errors


def test_the_standing_agency_reports_at_once(working, as_):
    address = url("assignment-at-once", working.pk)
    assert as_("labour_head").post(address, {"ground": "x"}).status_code == 403
    client = as_("standing_head")
    typed = {"ground": "Không tiếp nhận dữ liệu", "proposal": "Mời làm việc"}
    assert set(client.post(address, {}).context["form"].errors) == {"ground", "proposal"}
    done(client.post(address, typed), working.pk)
    assert "đang chờ ý kiến chỉ đạo" in page_of(client.post(address, typed))


def test_after_the_deadline_more_time_can_still_be_asked_for_with_a_warning(working, as_):
    head = as_("labour_head")
    ask = url("assignment-extend", working.pk)
    assert "gửi muộn" not in page_of(head.get(ask))
    Assignment.objects.filter(pk=working.pk).update(due_on=NOW.date() - timedelta(days=1))
    assert "Đề nghị gia hạn" in page_of(head.get(url("assignment-detail", working.pk)))
    assert "gửi muộn" in page_of(head.get(ask))


def test_the_long_forms_are_kept_while_they_are_written_and_the_short_ones_are_not(working, as_):
    head = as_("labour_head")
    for name in ("assignment-claim", "assignment-obstacle", "assignment-extend"):
        page = page_of(head.get(url(name, working.pk)))
        assert f'data-draft="{url(name, working.pk)}" data-draft-once' in page, name
    assert "data-draft-once" not in page_of(head.get(url("assignment-officer", working.pk)))
    assert "data-draft-once" not in page_of(head.get(url("assignment-progress", working.pk)))


def test_a_review_with_a_reason_and_an_explanation_are_kept_too(working, cast, as_):
    head, chair = actor(cast["labour_head"]), actor(cast["chair"])
    leader = Position.objects.get(code="chutich")
    word = LeaderWord(leader=leader, decided_on=NOW.date(), text="Nói rõ nguyên nhân")
    asked = acts.demand_explanation(working.pk, word=word, by=chair, at=NOW)
    acts.claim_completion(
        working.pk, number="3", symbol="BC-SLĐTBXH", result_on=NOW.date(), summary="Xong", by=head, at=NOW
    )
    address = url("explanation-write", asked.pk)
    assert f'data-draft="{address}" data-draft-once' in page_of(as_("labour_head").get(address))
    address = url("assignment-verify", working.pk)
    assert f'data-draft="{address}" data-draft-once' in page_of(as_("specialist").get(address))
