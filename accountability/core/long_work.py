"""Work that takes longer than a person waits at a page: claimed by one worker at a time, found again, ended visibly.

Each kind of work is a table of its own that begins with `LongWork`; what is the same for all stands here:

1. A worker claims the oldest row that waits, or whose worker has not been heard of for two minutes: one conditional
   update. `attempts` counts the claims and so tells one worker from the next: it is the fence.
2. As it goes on, the worker writes down how far it is and holds its lease (`hold`). Where that update finds nothing, the
   work was called off or taken over, and `Stopped` is raised. Inside a transaction `hold` also keeps everybody else away
   from the row until the commit: what is written after it is written by the owner of the work, or not at all.
3. A failure frees the row for the next beat; after the last attempt the work ends as failed, and says so.

Leases run by the clock of the machine, never by that of the office, which stands still in a demonstration.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import F, Q

from accountability.core.saying import say

log = logging.getLogger(__name__)

LEASE_SECONDS = 120
Clock = Callable[[], datetime]


class Stopped(Exception):
    """The work is no longer this worker's."""


class LongWork(models.Model):
    """How far a piece of long work is, and who is at it. `done_at` is by the clock of the office, the lease by the machine's."""

    class State(models.TextChoices):
        WAITING = "waiting", say("Đang chờ")
        MAKING = "making", say("Đang làm")
        DONE = "done", say("Đã xong")
        FAILED = "failed", say("Không làm xong")
        CANCELLED = "cancelled", say("Đã hủy")
        EXPIRED = "expired", say("Tệp đã xóa")

    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField("tất cả", default=0)
    written = models.PositiveIntegerField("đã làm", default=0)
    done_at = models.DateTimeField("xong lúc", null=True)
    attempts = models.PositiveIntegerField("lần làm", default=0)
    lease_until = models.DateTimeField("giữ đến", null=True)

    class Meta:
        abstract = True

    @property
    def goes_on(self) -> bool:
        """Whether an engine will still do something about it."""
        return self.state in GOES_ON

    @property
    def percent(self) -> int:
        """How far, from 0 to 100."""
        return min(100, self.written * 100 // self.total) if self.total else 0

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return _TONES[self.state]


GOES_ON = (LongWork.State.WAITING, LongWork.State.MAKING)
_TONES = {
    "waiting": "wait", "making": "active", "done": "done", "failed": "return", "cancelled": "stopped", "expired": "none",
}  # fmt: skip


Work = TypeVar("Work", bound=LongWork)


# The worker -------------------------------------------------------------------------------------------------------------


def work_off(
    kind: type[Work], *, make: Callable[[Work], None], give_up: Callable[[Work], None], attempts: int,
    system_now: Clock,
) -> int:  # fmt: skip
    """Do everything of one kind that waits, one after the other; how many were done.

    `make` does a claimed row and ends it; `give_up` ends it as failed after so many `attempts`. A failure before the last
    attempt is raised, so that the beat of the engine that met it is seen to have failed; the row waits for the next one.
    """
    done = 0
    while (work := claim(kind, system_now())) is not None:
        done += _done(work, make, give_up, attempts, system_now)
    return done


def _done(
    work: Work,
    make: Callable[[Work], None],
    give_up: Callable[[Work], None],
    attempts: int,
    system_now: Clock,
) -> bool:
    try:
        if work.attempts <= attempts:
            make(work)
            return True
        give_up(work)  # Its last worker died before it could.
    except Stopped:  # Called off, or taken over by a worker that ends it.
        log.info("%s %s is no longer this worker's", type(work).__name__, work.pk)
    except Exception:
        log.exception("%s %s failed", type(work).__name__, work.pk)
        if work.attempts < attempts:  # Free for the next beat.
            manager(type(work)).filter(ours(work)).update(lease_until=system_now())
            raise
        with suppress(Stopped):
            give_up(work)
    return False


def claim(kind: type[Work], now: datetime) -> Work | None:
    """The oldest row that waits or was left, now this worker's; None when there is none."""
    free = Q(state=LongWork.State.WAITING) | Q(state=LongWork.State.MAKING, lease_until__lt=now)
    rows = manager(kind)
    while (work := rows.filter(free).order_by("pk").first()) is not None:
        claimed = rows.filter(free, pk=work.pk, attempts=work.attempts).update(
            state=LongWork.State.MAKING, attempts=F("attempts") + 1, lease_until=lease_from(now)
        )
        if claimed:
            work.refresh_from_db()
            return work
    return None


def lease_from(now: datetime) -> datetime:
    """Until when a worker that was heard of now is believed to live."""
    return now + timedelta(seconds=LEASE_SECONDS)


def ours(work: LongWork) -> Q:
    """The row, while it is this worker's."""
    return Q(pk=work.pk, state=LongWork.State.MAKING, attempts=work.attempts)


def hold(work: LongWork, *, written: int, now: datetime) -> None:
    """Write down how far it is, and go on holding it. Raises Stopped where it is no longer this worker's."""
    if not manager(type(work)).filter(ours(work)).update(written=written, lease_until=lease_from(now)):
        raise Stopped


def end(work: LongWork, state: LongWork.State, *, at: datetime, **columns: object) -> None:
    """End it so, with these columns of its kind. Raises Stopped where it is no longer this worker's."""
    ended = (
        manager(type(work)).filter(ours(work)).update(state=state, lease_until=None, done_at=at, **columns)
    )
    if not ended:
        raise Stopped


def call_off(work: LongWork, *, at: datetime) -> bool:
    """Have nobody go on with it; the worker that is at it stops at its next step. False when it had ended before."""
    going = manager(type(work)).filter(pk=work.pk, state__in=GOES_ON)
    return bool(going.update(state=LongWork.State.CANCELLED, lease_until=None, done_at=at))


def manager(kind: type[Work]) -> models.Manager[Work]:
    """The rows of a kind."""
    return kind._default_manager
