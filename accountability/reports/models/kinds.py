"""Which reports a program owes, how often, by when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Agency, Position
from accountability.calendars.rules import CALENDAR, DECREE, Span, period_of
from accountability.core.saying import say
from accountability.directives.models import FIELD_CHOICES, Program


class ReportKind(models.Model):
    """A report that a program owes again and again: its rhythm, its days, who reviews it and whom it is for.

    It is drafted by the standing agency of the program, as long as that agency stands for it.
    """

    class Rhythm(models.TextChoices):
        HALF_MONTH = "half_month", say("Nửa tháng (01–15, 16–cuối tháng)")
        EVERY_15_DAYS = "every_15_days", say("15 ngày một lần")
        MONTH = "month", say("Hằng tháng")
        QUARTER = "quarter", say("Hằng quý")
        HALF_YEAR = "half_year", say("6 tháng một lần")
        YEAR = "year", say("Hằng năm")

    class Window(models.IntegerChoices):
        CALENDAR = CALENDAR, say("Theo tháng dương lịch (ngày 1 đến cuối tháng)")
        DECREE = DECREE, say("Theo Nghị định 09/2019/NĐ-CP (ngày 15 tháng trước đến ngày 14)")

    program = models.ForeignKey(
        Program, verbose_name="chương trình, đề án", on_delete=models.PROTECT, related_name="report_kinds"
    )
    title = models.CharField("tên báo cáo", max_length=200)
    rhythm = models.CharField("nhịp", max_length=20, choices=Rhythm)
    window = models.PositiveSmallIntegerField("kỳ số liệu", choices=Window, default=Window.CALENDAR)
    # The first period that is owed is the one that holds this day; periods of 15 days are counted from it.
    starts_on = models.DateField("kỳ đầu từ ngày")
    due_days = models.PositiveSmallIntegerField("hạn gửi sau khi chốt kỳ (ngày)", default=1)
    field = models.CharField("khối của Văn phòng thẩm tra", max_length=2, choices=FIELD_CHOICES)
    addressee = models.ForeignKey(
        Position, verbose_name="nơi nhận", on_delete=models.PROTECT, related_name="+"
    )
    # No period that ends from that day on is owed. A day to come where the rhythm changes: the period that runs is still closed.
    ended_on = models.DateField("thôi lập từ ngày", null=True)
    # The kind in whose place it is made, in another rhythm: its first report is compared with the last one of that.
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    made_at = models.DateTimeField("lập lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "loại báo cáo định kỳ"
        ordering = ["program_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "rhythm", "window"], condition=Q(ended_on=None), name="report_kind_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def drafter(self) -> Agency:
        """The agency that drafts: the standing agency of the program."""
        return self.program.standing_agency

    def period_of(self, day: date) -> Span:
        """The period of this kind that holds the day."""
        return period_of(self.rhythm, day, self.starts_on, self.window)
