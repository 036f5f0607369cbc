"""What an agency objects to in its row, and the Office's answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment
from accountability.core.saying import say
from accountability.ranking.models.ranking import Ranking
from accountability.ranking.rules import Outcome

_BY: dict[str, Any] = {"null": True, "on_delete": models.PROTECT, "related_name": "+"}
# What a ruling may make of a task: to wait for the Office is no ruling.
RULINGS = (Outcome.ON_TIME, Outcome.LATE_DONE, Outcome.LATE_OPEN, Outcome.LEFT_OUT)


class Objection(models.Model):
    """Kiến nghị: about one task of the row, or about the row. Points to the agency, since rows are counted anew.

    An accepted one may rule as what the task counts (`ruling`; empty: by the facts, which were corrected meanwhile) and that
    a return or a missing explanation does not count; each later counting keeps to it.
    """

    class State(models.TextChoices):
        ASKED = "asked", say("Chờ Văn phòng trả lời")
        ACCEPTED = "accepted", say("Chấp nhận, tính lại")
        REFUSED = "refused", say("Giữ nguyên kết quả")

    ranking = models.ForeignKey(Ranking, on_delete=models.PROTECT, related_name="objections")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, verbose_name="nhiệm vụ", **_BY)
    text = models.TextField("nội dung kiến nghị")
    filed_at = models.DateTimeField("gửi lúc")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    filed_title = models.CharField("chức danh người gửi", max_length=200, blank=True)
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.ASKED)
    answer = models.TextField("trả lời của Văn phòng", blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    answered_title = models.CharField("chức danh người trả lời", max_length=200, blank=True)
    ruling = models.CharField(
        "tính nhiệm vụ là", max_length=10, blank=True, choices=[(one.value, one.label) for one in RULINGS]
    )
    clears_returned = models.BooleanField("không tính lần bị trả lại", default=False)
    clears_unexplained = models.BooleanField("không tính lỗi không giải trình", default=False)

    class Meta:
        verbose_name = "kiến nghị về xếp hạng"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking", "agency", "assignment"],
                condition=Q(state="asked", assignment__isnull=False),
                name="one_open_objection_to_a_task",
            ),
            models.UniqueConstraint(
                fields=["ranking", "agency"],
                condition=Q(state="asked", assignment__isnull=True),
                name="one_open_objection_to_a_row",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_objection_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted") | Q(ruling="", clears_returned=False, clears_unexplained=False),
                name="only_accepted_objections_rule",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return {"asked": "wait", "accepted": "done", "refused": "stopped"}[self.state]
