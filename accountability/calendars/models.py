"""Facts of the calendar: decided days, the number of its last change, and the one value of the demo clock."""

from django.db import models
from django.db.models import Q

from accountability.core.saying import say


class CalendarDay(models.Model):
    """A day that departs from the week's rhythm, with the document that decided it."""

    class Kind(models.TextChoices):
        """What the day becomes."""

        OFF = "off", say("Nghỉ")
        WORK = "work", say("Làm việc (làm bù, hoán đổi)")

    on = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=4, choices=Kind)
    title = models.CharField("lý do", max_length=200)
    document = models.CharField("văn bản quyết định", max_length=200)
    # A row copied from the library before the year was decided; the screens say "dự kiến".
    estimated = models.BooleanField("dự kiến", default=False)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        ordering = ("on",)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=("off", "work")), name="calendar_day_kind_known"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(document=""), name="calendar_day_has_ground"),
        )

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} – {self.get_kind_display()}: {self.title}"


class CalendarRevision(models.Model):
    """How often the calendar has changed: one row, which changes of the calendar and counting verbs wait for."""

    ONLY_PK = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_PK, editable=False)
    number = models.PositiveIntegerField("lần thay đổi", default=0)

    class Meta:
        verbose_name = "lần thay đổi lịch"
        verbose_name_plural = "lần thay đổi lịch"
        constraints = (models.CheckConstraint(condition=Q(id=1), name="calendar_revision_is_one_row"),)

    def __str__(self) -> str:
        return say("Lịch làm việc, lần thay đổi {number}", number=self.number)


class Meeting(models.Model):
    """A meeting of the People's Committee, held or planned: one a day."""

    on = models.DateField("ngày họp", unique=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "phiên họp UBND"
        verbose_name_plural = "phiên họp UBND"
        ordering = ("-on",)

    def __str__(self) -> str:
        return say("Phiên họp ngày {on:%d/%m/%Y}", on=self.on)


class DemoClock(models.Model):
    """The one moment at which the demo stands; no row means its first moment."""

    ONLY_PK = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_PK, editable=False)
    now_at = models.DateTimeField("thời điểm trình diễn")

    class Meta:
        verbose_name = "đồng hồ trình diễn"
        verbose_name_plural = "đồng hồ trình diễn"
        constraints = (models.CheckConstraint(condition=Q(id=1), name="demo_clock_is_one_row"),)

    def __str__(self) -> str:
        return say("Đồng hồ trình diễn: {now_at:%d/%m/%Y %H:%M}", now_at=self.now_at)
