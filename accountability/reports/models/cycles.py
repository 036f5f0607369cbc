"""A period of a kind of report, from the day it closed to its archive: its state, its words, what people did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accountability.calendars.rules import Span
from accountability.core.saying import say
from accountability.reports.models.kinds import ReportKind


class ReportCycle(models.Model):
    """One period of a kind of report. The clock makes it, once; people bring it from draft to archive.

    `closed_at` is when its figures were frozen; until then it is a row that some engine has just written.
    """

    class State(models.TextChoices):
        DRAFT = "draft", say("Đang soạn")
        IN_REVIEW = "in_review", say("Văn phòng đang thẩm tra")
        SUBMITTED = "submitted", say("Đã trình Chủ tịch")
        INSTRUCTED = "instructed", say("Đã có ý kiến chỉ đạo")
        ARCHIVED = "archived", say("Đã phát hành, lưu")

    kind = models.ForeignKey(ReportKind, on_delete=models.PROTECT, related_name="cycles")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày")
    due_on = models.DateField("hạn gửi")
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.DRAFT)
    closed_at = models.DateTimeField("chốt số liệu lúc", null=True)
    # The day on which the last reminder of this state went out; each is sent once.
    reminded_on = models.DateField("đã nhắc ngày", null=True)
    process = models.OneToOneField(
        "viewflow.Process", null=True, on_delete=models.SET_NULL, related_name="report_cycle"
    )

    class Meta:
        verbose_name = "kỳ báo cáo"
        ordering = ["-to_on", "-pk"]
        constraints = [
            # Engines at once, or one that comes back after weeks, write each period once.
            models.UniqueConstraint(fields=["kind", "from_on"], name="report_cycle_once"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="report_cycle_in_order"),
        ]
        indexes = [
            # What waits for somebody, and what is to be reminded of.
            models.Index(fields=["due_on"], condition=~Q(state="archived"), name="report_cycles_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.label}"

    @property
    def span(self) -> Span:
        """The period with its name."""
        return self.kind.period_of(self.to_on)

    @property
    def label(self) -> str:
        """As "tháng 11/2022", "01/11/2022–15/11/2022"."""
        return self.span.label


class CycleText(models.Model):
    """The drafter's words for one section of the report (I to VI); figures stand in them as named places."""

    cycle = models.ForeignKey(ReportCycle, on_delete=models.CASCADE, related_name="texts")
    section = models.CharField("mục", max_length=3)
    text = models.TextField("nội dung")

    class Meta:
        verbose_name = "lời của một mục"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "section"], name="report_section_once"),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:60]}"


class CycleStep(models.Model):
    """What somebody did with a report: sent, took back, returned, submitted, gave a word (`ReportWord`), issued, corrected."""

    class What(models.TextChoices):
        SENT = "sent", say("Trình Văn phòng thẩm tra")
        WITHDRAWN = "withdrawn", say("Rút lại để sửa")
        RETURNED = "returned", say("Văn phòng trả lại")
        SUBMITTED = "submitted", say("Văn phòng trình Chủ tịch")
        INSTRUCTED = "instructed", say("Ý kiến chỉ đạo")
        SET_RIGHT = "set_right", say("Đính chính ý kiến chỉ đạo")
        ISSUED = "issued", say("Phát hành, lưu")
        CORRECTED = "corrected", say("Lập bản đính chính")

    cycle = models.ForeignKey(ReportCycle, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField("việc", max_length=12, choices=What)
    note = models.TextField("nội dung", blank=True)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_title = models.CharField("chức danh", max_length=200)

    class Meta:
        verbose_name = "bước của kỳ báo cáo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.note[:60]}"
