"""Indicators, what is asked of agencies by period, and the readings, which are only ever added to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accountability.agencies.models import Agency
from accountability.assignments.models import Series
from accountability.core.saying import say
from accountability.directives.models import Program
from accountability.indicators.rules import Direction, Figure, Kind, State, told


class Indicator(models.Model):
    """What is measured. `code` never changes: targets of assignments name it (`Target.measured_by`)."""

    class Sort(models.TextChoices):
        RATIO = Kind.RATIO.value, say("Tỷ lệ phần trăm")
        AMOUNT = Kind.AMOUNT.value, say("Số trong kỳ")
        CUMULATIVE = Kind.CUMULATIVE.value, say("Số lũy kế")
        RANK = Kind.RANK.value, say("Thứ hạng")

    class Better(models.TextChoices):
        AT_LEAST = Direction.AT_LEAST.value, say("càng cao càng tốt")
        AT_MOST = Direction.AT_MOST.value, say("càng thấp càng tốt")

    class EnteredBy(models.TextChoices):
        OWNER = "owner", say("Cơ quan chủ quản chỉ tiêu nhập cho mọi cơ quan")
        EACH = "each", say("Mỗi cơ quan nhập số của mình")

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên chỉ tiêu", max_length=300)
    kind = models.CharField("loại", max_length=6, choices=Sort, default=Sort.RATIO)
    direction = models.CharField("hướng", max_length=2, choices=Better, default=Better.AT_LEAST)
    unit = models.CharField("đơn vị tính", max_length=30, default="%", blank=True)
    numerator = models.CharField("tử số", max_length=200, blank=True)
    denominator = models.CharField("mẫu số", max_length=200, blank=True)
    baseline = models.DecimalField("số xuất phát", max_digits=18, decimal_places=2, null=True)
    baseline_on = models.DateField("số xuất phát tính đến ngày", null=True)
    rhythm = models.CharField(
        "nhịp báo cáo", max_length=15, choices=Series.Rhythm, default=Series.Rhythm.MONTH
    )
    starts_on = models.DateField("kỳ đầu từ ngày")
    entered_by = models.CharField("ai nhập", max_length=5, choices=EnteredBy, default=EnteredBy.OWNER)
    owner = models.ForeignKey(
        Agency, verbose_name="cơ quan chủ quản chỉ tiêu", on_delete=models.PROTECT, related_name="indicators"
    )
    program = models.ForeignKey(
        Program, verbose_name="chương trình", null=True, on_delete=models.PROTECT, related_name="indicators"
    )
    group = models.CharField("nhóm", max_length=150, blank=True)
    is_assumed = models.BooleanField("số liệu giả định", default=False)
    defined_at = models.DateTimeField("lập lúc")
    defined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Its last day: periods that begin later have no figures. What was reported stays.
    ended_on = models.DateField("kết thúc từ sau ngày", null=True)
    end_reason = models.CharField("lý do kết thúc", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "chỉ tiêu"
        ordering = ["program_id", "group", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_on__isnull=True)
                | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="baseline_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.RATIO) | Q(numerator="", denominator=""), name="only_ratios_have_parts"
            ),
            # The first place is the best: a rank is better the lower it is.
            models.CheckConstraint(
                condition=~Q(kind=Kind.RANK) | Q(direction=Direction.AT_MOST), name="ranks_are_better_low"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def words(self, figure: Figure) -> str:
        """A figure of this indicator in words."""
        return told(figure, self.unit, Kind(self.kind))


class IndicatorTargetQuerySet(models.QuerySet["IndicatorTarget"]):
    """Questions on what is asked for."""

    def current(self) -> IndicatorTargetQuerySet:
        """Those that hold: neither changed by another nor taken back."""
        return self.filter(ended_at=None)


class IndicatorTarget(models.Model):
    """What is asked of an agency, or of all agencies of a sort, in a period (≥ 50 % in 2022): it belongs to that period.

    A row is never changed but to be ended: what is asked for instead is another row that `replaces` it.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="goals")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    agency_kind = models.CharField(
        "mọi cơ quan loại", max_length=2, choices=Agency.Kind, blank=True, default=""
    )
    start_on = models.DateField("từ ngày")
    end_on = models.DateField("đến hết ngày")
    value = models.DecimalField("mức giao", max_digits=18, decimal_places=2)
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    set_at = models.DateTimeField("giao lúc")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by", verbose_name="thay mức giao"
    )
    ended_at = models.DateTimeField("thôi áp dụng lúc", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField("lý do", max_length=300, blank=True, default="")

    objects = IndicatorTargetQuerySet.as_manager()

    class Meta:
        verbose_name = "mức giao"
        ordering = ["indicator_id", "start_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) & ~Q(agency_kind="")
                | Q(agency__isnull=False, agency_kind=""),
                name="goal_of_one_or_of_a_sort",
            ),
            models.CheckConstraint(condition=Q(end_on__gte=F("start_on")), name="goal_dates_in_order"),
            models.UniqueConstraint(
                fields=["indicator", "agency", "start_on"], condition=Q(agency__isnull=False, ended_at__isnull=True),
                name="goal_of_one_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "agency_kind", "start_on"], condition=Q(agency__isnull=True, ended_at__isnull=True),
                name="goal_of_a_sort_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.value} ({self.start_on}–{self.end_on})"

    @property
    def whose(self) -> str:
        """The agency's short name, or the name of the sort."""
        return self.agency.short_name if self.agency else str(self.get_agency_kind_display())


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Questions on readings; who may see which is `indicators.access`."""

    def current(self) -> ReadingQuerySet:
        """Those that no later one corrects."""
        return self.filter(corrected_by=None)


class Reading(models.Model):
    """What was reported for an agency and a period. A later reading corrects it (`corrects`); it is never changed."""

    class States(models.TextChoices):
        VALUE = State.VALUE.value, say("Có số liệu")
        UNKNOWN = State.UNKNOWN.value, say("Chưa có số liệu")
        NOTHING = State.NOTHING.value, say("Không phát sinh hồ sơ")

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="readings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField("kỳ từ ngày")
    period_end = models.DateField("đến hết ngày")
    state = models.CharField("loại", max_length=7, choices=States, default=States.VALUE)
    value = models.DecimalField("số liệu", max_digits=18, decimal_places=2, null=True)
    numerator = models.DecimalField("tử số", max_digits=18, decimal_places=2, null=True)
    denominator = models.DecimalField("mẫu số", max_digits=18, decimal_places=2, null=True)
    data_on = models.DateField("tính đến ngày")
    source = models.CharField("nguồn", max_length=200)
    is_assumed = models.BooleanField("số liệu giả định", default=False)
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by", verbose_name="sửa số liệu"
    )
    reported_at = models.DateTimeField("nhập lúc")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu của chỉ tiêu"
        ordering = ["indicator_id", "agency_id", "period_start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.VALUE, value__isnull=False)
                | ~Q(state=State.VALUE) & Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True),
                name="only_figures_have_a_value",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="numerator_with_denominator",
            ),
            # The first of an agency and period; the others correct it, each one only one (the key of `corrects`).
            models.UniqueConstraint(
                fields=["indicator", "agency", "period_start"], condition=Q(corrects__isnull=True), name="one_first_reading"
            ),
        ]  # fmt: skip
        # The page of an indicator, and that of an agency: the last figures first.
        indexes = [
            models.Index(fields=["indicator", "agency", "-period_start"], name="readings_by_period"),
            models.Index(fields=["agency", "indicator"], name="readings_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.agency_id} {self.period_start}: {self.value}"

    @property
    def figure(self) -> Figure:
        """The figure as rules know it."""
        return Figure(State(self.state), self.value, self.numerator, self.denominator)


class ReadingDoubt(models.Model):
    """What was asked about a figure before it was taken, and the word that confirmed it."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="doubts")
    doubt = models.CharField("điều hỏi", max_length=10)
    question = models.CharField("câu hỏi", max_length=300)
    answer = models.CharField("trả lời", max_length=500)

    class Meta:
        verbose_name = "điều đã hỏi về số liệu"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(answer=""), name="doubt_is_answered")]

    def __str__(self) -> str:
        return self.question
