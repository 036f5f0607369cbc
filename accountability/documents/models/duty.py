"""The duty to issue the notice of what was given by word."""

from __future__ import annotations

from django.db import models

from accountability.assignments.models import Assignment
from accountability.directives.models import Directive


class NoticeDuty(models.Model):
    """That this assignment is the duty to issue the notice of the directive, whoever leads it now and however it is worded.

    The Office gets it with the instruction (workflows/notice.py); after a recall a directive may have a second one.
    """

    directive = models.ForeignKey(
        Directive, verbose_name="ý kiến chỉ đạo", on_delete=models.PROTECT, related_name="notice_duties"
    )
    assignment = models.OneToOneField(
        Assignment, verbose_name="nhiệm vụ ra thông báo", on_delete=models.CASCADE, related_name="notice_duty"
    )

    class Meta:
        verbose_name = "nhiệm vụ ra thông báo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.assignment_id}"
