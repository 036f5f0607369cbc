"""Moving a deadline: asked for by the head, decided by the leader who assigned; the original date stays visible."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.actions.instructing import LeaderWord, instruct
from accountability.assignments.models import Assignment, DeadlineVersion, Extension, Instruction
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, State, is_past
from accountability.assignments.telling import heads_and_focal_points, office_of, tell
from accountability.core.zone import local


@transaction.atomic
def request_extension(pk: int, *, reason: str, new_due_on: date, by: Actor, at: datetime) -> Extension:
    """Đề nghị gia hạn, before the deadline, with a reason and a new date. Raises Refused otherwise."""
    row = lock(pk, states=[State.ASSIGNED, *WORK_STATES], verb="đề nghị gia hạn")
    if row.due_on is None:
        raise Refused("Nhiệm vụ không có thời hạn nên không cần gia hạn.")
    if is_past(row.due_on, row.due_time, at):
        raise Refused(f"Đã quá thời hạn ({row.due_on:%d/%m/%Y}); đề nghị gia hạn phải gửi trước khi đến hạn.")
    if not reason.strip():
        raise Refused("Vui lòng nêu lý do đề nghị gia hạn.")
    if new_due_on <= row.due_on:
        raise Refused(f"Ngày đề nghị phải sau thời hạn hiện nay ({row.due_on:%d/%m/%Y}).")
    if Extension.objects.filter(assignment=row, state=Extension.State.ASKED).exists():
        raise Refused("Đang có một đề nghị gia hạn chờ quyết định.")
    made = Extension.objects.create(
        assignment=row, reason=reason.strip(), new_due_on=new_due_on, asked_at=at, asked_on=local(at).date(),
        asked_by_id=by.user_id,
    )  # fmt: skip
    log(
        row, "ask_extension", by=by, at=at, after={"extension": made.pk, "new_due_on": new_due_on.isoformat()}
    )
    tell([row], [row.supervisor, *office_of(row)], kind="reported", text="Đề nghị gia hạn",
         fact=f"extension:{made.pk}", at=at)  # fmt: skip
    return made


@transaction.atomic
def decide_extension(
    extension_pk: int, *, granted: bool, word: LeaderWord, by: Actor, at: datetime
) -> Extension:
    """The leader agrees or not. Raises Refused when it was decided meanwhile, or refused without a reason."""
    asked = Extension.objects.select_for_update().get(pk=extension_pk)
    if asked.state != Extension.State.ASKED:
        raise Refused("Đề nghị này đã được quyết định; vui lòng tải lại trang.")
    row = lock(asked.assignment_id, states=OPEN_STATES, verb="quyết định gia hạn")
    if not granted and not word.text.strip():
        raise Refused("Vui lòng nêu lý do không đồng ý.")
    act = Instruction.Act.EXTEND if granted else Instruction.Act.REFUSE
    asked.decision = instruct(word, act=act, by=by, at=at, assignment=row)
    asked.state = Extension.State.GRANTED if granted else Extension.State.REFUSED
    asked.decided_at = at
    asked.save()
    if granted:
        set_deadline(
            row,
            due_on=asked.new_due_on,
            cause=DeadlineVersion.Cause.EXTENDED,
            by=by,
            at=at,
            behalf=word.leader.pk,
        )
    else:
        log(
            row,
            "refuse_extension",
            by=by,
            at=at,
            after={"extension": asked.pk},
            note=word.text,
            behalf=word.leader.pk,
        )
    text = f"Đồng ý gia hạn đến {asked.new_due_on:%d/%m/%Y}" if granted else "Không đồng ý gia hạn"
    people = heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, [])
    tell(
        [row],
        [*people, *office_of(row)],
        kind="decided",
        text=text,
        fact=f"extension-decided:{asked.pk}",
        at=at,
    )
    return asked


@transaction.atomic
def set_deadline(
    row: Assignment,
    *,
    due_on: date,
    cause: str,
    by: Actor | None,
    at: datetime,
    behalf: int | None = None,
    note: str = "",
) -> DeadlineVersion:
    """A new version of the deadline; the ladder arms again by itself, since the version is part of its key."""
    before = {"due_on": row.due_on.isoformat() if row.due_on else None, "number": row.deadline_number}
    row.deadline_number += 1
    row.due_on, row.due_time = due_on, None
    row.save(update_fields=["deadline_number", "due_on", "due_time"])
    made = DeadlineVersion.objects.create(
        assignment=row, number=row.deadline_number, due_on=due_on, cause=cause, set_at=at, note=note
    )
    log(row, "deadline", by=by, at=at, before=before, behalf=behalf,
        after={"due_on": due_on.isoformat(), "number": row.deadline_number, "cause": cause})  # fmt: skip
    return made
