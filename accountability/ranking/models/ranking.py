"""A ranking of a period: how far it is, a row per agency, and the tasks behind each row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, LeadTenure
from accountability.core.long_work import GOES_ON, LongWork
from accountability.core.saying import say
from accountability.ranking.models.formula import FormulaVersion
from accountability.ranking.rules import Group, Kind, LeftOut, Outcome, Period, Tally, rate

_BY: dict[str, Any] = {"null": True, "on_delete": models.PROTECT, "related_name": "+"}


class Ranking(models.Model):
    """The ranking of one period. Counted as often as needed until it is frozen; then its rows never change.

    `counted_until` is the last day of which results count. `sha256` is the hash of all rows and tasks at the freezing.
    What the Chairman returns stays as it is; for the same period another one may then be made.
    """

    class State(models.TextChoices):
        COUNTING = "counting", say("Đang tính")
        COUNTED = "counted", say("Đã tính, chưa mở kiến nghị")
        WINDOW = "window", say("Đang nhận kiến nghị")
        FROZEN = "frozen", say("Đã chốt")
        SUBMITTED = "submitted", say("Đã trình Chủ tịch UBND tỉnh")
        APPROVED = "approved", say("Đã phê duyệt, công bố")
        RETURNED = "returned", say("Chủ tịch UBND tỉnh trả lại")

    kind = models.CharField("loại kỳ", max_length=7, choices=[(kind.value, kind.label) for kind in Kind])
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày")
    version = models.ForeignKey(
        FormulaVersion, verbose_name="công thức", on_delete=models.PROTECT, related_name="rankings"
    )
    state = models.CharField("bước", max_length=9, choices=State, default=State.COUNTING)
    counted_until = models.DateField("kết quả ghi nhận đến hết ngày")
    started_at = models.DateTimeField("lập lúc")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    counted_at = models.DateTimeField("tính lúc", null=True)
    times_counted = models.PositiveIntegerField("số lần tính", default=0)
    rulings_counted = models.PositiveIntegerField("số kiến nghị chấp nhận đã tính", default=0)
    window_from_at = models.DateTimeField("nhận kiến nghị từ", null=True)
    window_to_on = models.DateField("nhận kiến nghị đến hết ngày", null=True)
    frozen_at = models.DateTimeField("chốt lúc", null=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    frozen_title = models.CharField("chức danh người chốt", max_length=200, blank=True)
    sha256 = models.CharField("mã kiểm chứng", max_length=64, blank=True)
    submitted_at = models.DateTimeField("trình lúc", null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    submitted_title = models.CharField("chức danh người trình", max_length=200, blank=True)
    submitted_note = models.TextField("ý kiến của Văn phòng", blank=True)
    decided_at = models.DateTimeField("Chủ tịch quyết định lúc", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    decided_title = models.CharField("chức danh người quyết định", max_length=200, blank=True)
    return_reason = models.TextField("lý do trả lại", blank=True)
    previous = models.ForeignKey("self", verbose_name="kỳ so sánh", **_BY)
    is_assumed = models.BooleanField("số liệu giả định", default=False)

    class Meta:
        verbose_name = "bảng xếp hạng"
        ordering = ["-to_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "from_on"], condition=~Q(state="returned"), name="one_ranking_of_a_period"
            ),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="ranking_period_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=["counting", "counted", "window"]) | ~Q(sha256=""),
                name="frozen_has_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state="window") | Q(window_from_at__isnull=False, window_to_on__isnull=False),
                name="window_has_its_days",
            ),
        ]

    def __str__(self) -> str:
        return self.period.title

    @property
    def period(self) -> Period:
        """The period, as the rules take it."""
        return Period(self.from_on, self.to_on, Kind(self.kind))

    @property
    def is_frozen(self) -> bool:
        """Whether its rows stay as they are for ever."""
        return self.state not in CHANGEABLE

    @property
    def is_public(self) -> bool:
        """Whether everybody inside may read the table."""
        return self.state == Ranking.State.APPROVED

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return _TONES[self.state]


CHANGEABLE = (Ranking.State.COUNTING, Ranking.State.COUNTED, Ranking.State.WINDOW)
_TONES = {
    "counting": "active", "counted": "none", "window": "wait", "frozen": "stopped", "submitted": "wait", "approved": "done",
    "returned": "return",
}  # fmt: skip


class RankingCount(LongWork):
    """A counting that the engine does, since much was due: of which ranking, for whom. Counts tasks."""

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="counts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **_BY)
    asked_at = models.DateTimeField("đề nghị lúc")

    class Meta:
        verbose_name = "lần tính xếp hạng"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking"], condition=Q(state__in=GOES_ON), name="one_counting_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state__in=GOES_ON), name="rankings_to_count")]

    def __str__(self) -> str:
        return f"{self.ranking_id}: {self.get_state_display()}"


class RankingRow(models.Model):
    """One agency in a ranking. Numbers of tasks; the `w_` columns are their weights, which the score is made of."""

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="rows")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    group = models.CharField("nhóm", max_length=10, choices=[(one.value, one.label) for one in Group])
    due = models.PositiveIntegerField("đến hạn trong kỳ", default=0)
    on_time = models.PositiveIntegerField("đúng hạn", default=0)
    waiting = models.PositiveIntegerField("đúng hạn, chờ xác nhận", default=0)
    late_done = models.PositiveIntegerField("hoàn thành quá hạn", default=0)
    late_open = models.PositiveIntegerField("chưa hoàn thành, quá hạn", default=0)
    returned = models.PositiveIntegerField("bị yêu cầu thực hiện lại", default=0)
    unexplained = models.PositiveIntegerField("không giải trình", default=0)
    simple = models.PositiveIntegerField("báo cáo đơn giản", default=0)
    met_original = models.PositiveIntegerField("đúng thời hạn ban đầu", default=0)
    extended = models.PositiveIntegerField("được gia hạn", default=0)
    owed = models.PositiveIntegerField("được trừ số ngày của cấp trên", default=0)
    left_out = models.PositiveIntegerField("không tính trong kỳ", default=0)
    ongoing = models.PositiveIntegerField("nhiệm vụ thường xuyên", default=0)
    w_due = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    w_on_time = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    w_late_done = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    w_returned = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    w_unexplained = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    score = models.DecimalField("điểm", max_digits=5, decimal_places=2, null=True)
    place = models.PositiveIntegerField("hạng", null=True)
    of = models.PositiveIntegerField("số đơn vị được xếp hạng trong nhóm", default=0)
    previous_place = models.PositiveIntegerField("hạng kỳ trước", null=True)
    proposal = models.CharField("đề xuất xem xét", max_length=200, blank=True)

    class Meta:
        verbose_name = "đơn vị trong bảng xếp hạng"
        ordering = ["place", "agency__rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "agency"], name="agency_ranked_once"),
            models.CheckConstraint(
                condition=Q(due=F("on_time") + F("late_done") + F("late_open")), name="due_is_the_sum"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100), name="score_from_0_to_100"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ranking_id}: {self.agency_id}"

    @property
    def tally(self) -> Tally:
        """What the score is made of."""
        return Tally(self.w_due, self.w_on_time, self.w_late_done, self.w_returned, self.w_unexplained)

    @property
    def on_time_rate(self) -> Decimal | None:
        """Tỷ lệ hoàn thành đúng hạn, by the deadline in force."""
        return rate(self.on_time, self.due)

    @property
    def original_rate(self) -> Decimal | None:
        """The same by the original deadline."""
        return rate(self.met_original, self.due)

    @property
    def moved(self) -> int | None:
        """By how many places it went up (over 0) or down since the period before."""
        if self.place is None or self.previous_place is None:
            return None
        return self.previous_place - self.place

    @property
    def fell(self) -> int:
        """By how many places it went down."""
        return max(0, -(self.moved or 0))


class CountedTask(models.Model):
    """A task behind a row: as what it counts, by which day. Its words are read through the door of the assignment only."""

    row = models.ForeignKey(RankingRow, on_delete=models.CASCADE, related_name="tasks")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    tenure = models.ForeignKey(LeadTenure, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("tính là", max_length=10, choices=[(one.value, one.label) for one in Outcome])
    why = models.CharField(
        "vì sao không tính", max_length=10, blank=True, choices=[(one.value, one.label) for one in LeftOut]
    )
    due_on = models.DateField("thời hạn được tính")
    excused_on = models.DateField("sau khi trừ số ngày của cấp trên")
    original_on = models.DateField("thời hạn ban đầu")
    done_on = models.DateField("ngày hoàn thành hoặc ngày báo cáo", null=True)
    extensions = models.PositiveIntegerField("số lần gia hạn", default=0)
    simple = models.BooleanField("báo cáo đơn giản", default=False)
    returned = models.BooleanField("bị yêu cầu thực hiện lại", default=False)
    unexplained = models.BooleanField("không giải trình", default=False)
    met_original = models.BooleanField("đúng thời hạn ban đầu", default=False)
    ruled = models.PositiveIntegerField("theo trả lời kiến nghị số", null=True)

    class Meta:
        verbose_name = "nhiệm vụ được tính"
        ordering = ["excused_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["row", "tenure"], name="tenure_counted_once_in_a_row"),
            models.CheckConstraint(
                condition=Q(outcome="left_out") | Q(why=""), name="counted_needs_no_excuse"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.outcome}"

    @property
    def owed_days(self) -> int:
        """The days owed by superiors that were set aside."""
        return (self.excused_on - self.due_on).days
