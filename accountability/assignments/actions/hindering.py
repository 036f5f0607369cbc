"""Difficulties: raised by the lead, weighed by the Office, answered by the superior; whose the days of waiting were."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.actions.instructing import LeaderWord, instruct
from accountability.assignments.leaders import answerers_of
from accountability.assignments.models import Instruction, Obstacle
from accountability.assignments.projection import rebuild
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, State, longest_owed, may_hold
from accountability.assignments.telling import head_of, office_of, tell
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import nth_working_day
from accountability.core.saying import say
from accountability.core.zone import local


def _lock(pk: int) -> Obstacle:
    rows = Obstacle.objects.select_for_update(of=("self",))
    return rows.select_related("assignment__directive", "addressed_to").get(pk=pk)


@transaction.atomic
def raise_obstacle(
    pk: int, *, text: str, proposal: str, addressed_to: Position, by: Actor, at: datetime
) -> Obstacle:
    """Nêu khó khăn, vướng mắc with a proposal to a superior. It never moves the deadline."""
    row = lock(pk, states=[State.ASSIGNED, *WORK_STATES], verb=say("nêu khó khăn, vướng mắc"))
    if not text.strip() or not proposal.strip():
        raise Refused(say("Vui lòng nêu cả khó khăn, vướng mắc và đề xuất, kiến nghị."))
    obstacle = Obstacle.objects.create(
        assignment=row, text=text.strip(), proposal=proposal.strip(), addressed_to=addressed_to, raised_at=at,
        raised_on=local(at).date(), raised_by_id=by.user_id, deadline_number=row.deadline_number,
    )  # fmt: skip
    log(row, "obstacle", by=by, at=at, after={"obstacle": obstacle.pk, "to": addressed_to.pk})
    tell([row], [addressed_to, *office_of(row)], kind="reported", text=say("Có khó khăn, vướng mắc chờ ý kiến"),
         fact=f"obstacle:{obstacle.pk}", at=at)  # fmt: skip
    return obstacle


@transaction.atomic
def answer_obstacle(obstacle_pk: int, *, word: LeaderWord, by: Actor, at: datetime) -> Obstacle:
    """The superior answers an obstacle. Raises Refused when it was answered meanwhile, or without words."""
    obstacle = _lock(obstacle_pk)
    if obstacle.answered_at is not None:
        raise Refused(say("Khó khăn, vướng mắc này đã được trả lời; vui lòng tải lại trang."))
    if not word.text.strip():
        raise Refused(say("Vui lòng nhập ý kiến trả lời."))
    row = obstacle.assignment
    may = answerers_of(row, obstacle.addressed_to)
    obstacle.answer = instruct(word, act=Instruction.Act.ANSWER, by=by, at=at, assignment=row, among=may)
    obstacle.answered_at = at
    obstacle.save(update_fields=["answer", "answered_at"])
    log(row, "answer_obstacle", by=by, at=at, after={"obstacle": obstacle.pk}, behalf=word.leader.pk)
    people = Position.objects.filter(
        agency_id=row.lead_agency_id, role__in=[Role.AGENCY_HEAD, Role.FOCAL_POINT]
    )
    tell([row], people, kind="decided", text=say("Đã có ý kiến về khó khăn, vướng mắc"),
         fact=f"answer:{obstacle.pk}", at=at)  # fmt: skip
    return obstacle


@transaction.atomic
def mark_within_powers(obstacle_pk: int, *, by: Actor, at: datetime) -> Obstacle:
    """The Office finds that only a superior can remove the obstacle (thuộc thẩm quyền cấp trên).

    Raised at least 3 working days before the deadline it holds the higher rungs, twice per assignment at most; the
    deadline never moves. Raises Refused when it was marked or answered already.
    """
    obstacle = _lock(obstacle_pk)
    row = lock(
        obstacle.assignment_id, states=OPEN_STATES, verb=say("xác định thẩm quyền giải quyết vướng mắc")
    )
    if obstacle.answered_at is not None:
        raise Refused(say("Khó khăn, vướng mắc này đã được trả lời; vui lòng tải lại trang."))
    if obstacle.within_powers_on is not None:
        raise Refused(say("Đã xác định vướng mắc này thuộc thẩm quyền cấp trên."))
    today = local(at).date()
    cal = calendar_around(today)
    obstacle.holds = may_hold(
        raised_on=obstacle.raised_on, due_on=row.due_on, held_before=row.obstacles.filter(holds=True).count(),
        nth_working_day=lambda day, n: nth_working_day(day, n, cal),
    )  # fmt: skip
    obstacle.within_powers_on, obstacle.within_powers_at = today, at
    obstacle.within_powers_by_id, obstacle.within_powers_title = by.user_id, by.title[:200]
    obstacle.save()
    log(row, "obstacle_powers", by=by, at=at, after={"obstacle": obstacle.pk, "holds": obstacle.holds})
    tell([row], [obstacle.addressed_to, *head_of(row.lead_agency_id)], kind="decided",
         text=say("Khó khăn, vướng mắc thuộc thẩm quyền cấp trên"), fact=f"powers:{obstacle.pk}", at=at)  # fmt: skip
    return obstacle


def most_owed(obstacle: Obstacle) -> int:
    """How many calendar days a superior can owe on the obstacle; 0 before it was marked and answered."""
    if obstacle.answered_at is None or obstacle.within_powers_on is None:
        return 0
    return longest_owed(raised_on=obstacle.raised_on, answered_on=local(obstacle.answered_at).date())


@transaction.atomic
def confirm_owed(obstacle_pk: int, *, days: int, by: Actor, at: datetime) -> Obstacle:
    """The leader or the deputy chief confirms how many days the superior owes; they are no lateness of the lead.

    Raises Refused before the answer, for an obstacle that the Office has not marked, a second time, or for more days
    than the obstacle waited.
    """
    obstacle = _lock(obstacle_pk)
    row = lock(obstacle.assignment_id, states=list(State), verb=say("xác nhận số ngày"))
    most = most_owed(obstacle)
    if most == 0:
        raise Refused(
            say(
                "Chỉ xác nhận số ngày khi vướng mắc thuộc thẩm quyền cấp trên và đã được trả lời sau ngày "
                "nêu."
            )
        )
    if obstacle.owed_days is not None:
        raise Refused(say("Số ngày thuộc trách nhiệm cấp trên đã được xác nhận; vui lòng tải lại trang."))
    if not 1 <= days <= most:
        raise Refused(say("Số ngày phải từ 1 đến {most} (từ ngày nêu đến ngày trả lời).", most=most))
    obstacle.owed_days, obstacle.owed_confirmed_at = days, at
    obstacle.owed_confirmed_by_id, obstacle.owed_confirmed_title = by.user_id, by.title[:200]
    obstacle.save()
    rebuild(row)
    log(row, "confirm_owed", by=by, at=at, after={"obstacle": obstacle.pk, "owed_days": days})
    tell([row], [*head_of(row.lead_agency_id), *office_of(row)], kind="decided",
         text=say("Đã xác nhận số ngày thuộc trách nhiệm cấp trên"), fact=f"owed:{obstacle.pk}", at=at)  # fmt: skip
    return obstacle
