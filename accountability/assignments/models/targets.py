"""Milestones (mốc trung gian) and targets (chỉ tiêu giao) of an assignment."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.assignments.models.assignment import Assignment
from accountability.core.saying import say


class Milestone(models.Model):
    """A step on the way; progress is milestones and products, percent is optional."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField("mốc", max_length=300)
    due_on = models.DateField("thời hạn", null=True)
    done_on = models.DateField("hoàn thành ngày", null=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    rank = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "mốc trung gian"
        ordering = ["assignment_id", "rank", "pk"]
        indexes = [
            # The calendar of deadlines: what is owed, day by day.
            models.Index(
                fields=["due_on"],
                condition=Q(done_on__isnull=True, due_on__isnull=False),
                name="owed_milestones_by_due",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Target(models.Model):
    """A figure to reach: direction, value, unit. No reading yet means "chưa có số liệu"."""

    class Direction(models.TextChoices):
        AT_LEAST = "ge", say("từ … trở lên")
        AT_MOST = "le", say("không quá …")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="targets")
    name = models.CharField("chỉ tiêu", max_length=300)
    direction = models.CharField("hướng", max_length=2, choices=Direction, default=Direction.AT_LEAST)
    value = models.DecimalField("mức giao", max_digits=18, decimal_places=2)
    unit = models.CharField("đơn vị tính", max_length=30, default="%")
    # The code of an indicator (a room above): then its readings for the lead are this target's, and nobody types others.
    measured_by = models.CharField("đo bằng chỉ tiêu", max_length=40, blank=True, default="")
    # Where the straight line begins; None: at zero, or for a limit at the limit itself.
    from_value = models.DecimalField("số xuất phát", max_digits=18, decimal_places=2, null=True)

    class Meta:
        verbose_name = "chỉ tiêu giao"
        ordering = ["assignment_id", "pk"]
        indexes = [
            # An indicator asks for its targets at each new reading.
            models.Index(fields=["measured_by"], condition=~Q(measured_by=""), name="targets_measured_by")
        ]

    def __str__(self) -> str:
        return self.name

    def is_reached(self, reading: Decimal) -> bool:
        """Whether the reading meets the target, in its direction."""
        return reading >= self.value if self.direction == self.Direction.AT_LEAST else reading <= self.value


class TargetReading(models.Model):
    """A figure reported for a target, with the date of its data and its source.

    Without a value it says that nothing arose to be measured (no case, a denominator of zero): such a target is outside
    averages and ranking, and neither reached nor missed. `of_reading`: repeated from that reading of an indicator, which is
    the fact (`indicators.projecting`).
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="readings")
    value = models.DecimalField("số liệu", max_digits=18, decimal_places=2, null=True)
    is_empty = models.BooleanField("không phát sinh hồ sơ", default=False)
    data_on = models.DateField("tính đến ngày")
    source = models.CharField("nguồn", max_length=200, blank=True)
    of_reading = models.BigIntegerField("theo số liệu của chỉ tiêu", null=True)
    reported_at = models.DateTimeField("báo cáo lúc")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "số liệu"
        ordering = ["target_id", "data_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "of_reading"],
                condition=Q(of_reading__isnull=False),
                name="reading_repeated_once",
            ),
            models.CheckConstraint(
                condition=Q(is_empty=True, value__isnull=True) | Q(is_empty=False, value__isnull=False),
                name="reading_has_figure_or_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{'không phát sinh' if self.is_empty else self.value} ({self.data_on})"
