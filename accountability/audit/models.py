"""The audit event. It keeps keys, not foreign keys to live rows, so that it never stands in their way."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEvent(models.Model):
    """One write: who, on whose behalf, what, from, to, when, from where. Append-only (see `triggers`)."""

    at = models.DateTimeField("lúc")
    action = models.CharField("việc", max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người thực hiện",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    position_title = models.CharField("chức danh khi thực hiện", max_length=200, blank=True)
    behalf_position_pk = models.BigIntegerField("thay mặt chức danh", null=True)
    target_kind = models.CharField("đối tượng", max_length=40)
    target_pk = models.BigIntegerField("khóa đối tượng")
    assignment_pk = models.BigIntegerField("nhiệm vụ", null=True)
    directive_pk = models.BigIntegerField("văn bản", null=True)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)
    note = models.TextField("ghi chú", blank=True)
    address = models.CharField("địa chỉ", max_length=45, blank=True)

    class Meta:
        verbose_name = "sự kiện"
        verbose_name_plural = "nhật ký"
        indexes = [
            # The timeline of one assignment, of one directive.
            models.Index(fields=["assignment_pk", "at"], name="audit_by_assignment"),
            models.Index(fields=["directive_pk", "at"], name="audit_by_directive"),
            models.Index(fields=["-at"], name="audit_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.action} {self.target_kind}:{self.target_pk}"


class AuditSeal(models.Model):
    """A batch of events that were settled, chained to the batch before it. Its number and hash are the anchor on paper.

    `root` is of the events, `sha256` of the seal with `previous`; whoever changes or removes a sealed event, or writes the
    whole chain anew, no longer fits an anchor that was printed.
    """

    number = models.PositiveBigIntegerField("số thứ tự", unique=True)
    first_pk = models.BigIntegerField("từ sự kiện", unique=True)
    last_pk = models.BigIntegerField("đến sự kiện")
    events = models.PositiveIntegerField("số sự kiện")
    root = models.CharField("mã băm của sự kiện", max_length=64)
    previous = models.CharField("mã băm của mốc trước", max_length=64, blank=True)
    sha256 = models.CharField("mã băm", max_length=64)
    sealed_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "mốc nhật ký"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.sha256}"
