"""An annex that was read: its rows with what they come to, what a person put over them, the assignments that they made."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.assignments.models import Assignment
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.files.models import StoredFile
from accountability.intake.rules.rows import Kind
from accountability.intake.rules.verdicts import Status


class AnnexImport(models.Model):
    """One table of one directive, read once: from a file, or pasted. Nothing is assigned before it is committed."""

    class State(models.TextChoices):
        PREVIEW = "preview", say("Đang xem trước")
        COMMITTED = "committed", say("Đã ghi")
        UNDONE = "undone", say("Đã hoàn tác")

    directive = models.ForeignKey(
        Directive, verbose_name="văn bản", on_delete=models.PROTECT, related_name="annexes"
    )
    name = models.CharField("tên tệp", max_length=200)
    file = models.ForeignKey(StoredFile, verbose_name="tệp", null=True, on_delete=models.PROTECT)
    pasted = models.TextField("nội dung đã dán", blank=True)
    # The names of the sheets of the file, and how the chosen one is read: rows of titles, meanings of columns.
    sheets = models.JSONField("các trang tính", default=list)
    layout = models.JSONField("cách đọc cột", default=dict)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.PREVIEW)
    made_at = models.DateTimeField("đọc lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người đọc", null=True, on_delete=models.PROTECT, related_name="+"
    )  # fmt: skip
    committed_at = models.DateTimeField("ghi lúc", null=True)
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", null=True, on_delete=models.PROTECT, related_name="+"
    )  # fmt: skip
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người hoàn tác", null=True, on_delete=models.PROTECT, related_name="+"
    )  # fmt: skip

    class Meta:
        verbose_name = "phụ lục"
        verbose_name_plural = "phụ lục"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="preview") | Q(committed_at__isnull=False),
                name="committed_annex_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone") | Q(undone_at__isnull=False), name="undone_annex_has_moment"
            ),
        ]
        indexes = [models.Index(fields=["directive", "made_at"], name="annex_by_directive")]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"


class AnnexRow(models.Model):
    """One row of the sheet. `source` is what the sheet says, `corrections` what was put over it, `found` what it comes to.

    `found` and `status` follow from the other two and from the agencies of the day (`annexes.rejudge`).
    """

    annex = models.ForeignKey(AnnexImport, on_delete=models.CASCADE, related_name="rows")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("dòng")
    kind = models.CharField("loại dòng", max_length=5, choices=[(kind.value, kind.label) for kind in Kind])
    source = models.JSONField("nội dung trong tệp", default=dict)
    corrections = models.JSONField("sửa đổi", default=dict)
    found = models.JSONField("kết quả đọc", default=dict)
    status = models.CharField(
        "trạng thái", max_length=8, choices=[(status.value, status.label) for status in Status]
    )
    fingerprint = models.CharField("dấu nhận dạng", max_length=64, blank=True)
    is_written = models.BooleanField("đã ghi thành nhiệm vụ", default=False)

    class Meta:
        verbose_name = "dòng của phụ lục"
        ordering = ["annex_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["annex", "number"], name="annex_row_once"),
            # A row of a directive is written once, however often its sheet is committed, and by however many at a time.
            models.UniqueConstraint(
                fields=["directive", "fingerprint"],
                condition=Q(is_written=True),
                name="annex_row_written_once",
            ),
        ]
        indexes = [models.Index(fields=["annex", "status"], name="annex_rows_by_status")]

    def __str__(self) -> str:
        return say("dòng {number}", number=self.number)


class AnnexMade(models.Model):
    """An assignment that a row made; several when it was given to a group."""

    row = models.ForeignKey(AnnexRow, on_delete=models.CASCADE, related_name="made")
    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="annex_row")

    class Meta:
        verbose_name = "nhiệm vụ của dòng"

    def __str__(self) -> str:
        return f"{self.row_id} → {self.assignment_id}"
