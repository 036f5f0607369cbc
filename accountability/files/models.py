"""What is kept of an uploaded file. The name on disk is random; the name people gave is only shown."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models


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
