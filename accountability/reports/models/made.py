"""A report that somebody makes by hand, outside the periods of its kind; and one that an engine is to make."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from accountability.core.long_work import GOES_ON, LongWork
from accountability.directives.models import Program
from accountability.files.models import StoredFile


class PeriodicReport(models.Model):
    """One making of the report of a program for a period; made again, it is another row beside this one."""

    program = models.ForeignKey(
        Program, verbose_name="chương trình, đề án", on_delete=models.PROTECT, related_name="reports"
    )
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày")
    made_at = models.DateTimeField("lập lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_title = models.CharField("chức danh người lập", max_length=200, blank=True)
    figures = models.JSONField("số liệu", encoder=DjangoJSONEncoder)
    assignments = models.PositiveIntegerField("số nhiệm vụ")
    file = models.ForeignKey(StoredFile, verbose_name="tệp", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("sha256", max_length=64)
    pages = models.PositiveIntegerField("số trang")
    is_assumed = models.BooleanField("số liệu giả định", default=False)

    class Meta:
        verbose_name = "báo cáo định kỳ"
        verbose_name_plural = "báo cáo định kỳ"
        ordering = ["-to_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="report_period_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.from_on:%d/%m/%Y}–{self.to_on:%d/%m/%Y}"


class ReportJob(LongWork):
    """A report that the engine makes, since its program is large: for whom, of what; `report` is what it came to.

    `total` and `written` count assignments. `asked_at` is by the clock of the office.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày")
    asked_at = models.DateTimeField("đề nghị lúc")
    report = models.ForeignKey(PeriodicReport, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lập báo cáo định kỳ"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(report__isnull=False), name="report_job_done_has_report"
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state__in=GOES_ON), name="reports_to_make")]

    def __str__(self) -> str:
        return f"{self.program} {self.from_on:%d/%m/%Y}–{self.to_on:%d/%m/%Y}: {self.get_state_display()}"
