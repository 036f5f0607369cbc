"""The in-app notice: the swapped model of django-notifications-hq."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from notifications.base.models import AbstractNotification


class Notification(AbstractNotification):
    """One line on one person's notice page (the swapped model of django-notifications-hq).

    The system itself has no actor, so the actor is optional here; the time is always handed in.
    """

    # The library defaults to the system clock; only core/clock.py may read a clock.
    timestamp = models.DateTimeField("thời điểm", db_index=True)
    # Notices outlive nobody: accounts are deactivated, never deleted.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="notifications",
        verbose_name="người nhận",
    )
    actor_content_type = models.ForeignKey(
        ContentType,
        on_delete=models.CASCADE,
        related_name="notify_actor",
        verbose_name="loại đối tượng gây ra",
        null=True,
        blank=True,
    )
    actor_object_id = models.CharField("mã đối tượng gây ra", max_length=255, blank=True, default="")
    kind = models.CharField("loại thông báo", max_length=40, blank=True, default="")
    subject = models.CharField("về việc", max_length=40, blank=True, default="", db_index=True)
    url = models.CharField("đường dẫn", max_length=255, blank=True, default="")
    text = models.CharField("nội dung", max_length=500, blank=True, default="")

    class Meta(AbstractNotification.Meta):
        abstract = False
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        indexes = [
            # Serves the bell (unread count) and the notice page, newest first.
            models.Index(fields=["recipient", "unread", "-timestamp"], name="notification_inbox"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The Vietnamese one-liner shown on screen; rows of `notify.send` only have a verb."""
        return self.text or self.verb
