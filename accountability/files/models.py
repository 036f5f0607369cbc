"""What is kept of an uploaded file. The name on disk is random; the name people gave is only shown."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models

from accountability.core.saying import say
from accountability.printing.signing import Signature


def random_name(instance: StoredFile, filename: str) -> str:
    """A path that tells nothing and cannot be guessed; the given name is kept in `name` only."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token}"


class StoredFile(models.Model):
    """One uploaded file that passed the checks of `accountability.files.rules`."""

    name = models.CharField("tên tệp", max_length=200)
    media_type = models.CharField("loại", max_length=100)
    size = models.PositiveBigIntegerField("số byte")
    sha256 = models.CharField("sha256", max_length=64)
    content = models.FileField("nội dung", upload_to=random_name)
    uploaded_at = models.DateTimeField("tải lên lúc")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người tải lên",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        # Whether a file that somebody holds is one of ours: the page that checks files.
        indexes = [models.Index(fields=["sha256"], name="files_by_sha256")]

    def __str__(self) -> str:
        return self.name


class SignedCopy(models.Model):
    """A file of ours with one digital signature more behind its bytes, by the office's key or by somebody's own tool.

    The original stays as it was frozen. Copies are only added: `number` counts them, and each begins with the bytes of the
    one before it. `signatures` tells every certificate of the copy, as `printing.signing.Signature` does.
    """

    class How(models.TextChoices):
        KEY = "key", say("Khóa ký của cơ quan")
        UPLOAD = "upload", say("Tệp ký ngoài hệ thống")

    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="signed_copies")
    number = models.PositiveSmallIntegerField("lần")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="signed_copy")
    how = models.CharField("cách ký", max_length=6, choices=How)
    signatures = models.JSONField("chữ ký số")
    kept_at = models.DateTimeField("lưu lúc")
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    kept_title = models.CharField("chức danh", max_length=200, blank=True)

    class Meta:
        verbose_name = "bản ký số"
        verbose_name_plural = "bản ký số"
        ordering = ["number"]
        constraints = [
            # Two people who add a signature to the same copy: the second is told to begin again.
            models.UniqueConstraint(fields=["original", "number"], name="signed_copy_once")
        ]

    def __str__(self) -> str:
        return f"{self.original}, {self.number}"

    @property
    def told(self) -> list[Signature]:
        """The signatures as they were found when the copy was kept."""
        return [
            Signature(**{**one, "at": datetime.fromisoformat(one["at"]) if one["at"] else None})
            for one in self.signatures
        ]
