"""The two histories: which deadline was in force, and who led, when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accountability.agencies.models import Agency, Position
from accountability.assignments.models.assignment import Assignment
from accountability.core.saying import say
from accountability.directives.models import Directive


class DeadlineVersion(models.Model):
    """One deadline of an assignment; number 1 is the original and stays visible for ever."""

    class Cause(models.TextChoices):
        ASSIGNED = "assigned", say("Thời hạn ban đầu")
        EXTENDED = "extended", say("Gia hạn")
        DECIDED = "decided", say("Theo ý kiến chỉ đạo")
        REASSIGNED = "reassigned", say("Chuyển cơ quan chủ trì")
        RECALCULATED = "recalculated", say("Tính lại theo lịch làm việc")
        DOCUMENT = "document", say("Gia hạn theo văn bản")
        AMENDED = "amended", say("Sửa thời hạn theo văn bản")
        RESTORED = "restored", say("Tiếp tục sau khi hủy bỏ việc thu hồi")

    # More time was given, by a leader or by a document; a change of lead or of the calendar is none.
    EXTENSIONS = (Cause.EXTENDED, Cause.DECIDED, Cause.DOCUMENT)

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="deadlines")
    number = models.PositiveIntegerField("lần")
    due_on = models.DateField("thời hạn", null=True)
    due_time = models.TimeField("trước giờ", null=True)
    cause = models.CharField("lý do", max_length=15, choices=Cause)
    set_at = models.DateTimeField("định lúc")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    # The later document that moved it (DOCUMENT, AMENDED, RESTORED).
    document = models.ForeignKey(
        Directive, verbose_name="theo văn bản", null=True, on_delete=models.PROTECT, related_name="+"
    )
    after_expiry = models.BooleanField("định khi thời hạn trước đã qua", default=False)

    class Meta:
        verbose_name = "thời hạn"
        ordering = ["assignment_id", "number"]
        constraints = [models.UniqueConstraint(fields=["assignment", "number"], name="deadline_number_once")]
        indexes = [
            # Late for ever: few rows, asked for with every row that is done.
            models.Index(fields=["assignment"], condition=Q(after_expiry=True), name="moved_when_passed")
        ]

    def __str__(self) -> str:
        return say(
            "{assignment_id} lần {number}: {due_on}",
            assignment_id=self.assignment_id,
            number=self.number,
            due_on=self.due_on,
        )

    @property
    def is_extension(self) -> bool:
        """More time was given (`EXTENSIONS`)."""
        return self.cause in self.EXTENSIONS


class LeadTenure(models.Model):
    """Who led from when to when; one open at a time. Scores and rungs belong to the tenure of their day."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="tenures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField("từ")
    from_on = models.DateField("từ ngày")
    to_at = models.DateTimeField("đến", null=True)
    cause = models.CharField("lý do", max_length=300, blank=True)
    acknowledged_at = models.DateTimeField("tiếp nhận lúc", null=True)
    returned_at = models.DateTimeField("trả lại lúc", null=True)
    return_reason = models.TextField("lý do trả lại", blank=True)

    class Meta:
        verbose_name = "thời gian chủ trì"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(to_at__isnull=True), name="one_lead_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.agency}"
