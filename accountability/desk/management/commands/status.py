"""`manage.py status [--at T] --json`: how the work and the engine stand."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from accountability.assignments.models import Assignment
from accountability.assignments.reading import bucket_counts
from accountability.assignments.rules import Bucket
from accountability.core.cli import JsonCommand, add_at, at_from
from accountability.core.zone import local
from accountability.escalation.models import SweepRun
from accountability.notices.delivery import backlog, dead_count


class Command(JsonCommand):
    """Prints {"at", "open", "overdue", "outbox_backlog", "outbox_dead", "last_sweep": {"ran_at", "at"}}.

    `last_sweep` is null before the first sweep.
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
        }
