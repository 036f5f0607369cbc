"""The two things that a job tells the watchdog."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accountability.health.models import Heartbeat, Job

# Delivery comes to its end every few seconds; a row that often would only wear the disk out.
BEATS_APART = timedelta(seconds=20)
ERROR_LIMIT = 300


def beat(*, job: Job, at: datetime, host: str) -> None:
    """The job came to its end at `at` (the machine's clock)."""
    known = Heartbeat.objects.filter(job=job)
    fresh = known.filter(beat_at__gt=at - BEATS_APART, beat_at__lte=at, failures=0)
    if fresh.exists():
        return
    if not known.update(beat_at=at, failures=0, host=host):
        Heartbeat.objects.get_or_create(job=job, defaults={"beat_at": at, "host": host})


@transaction.atomic
def note_failure(*, job: Job, at: datetime, host: str, error: BaseException) -> None:
    """The job failed at `at`; what it said is for the Office's page, so one line of it is kept."""
    Heartbeat.objects.get_or_create(job=job)
    Heartbeat.objects.filter(job=job).update(
        failed_at=at, failures=F("failures") + 1, host=host, last_error=_one_line(error)
    )


def _one_line(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:ERROR_LIMIT]
