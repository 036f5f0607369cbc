"""Sổ đăng ký văn bản đi: how far each issuer's series of a year has come, and every number that was given."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accountability.agencies.models import Agency
from accountability.core.saying import say


class NumberSeries(models.Model):
    """The numbers of one issuer, year and series: the row that is locked while a number is taken.

    `last` is the last number in use; `paper_last` the one at which the paper register stood when ours went on from it.
    """

    issuer = models.ForeignKey(
        Agency, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveIntegerField("năm")
    series = models.CharField("loại sổ", max_length=20)
    last = models.PositiveIntegerField("số cuối", default=0)
    paper_last = models.PositiveIntegerField("sổ giấy đến số", default=0)

    class Meta:
        verbose_name = "sổ đăng ký văn bản đi"
        verbose_name_plural = "sổ đăng ký văn bản đi"
        ordering = ["-year", "series", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "year", "series"], name="one_series_per_issuer_and_year"),
            models.CheckConstraint(condition=Q(last__gte=models.F("paper_last")), name="series_goes_on_from_paper"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return say("Sổ {series} năm {year}", series=self.series, year=self.year)


class TakenNumber(models.Model):
    """A line of the register: a number that is in use, since when, and for what where it may be told to every reader.

    `title` and `url` stay empty for what has readers of its own; the document then names this row.
    """

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="taken")
    number = models.PositiveIntegerField("số")
    taken_at = models.DateTimeField("lấy số lúc")
    title = models.CharField("nội dung", max_length=500, blank=True)
    url = models.CharField("trang", max_length=200, blank=True)

    class Meta:
        verbose_name = "số đã cấp"
        ordering = ["series_id", "-number"]
        constraints = [
            # NĐ 30/2020 Điều 15: unique per agency and year. The last word, should the lock ever fail.
            models.UniqueConstraint(fields=["series", "number"], name="number_taken_once")
        ]

    def __str__(self) -> str:
        return say("Số {number:02d}", number=self.number)
