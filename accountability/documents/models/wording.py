"""The wording of each kind as the Office wants it: a new version each time, none ever changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.core.saying import say
from accountability.documents.rules import KINDS

KIND_CHOICES = [(rule.code.value, rule.title) for rule in KINDS.values()]


class DocumentTemplate(models.Model):
    """A version of the wording of a kind; the highest is in use, without one our own is. A document remembers its version.

    `is_ours`: this version is the return to our own wording, as it read then.
    """

    kind = models.CharField("loại văn bản", max_length=12, choices=KIND_CHOICES)
    version = models.PositiveIntegerField("lần sửa")
    abstract = models.CharField("trích yếu", max_length=500)
    body = models.TextField("nội dung")
    recipients = models.TextField("nơi nhận", blank=True)
    is_ours = models.BooleanField("mẫu gốc", default=False)
    made_at = models.DateTimeField("sửa lúc")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_title = models.CharField("chức danh người sửa", max_length=200)

    class Meta:
        verbose_name = "mẫu văn bản"
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="template_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="template_versions_from_one"),
        ]

    def __str__(self) -> str:
        return say("Mẫu {kind}, lần sửa {version}", kind=self.get_kind_display(), version=self.version)
