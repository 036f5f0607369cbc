"""What waits for a person's next digest."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.core.saying import say
from accountability.notices.models.outbox import Outbox


class DigestItem(models.Model):
    """One line that a digest will carry, written in the transaction of the fact that owes it.

    `ready_at` is the business instant from which it may be told: a slot takes what was ready by then.
    Nothing of the mail is built before its slot, so what was settled meanwhile is left out.
    """

    class State(models.TextChoices):
        """What became of the line."""

        PENDING = "pending", say("Chờ tổng hợp")
        MAILED = "mailed", say("Đã đưa vào thư tổng hợp")
        DROPPED = "dropped", say("Không còn cần báo")
        DECLINED = "declined", say("Người nhận không nhận thư này")

    dedupe_key = models.CharField("khóa chống trùng", max_length=200, unique=True)
    kind = models.CharField("loại thư", max_length=40)
    recipient_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="digest_items",
        verbose_name="người nhận",
    )
    position = models.ForeignKey(
        "agencies.Position",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chức danh nhận",
    )
    number = models.CharField("số, ký hiệu", max_length=100, blank=True, default="")
    title = models.CharField("trích yếu", max_length=500)
    url = models.CharField("đường dẫn", max_length=255, blank=True, default="")
    deadline = models.CharField("thời hạn", max_length=100, blank=True, default="")
    note = models.CharField("tình trạng", max_length=500, blank=True, default="")
    subject = models.CharField("về việc", max_length=40, blank=True, default="")
    consequence = models.SmallIntegerField("mức độ", default=0)
    demo = models.BooleanField("số liệu giả định", default=False)
    payload = models.JSONField("dữ kiện", default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=State.choices, default=State.PENDING)
    mail = models.ForeignKey(
        Outbox,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="digest_items",
        verbose_name="thư tổng hợp",
    )
    ready_at = models.DateTimeField("báo được từ")
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "mục chờ tổng hợp"
        verbose_name_plural = "mục chờ tổng hợp"
        ordering = ["pk"]
        indexes = [
            # Serves the slot: WHERE state = 'pending' AND ready_at <= SLOT, by person.
            models.Index(fields=["state", "recipient_user", "ready_at"], name="digest_pending"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="mailed", mail__isnull=False) | (~Q(state="mailed") & Q(mail__isnull=True)),
                name="digest_item_mail_iff_mailed",
            ),
        ]

    def __str__(self) -> str:
        return self.title
