"""A recurring duty of one lead: its rhythm, its window, what its occurrences are called, and its end."""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.calendars.rules import MonthDay, Window
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.directives.models import Directive

_ROMAN = ("I", "II", "III", "IV")
PLAIN_PATTERN = say("{nội dung} (kỳ {kỳ})")
PLACEHOLDERS = (
    say("{nội dung}"),
    say("{kỳ}"),
    say("{từ}"),
    say("{đến}"),
    say("{tháng}"),
    say("{quý}"),
    say("{năm}"),
)


class Series(models.Model):
    """A recurring duty: a rhythm from a start, one assignment per period.

    `next_opens_on` repeats when the occurrence after the last one opens, for the engine's question "what is due today?";
    None while nothing was given yet, and once no period follows. `recurring.next_opening` makes it anew from the facts.
    """

    class Rhythm(models.TextChoices):
        HALF_MONTH = "half_month", say("Nửa tháng (01–15, 16–cuối tháng)")
        EVERY_15_DAYS = "every_15_days", say("15 ngày một lần")
        MONTH = "month", say("Hằng tháng")
        QUARTER = "quarter", say("Hằng quý")
        HALF_YEAR = "half_year", say("6 tháng một lần")
        YEAR = "year", say("Hằng năm")

    # How many months a period of the rhythm has; the two short ones are counted in days.
    MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6, Rhythm.YEAR: 12}

    class Closing(models.IntegerChoices):
        """The day on which a period of months begins (NĐ 09/2019/NĐ-CP Điều 12 for the 15th)."""

        CALENDAR = 1, say("Theo tháng dương lịch (ngày 1 đến cuối tháng)")
        FIFTEENTH = 15, say("Chốt ngày 14 (từ ngày 15 tháng trước)")

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="series")
    duty_key = models.CharField("việc chung của nhóm", max_length=40, blank=True, default="")
    title = models.CharField("nội dung", max_length=450)
    title_pattern = models.CharField("mẫu tên kỳ", max_length=200, blank=True, default="")
    product = models.CharField("sản phẩm", max_length=300, blank=True, default="")
    rhythm = models.CharField("nhịp", max_length=15, choices=Rhythm)
    starts_on = models.DateField("kỳ đầu từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True)
    closing = models.PositiveSmallIntegerField("kỳ số liệu", choices=Closing, default=Closing.CALENDAR)
    window_words = models.CharField("hạn trong kỳ", max_length=100, blank=True, default="")
    opens_month = models.PositiveSmallIntegerField("mở ở tháng thứ", null=True)
    opens_day = models.PositiveSmallIntegerField("mở ngày", null=True)
    due_month = models.PositiveSmallIntegerField("hạn ở tháng thứ", null=True)
    due_day = models.PositiveSmallIntegerField("hạn ngày", null=True)
    next_opens_on = models.DateField("kỳ sau mở ngày", null=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.TextField("lý do kết thúc", blank=True, default="")

    class Meta:
        verbose_name = "nhiệm vụ định kỳ"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(end_reason=""), name="ended_series_has_reason"
            ),
        ]
        indexes = [
            # The engine: which series have an occurrence to open up to today.
            models.Index(
                fields=["next_opens_on"],
                condition=Q(next_opens_on__isnull=False),
                name="series_by_next_opening",
            ),
        ]

    def __str__(self) -> str:
        return say(
            "{rhythm} từ {starts_on:%d/%m/%Y}", rhythm=self.get_rhythm_display(), starts_on=self.starts_on
        )

    @property
    def window(self) -> Window:
        """When in its period an occurrence opens and is due."""
        return Window(_month_day(self.opens_month, self.opens_day), _month_day(self.due_month, self.due_day))

    @window.setter
    def window(self, window: Window) -> None:
        opens, due = window.opens, window.due
        self.opens_month, self.opens_day = (opens.month, opens.day) if opens else (None, None)
        self.due_month, self.due_day = (due.month, due.day) if due else (None, None)

    @property
    def rhythm_words(self) -> str:
        """The rhythm with its window: "hằng quý, ngày 06 của tháng cuối quý"."""
        words = self.get_rhythm_display().lower()
        return f"{words}, {self.window_words}" if self.window_words else words

    def title_of(self, start_on: date, end_on: date) -> str:
        """What an assignment of this series is called: the duty and its period, at most 500 characters."""
        words = {
            "{kỳ}": self.period_name(start_on, end_on), "{từ}": date_vi(start_on), "{đến}": date_vi(end_on),
            "{tháng}": f"{end_on.month}", "{quý}": _ROMAN[(end_on.month - 1) // 3], "{năm}": f"{end_on.year}",
            "{nội dung}": self.title,
        }  # fmt: skip
        made = self.title_pattern or PLAIN_PATTERN
        for name, value in words.items():
            made = made.replace(name, value)
        return made[:500]

    def period_name(self, start_on: date, end_on: date) -> str:
        """The period in words: "01/11–15/11/2022", "tháng 11/2022", "quý IV/2022", "6 tháng đầu năm 2022", "năm 2022"."""
        if self.rhythm == self.Rhythm.MONTH:
            return say("tháng {end_on:%m/%Y}", end_on=end_on)
        if self.rhythm == self.Rhythm.QUARTER:
            return say("quý {ROMAN}/{year}", ROMAN=_ROMAN[(end_on.month - 1) // 3], year=end_on.year)
        if self.rhythm == self.Rhythm.HALF_YEAR:
            return say(
                "6 tháng {say} năm {year}",
                say=say("đầu") if end_on.month <= 6 else say("cuối"),
                year=end_on.year,
            )
        if self.rhythm == self.Rhythm.YEAR:
            return say("năm {year}", year=end_on.year)
        return f"{start_on:%d/%m}–{end_on:%d/%m/%Y}"


def pattern_refusal(pattern: str) -> str:
    """Why a pattern of titles cannot be used, in Vietnamese; empty when it can. An empty one means the usual pattern."""
    unknown = [name for name in re.findall(r"\{[^{}]*\}", pattern) if name not in PLACEHOLDERS]
    if unknown:
        return say(
            "Mẫu tên không có {unknown}; dùng được {PLACEHOLDERS}.",
            unknown=unknown[0],
            PLACEHOLDERS=", ".join(PLACEHOLDERS),
        )
    if pattern and not any(name in pattern for name in PLACEHOLDERS[1:]):
        return say("Mẫu tên cần có kỳ, ví dụ {kỳ}, để các kỳ không trùng tên.")
    return ""


def _month_day(month: int | None, day: int | None) -> MonthDay | None:
    return MonthDay(month, day) if month and day else None
