"""The published formula, version by version."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import AgencyList
from accountability.core.saying import say
from accountability.ranking.rules import Band, Formula


class PublishedQuerySet(models.QuerySet["FormulaVersion"]):
    """What was published is read by everybody as it stood: it is neither changed nor taken away."""

    def update(self, **kwargs: Any) -> int:
        """Raises TypeError."""
        raise TypeError("a published formula is never changed in place")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raises TypeError."""
        raise TypeError("a published formula is never taken away")


class FormulaVersion(models.Model):
    """One published version. Holds for periods that begin on `applies_from_on` or later, until a later version does.

    `settle_days`: results count up to so many days after the period's end. `window_days`: working days for objections.
    `bands` are pairs of (percent, proposal). `mountain_list` names the communes (or districts) that count as mountain.
    """

    number = models.PositiveIntegerField("phiên bản", unique=True)
    text = models.TextField("nội dung công bố")
    note = models.CharField("lý do ban hành", max_length=300, blank=True)
    applies_from_on = models.DateField("áp dụng từ kỳ bắt đầu ngày", unique=True)
    late_share = models.DecimalField("hệ số hoàn thành quá hạn", max_digits=3, decimal_places=2)
    returned_points = models.DecimalField("điểm trừ bị trả lại", max_digits=5, decimal_places=2)
    unexplained_points = models.DecimalField("điểm trừ không giải trình", max_digits=5, decimal_places=2)
    simple_weight = models.DecimalField("trọng số báo cáo đơn giản", max_digits=3, decimal_places=2)
    min_tasks = models.PositiveIntegerField("số nhiệm vụ tối thiểu")
    settle_days = models.PositiveIntegerField("số ngày ghi nhận kết quả sau kỳ")
    window_days = models.PositiveIntegerField("số ngày làm việc để kiến nghị")
    bands = models.JSONField("mức đề xuất xem xét", default=list)
    mountain_list = models.ForeignKey(
        AgencyList,
        verbose_name="danh sách xã miền núi",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField("công bố lúc")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_title = models.CharField("chức danh người công bố", max_length=200, blank=True)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = "công thức xếp hạng"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(late_share__gte=0, late_share__lte=1), name="formula_late_share_is_a_share"
            ),
            models.CheckConstraint(
                condition=Q(simple_weight__gt=0, simple_weight__lte=1),
                name="formula_simple_weight_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(returned_points__gte=0, unexplained_points__gte=0, min_tasks__gte=1),
                name="formula_takes_off_only",
            ),
        ]

    def __str__(self) -> str:
        return say("Phiên bản {number}", number=self.number)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once. Raises TypeError for a version that is there already."""
        if not self._state.adding:
            raise TypeError("a published formula is never changed in place")
        super().save(*args, **kwargs)

    @property
    def formula(self) -> Formula:
        """The weights, as the rules take them."""
        return Formula(
            Decimal(self.late_share), Decimal(self.returned_points), Decimal(self.unexplained_points),
            Decimal(self.simple_weight), self.min_tasks, self.bands_in_order,
        )  # fmt: skip

    @property
    def bands_in_order(self) -> tuple[Band, ...]:
        """The highest first."""
        return tuple(sorted((Band(Decimal(percent), words) for percent, words in self.bands),
                            key=lambda band: -band.from_percent))  # fmt: skip
