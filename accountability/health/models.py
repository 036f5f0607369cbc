"""Facts about the engine: when each of its jobs last came to an end, and how."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accountability.core.saying import say


class Job(models.TextChoices):
    """What an engine does again and again."""

    SWEEP = "sweep", say("Rà soát thời hạn")
    DELIVERY = "delivery", say("Gửi thư")


class Heartbeat(models.Model):
    """One row per job, whichever engine does it: the embedded one, a worker, cron, a person at a terminal.

    All instants are the machine's, never the demo clock's, which stands still and jumps. A sweep that looked and
    found that it was not its turn has beaten too.
    """

    job = models.CharField("việc", max_length=16, choices=Job.choices, unique=True)
    beat_at = models.DateTimeField("xong gần nhất lúc", null=True, blank=True)
    failed_at = models.DateTimeField("hỏng gần nhất lúc", null=True, blank=True)
    # Failures since the last time it came to its end.
    failures = models.PositiveIntegerField("số lần hỏng liên tiếp", default=0)
    last_error = models.CharField("lỗi gần nhất", max_length=300, blank=True, default="")
    host = models.CharField("trên máy", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "nhịp của bộ máy"
        verbose_name_plural = "nhịp của bộ máy"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(job__in=Job.values), name="heartbeat_job_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_job_display()}: {self.beat_at}"
