"""What the engine does again and again: short functions that may run twice, and at once, without harm."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.db import DatabaseError, transaction

from accountability.access.actor import Actor
from accountability.audit.sealing import seal
from accountability.awareness.actions import remind_unread
from accountability.calendars.actions import move_demo_clock
from accountability.core import clock
from accountability.core.zone import LOCAL, local
from accountability.escalation.models import SweepRun
from accountability.escalation.sweep import SweepResult, sweep
from accountability.health.actions import beat, note_failure
from accountability.health.models import Job
from accountability.intake.importing import import_annexes
from accountability.notices.delivery import Delivered, deliver
from accountability.ranking.engine import count_rankings
from accountability.reports.large import make_reports
from accountability.reports.papers import make_missing
from accountability.search.making import make_exports
from accountability.urging.sending import send_rounds
from config.clocks import check_clocks
from config.memory import give_back
from config.turn import turn
from workflows import acts, reporting
from workflows.series import open_due_occurrences

log = logging.getLogger(__name__)

SWEEP_EVERY = timedelta(minutes=10)
# How long a sweep that somebody asked for waits for the one that runs; a million rows take seconds.
LONGEST_QUEUE = timedelta(minutes=10)
# How long one beat of the engine delivers: with a slow mail server the sweep would wait for thousands of mails.
DELIVERS_FOR = timedelta(minutes=2)
MORNING = time(8, 0)
# Each day passed costs a sweep and a delivery while the page waits.
LONGEST_MOVE = timedelta(days=120)


def run_sweep(at: datetime, *, everything: bool = False) -> SweepResult:
    """Open the occurrences of series that are due, claim every rung reached at `at`, close the periods of reports that ended.

    What a rung demands (an explanation, a decision) gets its step in the process in the same transaction. Without
    `everything` the later sweeps of a day look where something can have changed (`escalation.lookout`). Raises ValueError in Vietnamese
    when the clocks of this machine and of the database disagree.
    """
    check_clocks()
    open_due_occurrences(at=at)
    remind_unread(at=at)
    with transaction.atomic():
        result = sweep(at=at, ran_at=clock.system_now(), everything=everything)
        acts.demand_explanations(result.explanations)
        acts.demand_decisions(result.decisions)
    reporting.close_periods(at=at)
    seal(at=at)
    return result


def run_delivery(at: datetime, *, until: datetime | None = None) -> Delivered:
    """Deliver every mail that is due at `at`, or as many as go by `until` of the machine's clock."""
    return deliver(at=at, system_now=clock.system_now, until=until)


def tick() -> SweepResult | None:
    """One beat of the embedded engine: sweep when it is time, then deliver.

    Returns what the sweep did, None when it was not its turn.
    """
    try:
        return sweep_when_due()
    finally:  # Mails that are owed go out also while the sweep is broken.
        deliver_now()


def sweep_when_due() -> SweepResult | None:
    """Sweep when the last sweep is 10 minutes of the clock ago; None when it is not, or another sweep is at it."""
    with _pulse(Job.SWEEP), turn("sweep") as ours:
        now = clock.now()
        if not ours or not _sweep_is_due(now):
            return None
        result = run_sweep(now)
    give_back()
    return result


def sweep_now(at: datetime, *, everything: bool = False) -> SweepResult:
    """`run_sweep` after the sweep that may be running; for a person or cron.

    Raises ValueError in Vietnamese when the other one still runs after 10 minutes.
    """
    with turn("sweep", wait=LONGEST_QUEUE.total_seconds()) as ours:
        if not ours:
            raise ValueError("Một lượt rà soát khác đang chạy đã hơn 10 phút; thử lại sau.")
        with _pulse(Job.SWEEP):
            return run_sweep(at, everything=everything)


def deliver_now(at: datetime | None = None) -> Delivered:
    """Deliver all that is due at `at`; without it, for a while what is due by the clock. Several share the mails."""
    with _pulse(Job.DELIVERY):
        if at is not None:
            return run_delivery(at)
        return run_delivery(clock.now(), until=clock.system_now() + DELIVERS_FOR)


def long_work_now() -> int:
    """Do the long work that waits, letters of rounds before files; how many pieces ended. Several workers share it.

    A kind that fails keeps no other waiting; the first failure is raised when all have had their turn.
    """
    done, failures = 0, []
    for work_off in (send_rounds, import_annexes, count_rankings, make_reports, make_missing, make_exports):
        try:
            done += work_off(at=clock.now, system_now=clock.system_now)
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]
    return done


@contextmanager
def _pulse(job: Job) -> Iterator[None]:
    """Tell the watchdog how the job ended."""
    host = socket.gethostname()
    try:
        yield
    except Exception as error:
        try:
            note_failure(job=job, at=clock.system_now(), host=host, error=error)
        except DatabaseError as second:  # The rows are what failed; the first error says more, and goes on.
            log.debug("the failure of %s could not be written down: %s", job, second)
        raise
    beat(job=job, at=clock.system_now(), host=host)


def _sweep_is_due(now: datetime) -> bool:
    # A sweep for a later moment (`sweep --at`, a clock that was ahead) must not silence the engine until then.
    last = SweepRun.objects.filter(at__lte=now).order_by("-at").values_list("at", flat=True).first()
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
