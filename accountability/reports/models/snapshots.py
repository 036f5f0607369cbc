"""What a period was closed with: figures, rows, the document that went out and its files. Only ever added to."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from accountability.files.models import SignedCopy, StoredFile
from accountability.reports.models.cycles import ReportCycle


class Snapshot(models.Model):
    """The figures of a period as they were at one moment, with the anchor of the audit of that moment.

    Nothing changes it; `sha256` is of the figures, the changes and the rows. A correction is the next `number`, with its
    reason. `changes` compares with `since`, the last report of the kind before it.
    """

    cycle = models.ForeignKey(ReportCycle, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField("bản số", default=1)
    reason = models.TextField("lý do đính chính", blank=True)
    taken_at = models.DateTimeField("số liệu lúc")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    figures = models.JSONField("số liệu", encoder=DjangoJSONEncoder)
    changes = models.JSONField("thay đổi so với kỳ trước", null=True)
    since = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    assignments = models.PositiveIntegerField("số nhiệm vụ")
    sha256 = models.CharField("sha256", max_length=64)
    anchor = models.JSONField("mốc nhật ký", null=True)
    is_assumed = models.BooleanField("số liệu giả định", default=False)

    class Meta:
        verbose_name = "bản chốt số liệu"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "number"], name="report_snapshot_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="report_correction_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle}, bản {self.number}"


class SnapshotRow(models.Model):
    """One counted assignment as it stood in the snapshot. It names the assignment by its key, so that neither holds the other."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="rows")
    place = models.PositiveIntegerField("thứ tự")
    assignment_pk = models.BigIntegerField("nhiệm vụ")
    bucket = models.CharField("tình trạng", max_length=16)
    row = models.JSONField("dòng", encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "dòng của bản chốt"
        ordering = ["snapshot_id", "place"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "place"], name="report_row_once")]

    def __str__(self) -> str:
        return f"{self.assignment_pk}: {self.bucket}"


class ReportIssue(models.Model):
    """A snapshot that went out as a document: its number, its day, and the words with which it went."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="issue")
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    texts = models.JSONField("lời của các mục")
    issued_at = models.DateTimeField("lúc")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "báo cáo đã phát hành"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol}"


class ReportFile(models.Model):
    """A file of an issued report with its hash; each format once."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"

    issue = models.ForeignKey(ReportIssue, on_delete=models.PROTECT, related_name="files")
    format = models.CharField("định dạng", max_length=4, choices=Format)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("sha256", max_length=64)
    made_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "tệp báo cáo"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "format"], name="report_file_once")]

    def __str__(self) -> str:
        return f"{self.issue} {self.get_format_display()}"

    @property
    def newest_copy(self) -> SignedCopy | None:
        """The copy with all its signatures, from what was read with the file; None where nobody signed it."""
        return max(self.file.signed_copies.all(), key=lambda copy: copy.number, default=None)
