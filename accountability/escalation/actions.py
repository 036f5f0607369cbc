"""The human acts of the ladder: explain, propose, decide, report at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.assignments.actions import (
    LeaderWord,
    Refused,
    instruct,
    reassign,
    set_deadline,
)
from accountability.assignments.actions.guards import lock, log
from accountability.assignments.models import Assignment, DeadlineVersion, Instruction, LeadTenure
from accountability.assignments.rules import OPEN_STATES, State
from accountability.assignments.telling import head_of, heads_and_focal_points, office_of, tell
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import nth_working_day
from accountability.core.zone import local
from accountability.escalation.models import DecisionRequest, Explanation, OfficeOpinion

ANSWER_WORKING_DAYS = 3


@dataclass(frozen=True)
class ExplanationSpec:
    """The five fields of an explanation (DESIGN §4)."""

    result_so_far: str
    causes_objective: str
    causes_subjective: str
    responsibility_collective: str
    responsibility_individual: str
    remedy: str
    committed_on: date
    proposals: str = ""


@transaction.atomic
def demand_explanation(pk: int, *, word: LeaderWord, by: Actor, at: datetime) -> Explanation:
    """Yêu cầu giải trình by a leader, without waiting for a rung. Raises Refused while one is open."""
    row = lock(pk, states=OPEN_STATES, verb="yêu cầu giải trình")
    if not row.lead_agency.answers_to_province:
        raise Refused(f"{row.lead_agency.short_name} không thuộc diện giải trình.")
    if Explanation.objects.filter(assignment=row, answered_at=None).exists():
        raise Refused("Đã có yêu cầu giải trình đang chờ trả lời.")
    today = local(at).date()
    order = instruct(word, act=Instruction.Act.EXPLAIN, by=by, at=at, assignment=row)
    made = Explanation.objects.create(
        assignment=row, tenure=LeadTenure.objects.get(assignment=row, to_at=None), ordered_by=order, demanded_at=at,
        demanded_on=today, answer_by_on=nth_working_day(today, ANSWER_WORKING_DAYS, calendar_around(today)),
    )  # fmt: skip
    log(row, "demand_explanation", by=by, at=at, after={"explanation": made.pk}, behalf=word.leader.pk)
    tell([row], head_of(row.lead_agency_id), kind="decided", text="Yêu cầu giải trình",
         fact=f"explain:{made.pk}", at=at)  # fmt: skip
    return made


@transaction.atomic
def explain(explanation_pk: int, spec: ExplanationSpec, *, by: Actor, at: datetime) -> Explanation:
    """The head explains. The words are not copied to the audit, to mails or to searches."""
    row = Explanation.objects.select_for_update().get(pk=explanation_pk)
    if row.answered_at is not None:
        raise Refused("Giải trình này đã được gửi; vui lòng tải lại trang.")
    if not (spec.causes_objective.strip() or spec.causes_subjective.strip()):
        raise Refused("Vui lòng nêu nguyên nhân (khách quan hoặc chủ quan).")
    if spec.committed_on < local(at).date():
        raise Refused("Ngày cam kết hoàn thành phải từ hôm nay trở đi.")
    for name in ExplanationSpec.__dataclass_fields__:
        setattr(row, name, getattr(spec, name))
    row.answered_at, row.answered_by_id = at, by.user_id
    row.save()
    assignment = Assignment.objects.select_related("directive", "lead_agency", "specialist").get(
        pk=row.assignment_id
    )
    log(assignment, "explain", by=by, at=at,
        after={"explanation": row.pk, "committed_on": spec.committed_on.isoformat()})  # fmt: skip
    tell([assignment], office_of(assignment), kind="reported",
         text=f"{assignment.lead_agency.short_name} đã giải trình", fact=f"explained:{row.pk}", at=at)  # fmt: skip
    return row


@transaction.atomic
def give_opinion(
    pk: int,
    *,
    act: str,
    text: str,
    by: Actor,
    at: datetime,
    new_due_on: date | None = None,
    new_lead: Agency | None = None,
) -> OfficeOpinion:
    """The Office proposes to the leader what he can agree to with one button."""
    row = lock(pk, states=OPEN_STATES, verb="nêu ý kiến đề xuất")
    if not text.strip():
        raise Refused("Vui lòng nhập ý kiến của Văn phòng.")
    if act == OfficeOpinion.Act.EXTEND:
        if new_due_on is None:
            raise Refused("Vui lòng nhập ngày đề xuất gia hạn.")
        if new_due_on <= local(at).date():
            raise Refused("Ngày đề xuất gia hạn phải sau hôm nay.")
    if act == OfficeOpinion.Act.REASSIGN and new_lead is None:
        raise Refused("Vui lòng chọn cơ quan chủ trì mới.")
    made = OfficeOpinion.objects.create(
        assignment=row, act=act, text=text.strip(), new_due_on=new_due_on if act == OfficeOpinion.Act.EXTEND else None,
        new_lead=new_lead if act == OfficeOpinion.Act.REASSIGN else None, given_by_id=by.user_id, given_title=by.title,
        given_at=at,
    )  # fmt: skip
    log(row, "opinion", by=by, at=at, after={"opinion": made.pk, "act": act})
    return made


@transaction.atomic
def report_at_once(pk: int, *, ground: str, by: Actor, at: datetime) -> DecisionRequest:
    """Báo cáo ngay: a unit is put before the Chair at once, with its ground, without a clock (DESIGN §6)."""
    row = lock(pk, states=OPEN_STATES, verb="báo cáo ngay")
    if not ground.strip():
        raise Refused("Vui lòng nêu căn cứ và đề xuất.")
    if DecisionRequest.objects.filter(assignment=row, decided_at=None).exists():
        raise Refused("Nhiệm vụ này đang chờ ý kiến chỉ đạo.")
    chair = Position.objects.get(role=Role.CHAIR)
    made = DecisionRequest.objects.create(
        assignment=row, addressed_to=chair, ground=ground.strip(), raised_by_id=by.user_id, raised_title=by.title,
        raised_at=at, raised_on=local(at).date(),
    )  # fmt: skip
    log(row, "report_at_once", by=by, at=at, after={"request": made.pk})
    # A superior is never told without the subordinate being told that he was.
    tell([row], [chair], kind="reported", text="Báo cáo ngay", fact=f"at-once:{made.pk}", at=at)
    tell([row], [*head_of(row.lead_agency_id), *office_of(row)], kind="decided",
         text="Đã báo cáo Chủ tịch UBND tỉnh", fact=f"at-once-told:{made.pk}", at=at)  # fmt: skip
    return made


@dataclass(frozen=True)
class Decision:
    """What the leader decides: an act of `Instruction.Act` with what it needs."""

    act: str
    new_due_on: date | None = None
    new_lead: Agency | None = None


def _carry_out(
    row: Assignment, decision: Decision, *, word: LeaderWord, by: Actor, at: datetime
) -> Instruction:
    """Do what was decided; the instruction is written in every case."""
    if decision.act == Instruction.Act.REASSIGN:
        if decision.new_lead is None:
            raise Refused("Vui lòng chọn cơ quan chủ trì mới.")
        reassign(row.pk, to=decision.new_lead, cause="Theo ý kiến chỉ đạo", word=word, by=by, at=at)
        return Instruction.objects.filter(assignment=row, act=Instruction.Act.REASSIGN).latest("pk")
    made = instruct(word, act=decision.act, by=by, at=at, assignment=row)
    if decision.act == Instruction.Act.EXTEND:
        if decision.new_due_on is None or decision.new_due_on <= local(at).date():
            raise Refused("Ngày gia hạn phải sau hôm nay.")
        set_deadline(
            row,
            due_on=decision.new_due_on,
            cause=DeadlineVersion.Cause.DECIDED,
            by=by,
            at=at,
            behalf=word.leader.pk,
        )
    if decision.act == Instruction.Act.ACCEPT:
        Explanation.objects.filter(assignment=row, accepted=None).exclude(answered_at=None).update(
            accepted=made
        )
    return made


@transaction.atomic
def decide(pk: int, decision: Decision, *, word: LeaderWord, by: Actor, at: datetime) -> Instruction:
    """The leader's decision on an assignment that waits for his word, or on any open one.

    Nothing disciplinary happens by it: a letter is only ever drafted by the Office (Giao Văn phòng tham mưu văn bản).
    Raises Refused when the act lacks its date, its agency or its words.
    """
    row = lock(pk, states=[*OPEN_STATES, State.PAUSED], verb="cho ý kiến")
    if decision.act == Instruction.Act.OPINION and not word.text.strip():
        raise Refused("Vui lòng nhập ý kiến chỉ đạo.")
    waiting = DecisionRequest.objects.select_for_update().filter(assignment=row, decided_at=None).first()
    made = _carry_out(row, decision, word=word, by=by, at=at)
    if waiting is not None:
        waiting.decided_at, waiting.instruction = at, made
        waiting.save(update_fields=["decided_at", "instruction"])
    log(
        row,
        "decide",
        by=by,
        at=at,
        after={"act": decision.act, "instruction": made.pk},
        behalf=word.leader.pk,
    )
    people = heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, [])
    tell([row], [*people, *office_of(row)], kind="decided", text=f"{word.leader.title}: {made.get_act_display().lower()}",
         fact=f"decision:{made.pk}", at=at)  # fmt: skip
    return made


def agree(opinion: OfficeOpinion) -> Decision:
    """The decision that "Đồng ý như Văn phòng đề xuất" stands for."""
    return Decision(act=opinion.act, new_due_on=opinion.new_due_on, new_lead=opinion.new_lead)
