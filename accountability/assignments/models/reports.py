"""What the lead and the verifying body say: results, obstacles, extensions, submissions, completions, evidence."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Position
from accountability.assignments.models.assignment import Assignment
from accountability.assignments.models.history import LeadTenure
from accountability.assignments.models.instruction import Instruction
from accountability.assignments.rules import Level
from accountability.core.finding.fields import WordsField
from accountability.core.finding.rules import kept
from accountability.core.saying import say
from accountability.files.models import StoredFile

_LEVELS = [(level.value, level.label) for level in Level]
_BY: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+"}


class ProgressReport(models.Model):
    """An update of results (cập nhật kết quả) by the lead agency."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reports")
    tenure = models.ForeignKey(LeadTenure, **_BY)
    text = models.TextField("kết quả")
    resources = models.CharField("nguồn lực", max_length=300, blank=True)
    reported_at = models.DateTimeField("báo cáo lúc")
    reported_on = models.DateField("ngày báo cáo")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    # The word that its form carried (ADR 0029): sent again over a bad line, it is still one report.
    sent_key = models.CharField("khóa gửi", max_length=40, null=True)

    class Meta:
        verbose_name = "kết quả"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reported_by", "sent_key"],
                condition=Q(sent_key__isnull=False),
                name="report_sent_once",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Obstacle(models.Model):
    """A difficulty (khó khăn, vướng mắc) with a proposal, addressed to a superior, who answers.

    It never moves the deadline. Marked by the Office as within a superior's powers it may hold the higher rungs
    (`holds`, decided at the mark); the days that the superior owes count for the lead only when confirmed (DESIGN §6).
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="obstacles")
    text = models.TextField("khó khăn, vướng mắc")
    proposal = models.TextField("đề xuất, kiến nghị")
    addressed_to = models.ForeignKey(Position, verbose_name="gửi đến", **_BY)
    raised_at = models.DateTimeField("nêu lúc")
    raised_on = models.DateField("ngày nêu")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    answer = models.ForeignKey(Instruction, null=True, on_delete=models.PROTECT, related_name="+")
    deadline_number = models.PositiveIntegerField("nêu khi đang ở lần định hạn", default=0)
    within_powers_on = models.DateField("ngày xác định thuộc thẩm quyền cấp trên", null=True)
    within_powers_at = models.DateTimeField("xác định lúc", null=True)
    within_powers_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    within_powers_title = models.CharField("chức danh người xác định", max_length=200, blank=True)
    holds = models.BooleanField("tạm dừng báo cáo cấp trên", default=False)
    owed_days = models.PositiveIntegerField("số ngày thuộc trách nhiệm cấp trên", null=True)
    owed_confirmed_at = models.DateTimeField("xác nhận số ngày lúc", null=True)
    owed_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    owed_confirmed_title = models.CharField("chức danh người xác nhận", max_length=200, blank=True)

    class Meta:
        verbose_name = "khó khăn, vướng mắc"
        ordering = ["assignment_id", "pk"]
        indexes = [
            models.Index(fields=["raised_on"], condition=Q(answered_at__isnull=True), name="open_obstacles")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(holds=False) | Q(within_powers_on__isnull=False),
                name="obstacle_holds_once_marked",
            ),
            models.CheckConstraint(
                condition=Q(owed_days__isnull=True) | Q(owed_confirmed_at__isnull=False),
                name="owed_days_are_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Extension(models.Model):
    """A request for more time (đề nghị gia hạn).

    The first is decided by the leader who assigned, the second by the Vice-chair, from the third on by the Chair
    (`level`). `after_expiry` is written when it is granted after the deadline of that time had passed. What made it
    pointless before anybody decided closes it, with the reason (`closed_why`).
    """

    class State(models.TextChoices):
        ASKED = "asked", say("Chờ quyết định")
        GRANTED = "granted", say("Đồng ý gia hạn")
        REFUSED = "refused", say("Không đồng ý")
        CLOSED = "closed", say("Không còn cần xem xét")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="extensions")
    reason = models.TextField("lý do")
    new_due_on = models.DateField("đề nghị đến ngày")
    ordinal = models.PositiveIntegerField("gia hạn lần thứ", default=1)
    level = models.CharField("cấp quyết định", max_length=10, choices=_LEVELS, default=Level.ASSIGNER.value)
    asked_in_time = models.BooleanField("đề nghị đúng thời gian quy định", default=True)
    due_on_then = models.DateField("thời hạn khi đề nghị", null=True)
    deadline_number = models.PositiveIntegerField("đề nghị khi đang ở lần định hạn", default=0)
    after_expiry = models.BooleanField("đồng ý khi thời hạn đã qua", default=False)
    asked_at = models.DateTimeField("đề nghị lúc")
    asked_on = models.DateField("ngày đề nghị")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.ASKED)
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    decision = models.ForeignKey(Instruction, null=True, **_BY)
    closed_why = models.CharField("lý do không còn cần xem xét", max_length=300, blank=True)
    process = models.OneToOneField(
        "viewflow.Process", null=True, on_delete=models.PROTECT, related_name="extension"
    )

    class Meta:
        verbose_name = "đề nghị gia hạn"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="asked"), name="one_open_extension_request"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(closed_why=""), name="closed_extension_says_why"
            ),
        ]

    def __str__(self) -> str:
        return say(
            "{assignment_id} đến {new_due_on}", assignment_id=self.assignment_id, new_due_on=self.new_due_on
        )


class Submission(models.Model):
    """A product submitted to UBND (tham mưu, trình); while it waits the Office's clock runs, not the lead's."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", say("Chờ xem xét")
        SIGNED = "signed", say("Đã được ký ban hành")
        RETURNED = "returned", say("Yêu cầu hoàn thiện, trình lại")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="submissions")
    document = models.CharField("tờ trình (số, ký hiệu, ngày)", max_length=200)
    text = models.TextField("nội dung trình")
    submitted_at = models.DateTimeField("trình lúc")
    submitted_on = models.DateField("ngày trình")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    outcome = models.CharField("kết quả", max_length=10, choices=Outcome, default=Outcome.WAITING)
    reason = models.TextField("ý kiến", blank=True)
    reviewed_at = models.DateTimeField("xem xét lúc", null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)

    class Meta:
        verbose_name = "trình sản phẩm"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(outcome="waiting"), name="one_open_submission"
            )
        ]

    def __str__(self) -> str:
        return self.document


class Completion(models.Model):
    """A claim of completion with its result document, confirmed or returned by the verifying body."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", say("Chờ xác nhận")
        ACCEPTED = "accepted", say("Đã xác nhận")
        RETURNED = "returned", say("Yêu cầu bổ sung")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="completions")
    tenure = models.ForeignKey(LeadTenure, **_BY)
    number = models.CharField("số", max_length=11)
    symbol = models.CharField("ký hiệu", max_length=30)
    result_on = models.DateField("ngày văn bản kết quả")
    summary = models.TextField("kết quả")
    claimed_at = models.DateTimeField("báo cáo lúc")
    claimed_on = models.DateField("ngày báo cáo")
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    counts_on = models.DateField("tính hoàn thành ngày")
    outcome = models.CharField("kết quả xác nhận", max_length=10, choices=Outcome, default=Outcome.WAITING)
    reason = models.TextField("nội dung yêu cầu bổ sung", blank=True)
    verified_at = models.DateTimeField("xác nhận lúc", null=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)

    class Meta:
        verbose_name = "báo cáo hoàn thành"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(outcome="waiting"), name="one_open_claim"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}"


class Evidence(models.Model):
    """A file that shows a result; `kind` and `row_pk` name the report it came with."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    kind = models.CharField("kèm theo", max_length=20)
    row_pk = models.BigIntegerField("khóa")
    added_at = models.DateTimeField("thêm lúc")
    search_text = WordsField("chữ để tìm (không dấu)", of=lambda row: kept(row.file.name))

    class Meta:
        verbose_name = "minh chứng"
        ordering = ["assignment_id", "pk"]

    def __str__(self) -> str:
        return self.file.name
