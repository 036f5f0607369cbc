"""What the engine does again and again: short functions that may run twice, and at once, without harm."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction

from accountability.access.actor import Actor
from accountability.calendars.actions import move_demo_clock
from accountability.core import clock
from accountability.core.zone import LOCAL, local
from accountability.escalation.models import SweepRun
from accountability.escalation.sweep import SweepResult, sweep
from accountability.notices.delivery import Delivered, deliver
from config.clocks import check_clocks
from workflows import acts
from workflows.series import open_due_occurrences

SWEEP_EVERY = timedelta(minutes=10)
MORNING = time(8, 0)
# Each day passed costs a sweep and a delivery while the page waits.
LONGEST_MOVE = timedelta(days=120)


def run_sweep(at: datetime, *, everything: bool = False) -> SweepResult:
    """Open the occurrences of series that are due, then claim every rung reached at `at`.

    What a rung demands (an explanation, a decision) gets its step in the process in the same transaction. Without
    `everything` the later sweeps of a day look where something can have changed (`escalation.lookout`). Raises ValueError in Vietnamese
    when the clocks of this machine and of the database disagree.
    """
    check_clocks()
    open_due_occurrences(at=at)
    with transaction.atomic():
        result = sweep(at=at, ran_at=clock.system_now(), everything=everything)
        acts.demand_explanations(result.explanations)
        acts.demand_decisions(result.decisions)
    return result


def run_delivery(at: datetime) -> Delivered:
    """Deliver every mail that is due at `at`."""
    return deliver(at=at, system_now=clock.system_now)


def tick() -> SweepResult | None:
    """One beat of the engine: deliver, and sweep when the last sweep is 10 minutes of the clock ago.

    Returns what the sweep did, None when it was not its turn.
    """
    now = clock.now()
    swept = run_sweep(now) if _sweep_is_due(now) else None
    run_delivery(now)
    return swept


def _sweep_is_due(now: datetime) -> bool:
    last = SweepRun.objects.order_by("-at").values_list("at", flat=True).first()
    return last is None or now - last >= SWEEP_EVERY


def advance_demo_clock(to: datetime, by: Actor | None) -> datetime:
    """Move the demo clock to `to`; sweep and deliver at 08:00 of each day passed. Returns where it stands.

    The clock moves day by day, so a failure leaves it on a day whose work can be done again. Raises ValueError in
    Vietnamese outside demo mode, for a time that is not later, or for more than 120 days at once.
    """
    now, goal = clock.now(), local(to)
    if goal - now > LONGEST_MOVE:
        raise ValueError(f"Mỗi lần chỉ chuyển được tối đa {LONGEST_MOVE.days} ngày.")
    for morning in mornings(now, goal):
        move_demo_clock(to=morning, by=by)
        run_sweep(morning)
        run_delivery(morning)
    if clock.now() < goal or goal <= now:
        return move_demo_clock(to=goal, by=by)
    return goal


def mornings(after: datetime, until: datetime) -> list[datetime]:
    """08:00 of each day after `after`, up to and with `until`."""
    found: list[datetime] = []
    day: date = after.date()
    while (morning := datetime.combine(day, MORNING, tzinfo=LOCAL)) <= until:
        if morning > after:
            found.append(morning)
        day += timedelta(days=1)
    return found
