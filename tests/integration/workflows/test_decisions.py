"""The Chairman's decisions: each is a step of the process, an audit event and a notice; none of them punishes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from viewflow.workflow.models import Process, Task

from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments import actions
from accountability.assignments.actions import AssignmentSpec, LeaderWord, Refused
from accountability.assignments.models import Assignment, Instruction
from accountability.assignments.rules import Duration, State
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import parse_reference
from accountability.escalation.actions import Decision, ExplanationSpec
from accountability.escalation.models import DecisionRequest, Explanation
from accountability.notices.models import Notification, Outbox
from tests.cast import actor
from tests.remembered import made_once
from workflows import acts

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 8, 9, 0, tzinfo=LOCAL)
LATER = AT + timedelta(hours=1)
MEETING = Decision(
    "call_in", meets_at=datetime(2022, 11, 10, 8, 30, tzinfo=LOCAL), meets_where="Phòng họp số 1"
)


@pytest.fixture
def given(cast: dict[str, User]) -> Assignment:
    """An assignment of the labour department that waits for the Chair's word."""
    return made_once("waits for the word of the Chair", lambda: _given(cast))


def _given(cast: dict[str, User]) -> Assignment:
    directive = acts.register_directive(
        DirectiveSpec(kind="CV", issuer=Agency.objects.get(code="UBND"), issued_on=AT.date(), abstract="Tài khoản",
                      field="VX", reference=parse_reference("901/UBND-VX")),
        by=actor(cast["clerk"]), at=AT,
    )  # fmt: skip
    spec = AssignmentSpec(
        "Tạo lập tài khoản an sinh xã hội", [Agency.objects.get(code="SLDTBXH")], duration=Duration.FIXED,
        due_on=date(2022, 12, 20),
    )  # fmt: skip
    actions.draft(directive, spec, by=actor(cast["specialist"]), at=AT)
    acts.send_to_review(directive.pk, by=actor(cast["specialist"]), at=AT)
    acts.approve_directive(directive.pk, by=actor(cast["office_deputy"]), at=AT)
    row = Assignment.objects.get(directive=directive)
    acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=AT)
    acts.report_at_once(
        row.pk, ground="Chậm", proposal="Mời làm việc", by=actor(cast["standing_head"]), at=AT
    )
    return row


@pytest.fixture
def decide(given: Assignment, cast: dict[str, User]) -> Callable[..., Instruction]:
    """The Chair decides himself."""

    def deciding(decision: Decision, text: str = "Thực hiện ngay") -> Instruction:
        word = LeaderWord(Position.objects.get(code="chutich"), decided_on=AT.date(), text=text)
        made: Instruction = acts.decide(given.pk, decision, word=word, by=actor(cast["chair"]), at=LATER)
        return made

    return deciding


def nodes(row: Assignment, *states: str) -> list[str]:
    tasks = Task.objects.filter(process_id=row.process_id, status__in=states)
    return sorted(task.flow_task.name for task in tasks)


def explained(row: Assignment, cast: dict[str, User]) -> Explanation:
    word = LeaderWord(Position.objects.get(code="chutich"), decided_on=AT.date())
    made = acts.demand_explanation(row.pk, word=word, by=actor(cast["chair"]), at=AT)
    said = ExplanationSpec("60 %", "Thiếu dữ liệu", "", "Ban", "Phó", "Làm thêm", date(2022, 12, 10))
    return acts.explain(made.pk, said, by=actor(cast["labour_head"]), at=AT)


DECISIONS: dict[str, Any] = {
    "accept": Decision("accept"),
    "extend": Decision("extend", new_due_on=date(2023, 1, 10)),
    "reassign": Decision("reassign"),
    "call_in": MEETING,
    "draft": Decision("draft", letter="reminder"),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_each_is_a_step_an_event_and_a_notice(
    name: str, given: Assignment, decide: Callable[..., Instruction], cast: dict[str, User]
) -> None:
    explained(given, cast)
    decision = DECISIONS[name]
    if name == "reassign":
        decision = Decision("reassign", new_lead=Agency.objects.get(code="SNV"))
    assert "give_decision" in nodes(given, "NEW")
    made = decide(decision)
    assert "give_decision" not in nodes(given, "NEW")
    assert nodes(given, "DONE").count("give_decision") == 1
    assert {"explain", "decide"} <= set(nodes(given, "NEW"))
    assert DecisionRequest.objects.get(assignment=given).instruction == made
    event = AuditEvent.objects.get(action="assignment.decide", assignment_pk=given.pk)
    assert (event.user, event.after) == (cast["chair"], {"act": name, "instruction": made.pk})
    assert AuditEvent.objects.filter(action=f"instruction.{name}", assignment_pk=given.pk).exists()
    told = Outbox.objects.about(given.subject).filter(
        kind="decided", dedupe_key__contains=f"decision:{made.pk}:"
    )
    users = set(told.values_list("recipient_user__username", flat=True))
    lead = {"ldtbxh", "ldtbxh-daumoi"}
    assert lead <= users
    if name == "reassign":
        at_its_new_lead = {"recipient_user__incumbencies__position__agency__code": "SNV"}
        assert Outbox.objects.about(given.subject).filter(kind="assigned", **at_its_new_lead).exists()
    seen = Notification.objects.filter(recipient__username__in=lead, subject=given.subject, kind="decided")
    assert seen.filter(text__startswith="Chủ tịch UBND tỉnh:").count() == len(lead)


def test_without_a_request_that_waits_a_decision_is_a_step_all_the_same(
    given: Assignment, decide: Callable[..., Instruction]
) -> None:
    decide(Decision("opinion"))
    decide(MEETING)
    assert nodes(given, "DONE").count("give_decision") == 2


def test_accepting_marks_the_explanation_and_needs_one(
    given: Assignment, decide: Callable[..., Instruction], cast: dict[str, User]
) -> None:
    with pytest.raises(Refused, match="Chưa có giải trình"):
        decide(Decision("accept"))
    one = explained(given, cast)
    made = decide(Decision("accept"))
    one.refresh_from_db()
    assert one.accepted == made


def test_a_meeting_has_its_hour_and_place_and_the_head_reads_them(
    given: Assignment, decide: Callable[..., Instruction]
) -> None:
    for wrong in (Decision("call_in"), Decision("call_in", meets_at=MEETING.meets_at),
                  Decision("call_in", meets_at=AT, meets_where="Phòng họp")):  # fmt: skip
        with pytest.raises(Refused, match="Vui lòng nhập thời gian|phải sau thời điểm"):
            decide(wrong)
    made = decide(MEETING)
    assert (made.meets_at, made.meets_where) == (MEETING.meets_at, "Phòng họp số 1")
    notice = Notification.objects.get(recipient__username="ldtbxh", text__contains="mời làm việc")
    assert "08:30 ngày 10/11/2022 tại Phòng họp số 1" in notice.text


def test_a_letter_is_a_duty_of_the_office_with_its_own_clock_and_process(
    given: Assignment, decide: Callable[..., Instruction]
) -> None:
    with pytest.raises(Refused, match="Vui lòng chọn văn bản nhắc nhở"):
        decide(Decision("draft"))
    made = decide(Decision("draft", letter="criticism"))
    duty = made.duty
    assert duty is not None
    assert (duty.lead_agency.code, duty.verifier.code, duty.state) == ("VPUBND", "UBND", State.ASSIGNED)
    assert (duty.due_on, duty.supervisor) == (date(2022, 11, 15), made.leader)
    assert duty.title.startswith("Tham mưu văn bản phê bình đối với Sở LĐ,TB&XH:")
    duty.refresh_from_db()
    assert nodes(duty, "NEW") == ["acknowledge", "decide", "explain"]
    parent = Process.objects.get(pk=duty.process_id).parent_task
    assert parent is not None
    assert parent.process_id == given.directive.process_id
    assert Outbox.objects.about(duty.subject).filter(kind="assigned").exists()
    given.refresh_from_db()
    assert given.state == State.ACKNOWLEDGED


def test_the_directive_waits_for_the_letter_as_for_any_duty(
    given: Assignment, decide: Callable[..., Instruction], cast: dict[str, User]
) -> None:
    decide(Decision("draft", letter="reminder"))
    acts.claim_completion(given.pk, number="1", symbol="BC", result_on=AT.date(), summary="Xong",
                          by=actor(cast["labour_head"]), at=LATER)  # fmt: skip
    acts.accept_completion(given.pk, by=actor(cast["specialist"]), at=LATER)
    row = Directive.objects.get(pk=given.directive_id)
    assert Process.objects.get(pk=row.process_id).status == "NEW"


def test_only_a_leader_who_may_decide_there_can_be_named(given: Assignment, cast: dict[str, User]) -> None:
    word = LeaderWord(Position.objects.get(code="ldtbxh"), decided_on=AT.date(), form="but_phe", text="Được")
    with pytest.raises(Refused, match="không có thẩm quyền"):
        acts.decide(given.pk, Decision("opinion"), word=word, by=actor(cast["specialist"]), at=LATER)


def test_the_search_finds_an_assignment_by_its_new_lead(
    given: Assignment, decide: Callable[..., Instruction]
) -> None:
    decide(Decision("reassign", new_lead=Agency.objects.get(code="SNV")))
    given.refresh_from_db()
    assert "noi vu" in given.search_text
    assert "lao dong" not in given.search_text


def test_what_waits_for_the_office_is_closed_with_its_lead_and_the_log_says_so(
    given: Assignment, cast: dict[str, User], decide: Callable[..., Instruction]
) -> None:
    claim = acts.claim_completion(given.pk, number="1", symbol="BC", result_on=AT.date(), summary="Xong",
                                  by=actor(cast["labour_head"]), at=LATER)  # fmt: skip
    decide(Decision("reassign", new_lead=Agency.objects.get(code="SNV")))
    claim.refresh_from_db()
    assert (claim.outcome, claim.reason) == ("returned", "Chuyển chủ trì")
    assert claim.verified_at is None  # Nobody looked at it: no return that would count against the lead.
    event = AuditEvent.objects.get(action="assignment.close_waiting")
    assert event.after == {"completion": claim.pk}
