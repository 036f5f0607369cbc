"""What one task counts as for the agency that led it, and why. Pure.

A duty is one lead's time with one task: the deadlines that were in force in it, and what came of it.

1. The deadline that is scored is the one in force when it fell due: one that was moved in time no longer counts, one that was
   moved after it had passed counts for good (ADR 18, DESIGN §4). Days that a superior owes are set aside: they are added to it.
2. A task belongs to the period in which that day lies. Where only the days owed carried it past the period's end, it is left
   out and shown.
3. A lead that handed on a task before it fell due is not counted; one that handed it on afterwards is. What had fallen due
   before a lead took over is not the lead's.
4. What was handed in and waits for the Office's word is the Office's time: it counts by the day on which it was handed in.
5. Results count up to a day soon after the period's end that is the same for all; what came later came too late for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from accountability.core.saying import say
from accountability.ranking.rules.formula import Formula, Tally
from accountability.ranking.rules.periods import Period


class Outcome(StrEnum):
    """What a task counts as."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Outcome:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    ON_TIME = "on_time", say("Hoàn thành đúng hạn")
    HANDED_IN = "handed_in", say("Đã báo cáo đúng hạn, chờ xác nhận")
    LATE_DONE = "late_done", say("Hoàn thành quá hạn")
    LATE_WAITS = "late_waits", say("Đã báo cáo quá hạn, chờ xác nhận")
    LATE_OPEN = "late_open", say("Chưa hoàn thành, quá hạn")
    LEFT_OUT = "left_out", say("Không tính trong kỳ")


class LeftOut(StrEnum):
    """Why a task that was due by its printed deadline is not counted."""

    label: str

    def __new__(cls, value: str, label: str = "") -> LeftOut:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    EXCUSED = "excused", say("Số ngày thuộc trách nhiệm cấp trên đưa thời hạn sang kỳ sau")
    BEFORE = "before", say("Đã tính trong một kỳ trước")
    RULED = "ruled", say("Để ngoài theo trả lời kiến nghị")


IN_TIME = frozenset({Outcome.ON_TIME, Outcome.HANDED_IN})
DONE_LATE = frozenset({Outcome.LATE_DONE, Outcome.LATE_WAITS})
COUNTED = frozenset(Outcome) - {Outcome.LEFT_OUT}


@dataclass(frozen=True)
class Deadline:
    """One deadline; `after_expiry`: set when the one before it had passed."""

    due_on: date
    after_expiry: bool = False


@dataclass(frozen=True)
class Duty:
    """One lead's time with a task.

    `deadlines` are those in force in it, in their order, the first taken over from whoever led before; `led_from_on` is then
    the day on which it took over, None for the first lead. `owed_days`, those of its own time, go with the last of them. `led_until_on` is the day on which the lead passed to another; None while it leads. `done_on` is the
    day from which the accepted completion counts; `held_since` the day on which what waits for the Office was handed in.
    """

    deadlines: tuple[Deadline, ...]
    original_on: date
    led_from_on: date | None = None
    led_until_on: date | None = None
    owed_days: int = 0
    done_on: date | None = None
    held_since: date | None = None


@dataclass(frozen=True)
class Judged:
    """What it counts as: by which day it was scored, and whether the original deadline was met."""

    outcome: Outcome
    due_on: date
    excused_on: date
    met_original: bool
    why: LeftOut | None = None


def judge(duty: Duty, period: Period, *, counted_until: date, counted_before: bool = False) -> Judged | None:
    """What the duty counts as in the period; None where it does not belong to it. Results count up to `counted_until`."""
    own = _own(duty)
    if not own:
        return None
    due_on, excused_on, overran = _scored(own, duty.owed_days)
    if duty.led_until_on is not None and duty.led_until_on <= excused_on:
        return None
    if not (period.from_on <= excused_on <= period.to_on):
        if not (period.from_on <= due_on <= period.to_on < excused_on):
            return None
        return Judged(Outcome.LEFT_OUT, due_on, excused_on, False, LeftOut.EXCUSED)
    given_on = _given_on(duty, counted_until)
    met_original = given_on is not None and given_on <= duty.original_on
    if counted_before:
        return Judged(Outcome.LEFT_OUT, due_on, excused_on, met_original, LeftOut.BEFORE)
    in_time = given_on is not None and given_on <= excused_on and not overran
    return Judged(_outcome(duty, given_on, in_time), due_on, excused_on, met_original)


def _own(duty: Duty) -> list[Deadline]:
    """The deadlines that had not passed when the lead began."""
    from_on = duty.led_from_on
    return [one for one in duty.deadlines if from_on is None or one.due_on >= from_on]


def _scored(deadlines: list[Deadline], owed_days: int) -> tuple[date, date, bool]:
    """The deadline in force when it fell due, the same with the days owed, and whether it was moved after it had passed."""
    for place, following in enumerate(deadlines[1:]):
        if following.after_expiry:
            due_on = deadlines[place].due_on
            return due_on, due_on, True
    due_on = deadlines[-1].due_on
    return due_on, due_on + timedelta(days=owed_days), False


def _given_on(duty: Duty, counted_until: date) -> date | None:
    """The day on which the lead had done its part, if that was by the day up to which results count."""
    if duty.led_until_on is not None:
        return None
    day = duty.done_on or duty.held_since
    return day if day is not None and day <= counted_until else None


def _outcome(duty: Duty, given_on: date | None, in_time: bool) -> Outcome:
    if given_on is None:
        return Outcome.LATE_OPEN
    if duty.done_on is not None:
        return Outcome.ON_TIME if in_time else Outcome.LATE_DONE
    return Outcome.HANDED_IN if in_time else Outcome.LATE_WAITS


def tally(tasks: Iterable[tuple[Outcome, bool, bool, bool]], by: Formula) -> Tally:
    """The sums of many tasks, each as (what it counts as, simple report, returned by the Office, not explained)."""
    sums = dict.fromkeys(("due", "on_time", "late_done", "returned", "unexplained"), Decimal(0))
    for outcome, simple, returned, unexplained in tasks:
        if outcome not in COUNTED:
            continue
        weight = by.simple_weight if simple else Decimal(1)
        sums["due"] += weight
        sums["on_time"] += weight * (outcome in IN_TIME)
        sums["late_done"] += weight * (outcome in DONE_LATE)
        sums["returned"] += weight * returned
        sums["unexplained"] += weight * unexplained
    return Tally(**sums)
