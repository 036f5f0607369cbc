"""One reading of a text of a directive, and the proposals that came of it, each with the sentence it comes from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.assignments.models import Assignment
from accountability.core.saying import say
from accountability.directives.models import Directive


class Extraction(models.Model):
    """A text that was read into proposals, as it was read: the quotes of the proposals are places in it."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="extractions")
    text = models.TextField("văn bản")
    text_sha256 = models.CharField("sha256 của văn bản", max_length=64)
    source_name = models.CharField("tệp", max_length=200, blank=True)
    notes = models.JSONField("lưu ý khi đọc", default=list)
    dictionary_on = models.DateField("danh mục cơ quan ngày")
    made_at = models.DateTimeField("đọc lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người đọc",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "bản đọc"
        verbose_name_plural = "bản đọc"
        ordering = ["pk"]
        constraints = [
            # The same text read again would propose everything a second time.
            models.UniqueConstraint(fields=["directive", "text_sha256"], name="text_read_once_per_directive")
        ]

    def __str__(self) -> str:
        return self.source_name or say("Văn bản đã dán")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions on proposals."""

    def in_order(self) -> ProposalQuerySet:
        """As their sentences stand in the text."""
        return self.order_by("starts_at", "rank", "pk")


class Proposal(models.Model):
    """A duty that a text seems to give. Nothing is created of it before a person confirms it.

    `spans` are the places of its sentences in the text, `[start, end]` in characters; `found` is what was recognised, in
    the words of the text, and None when people cut the proposal by hand; `fields` is the form of the duty as far as it is
    filled in; `questions` are what only a person can answer. A proposal that was merged or split stays, with the way back.
    `continues` is the proposal whose work this sentence goes on telling ("Báo cáo UBND tỉnh trước ngày …").
    """

    class State(models.TextChoices):
        ASIDE = "aside", say("Không giao nhiệm vụ")
        PROPOSED = "proposed", say("Chờ xem")
        CONFIRMED = "confirmed", say("Đã ghi nhiệm vụ")
        DROPPED = "dropped", say("Đã bỏ")
        MERGED = "merged", say("Đã gộp")
        SPLIT = "split", say("Đã tách")

    extraction = models.ForeignKey(Extraction, on_delete=models.CASCADE, related_name="proposals")
    rank = models.PositiveIntegerField("thứ tự")
    spans = models.JSONField("vị trí trong văn bản")
    starts_at = models.PositiveIntegerField("vị trí đầu")
    sentence = models.TextField("câu trong văn bản")
    found = models.JSONField("đã nhận ra", null=True)
    fields = models.JSONField("nội dung biểu", default=dict)
    questions = models.JSONField("cần hỏi", default=list)
    confidence = models.FloatField("độ tin cậy")
    is_checked = models.BooleanField("người xử lý đã xem, sửa", default=False)
    revision = models.PositiveIntegerField("lần sửa", default=0)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.PROPOSED)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="pieces")
    continues = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="continued_by")
    assignments = models.ManyToManyField(Assignment, related_name="proposals")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "đề xuất"
        verbose_name_plural = "đề xuất"
        ordering = ["starts_at", "rank", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sentence=""), name="proposal_has_its_quote"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="proposal_confidence_from_0_to_1"
            ),
        ]
        # The page of an extraction reads its proposals in the order of the text.
        indexes = [models.Index(fields=["extraction", "starts_at"], name="proposal_in_text_order")]

    def __str__(self) -> str:
        return self.sentence[:80]
