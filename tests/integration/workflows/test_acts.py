"""One assignment walked through its life by the people of the cast; each act once granted and once refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from viewflow.workflow.models import Process, Task

from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments import actions
from accountability.assignments.actions import AssignmentSpec, LeaderWord, Refused
from accountability.assignments.actions.specs import TargetSpec
from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure
from accountability.assignments.projection import rebuild
from accountability.assignments.rules import Duration, State
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import parse_reference
from accountability.escalation.actions import Decision, ExplanationSpec, give_opinion
from accountability.escalation.models import DecisionRequest, Explanation
from accountability.notices.models import Notification, Outbox
from tests.cast import actor
from tests.remembered import remembered
from workflows import acts

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 8, 9, 0, tzinfo=LOCAL)


def agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def register(cast: dict[str, User], **changes: object) -> Directive:
    facts = {
        "kind": "CV", "issuer": agency("UBND"), "issued_on": AT.date(), "abstract": "Tạo lập tài khoản", "field": "VX",
        "reference": parse_reference("901/UBND-VX"), **changes,
    }  # fmt: skip
    return acts.register_directive(DirectiveSpec(**facts), by=actor(cast["clerk"]), at=AT)


def spec(**changes: object) -> AssignmentSpec:
    facts = {
        "title": "Tạo lập tài khoản an sinh xã hội", "leads": [agency("SLDTBXH")],
        "coordinating": [(agency("NHNN"), "Mở tài khoản")], "duration": Duration.FIXED, "due_on": date(2022, 12, 20),
        "targets": [TargetSpec("Tỷ lệ", Decimal(50))], "supervisor": Position.objects.get(code="phochutich"), **changes,
    }  # fmt: skip
    return AssignmentSpec(**facts)


@remembered
def give(cast: dict[str, User], **changes: object) -> Assignment:
    directive = register(cast)
    actions.draft(directive, spec(**changes), by=actor(cast["specialist"]), at=AT)
    acts.send_to_review(directive.pk, by=actor(cast["specialist"]), at=AT)
    acts.approve_directive(directive.pk, by=actor(cast["office_deputy"]), at=AT)
    return Assignment.objects.get(directive=directive)


def waiting(process_id: int | None) -> set[str]:
    tasks = Task.objects.filter(process_id=process_id, status__in=["NEW", "ASSIGNED"])
    return {task.flow_task.name for task in tasks}


def chair_says(cast: dict[str, User], text: str = "Đồng ý") -> LeaderWord:
    return LeaderWord(leader=Position.objects.get(code="chutich"), decided_on=AT.date(), text=text)


def test_approving_gives_the_assignment_its_process_and_tells_the_agencies(cast: dict[str, User]) -> None:
    row = give(cast)
    assert row.state == State.ASSIGNED
    assert waiting(row.process_id) == {"acknowledge", "explain", "decide"}
    told = set(Outbox.objects.about(row.subject).values_list("recipient_user__username", flat=True))
    assert {"ldtbxh", "ldtbxh-daumoi", "nhnn"} <= told
    assert Notification.objects.filter(recipient__username="ldtbxh", subject=row.subject).exists()
    assert LeadTenure.objects.filter(assignment=row, to_at=None).count() == 1
    assert DeadlineVersion.objects.get(assignment=row).due_on == date(2022, 12, 20)


def test_receiving_twice_is_refused_in_words(cast: dict[str, User]) -> None:
    row = give(cast)
    acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=AT)
    assert waiting(row.process_id) == {"work", "explain", "decide"}
    with pytest.raises(Refused, match="Đã tiếp nhận"):
        acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=AT)


def test_a_return_within_two_working_days_goes_to_the_office_and_on_to_another_lead(
    cast: dict[str, User],
) -> None:
    row = give(cast)
    with pytest.raises(Refused, match="2 ngày làm việc"):
        acts.return_task(
            row.pk, reason="Không đúng", by=actor(cast["labour_head"]), at=AT + timedelta(days=5)
        )
    acts.return_task(row.pk, reason="Không đúng thẩm quyền", by=actor(cast["labour_head"]), at=AT)
    assert waiting(row.process_id) == {"reassign", "explain", "decide"}
    acts.reassign(
        row.pk, to=agency("SNV"), cause="Đúng chức năng", word=None, by=actor(cast["specialist"]), at=AT
    )
    row.refresh_from_db()
    assert (row.lead_agency.code, row.state) == ("SNV", State.ASSIGNED)
    assert waiting(row.process_id) == {"acknowledge", "explain", "decide"}
    assert rebuild(row) == {}


def claim(cast: dict[str, User], row: Assignment, result_on: date = date(2022, 11, 8)) -> None:
    acts.claim_completion(
        row.pk, number="12", symbol="BC-SLĐTBXH", result_on=result_on, summary="Đã tạo lập", by=actor(cast["labour_head"]),
        at=AT,
    )  # fmt: skip


def test_a_claim_is_returned_with_a_reason_then_accepted_and_the_directive_ends(
    cast: dict[str, User],
) -> None:
    row = give(cast)
    acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=AT)
    claim(cast, row)
    assert waiting(row.process_id) == {"verify", "explain", "decide"}
    with pytest.raises(Refused, match="yêu cầu bổ sung"):
        acts.return_completion(row.pk, reason=" ", by=actor(cast["specialist"]), at=AT)
    acts.return_completion(row.pk, reason="Thiếu danh sách", by=actor(cast["specialist"]), at=AT)
    assert waiting(row.process_id) == {"work", "explain", "decide"}
    claim(cast, row)
    acts.accept_completion(row.pk, by=actor(cast["specialist"]), at=AT)
    row.refresh_from_db()
    assert (row.state, row.done_on) == (State.DONE, AT.date())
    assert Process.objects.get(pk=row.process_id).status == "DONE"
    assert Process.objects.get(pk=row.directive.process_id).status == "DONE"


@pytest.mark.parametrize("result_on", [date(2022, 11, 7), date(2022, 11, 9)])
def test_a_result_before_the_assignment_or_in_the_future_is_refused(
    cast: dict[str, User], result_on: date
) -> None:
    row = give(cast)
    acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=AT)
    with pytest.raises(Refused, match="Ngày văn bản kết quả"):
        claim(cast, row, result_on)
    assert waiting(row.process_id) == {"work", "explain", "decide"}


def test_a_product_submitted_stops_at_the_office_and_comes_back_signed(cast: dict[str, User]) -> None:
    row = give(cast, needs_submission=True)
    acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=AT)
    acts.submit_product(
        row.pk, document="Tờ trình 5/TTr-SLĐTBXH", text="Dự thảo", by=actor(cast["labour_head"]), at=AT
    )
    assert waiting(row.process_id) == {"review", "explain", "decide"}
    acts.review_submission(row.pk, signed=True, reason="", by=actor(cast["specialist"]), at=AT)
    assert waiting(row.process_id) == {"work", "explain", "decide"}


def test_an_extension_makes_a_second_deadline_and_the_first_stays(cast: dict[str, User]) -> None:
    row = give(cast)
    asked = acts.request_extension(
        row.pk, reason="Chờ đối soát", new_due_on=date(2023, 1, 15), by=actor(cast["labour_head"]), at=AT
    )
    with pytest.raises(Refused, match="chờ quyết định"):
        acts.request_extension(
            row.pk, reason="Nữa", new_due_on=date(2023, 2, 1), by=actor(cast["labour_head"]), at=AT
        )
    acts.decide_extension(asked.pk, granted=True, word=chair_says(cast), by=actor(cast["chair"]), at=AT)
    row.refresh_from_db()
    assert [version.due_on for version in row.deadlines.all()] == [date(2022, 12, 20), date(2023, 1, 15)]
    assert (row.due_on, row.deadline_number) == (date(2023, 1, 15), 2)
    assert rebuild(row) == {}


def test_an_extension_asked_for_after_the_deadline_is_late(cast: dict[str, User]) -> None:
    row = give(cast)
    late = datetime(2022, 12, 21, 0, 0, tzinfo=LOCAL)
    asked = acts.request_extension(
        row.pk, reason="Chậm", new_due_on=date(2023, 1, 15), by=actor(cast["labour_head"]), at=late
    )
    assert not asked.asked_in_time


def test_a_leaders_word_recorded_by_the_specialist_keeps_both_names(cast: dict[str, User]) -> None:
    row = give(cast)
    asked = acts.request_extension(
        row.pk, reason="Chờ đối soát", new_due_on=date(2023, 1, 15), by=actor(cast["labour_head"]), at=AT
    )
    unnamed = LeaderWord(leader=Position.objects.get(code="chutich"), decided_on=AT.date())
    with pytest.raises(Refused, match="hình thức"):
        acts.decide_extension(asked.pk, granted=True, word=unnamed, by=actor(cast["specialist"]), at=AT)
    by_phone = LeaderWord(leader=unnamed.leader, decided_on=AT.date(), form="dien_thoai", text="Đồng ý")
    acts.decide_extension(asked.pk, granted=True, word=by_phone, by=actor(cast["specialist"]), at=AT)
    made = row.instructions.get()
    assert "Chủ tịch UBND tỉnh chỉ đạo ngày 08/11/2022 (qua điện thoại); VP cập nhật:" in made.sentence
    event = AuditEvent.objects.get(action="instruction.extend")
    assert (event.user.username, event.behalf_position_pk) == ("chuyenvien", unnamed.leader.pk)
    corrected = actions.correct(made, text="Đồng ý đến 15/01", by=actor(cast["chair"]), at=AT)
    assert corrected.corrects == made
    with pytest.raises(Refused, match="đính chính"):
        actions.correct(corrected, text="Sai", by=actor(cast["specialist"]), at=AT)


def explanation() -> ExplanationSpec:
    return ExplanationSpec(
        result_so_far="60 %", causes_objective="Thiếu dữ liệu", causes_subjective="Chậm rà soát",
        responsibility_collective="Ban giám đốc", responsibility_individual="Phó Giám đốc", remedy="Làm thêm giờ",
        committed_on=date(2022, 12, 10),
    )  # fmt: skip


def test_explanation_and_decision_run_beside_the_work_and_arm_again(cast: dict[str, User]) -> None:
    row = give(cast)
    demanded = acts.demand_explanation(row.pk, word=chair_says(cast), by=actor(cast["chair"]), at=AT)
    acts.report_at_once(row.pk, ground="Chậm, ảnh hưởng quyền lợi", by=actor(cast["standing_head"]), at=AT)
    assert waiting(row.process_id) == {
        "acknowledge",
        "explain",
        "decide",
        "give_explanation",
        "give_decision",
    }
    acts.explain(demanded.pk, explanation(), by=actor(cast["labour_head"]), at=AT)
    meeting = Decision(act="call_in", meets_at=AT + timedelta(days=2), meets_where="Phòng họp số 1")
    acts.decide(row.pk, meeting, word=chair_says(cast), by=actor(cast["chair"]), at=AT)
    assert waiting(row.process_id) == {"acknowledge", "explain", "decide"}
    assert not Explanation.objects.filter(answered_at=None).exists()
    assert DecisionRequest.objects.get(assignment=row).instruction.act == "call_in"


def test_agreeing_with_the_office_moves_the_deadline_it_proposed(cast: dict[str, User]) -> None:
    from accountability.escalation.actions import agree

    row = give(cast)
    opinion = give_opinion(
        row.pk,
        act="extend",
        text="Gia hạn",
        new_due_on=date(2023, 1, 31),
        by=actor(cast["specialist"]),
        at=AT,
    )
    acts.decide(row.pk, agree(opinion), word=chair_says(cast), by=actor(cast["chair"]), at=AT)
    row.refresh_from_db()
    assert row.due_on == date(2023, 1, 31)


def test_the_words_of_an_explanation_are_nowhere_but_in_its_row(cast: dict[str, User]) -> None:
    row = give(cast)
    demanded = acts.demand_explanation(row.pk, word=chair_says(cast), by=actor(cast["chair"]), at=AT)
    acts.explain(demanded.pk, explanation(), by=actor(cast["labour_head"]), at=AT)
    assert not [
        event for event in AuditEvent.objects.all() if "Thiếu dữ liệu" in f"{event.after}{event.note}"
    ]
    assert not [mail for mail in Outbox.objects.all() if "Thiếu dữ liệu" in str(mail.mime)]


def test_an_audit_event_that_cannot_be_written_undoes_the_act(
    cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = give(cast)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("đĩa đầy")

    monkeypatch.setattr(AuditEvent, "save", broken)
    with pytest.raises(RuntimeError, match="đĩa đầy"):
        acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=AT)
    monkeypatch.undo()
    row.refresh_from_db()
    assert row.state == State.ASSIGNED
    assert waiting(row.process_id) == {"acknowledge", "explain", "decide"}


def test_one_duty_to_all_districts_makes_one_assignment_each(cast: dict[str, User]) -> None:
    directive = register(cast)
    made = actions.draft(
        directive,
        spec(leads=list(Agency.objects.filter(kind="HU")), coordinating=()),
        by=actor(cast["specialist"]),
        at=AT,
    )
    assert len(made) == 21
    assert len({row.duty_key for row in made}) == 1


@pytest.mark.parametrize("code", ["NHNN", "C06", "VNPT", "UBND"])
def test_a_body_outside_the_province_cannot_lead(cast: dict[str, User], code: str) -> None:
    directive = register(cast)
    with pytest.raises(Refused, match="không thuộc quyền giao việc"):
        actions.draft(
            directive, spec(leads=[agency(code)], coordinating=()), by=actor(cast["specialist"]), at=AT
        )


def test_the_offices_own_task_is_verified_by_the_leader_and_an_agency_never_by_itself(
    cast: dict[str, User],
) -> None:
    directive = register(cast)
    office = actions.draft(
        directive, spec(leads=[agency("VPUBND")], coordinating=()), by=actor(cast["specialist"]), at=AT
    )[0]
    own = actions.draft(
        directive,
        spec(leads=[agency("CAT")], verifier=agency("CAT"), coordinating=()),
        by=actor(cast["specialist"]),
        at=AT,
    )[0]
    assert office.verifier.code == "UBND"
    assert own.verifier.code == "VPUBND"


def test_an_instruction_by_word_gives_provisional_work_and_the_office_the_duty_of_the_notice(
    cast: dict[str, User],
) -> None:
    directive = register(cast, kind="YK", origin="spoken", spoken_form="cuoc_hop", reference=None,
                         signer=Position.objects.get(code="phochutich"))  # fmt: skip
    actions.draft(directive, spec(), by=actor(cast["specialist"]), at=AT)
    acts.send_to_review(directive.pk, by=actor(cast["specialist"]), at=AT)
    acts.approve_directive(directive.pk, by=actor(cast["office_deputy"]), at=AT)
    given = {row.lead_agency.code: row for row in Assignment.objects.filter(directive=directive)}
    assert given["SLDTBXH"].is_provisional
    assert given["VPUBND"].title.startswith("Ban hành văn bản thông báo")
    assert given["VPUBND"].due_on == date(2022, 11, 11)


def test_a_draft_of_ours_is_signed_and_issued_with_a_number_of_its_own(cast: dict[str, User]) -> None:
    directive = register(cast, origin="here", reference=None)
    actions.draft(directive, spec(), by=actor(cast["specialist"]), at=AT)
    acts.send_to_review(directive.pk, by=actor(cast["specialist"]), at=AT)
    acts.approve_directive(directive.pk, by=actor(cast["office_deputy"]), at=AT)
    assert Assignment.objects.get(directive=directive).state == State.DRAFT
    acts.sign_directive(directive.pk, by=actor(cast["vice_chair"]), at=AT)
    acts.issue_directive(
        directive.pk, reference=parse_reference("902/UBND-VX"), by=actor(cast["clerk"]), at=AT
    )
    assert Assignment.objects.get(directive=directive).state == State.ASSIGNED
    assert waiting(Directive.objects.get(pk=directive.pk).process_id) == set()


def test_a_new_lead_gets_a_ladder_of_its_own_and_hears_again_when_it_comes_back(
    cast: dict[str, User],
) -> None:
    row = give(cast)
    for code in ("SNV", "SLDTBXH"):
        acts.reassign(
            row.pk,
            to=agency(code),
            cause="Theo ý kiến",
            word=chair_says(cast),
            by=actor(cast["chair"]),
            at=AT,
        )
    row.refresh_from_db()
    assert [version.cause for version in row.deadlines.all()] == ["assigned", "reassigned", "reassigned"]
    assert rebuild(row) == {}
    mails = Outbox.objects.about(row.subject).filter(kind="assigned", recipient_user__username="ldtbxh")
    assert mails.count() == 2
