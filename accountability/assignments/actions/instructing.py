"""A leader's word: by himself, or recorded by an authorised specialist with form, date and scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.agencies.models import Position
from accountability.assignments.actions.guards import Refused
from accountability.assignments.leaders import leaders_of
from accountability.assignments.models import Assignment, Instruction
from accountability.audit.models import AuditEvent
from accountability.audit.record import event, record_many
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.models import Directive
from accountability.files.models import StoredFile


@dataclass(frozen=True)
class LeaderWord:
    """Who decided, how and when; `form` other than "self" means that the actor records it on his behalf."""

    leader: Position
    decided_on: date
    form: str = Instruction.Form.SELF
    text: str = ""
    scan: StoredFile | None = None


@transaction.atomic
def instruct(
    word: LeaderWord,
    *,
    act: str,
    by: Actor,
    at: datetime,
    assignment: Assignment | None = None,
    directive: Directive | None = None,
    corrects: Instruction | None = None,
    among: QuerySet[Position] | None = None,
    details: Mapping[str, Any] | None = None,
) -> Instruction:
    """Write down a leader's act. `among` are the positions who may say it, by default the leaders of the assignment.

    `details` are further columns of the instruction. Raises Refused when it is dated in the future, when the named
    position may not decide here, or when "self" is not the leader himself.
    """
    if word.decided_on > local(at).date():
        raise Refused(say("Ngày chỉ đạo không được sau hôm nay."))
    if among is None and assignment is not None:
        among = leaders_of(assignment)
    if among is not None and corrects is None and not among.filter(pk=word.leader.pk).exists():
        raise Refused(say("{leader} không có thẩm quyền quyết định việc này.", leader=word.leader.title))
    himself = word.leader.pk in by.position_ids
    if word.form == Instruction.Form.SELF and not himself:
        raise Refused(
            say(
                "Khi ghi thay lãnh đạo, cần nêu hình thức chỉ đạo (bút phê, phiếu trình, tại cuộc họp, qua "
                "điện thoại)."
            )
        )
    made = _word(word, act, by, at)
    made.assignment, made.directive, made.corrects = assignment, directive, corrects
    for name, value in (details or {}).items():
        setattr(made, name, value)
    made.save(force_insert=True)
    record_many([_event(made, word, by, at)])
    return made


@transaction.atomic
def instruct_each(
    word: LeaderWord, assignments: Sequence[Assignment], *, act: str, by: Actor, at: datetime
) -> list[Instruction]:
    """The same word on each of these assignments, by a letter that the leader signed: there it was asked who may sign."""
    made = [_word(word, act, by, at) for _ in assignments]
    for one, row in zip(made, assignments, strict=True):
        one.assignment = row
    made = Instruction.objects.bulk_create(made)
    record_many([_event(one, word, by, at) for one in made])
    return made


def _word(word: LeaderWord, act: str, by: Actor, at: datetime) -> Instruction:
    return Instruction(
        act=act, leader=word.leader, decided_on=word.decided_on, form=word.form, text=word.text, scan=word.scan,
        entered_by_id=by.user_id, entered_title=by.title, entered_at=at,
    )  # fmt: skip


def _event(made: Instruction, word: LeaderWord, by: Actor, at: datetime) -> AuditEvent:
    himself = word.leader.pk in by.position_ids
    of_assignment = made.assignment.directive_id if made.assignment else None
    return event(
        action=f"instruction.{made.act}", by=by, at=at, target_kind="instruction", target_pk=made.pk,
        after={"leader": word.leader.pk, "decided_on": word.decided_on.isoformat(), "form": word.form},
        assignment_pk=made.assignment_id, directive_pk=made.directive_id or of_assignment,
        behalf_position_pk=None if himself else word.leader.pk, note=word.text,
    )  # fmt: skip


@transaction.atomic
def correct(instruction: Instruction, *, text: str, by: Actor, at: datetime) -> Instruction:
    """The leader corrects what was recorded in his name; the first record stays. Raises Refused for anybody else."""
    if instruction.leader_id not in by.position_ids:
        raise Refused(say("Chỉ lãnh đạo đã chỉ đạo được đính chính ý kiến ghi thay mình."))
    if Instruction.objects.filter(corrects=instruction).exists():
        raise Refused(say("Ý kiến này đã được đính chính."))
    word = LeaderWord(leader=instruction.leader, decided_on=local(at).date(), text=text)
    return instruct(
        word, act=instruction.act, by=by, at=at, assignment=instruction.assignment, directive=instruction.directive,
        corrects=instruction,
    )  # fmt: skip
