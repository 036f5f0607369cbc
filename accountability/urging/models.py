"""A round of urging: who urged, with which words, which assignments."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accountability.assignments.models import Assignment


class UrgingRound(models.Model):
    """One letter to many leads; append-only. `token` is made with the page that asks for confirmation: it is sent once."""

    token = models.UUIDField("mã lượt gửi", unique=True)
    urged_at = models.DateTimeField("đôn đốc lúc")
    urged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    urged_title = models.CharField("chức danh người đôn đốc", max_length=200)
    note = models.TextField("nội dung thêm của Văn phòng", blank=True)

    class Meta:
        verbose_name = "lượt đôn đốc"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Lượt đôn đốc {self.pk}"


class Urging(models.Model):
    """That an assignment was urged in a round, at which number of its deadline: a later one makes the mail void."""

    round = models.ForeignKey(UrgingRound, on_delete=models.CASCADE, related_name="urgings")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="urgings")
    deadline_number = models.PositiveIntegerField("lần định hạn")

    class Meta:
        verbose_name = "lần đôn đốc của Văn phòng"
        constraints = [models.UniqueConstraint(fields=["round", "assignment"], name="urged_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.assignment_id} trong lượt {self.round_id}"
