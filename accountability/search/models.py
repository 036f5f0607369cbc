"""Searches that a person keeps, and lists that he has written into a file."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

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


class ExportJob(models.Model):
    """A list that is written into a file: of whom, which rows, how far it is.

    An engine claims it with a lease by the machine's clock and writes down how far it is; `attempts` tells one claim from
    the next, so a worker that comes back after its lease finds that another has taken over. `asked_at`, `done_at` and
    `expires_on` are by the clock of the office.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ lập tệp"
        MAKING = "making", "Đang lập tệp"
        DONE = "done", "Đã lập xong"
        FAILED = "failed", "Không lập được"
        CANCELLED = "cancelled", "Đã hủy"
        EXPIRED = "expired", "Tệp đã xóa"

    class Format(models.TextChoices):
        XLSX = "xlsx", "Excel (.xlsx)"
        CSV = "csv", "CSV (.csv)"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    list = models.CharField("danh sách", max_length=30)
    query = models.CharField("điều kiện lọc", max_length=1000, blank=True)
    format = models.CharField("loại tệp", max_length=4, choices=Format)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField("số dòng", default=0)
    written = models.PositiveIntegerField("đã ghi", default=0)
    asked_at = models.DateTimeField("đề nghị lúc")
    done_at = models.DateTimeField("xong lúc", null=True)
    attempts = models.PositiveIntegerField("lần lập", default=0)
    lease_until = models.DateTimeField("giữ đến", null=True)
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

    @property
    def goes_on(self) -> bool:
        """Whether an engine will still do something about it."""
        return self.state in (self.State.WAITING, self.State.MAKING)
