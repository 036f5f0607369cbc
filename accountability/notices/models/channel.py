"""When a way out was closed, and what a person wants to get by it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class ChannelStop(models.Model):
    """A channel as a whole went down: nothing goes out by it before `until_at`, and no mail's tries are used up.

    One row per interruption; the first mail taken over afterwards ends it.
    """

    channel = models.CharField("kênh gửi", max_length=20)
    stage = models.CharField("bước", max_length=20)
    code = models.PositiveSmallIntegerField("mã trả lời", null=True, blank=True)
    text = models.CharField("trả lời của máy chủ", max_length=500, blank=True, default="")
    # Our account or sender is refused: waiting does not help, a person must change something.
    refused = models.BooleanField("bị từ chối", default=False)
    stopped_at = models.DateTimeField("dừng lúc")
    until_at = models.DateTimeField("thử lại từ")
    alarmed_at = models.DateTimeField("báo động lúc", null=True, blank=True)
    resumed_at = models.DateTimeField("thông lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần kênh gửi bị dừng"
        verbose_name_plural = "lần kênh gửi bị dừng"
        ordering = ["-pk"]
        constraints = [
            # Serves delivery: is this channel open? And two workers note one interruption once.
            models.UniqueConstraint(
                fields=["channel"], condition=Q(resumed_at__isnull=True), name="channel_stop_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.code or ''} {self.text}".strip()


class MailChoice(models.Model):
    """What a person decided about a kind of mail that he may decline; without a row he gets it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="mail_choices",
        verbose_name="người nhận",
    )
    kind = models.CharField("loại thư", max_length=40)
    wanted = models.BooleanField("muốn nhận")
    changed_at = models.DateTimeField("đổi lúc")

    class Meta:
        verbose_name = "lựa chọn nhận thư"
        verbose_name_plural = "lựa chọn nhận thư"
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="mail_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {'nhận' if self.wanted else 'không nhận'}"
