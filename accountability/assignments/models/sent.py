"""Forms that were sent: each carries a word of its own, so that sent twice over a bad line it is one act."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accountability.assignments.models.assignment import Assignment


class SentForm(models.Model):
    """What the form of an act led to. `digest` tells the same words from others; the words themselves are not here."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="+")
    act = models.CharField("việc", max_length=60)
    key = models.CharField("khóa gửi", max_length=40)
    digest = models.CharField("dấu nội dung", max_length=64)
    said = models.CharField("đã trả lời", max_length=500)
    sent_at = models.DateTimeField("gửi lúc")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "biểu mẫu đã gửi"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sent_by", "key"], name="form_sent_once")]

    def __str__(self) -> str:
        return f"{self.act} {self.sent_at}"
