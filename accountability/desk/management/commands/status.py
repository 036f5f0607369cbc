"""`manage.py status [--at T] --json`: how the work and the engine stand."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accountability.assignments.models import Assignment
from accountability.assignments.reading import bucket_counts
from accountability.assignments.rules import Bucket
from accountability.core import clock
from accountability.core.cli import JsonCommand, add_at, at_from
from accountability.core.zone import local
from accountability.escalation.models import SweepRun
from accountability.health.reading import facts, limits
from accountability.health.rules import Pulse, judge
from accountability.notices.delivery import backlog, dead_count


class Command(JsonCommand):
    """Prints {"at", "open", "overdue", "outbox_backlog", "outbox_dead", "last_sweep": {"ran_at", "at"},
    "engine": {"ok", "sweep_beat_at", "delivery_beat_at", "mails_due", "channel_down", "troubles": [{"code", "text"}]}}.

    `last_sweep` is null before the first sweep, a beat before the job first came to its end.
    """

    help = "Tình trạng chung: nhiệm vụ, thư, lần rà soát cuối."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--at T`."""
        add_at(parser)

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Count."""
        at = at_from(options)
        buckets = bucket_counts(Assignment.objects.open(), at)
        last = SweepRun.objects.order_by("-pk").first()
        return {
            "at": at.isoformat(),
            "open": sum(buckets.values()),
            "overdue": buckets[Bucket.OVERDUE],
            "outbox_backlog": backlog(at),
            "outbox_dead": dead_count(),
            "last_sweep": last
            and {"ran_at": local(last.ran_at).isoformat(), "at": local(last.at).isoformat()},
            "engine": _engine(at),
        }


def _engine(at: datetime) -> dict[str, Any]:
    """What the watchdog sees and says, by the machine's clock; mails that are due at `at`."""
    seen = facts(at=at, system_at=clock.system_now())
    troubles = judge(seen, limits())
    return {
        "ok": not troubles,
        "sweep_beat_at": _told(seen.sweep),
        "delivery_beat_at": _told(seen.delivery),
        "mails_due": seen.mails_due,
        "channel_down": bool(seen.channel),
        "troubles": [{"code": trouble.code, "text": trouble.text} for trouble in troubles],
    }


def _told(pulse: Pulse) -> str | None:
    return local(pulse.beat_at).isoformat() if pulse.beat_at else None
