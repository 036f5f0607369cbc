"""What the watchdog sees, read once for whoever asks: page, banner, command, metric, health endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from accountability.core.prepared import prepared, prepared_within
from accountability.escalation.models import SweepRun
from accountability.health.models import Heartbeat, Job
from accountability.health.rules import Facts, Limits, Pulse, Trouble, judge
from accountability.notices.delivery import channel_trouble
from accountability.notices.models import Outbox

BANNER_SECONDS = 5


def limits() -> Limits:
    """The limits that the installation sets (WATCHDOG_*_MINUTES)."""
    return Limits(
        sweep=timedelta(minutes=settings.WATCHDOG_SWEEP_MINUTES),
        delivery=timedelta(minutes=settings.WATCHDOG_DELIVERY_MINUTES),
        mail=timedelta(minutes=settings.WATCHDOG_MAIL_MINUTES),
    )


def facts(*, at: datetime, system_at: datetime) -> Facts:
    """The beats at `system_at` (the machine's clock) and the mails that are due at `at` (the business clock)."""
    beats = {row.job: Pulse(row.beat_at, row.failures, row.last_error) for row in _beats()}
    oldest, due = next(iter(_due(at=at)), (None, 0))
    # The demo's clock jumps: a mail may be "due for hours" a second after a jump. There the beats alone tell.
    waits = at - oldest if oldest and not settings.DEMO else None
    swept_at = (
        None if settings.DEMO else SweepRun.objects.order_by("-pk").values_list("ran_at", flat=True).first()
    )
    return Facts(
        now=system_at,
        sweep=beats.get(Job.SWEEP, Pulse()),
        delivery=beats.get(Job.DELIVERY, Pulse()),
        swept_at=swept_at,
        mails_due=due,
        mail_waits=waits,
        channel=channel_trouble(),
    )


@prepared
def _beats() -> QuerySet[Heartbeat]:
    return Heartbeat.objects.all()


@prepared_within("SELECT *, COUNT(*) OVER () FROM ({sql}) AS due ORDER BY 1 LIMIT 1")
def _due(*, at: datetime) -> QuerySet[Any, Any]:
    """The moment of the mail that is due for longest, and how many are."""
    return Outbox.objects.waiting().filter(next_at__lte=at).order_by().values_list("next_at")


def troubles(*, at: datetime, system_at: datetime) -> list[Trouble]:
    """What needs a person now; empty when the engine keeps its duties."""
    return judge(facts(at=at, system_at=system_at), limits())


@dataclass(frozen=True)
class _Seen:
    """What was judged last in this process: of which minute of the business clock, when by the machine's."""

    minute: datetime
    system_at: datetime
    troubles: list[Trouble]


_last: list[_Seen] = []


def troubles_of_late(*, at: datetime, system_at: datetime) -> list[Trouble]:
    """The same for the line above every page of the Office, where it may be BANNER_SECONDS old: limits are minutes.

    Where sums are never kept (FIGURES_KEPT_SECONDS is 0), neither is this.
    """
    minute = at.replace(second=0, microsecond=0)
    for seen in _last:
        age = (system_at - seen.system_at).total_seconds()
        if seen.minute == minute and 0 <= age < min(BANNER_SECONDS, settings.FIGURES_KEPT_SECONDS):
            return seen.troubles
    found = troubles(at=at, system_at=system_at)
    _last[:] = [_Seen(minute, system_at, found)]
    return found
