"""Moving a deadline: asked for by the head, decided by a leader; the original date and what was missed stay visible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.agencies.models import Position
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.actions.handing_down import refuse_past_above
from accountability.assignments.actions.instructing import LeaderWord, instruct
from accountability.assignments.leaders import deciders_of
from accountability.assignments.models import Assignment, DeadlineVersion, Extension, Instruction
from accountability.assignments.projection import rebuild
from accountability.assignments.reading import timer, with_facts
from accountability.assignments.rules import (
    OPEN_STATES,
    WORK_STATES,
    Bucket,
    Level,
    State,
    last_day_to_ask,
    level_of,
)
from accountability.assignments.telling import heads_and_focal_points, office_of, tell
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import nth_working_day
from accountability.core.saying import say
from accountability.core.zone import local

_GRANTED = (DeadlineVersion.Cause.EXTENDED, DeadlineVersion.Cause.DECIDED)


@dataclass(frozen=True)
class Asking:
    """What a request for more time would be, made today: which one, who decides, until when it is in time."""

    ordinal: int
    level: Level
    last_day: date
    in_time: bool


def asking(row: Assignment, *, today: date) -> Asking:
    """The request that the lead could make today. The assignment has a deadline."""
    if row.due_on is None:
        raise Refused(say("Nhiệm vụ không có thời hạn nên không cần gia hạn."))
    cal = calendar_around(row.due_on)
    ordinal = 1 + DeadlineVersion.objects.filter(assignment=row, cause__in=_GRANTED).count()
    last_day = last_day_to_ask(row.due_on, lambda day, n: nth_working_day(day, n, cal))
    return Asking(ordinal, level_of(ordinal), last_day, in_time=today <= last_day)


@transaction.atomic
def request_extension(pk: int, *, reason: str, new_due_on: date, by: Actor, at: datetime) -> Extension:
    """Đề nghị gia hạn, with a reason and a new date; late from 3 working days before the deadline on.

    A late request is possible: it holds no rung, and what is late stays late. Raises Refused for a date that is not
    after the deadline and today, or while another request waits.
    """
    row = lock(pk, states=[State.ASSIGNED, *WORK_STATES], verb=say("đề nghị gia hạn"))
    today = local(at).date()
    would = asking(row, today=today)
    if not reason.strip():
        raise Refused(say("Vui lòng nêu lý do đề nghị gia hạn."))
    if row.due_on is None or new_due_on <= row.due_on:
        raise Refused(say("Ngày đề nghị phải sau thời hạn hiện nay ({due_on:%d/%m/%Y}).", due_on=row.due_on))
    if new_due_on <= today:
        raise Refused(say("Ngày đề nghị phải sau hôm nay."))
    refuse_past_above(row, new_due_on)
    if Extension.objects.filter(assignment=row, state=Extension.State.ASKED).exists():
        raise Refused(say("Đang có một đề nghị gia hạn chờ quyết định."))
    made = Extension.objects.create(
        assignment=row, reason=reason.strip(), new_due_on=new_due_on, asked_at=at, asked_on=today, asked_by_id=by.user_id,
        ordinal=would.ordinal, level=would.level.value, asked_in_time=would.in_time, due_on_then=row.due_on,
        deadline_number=row.deadline_number,
    )  # fmt: skip
    log(row, "ask_extension", by=by, at=at, after={
        "extension": made.pk, "new_due_on": new_due_on.isoformat(), "ordinal": made.ordinal, "in_time": made.asked_in_time,
    })  # fmt: skip
    tell([row], [*_who_decides(row, made.level), *office_of(row)], kind="reported",
         text=say("Đề nghị gia hạn lần {ordinal}", ordinal=made.ordinal), fact=f"extension:{made.pk}", at=at)  # fmt: skip
    return made


def _who_decides(row: Assignment, level: str) -> list[Position]:
    """The leader who hears of a request: the supervisor where the level allows, else the first who may decide."""
    found = list(deciders_of(row, level))
    own = [position for position in found if position.pk == row.supervisor_id]
    # The Chair comes first by rank; a Vice-chair's request goes to the Vice-chair.
    lower = [position for position in found if position.role != "chair"]
    return (own or lower or found)[:1]


def _refuse_unfit(
    asked: Extension, *, granted: bool, word: LeaderWord, may: QuerySet[Position], at: datetime
) -> None:
    if not may.filter(pk=word.leader.pk).exists():
        raise Refused(
            say(
                "Gia hạn lần {ordinal} do {label} quyết định.",
                ordinal=asked.ordinal,
                label=Level(asked.level).label,
            )
        )
    if not granted and not word.text.strip():
        raise Refused(say("Vui lòng nêu lý do không đồng ý."))
    if granted and asked.new_due_on < local(at).date():
        raise Refused(
            say(
                "Ngày đề nghị gia hạn ({new_due_on:%d/%m/%Y}) đã qua; vui lòng cho ý kiến với ngày khác.",
                new_due_on=asked.new_due_on,
            )
        )


@transaction.atomic
def decide_extension(
    extension_pk: int, *, granted: bool, word: LeaderWord, by: Actor, at: datetime
) -> Extension:
    """The leader agrees or not; the second request is the Vice-chair's to decide, the third the Chair's.

    Granted after the deadline it stops the rungs, and never takes away that the deadline was missed. Raises Refused
    when it was decided meanwhile, refused without a reason, granted to a date that has come, or not his to decide.
    """
    asked = Extension.objects.select_for_update().get(pk=extension_pk)
    if asked.state == Extension.State.CLOSED:
        raise Refused(say("Đề nghị này không còn cần xem xét: {closed_why}.", closed_why=asked.closed_why))
    if asked.state != Extension.State.ASKED:
        raise Refused(say("Đề nghị này đã được quyết định; vui lòng tải lại trang."))
    row = lock(asked.assignment_id, states=OPEN_STATES, verb=say("quyết định gia hạn"))
    may = deciders_of(row, asked.level)
    _refuse_unfit(asked, granted=granted, word=word, may=may, at=at)
    act = Instruction.Act.EXTEND if granted else Instruction.Act.REFUSE
    asked.decision = instruct(word, act=act, by=by, at=at, assignment=row, among=may)
    asked.state = Extension.State.GRANTED if granted else Extension.State.REFUSED
    asked.decided_at = at
    if granted:
        cause = DeadlineVersion.Cause.EXTENDED
        made = set_deadline(row, due_on=asked.new_due_on, cause=cause, by=by, at=at, behalf=word.leader.pk)
        asked.after_expiry = made.after_expiry
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
    asked.save()
    text = (
        say("Đồng ý gia hạn đến {new_due_on:%d/%m/%Y}", new_due_on=asked.new_due_on)
        if granted
        else say("Không đồng ý gia hạn")
    )
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


def close_request(row: Assignment, *, why: str, by: Actor | None, at: datetime) -> Extension | None:
    """An open request that nobody need decide any more is closed with the reason, and its asker told; None without one.

    Called by the verb that made it pointless, in its transaction, while the asker's agency still leads.
    """
    asked = Extension.objects.select_for_update().filter(assignment=row, state=Extension.State.ASKED).first()
    if asked is None:
        return None
    asked.state, asked.closed_why, asked.decided_at = Extension.State.CLOSED, why, at
    asked.save(update_fields=["state", "closed_why", "decided_at"])
    log(row, "close_extension", by=by, at=at, after={"extension": asked.pk}, note=why)
    people = heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, [])
    tell([row], people, kind="decided", text=say("Đề nghị gia hạn không còn cần xem xét: {why}", why=why),
         fact=f"extension-closed:{asked.pk}", at=at)  # fmt: skip
    return asked


def is_overdue(row: Assignment, at: datetime) -> bool:
    """Whether the lead is late at that instant; not while something handed in in time waits for others."""
    timed = with_facts(Assignment.objects.filter(pk=row.pk)).get()
    return timer(at)(timed).bucket == Bucket.OVERDUE


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
    """A new version of the deadline; the ladder arms again by itself, since the version is part of its key.

    Raises Refused for a date after that of the body above, where the assignment serves a task of the province.
    More time given after the deadline was missed is marked so: the assignment was late against it, for ever.
    """
    refuse_past_above(row, due_on)
    missed = cause in _GRANTED and row.is_open and is_overdue(row, at)
    before = {"due_on": row.due_on.isoformat() if row.due_on else None, "number": row.deadline_number}
    row.deadline_number += 1
    row.due_on, row.due_time = due_on, None
    row.save(update_fields=["deadline_number", "due_on", "due_time"])
    made = DeadlineVersion.objects.create(
        assignment=row,
        number=row.deadline_number,
        due_on=due_on,
        cause=cause,
        set_at=at,
        note=note,
        after_expiry=missed,
    )
    rebuild(row)
    log(row, "deadline", by=by, at=at, before=before, behalf=behalf, after={
        "due_on": due_on.isoformat(), "number": row.deadline_number, "cause": cause, "after_expiry": missed,
    })  # fmt: skip
    return made
