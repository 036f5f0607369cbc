"""The part of a coordinating agency, with its own duty and state."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Agency
from accountability.assignments.models.assignment import Assignment
from accountability.core.saying import say


class Coordination(models.Model):
    """One agency coordinates (phối hợp) in one assignment."""

    class State(models.TextChoices):
        OWED = "owed", say("Chưa báo cáo")
        REPORTED = "reported", say("Đã báo cáo phần phối hợp")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="coordinations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="coordinates")
    duty = models.CharField("phần việc", max_length=300, blank=True)
    # The part's own deadline; without one it is that of the assignment. The number arms its ladder anew when it moves.
    due_on = models.DateField("thời hạn phần việc", null=True)
    deadline_number = models.PositiveIntegerField("lần định hạn", default=0)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.OWED)
    report = models.TextField("kết quả phối hợp", blank=True)
    reported_at = models.DateTimeField("báo cáo lúc", null=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "phối hợp"
        ordering = ["assignment_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["assignment", "agency"], name="coordinates_once")]
        indexes = [
            # The sweep: parts with a deadline of their own up to a threshold.
            models.Index(
                fields=["due_on"], condition=Q(state="owed", due_on__isnull=False), name="owed_parts_by_due"
            )
        ]

    def __str__(self) -> str:
        return say("{agency} phối hợp {assignment_id}", agency=self.agency, assignment_id=self.assignment_id)
