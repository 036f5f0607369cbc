"""A task of the province, the history of its deadline by documents, and the report that ends it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Position
from accountability.core.saying import say
from accountability.directives.models import FIELD_CHOICES, Directive
from accountability.files.models import StoredFile


class CentralTaskQuerySet(models.QuerySet["CentralTask"]):
    """Questions on tasks of the province; who may see which rows is `central.access`."""

    def open(self) -> CentralTaskQuerySet:
        """Not reported up yet; what a withdrawn document asked for is owed no more."""
        return self.filter(report=None).exclude(directive__state=Directive.State.WITHDRAWN)


class CentralTask(models.Model):
    """What a body above (Chính phủ, a ministry, Tỉnh ủy, HĐND) gives the province by a document of its own.

    It is no `Assignment`: no agency leads it, no ladder climbs on it, nobody is late. `due_on` repeats the last
    `CentralDeadline` for lists.
    """

    directive = models.ForeignKey(
        Directive, verbose_name="văn bản", on_delete=models.PROTECT, related_name="central_tasks"
    )
    title = models.CharField("nội dung", max_length=500)
    product = models.CharField("sản phẩm", max_length=300, blank=True)
    field = models.CharField("lĩnh vực", max_length=2, choices=FIELD_CHOICES)
    due_on = models.DateField("hạn Trung ương", null=True)
    deadline_words = models.CharField("thời hạn trong văn bản", max_length=200, blank=True)
    supervisor = models.ForeignKey(
        Position, verbose_name="lãnh đạo phụ trách", null=True, on_delete=models.PROTECT, related_name="+"
    )
    specialist = models.ForeignKey(
        Position, verbose_name="chuyên viên theo dõi", null=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField("ghi lúc")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CentralTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ Trung ương giao tỉnh"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["field", "due_on"], name="central_by_field")]

    def __str__(self) -> str:
        return self.title

    @property
    def body(self) -> str:
        """Who gave it."""
        return self.directive.issuer_text or self.directive.issuer.name

    @property
    def is_reported(self) -> bool:
        """Whether the province's report ended it."""
        return hasattr(self, "report")


class CentralDeadline(models.Model):
    """One deadline of a task of the province, with the document of the body above that set it; number 1 is the original."""

    task = models.ForeignKey(CentralTask, on_delete=models.CASCADE, related_name="deadlines")
    number = models.PositiveIntegerField("lần")
    due_on = models.DateField("hạn Trung ương", null=True)
    document = models.ForeignKey(
        Directive, verbose_name="văn bản định hạn", on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField("ghi lúc")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "hạn Trung ương"
        ordering = ["task_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="central_deadline_number_once"),
            # Only the first may be missing: a document that moves a deadline names one.
            models.CheckConstraint(
                condition=Q(number=1) | Q(due_on__isnull=False), name="central_deadline_moved_to_a_date"
            ),
        ]

    def __str__(self) -> str:
        return say(
            "{task_id} lần {number}: {due_on}", task_id=self.task_id, number=self.number, due_on=self.due_on
        )


class ProvinceReport(models.Model):
    """The province's report to the body above: the only thing that ends its task."""

    task = models.OneToOneField(CentralTask, on_delete=models.CASCADE, related_name="report")
    number = models.CharField("số", max_length=11)
    symbol = models.CharField("ký hiệu", max_length=30)
    reported_on = models.DateField("ngày báo cáo")
    summary = models.TextField("tóm tắt kết quả", blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "báo cáo của tỉnh"

    def __str__(self) -> str:
        return self.cited

    @property
    def cited(self) -> str:
        """As "Báo cáo số 512/BC-UBND ngày 20/12/2022"."""
        return say(
            "Báo cáo số {number}/{symbol} ngày {reported_on:%d/%m/%Y}",
            number=self.number,
            symbol=self.symbol,
            reported_on=self.reported_on,
        )
