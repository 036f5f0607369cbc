"""A round of urging: who urged, with which words, which assignments, whom of each lead, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Agency, Position
from accountability.assignments.models import Assignment
from accountability.core.long_work import GOES_ON, LongWork
from accountability.core.saying import say


class UrgingRound(LongWork):
    """One letter to many leads. What was decided is never changed; `total` and `written` count letters.

    `token` is made with the page that asks for confirmation: it is sent once.
    """

    token = models.UUIDField("mã lượt gửi", unique=True)
    urged_at = models.DateTimeField("đôn đốc lúc")
    urged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    urged_title = models.CharField("chức danh người đôn đốc", max_length=200)
    note = models.TextField("nội dung thêm của Văn phòng", blank=True)

    class Meta:
        verbose_name = "lượt đôn đốc"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["id"], condition=Q(state__in=GOES_ON), name="rounds_to_send")]

    def __str__(self) -> str:
        return say("Lượt đôn đốc {pk}", pk=self.pk)


class UrgedLead(models.Model):
    """A lead of a round, and who was to be written to when the round was decided: the unit of work of the engine.

    `named` is the position that leads, where one does; `position` answers for the lead, `readers` are the keys of who
    held it. `told_at` says that its letters were made, `letters` how many: none where all of it had been ended meanwhile.
    """

    round = models.ForeignKey(UrgingRound, on_delete=models.CASCADE, related_name="leads")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    named = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    readers = models.JSONField("người nhận")
    letters = models.PositiveIntegerField("số thư", default=0)
    told_at = models.DateTimeField("gửi lúc", null=True)

    class Meta:
        verbose_name = "đơn vị được đôn đốc"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency"],
                condition=Q(named__isnull=True),
                name="agency_urged_once_in_a_round",
            ),
            models.UniqueConstraint(fields=["round", "named"], name="position_urged_once_in_a_round"),
        ]
        indexes = [
            models.Index(fields=["round", "id"], condition=Q(told_at__isnull=True), name="leads_to_be_told")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Who leads, as screens say it."""
        return self.named.title if self.named else self.agency.short_name


class Urging(models.Model):
    """That an assignment was urged in a round, at which number of its deadline: a later one makes the mail void."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", say("chờ gửi")
        TOLD = "told", say("đã gửi")
        ENDED = "ended", say("không gửi: đã kết thúc trong lúc chờ")
        HANDED_IN = "handed_in", say("không gửi: đã báo cáo hoàn thành trong lúc chờ")
        MOVED = "moved", say("không gửi: thời hạn hoặc đơn vị chủ trì đã thay đổi trong lúc chờ")
        UNSENT = "unsent", say("chưa gửi: lượt đôn đốc dừng giữa chừng")

    round = models.ForeignKey(UrgingRound, on_delete=models.CASCADE, related_name="urgings")
    lead = models.ForeignKey(UrgedLead, null=True, on_delete=models.CASCADE, related_name="urgings")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="urgings")
    deadline_number = models.PositiveIntegerField("lần định hạn")
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome, default=Outcome.WAITING)

    class Meta:
        verbose_name = "lần đôn đốc của Văn phòng"
        constraints = [models.UniqueConstraint(fields=["round", "assignment"], name="urged_once_in_a_round")]

    def __str__(self) -> str:
        return say(
            "{assignment_id} trong lượt {round_id}", assignment_id=self.assignment_id, round_id=self.round_id
        )


LEFT_OUT = (Urging.Outcome.ENDED, Urging.Outcome.HANDED_IN, Urging.Outcome.MOVED, Urging.Outcome.UNSENT)
