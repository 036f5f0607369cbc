"""Searches that a person keeps, and lists that he has written into a file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.core.long_work import LongWork
from accountability.files.models import StoredFile


class SavedSearch(models.Model):
    """An address with its filters under a name of one's own; only its owner sees it. Deleted ones can be brought back."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("tên", max_length=100)
    address = models.CharField("địa chỉ", max_length=1000)
    saved_at = models.DateTimeField("lưu lúc")
    deleted_at = models.DateTimeField("xóa lúc", null=True)

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        verbose_name_plural = "bộ lọc đã lưu"
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "title"], condition=Q(deleted_at__isnull=True), name="saved_search_title_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class ExportJob(LongWork):
    """A list that is written into a file, or a page that is drawn as one: for whom, of what.

    Of a list, `list` is its code and `query` its filter; of a page, the name of its address and the whole address. `asked_at` and `expires_on` are by the clock of the office.
    """

    class Format(models.TextChoices):
        XLSX = "xlsx", "Excel (.xlsx)"
        CSV = "csv", "CSV (.csv)"
        PDF = "pdf", "PDF"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    list = models.CharField("danh sách", max_length=30)
    query = models.CharField("điều kiện lọc", max_length=1000, blank=True)
    format = models.CharField("loại tệp", max_length=4, choices=Format)
    asked_at = models.DateTimeField("đề nghị lúc")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    expires_on = models.DateField("xóa tệp ngày", null=True)

    class Meta:
        verbose_name = "xuất danh sách"
        verbose_name_plural = "xuất danh sách"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(file__isnull=False, expires_on__isnull=False),
                name="export_done_has_file",
            )
        ]
        indexes = [
            # The engine: what waits or is being made.
            models.Index(fields=["id"], condition=Q(state__in=["waiting", "making"]), name="exports_to_make"),
            # The engine: files whose time is over.
            models.Index(fields=["expires_on"], condition=Q(state="done"), name="exports_to_expire"),
        ]

    def __str__(self) -> str:
        return f"{self.list}: {self.get_state_display()}"
