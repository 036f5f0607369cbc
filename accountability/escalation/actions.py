"""The human acts of the ladder: explain, propose, decide, report at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.assignments.actions import (
    LeaderWord,
    Refused,
    close_request,
    instruct,
    reassign,
    set_deadline,
)
from accountability.assignments.actions.guards import lock, log
from accountability.assignments.models import Assignment, DeadlineVersion, Instruction
from accountability.assignments.rules import OPEN_STATES, State
from accountability.assignments.telling import head_of, heads_and_focal_points, office_of, tell
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.escalation.letters import letter_duty
from accountability.escalation.models import DecisionRequest, Explanation, OfficeOpinion


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
def explain(explanation_pk: int, spec: ExplanationSpec, *, by: Actor, at: datetime) -> Explanation:
    """The head explains. The words are not copied to the audit, to mails or to searches."""
    row = Explanation.objects.select_for_update().get(pk=explanation_pk)
    if row.answered_at is not None:
        raise Refused(say("Giải trình này đã được gửi; vui lòng tải lại trang."))
    if row.withdrawn_at is not None:
        raise Refused(say("Yêu cầu giải trình này đã được thu hồi; không phải giải trình."))
    if not (spec.causes_objective.strip() or spec.causes_subjective.strip()):
        raise Refused(say("Vui lòng nêu nguyên nhân (khách quan hoặc chủ quan)."))
    if spec.committed_on < local(at).date():
        raise Refused(say("Ngày cam kết hoàn thành phải từ hôm nay trở đi."))
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
         text=say("{short_name} đã giải trình", short_name=assignment.lead_agency.short_name), fact=f"explained:{row.pk}", at=at)  # fmt: skip
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
    meets_at: datetime | None = None,
    meets_where: str = "",
    letter: str = "",
    letter_due_on: date | None = None,
) -> OfficeOpinion:
    """The Office proposes to the leader what he can agree to with one button; each act with what the order needs."""
    row = lock(pk, states=OPEN_STATES, verb=say("nêu ý kiến đề xuất"))
    if not text.strip():
        raise Refused(say("Vui lòng nhập ý kiến của Văn phòng."))
    if act == OfficeOpinion.Act.EXTEND:
        if new_due_on is None:
            raise Refused(say("Vui lòng nhập ngày đề xuất gia hạn."))
        if new_due_on <= local(at).date():
            raise Refused(say("Ngày đề xuất gia hạn phải sau hôm nay."))
    if act == OfficeOpinion.Act.REASSIGN and new_lead is None:
        raise Refused(say("Vui lòng chọn cơ quan chủ trì mới."))
    calls, drafts = act == OfficeOpinion.Act.CALL_IN, act == OfficeOpinion.Act.DRAFT
    if calls:
        _check_meeting(meets_at, meets_where, at)
    if drafts:
        _check_letter(letter, letter_due_on, text, at)
    made = OfficeOpinion.objects.create(
        assignment=row, act=act, text=text.strip(), new_due_on=new_due_on if act == OfficeOpinion.Act.EXTEND else None,
        new_lead=new_lead if act == OfficeOpinion.Act.REASSIGN else None, given_by_id=by.user_id, given_title=by.title,
        given_at=at, meets_at=meets_at if calls else None, meets_where=meets_where.strip() if calls else "",
        letter=letter if drafts else "", letter_due_on=letter_due_on if drafts else None,
    )  # fmt: skip
    log(row, "opinion", by=by, at=at, after={"opinion": made.pk, "act": act})
    return made


@transaction.atomic
def report_at_once(pk: int, *, ground: str, by: Actor, at: datetime, proposal: str = "") -> DecisionRequest:
    """Báo cáo ngay: a unit is put before the Chair at once, with ground and proposal, without a clock (DESIGN §6)."""
    row = lock(pk, states=OPEN_STATES, verb=say("báo cáo ngay"))
    if not ground.strip():
        raise Refused(say("Vui lòng nêu căn cứ và đề xuất."))
    said = "\n\n".join(
        part
        for part in (ground.strip(), proposal and say("Đề xuất: {strip}", strip=proposal.strip()))
        if part
    )
    if DecisionRequest.objects.filter(assignment=row, decided_at=None).exists():
        raise Refused(say("Nhiệm vụ này đang chờ ý kiến chỉ đạo."))
    chair = Position.objects.get(role=Role.CHAIR)
    made = DecisionRequest.objects.create(
        assignment=row, addressed_to=chair, ground=said, raised_by_id=by.user_id, raised_title=by.title,
        raised_at=at, raised_on=local(at).date(),
    )  # fmt: skip
    log(row, "report_at_once", by=by, at=at, after={"request": made.pk})
    # A superior is never told without the subordinate being told that he was.
    tell([row], [chair], kind="reported", text=say("Báo cáo ngay"), fact=f"at-once:{made.pk}", at=at)
    tell([row], [*head_of(row.lead_agency_id), *office_of(row)], kind="decided",
         text=say("Đã báo cáo Chủ tịch UBND tỉnh"), fact=f"at-once-told:{made.pk}", at=at)  # fmt: skip
    return made


@dataclass(frozen=True)
class Decision:
    """What the leader decides: an act of `Instruction.Act` with what it needs.

    `letter_due_on` is the day by which the Office submits the letter; without one its own rule applies. `agreed` stands
    for "Đồng ý như Văn phòng đề xuất": where the opinion leaves open when, where and which letter, its words say it.
    """

    act: str
    new_due_on: date | None = None
    new_lead: Agency | None = None
    meets_at: datetime | None = None
    meets_where: str = ""
    letter: str = ""
    letter_due_on: date | None = None
    agreed: bool = False

    def details(self) -> dict[str, Any]:
        """What the instruction keeps of it."""
        if self.act == Instruction.Act.CALL_IN:
            return {"meets_at": self.meets_at, "meets_where": self.meets_where.strip()}
        return {"letter": self.letter} if self.act == Instruction.Act.DRAFT else {}


def _check(row: Assignment, decision: Decision, word: LeaderWord, at: datetime) -> None:
    """Each act has what it needs. Raises Refused."""
    act, due_on = decision.act, decision.new_due_on
    if act == Instruction.Act.OPINION and not word.text.strip():
        raise Refused(say("Vui lòng nhập ý kiến chỉ đạo."))
    if act == Instruction.Act.REASSIGN and decision.new_lead is None:
        raise Refused(say("Vui lòng chọn cơ quan chủ trì mới."))
    if act == Instruction.Act.EXTEND and (due_on is None or due_on <= local(at).date()):
        raise Refused(say("Ngày gia hạn phải sau hôm nay."))
    if act == Instruction.Act.ACCEPT and not _answered(row).exists():
        raise Refused(say("Chưa có giải trình nào để chấp nhận."))
    if act == Instruction.Act.CALL_IN and (decision.meets_at is not None or not decision.agreed):
        _check_meeting(decision.meets_at, decision.meets_where, at)
    if act == Instruction.Act.DRAFT and (decision.letter or not decision.agreed):
        _check_letter(decision.letter, decision.letter_due_on, word.text, at)


def _check_meeting(meets_at: datetime | None, where: str, at: datetime) -> None:
    """A meeting to come, with its place. Raises Refused."""
    if meets_at is None or not where.strip():
        raise Refused(say("Vui lòng nhập thời gian và địa điểm làm việc."))
    if meets_at <= at:
        raise Refused(say("Thời gian làm việc phải sau thời điểm hiện nay."))


def _check_letter(letter: str, due_on: date | None, text: str, at: datetime) -> None:
    """Which letter, and a day that has not passed; any other letter than these two is said in words. Raises Refused."""
    if letter not in Instruction.Letter.values:
        raise Refused(say("Vui lòng chọn văn bản nhắc nhở, văn bản phê bình hoặc văn bản khác."))
    if letter == Instruction.Letter.OTHER and not text.strip():
        raise Refused(say("Vui lòng nêu văn bản cần tham mưu."))
    if due_on is not None and due_on < local(at).date():
        raise Refused(say("Ngày trình văn bản không được trước hôm nay."))


def _answered(row: Assignment) -> QuerySet[Explanation]:
    return Explanation.objects.filter(assignment=row, accepted=None).exclude(answered_at=None)


def _carry_out(
    row: Assignment, decision: Decision, *, word: LeaderWord, by: Actor, at: datetime
) -> Instruction:
    """Do what was decided; the instruction is written in every case."""
    if decision.act == Instruction.Act.REASSIGN and decision.new_lead is not None:
        reassign(row.pk, to=decision.new_lead, cause=say("Theo ý kiến chỉ đạo"), word=word, by=by, at=at)
        return Instruction.objects.filter(assignment=row, act=Instruction.Act.REASSIGN).latest("pk")
    made = instruct(word, act=decision.act, by=by, at=at, assignment=row, details=decision.details())
    if decision.act == Instruction.Act.EXTEND and decision.new_due_on is not None:
        cause, behalf = DeadlineVersion.Cause.DECIDED, word.leader.pk
        set_deadline(row, due_on=decision.new_due_on, cause=cause, by=by, at=at, behalf=behalf)
        until = date_vi(decision.new_due_on)
        close_request(
            row,
            why=say("{leader} đã gia hạn đến {until}", leader=word.leader.title, until=until),
            by=by,
            at=at,
        )
    if decision.act == Instruction.Act.ACCEPT:
        _answered(row).update(accepted=made)
    if decision.act == Instruction.Act.DRAFT:
        made.duty = letter_duty(row, made, decision.letter_due_on, word=word, by=by, at=at)
        made.save(update_fields=["duty"])
    return made


def _said(made: Instruction) -> str:
    """What those concerned are told that the leader decided."""
    words = made.get_act_display().lower()
    if made.meets_at is not None:
        words += f" lúc {local(made.meets_at):%H:%M ngày %d/%m/%Y} tại {made.meets_where}"
    return words


@transaction.atomic
def decide(pk: int, decision: Decision, *, word: LeaderWord, by: Actor, at: datetime) -> Instruction:
    """The leader's decision on an assignment that waits for his word, or on any open one.

    Nothing disciplinary happens by it: a letter is only ever drafted by the Office (Giao Văn phòng tham mưu văn bản).
    Raises Refused when the act lacks its date, its agency or its words.
    """
    row = lock(pk, states=[*OPEN_STATES, State.PAUSED], verb=say("cho ý kiến"))
    _check(row, decision, word, at)
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
    tell([row], [*people, *office_of(row)], kind="decided", text=f"{word.leader.title}: {_said(made)}",
         fact=f"decision:{made.pk}", at=at)  # fmt: skip
    return made


def agree(opinion: OfficeOpinion) -> Decision:
    """The decision that "Đồng ý như Văn phòng đề xuất" stands for."""
    return Decision(
        act=opinion.act, new_due_on=opinion.new_due_on, new_lead=opinion.new_lead, meets_at=opinion.meets_at,
        meets_where=opinion.meets_where, letter=opinion.letter, letter_due_on=opinion.letter_due_on, agreed=True,
    )  # fmt: skip
