"""The acts on an assignment, as one table: where, who, in which state, with what form, and what is done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from accountability.access.actor import Actor
from accountability.access.permissions import Permission as P
from accountability.assignments import actions
from accountability.assignments.access import may_on
from accountability.assignments.forms import lead, office, progress
from accountability.assignments.leaders import deciders_of
from accountability.assignments.models import Assignment, Coordination, Extension, Instruction, Obstacle
from accountability.assignments.rules import (
    HOLD_WORKING_DAYS,
    HOLDS_PER_ASSIGNMENT,
    OPEN_STATES,
    WORK_STATES,
    Level,
    State,
)
from accountability.assignments.views.acting import Act, Doing
from accountability.core.saying import say
from accountability.core.text import date_vi
from workflows import acts

_LEAD_STATES = (State.ASSIGNED, *WORK_STATES)


# What is done ---------------------------------------------------------------------------------------------------------


def _acknowledge(doing: Doing) -> str:
    acts.acknowledge(doing.row.pk, by=doing.actor, at=doing.at)
    return say("Đã tiếp nhận nhiệm vụ.")


def _return(doing: Doing) -> str:
    acts.return_task(doing.row.pk, reason=doing.typed["reason"], by=doing.actor, at=doing.at)
    return say("Đã trả lại nhiệm vụ cho Văn phòng UBND tỉnh.")


def _name_officer(doing: Doing) -> str:
    officer = doing.typed["officer"]
    actions.name_officer(doing.row.pk, officer=officer, by=doing.actor, at=doing.at)
    return say("Đã phân công {officer}.", officer=officer)


def _progress(doing: Doing) -> str:
    typed, key = doing.typed, doing.typed["sent_key"]
    if actions.sent_before(doing.row.pk, sent_key=key, text=typed["text"], by=doing.actor):
        return say("Báo cáo này đã được nhận trước đó; không ghi thêm lần nữa.")
    actions.update_progress(
        doing.row.pk, text=typed["text"], resources=typed["resources"], milestones_done=typed.get("milestones", ()),
        readings=doing.form.readings, files=doing.files(), sent_key=key, by=doing.actor, at=doing.at,
    )  # fmt: skip
    return say("Đã cập nhật kết quả.")


def _obstacle(doing: Doing) -> str:
    made = actions.raise_obstacle(doing.row.pk, by=doing.actor, at=doing.at, **doing.typed)
    return say("Đã gửi khó khăn, vướng mắc đến {addressed_to}.", addressed_to=made.addressed_to.title)


def _answer(doing: Doing) -> str:
    actions.answer_obstacle(doing.subject.pk, word=doing.word(), by=doing.actor, at=doing.at)
    return say("Đã trả lời khó khăn, vướng mắc.")


def _mark(doing: Doing) -> str:
    made = actions.mark_within_powers(doing.subject.pk, by=doing.actor, at=doing.at)
    said = say("Đã xác định vướng mắc thuộc thẩm quyền cấp trên")
    if made.holds:
        return say(
            "{said}; tạm dừng báo cáo cấp trên tối đa {HOLD_WORKING_DAYS} ngày làm việc.",
            said=said,
            HOLD_WORKING_DAYS=HOLD_WORKING_DAYS,
        )
    return say(
        "{said}; không tạm dừng báo cáo cấp trên (nêu muộn, hoặc đã tạm dừng {HOLDS_PER_ASSIGNMENT} lần).",
        said=said,
        HOLDS_PER_ASSIGNMENT=HOLDS_PER_ASSIGNMENT,
    )


def _owed(doing: Doing) -> str:
    made = actions.confirm_owed(doing.subject.pk, days=doing.typed["days"], by=doing.actor, at=doing.at)
    return say("Đã xác nhận {owed_days} ngày thuộc trách nhiệm cấp trên.", owed_days=made.owed_days)


def _ongoing(doing: Doing) -> str:
    made = actions.set_ongoing(doing.row.pk, by=doing.actor, at=doing.at, **doing.typed)
    return say("Đã đặt nhiệm vụ thường xuyên, rà soát mỗi {review_days} ngày.", review_days=made.review_days)


def _coordination(doing: Doing) -> str:
    report = doing.typed["report"]
    actions.report_coordination(
        doing.subject.pk, report=report, files=doing.files(), by=doing.actor, at=doing.at
    )
    return say("Đã báo cáo phần việc phối hợp.")


def _submit(doing: Doing) -> str:
    typed = doing.typed
    acts.submit_product(
        doing.row.pk,
        document=typed["document"],
        text=typed["text"],
        files=doing.files(),
        by=doing.actor,
        at=doing.at,
    )
    return say("Đã trình sản phẩm; Văn phòng UBND tỉnh xem xét.")


def _review(doing: Doing) -> str:
    signed = doing.typed["answer"] == "yes"
    acts.review_submission(
        doing.row.pk, signed=signed, reason=doing.typed["reason"], by=doing.actor, at=doing.at
    )
    return say("Đã ghi nhận: được ký ban hành.") if signed else say("Đã yêu cầu hoàn thiện, trình lại.")


def _claim(doing: Doing) -> str:
    typed = {key: value for key, value in doing.typed.items() if key != "files"}
    acts.claim_completion(doing.row.pk, files=doing.files(), by=doing.actor, at=doing.at, **typed)
    return say("Đã báo cáo hoàn thành; chờ xác nhận.")


def _verify(doing: Doing) -> str:
    reason = doing.typed["reason"]
    if doing.typed["answer"] == "yes":
        acts.accept_completion(doing.row.pk, note=reason, by=doing.actor, at=doing.at)
        return say("Đã xác nhận hoàn thành.")
    acts.return_completion(doing.row.pk, reason=reason, by=doing.actor, at=doing.at)
    return say("Đã yêu cầu bổ sung, thực hiện lại.")


def _extend(doing: Doing) -> str:
    made = acts.request_extension(doing.row.pk, by=doing.actor, at=doing.at, **doing.typed)
    late = "" if made.asked_in_time else say(" Đề nghị gửi muộn: đôn đốc vẫn tiếp tục.")
    return say(
        "Đã đề nghị gia hạn lần {ordinal} đến {new_due_on}; chờ {label} quyết định.{late}",
        ordinal=made.ordinal,
        new_due_on=date_vi(made.new_due_on),
        label=Level(made.level).label,
        late=late,
    )


def _decide_extension(doing: Doing) -> str:
    granted = doing.typed["answer"] == "yes"
    made = acts.decide_extension(
        doing.subject.pk, granted=granted, word=doing.word(), by=doing.actor, at=doing.at
    )
    return (
        say("Đã đồng ý gia hạn đến {new_due_on}.", new_due_on=date_vi(made.new_due_on))
        if granted
        else say("Đã ghi nhận: không đồng ý gia hạn.")
    )


def _reassign(doing: Doing) -> str:
    to, cause = doing.typed["to"], doing.typed["cause"]
    word = None if doing.form.by_office else doing.word()
    acts.reassign(doing.row.pk, to=to, cause=cause, word=word, by=doing.actor, at=doing.at)
    return say("Đã chuyển cơ quan chủ trì sang {short_name}.", short_name=to.short_name)


def _demand(doing: Doing) -> str:
    made = acts.demand_explanation(doing.row.pk, word=doing.word(), by=doing.actor, at=doing.at)
    return say("Đã yêu cầu giải trình trước ngày {answer_by_on}.", answer_by_on=date_vi(made.answer_by_on))


def _correct(doing: Doing) -> str:
    actions.correct(doing.subject, text=doing.typed["text"], by=doing.actor, at=doing.at)
    return say("Đã đính chính ý kiến chỉ đạo.")


# Who may not, though his role might; when a button makes no sense -----------------------------------------------------


def _only_that_agency(actor: Actor, row: Assignment, subject: Coordination) -> None:
    if subject.agency_id not in actor.works_for:
        raise PermissionDenied(say("Chỉ chính cơ quan phối hợp đó được báo cáo phần việc của mình."))


def _only_that_leader(actor: Actor, row: Assignment, subject: Instruction) -> None:
    if subject.leader_id not in actor.position_ids:
        raise PermissionDenied(say("Chỉ lãnh đạo đã chỉ đạo được đính chính ý kiến ghi thay mình."))


def _is_submitted(row: Assignment, at: datetime) -> bool:
    return row.needs_submission


def _can_extend(row: Assignment, at: datetime) -> bool:
    return row.due_on is not None  # Also after it: a late request is possible, the lateness stays.


def _can_be_ongoing(row: Assignment, at: datetime) -> bool:
    return row.due_on is None and row.series_id is None


def _only_who_decides(actor: Actor, row: Assignment, subject: Extension) -> None:
    """A leader below the level of the request; who records for a leader names him on the form."""
    may = set(deciders_of(row, subject.level).values_list("pk", flat=True))
    if not may & actor.position_ids and not may_on(actor, row, P.RECORD_FOR_LEADER):
        raise PermissionDenied(
            say(
                "Gia hạn lần {ordinal} do {label} quyết định.",
                ordinal=subject.ordinal,
                label=Level(subject.level).label,
            )
        )


def _can_explain(row: Assignment, at: datetime) -> bool:
    return row.lead_agency.answers_to_province


def _claim_context(doing: Doing) -> dict[str, Any]:
    return {"claim": doing.row.completions.filter(outcome="waiting").first()}


def _submission_context(doing: Doing) -> dict[str, Any]:
    return {"submission": doing.row.submissions.filter(outcome="waiting").first()}


# The table: in the order of the buttons, the first that fits is the main one ---------------------------------------------

_PK, _ALL = "nhiem-vu/<int:pk>/", tuple(State)

ACTS = (
    Act(_PK + "tiep-nhan/", "assignment-acknowledge", (P.ACKNOWLEDGE,), (State.ASSIGNED,), say("Tiếp nhận"), _acknowledge),
    Act(_PK + "xac-nhan/", "assignment-verify", (P.VERIFY,), (State.CLAIMED,), say("Xác nhận hoàn thành"), _verify,
        form=office.VerifyForm, more=_claim_context, title=say("Xác nhận kết quả"), keeps_draft=True),
    Act(_PK + "xem-xet/", "assignment-review", (P.REVIEW_PRODUCT,), (State.SUBMITTED,), say("Xem xét sản phẩm trình"), _review,
        form=office.ReviewForm, more=_submission_context, keeps_draft=True),
    Act(_PK + "cap-nhat/", "assignment-progress", (P.UPDATE_PROGRESS,), WORK_STATES, say("Cập nhật kết quả"), _progress,
        form=progress.ProgressForm, template="assignments/progress_form.html"),
    Act(_PK + "trinh/", "assignment-submit", (P.SUBMIT_PRODUCT,), WORK_STATES, say("Trình sản phẩm"), _submit,
        form=lead.SubmitForm, fits=_is_submitted),
    Act(_PK + "bao-cao-hoan-thanh/", "assignment-claim", (P.CLAIM_COMPLETION,), WORK_STATES, say("Báo cáo hoàn thành"), _claim,
        form=lead.ClaimForm, keeps_draft=True),
    Act(_PK + "phan-cong/", "assignment-officer", (P.NAME_OFFICER,), _LEAD_STATES, say("Phân công"), _name_officer,
        form=lead.OfficerForm, overtaken_by=("assignment.name_officer", "assignment.reassign")),
    Act(_PK + "vuong-mac/", "assignment-obstacle", (P.RAISE_OBSTACLE,), _LEAD_STATES, say("Nêu khó khăn, vướng mắc"), _obstacle,
        form=lead.ObstacleForm, keeps_draft=True),
    Act(_PK + "de-nghi-gia-han/", "assignment-extend", (P.REQUEST_EXTENSION,), _LEAD_STATES, say("Đề nghị gia hạn"), _extend,
        form=lead.ExtensionForm, fits=_can_extend, keeps_draft=True),
    Act(_PK + "tra-lai/", "assignment-return", (P.RETURN_TASK,), (State.ASSIGNED,), say("Trả lại – không đúng thẩm quyền"), _return,
        form=lead.ReasonForm),
    Act(_PK + "chuyen-chu-tri/", "assignment-reassign", (P.REASSIGN,), OPEN_STATES, say("Chuyển cơ quan chủ trì"), _reassign,
        form=office.ReassignForm, overtaken_by=("assignment.reassign",)),
    Act(_PK + "yeu-cau-giai-trinh/", "assignment-explain-demand", (P.DECIDE, P.RECORD_FOR_LEADER), OPEN_STATES,
        say("Yêu cầu giải trình"), _demand, form=office.DemandForm, fits=_can_explain),
    Act(_PK + "thuong-xuyen/", "assignment-ongoing", (P.SPLIT_DIRECTIVE,), OPEN_STATES, say("Đặt nhịp rà soát"), _ongoing,
        form=office.OngoingForm, fits=_can_be_ongoing, title=say("Nhiệm vụ thường xuyên")),
)  # fmt: skip

# Acts on something of an assignment: its own key stands in the address, its button beside it.
PARTS = (
    Act("vuong-mac/<int:pk>/tra-loi/", "obstacle-answer", (P.ANSWER_OBSTACLE,), _ALL, say("Trả lời khó khăn, vướng mắc"), _answer,
        form=office.AnswerForm, subject=Obstacle),
    Act("phoi-hop/<int:pk>/bao-cao/", "coordination-report", (P.REPORT_COORDINATION,), OPEN_STATES, say("Báo cáo phần phối hợp"),
        _coordination, form=lead.CoordinationForm, subject=Coordination, guard=_only_that_agency),
    Act("gia-han/<int:pk>/quyet-dinh/", "extension-decide", (P.DECIDE_EXTENSION, P.RECORD_FOR_LEADER), OPEN_STATES,
        say("Quyết định gia hạn"), _decide_extension, form=office.ExtensionDecisionForm, subject=Extension,
        guard=_only_who_decides),
    Act("vuong-mac/<int:pk>/thuoc-tham-quyen-cap-tren/", "obstacle-powers", (P.GIVE_OPINION,), OPEN_STATES,
        say("Thuộc thẩm quyền cấp trên"), _mark, subject=Obstacle),
    Act("vuong-mac/<int:pk>/so-ngay-cap-tren/", "obstacle-owed", (P.CONFIRM_OWED_DAYS,), _ALL, say("Xác nhận số ngày"), _owed,
        form=office.OwedForm, subject=Obstacle, title=say("Số ngày thuộc trách nhiệm cấp trên")),
    Act("y-kien/<int:pk>/dinh-chinh/", "instruction-correct", (P.VIEW,), _ALL, say("Đính chính"), _correct,
        form=office.CorrectForm, subject=Instruction, guard=_only_that_leader),
)  # fmt: skip
