"""The assignment: what, by whom, by when. Lateness is not here: it is computed (`assignments.rules`)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from accountability.agencies.models import Agency, Position
from accountability.assignments.models.series import Series
from accountability.assignments.rules import (
    ASIDE_STATES,
    OPEN_STATES,
    UNFINISHED_STATES,
    WORK_STATES,
    Duration,
    State,
)
from accountability.central.models import CentralTask
from accountability.core.finding.fields import WordsField
from accountability.directives.models import FIELD_CHOICES, Addendum, Directive


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions on assignments; who may see which rows is `assignments.access.visible_to`."""

    def open(self) -> AssignmentQuerySet:
        """Assigned and not ended. Written as an exclusion so that SQLite takes the partial index."""
        return self.filter(state__in=OPEN_STATES)

    def real(self) -> AssignmentQuerySet:
        """All that were assigned and count: no drafts, nothing that was set aside (withdrawn, dropped, ended …)."""
        return self.exclude(state__in=[State.DRAFT, *ASIDE_STATES])


class Assignment(models.Model):
    """One task with exactly one lead (an agency, or a position of it).

    `lead_agency`, `lead_position` and `led_from_on` (its first day) repeat the open LeadTenure for speed, `due_on`,
    `due_time` and `deadline_number` the last DeadlineVersion, `owed_days` the days that superiors owe (and `excused_time`
    the hour at which a deadline with an hour then passes, where a wait moved it), `next_review_on` the rhythm of an ongoing
    duty and its last update; `assignments.projection.rebuild` makes them anew from those facts.
    """

    directive = models.ForeignKey(
        Directive, verbose_name="văn bản", on_delete=models.PROTECT, related_name="assignments"
    )
    central_task = models.ForeignKey(
        CentralTask,
        verbose_name="phục vụ nhiệm vụ Trung ương giao tỉnh",
        null=True,
        on_delete=models.PROTECT,
        related_name="children",
        db_index=False,  # Below, of those that serve one: few rows, and no index to write for all others.
    )
    addendum = models.ForeignKey(
        Addendum, verbose_name="giao bổ sung", null=True, on_delete=models.PROTECT, related_name="assignments"
    )
    series = models.ForeignKey(Series, null=True, on_delete=models.PROTECT, related_name="occurrences")
    period_start = models.DateField("kỳ từ ngày", null=True)
    period_end = models.DateField("kỳ đến ngày", null=True)
    duty_key = models.CharField("việc chung của nhóm", max_length=40, blank=True)
    title = models.CharField("nội dung", max_length=500)
    product = models.CharField("sản phẩm", max_length=300, blank=True)
    group = models.CharField("nhóm nhiệm vụ", max_length=120, blank=True)
    field = models.CharField("lĩnh vực", max_length=2, choices=FIELD_CHOICES)

    lead_agency = models.ForeignKey(
        Agency, verbose_name="cơ quan chủ trì", on_delete=models.PROTECT, related_name="led"
    )
    lead_position = models.ForeignKey(
        Position, verbose_name="chức danh chủ trì", null=True, on_delete=models.PROTECT, related_name="+"
    )
    led_from_on = models.DateField("chủ trì từ ngày", null=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người thực hiện",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    supervisor = models.ForeignKey(
        Position, verbose_name="lãnh đạo phụ trách", null=True, on_delete=models.PROTECT, related_name="+"
    )
    specialist = models.ForeignKey(
        Position, verbose_name="chuyên viên theo dõi", null=True, on_delete=models.PROTECT, related_name="+"
    )
    verifier = models.ForeignKey(
        Agency, verbose_name="cơ quan xác nhận", on_delete=models.PROTECT, related_name="verifies"
    )

    duration = models.CharField(
        "loại thời hạn", max_length=15, choices=[(kind.value, kind.label) for kind in Duration]
    )
    duration_days = models.PositiveIntegerField("số ngày", null=True)
    deadline_words = models.CharField("thời hạn trong văn bản", max_length=200, blank=True)
    deadline_note = models.CharField("căn cứ xác định thời hạn", max_length=300, blank=True)
    due_on = models.DateField("thời hạn", null=True)
    due_time = models.TimeField("trước giờ", null=True)
    deadline_number = models.PositiveIntegerField("lần định hạn", default=0)
    owed_days = models.PositiveIntegerField("số ngày thuộc trách nhiệm cấp trên", default=0)
    excused_time = models.TimeField("giờ hết hạn sau khi cộng thời gian chờ", null=True)
    review_days = models.PositiveIntegerField("rà soát mỗi (ngày)", null=True)
    review_from_on = models.DateField("nhịp rà soát tính từ ngày", null=True)
    next_review_on = models.DateField("kỳ rà soát chưa báo cáo", null=True)

    state = models.CharField(
        "trạng thái",
        max_length=15,
        choices=[(state.value, state.label) for state in State],
        default=State.DRAFT,
    )
    is_provisional = models.BooleanField("tạm giao", default=False)
    needs_submission = models.BooleanField("sản phẩm phải trình UBND tỉnh", default=False)
    is_assumed = models.BooleanField("số liệu giả định", default=False)
    affects_citizens = models.BooleanField("ảnh hưởng quyền lợi người dân", default=False)
    is_imported = models.BooleanField("việc cũ nhập vào, không nhắc", default=False)
    assigned_at = models.DateTimeField("giao lúc", null=True)
    assigned_on = models.DateField("ngày giao", null=True)
    acknowledged_at = models.DateTimeField("tiếp nhận lúc", null=True)
    last_report_on = models.DateField("ngày cập nhật gần nhất", null=True)
    done_on = models.DateField("ngày hoàn thành", null=True)
    rank = models.PositiveIntegerField("thứ tự trong văn bản", default=0)
    search_text = WordsField("chữ để tìm (không dấu)")
    process = models.OneToOneField(
        "viewflow.Process", null=True, on_delete=models.PROTECT, related_name="assignment"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["directive_id", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "period_start"],
                condition=Q(series__isnull=False),
                name="one_assignment_per_period",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(assigned_at__isnull=False), name="assigned_has_moment"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(led_from_on__isnull=False), name="assigned_is_led_from_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False), name="done_has_date"
            ),
        ]
        indexes = [
            # An agency's open work by deadline: its desk, its list. Behind the deadline all that the inbox weighs: it
            # then reads this index alone, not a row of the table for each (ADR 45).
            models.Index(
                fields=[
                    "lead_agency",
                    "due_on",
                    "state",
                    "led_from_on",
                    "next_review_on",
                    "officer",
                    "owed_days",
                    "due_time",
                    "excused_time",
                    "id",
                ],
                condition=Q(state__in=OPEN_STATES),
                name="open_by_lead",
            ),
            # The tasks under a task of the province.
            models.Index(
                fields=["central_task"], condition=Q(central_task__isnull=False), name="children_of_central"
            ),
            # The sweep: what is due up to a threshold.
            models.Index(fields=["due_on"], condition=Q(state__in=OPEN_STATES), name="open_by_due"),
            models.Index(fields=["field", "due_on"], name="assignment_by_field"),
            # The list of whoever sees all of it, in its own order.
            models.Index(fields=["due_on", "id"], name="assignment_by_due"),
            # The overdue, the longest first, however many were done before them; what decides who sees them and whether
            # they are late stands in it as well, so that they are counted from the index alone.
            models.Index(
                fields=[
                    "due_on",
                    "id",
                    "state",
                    "field",
                    "lead_agency",
                    "supervisor",
                    "specialist",
                    "owed_days",
                    "due_time",
                    "excused_time",
                ],
                condition=Q(state__in=UNFINISHED_STATES),
                name="unfinished_by_due",
            ),
            # The list of one state, of what is done, of what has ended.
            models.Index(fields=["state", "due_on", "id"], name="assignment_by_state"),
            # The list by the last report.
            models.Index(fields=["last_report_on", "id"], name="assignment_by_report"),
            # How far a superior's debt moves what counts as passed: the most of all.
            models.Index(fields=["owed_days"], condition=Q(owed_days__gt=0), name="owing"),
            # The sweep: given and not acknowledged up to a threshold.
            models.Index(fields=["assigned_on"], condition=Q(state=State.ASSIGNED), name="unacknowledged"),
            # The sweep: in work and not heard of since a threshold.
            models.Index(
                Coalesce("last_report_on", "assigned_on"),
                condition=Q(state__in=WORK_STATES),
                name="unheard_of",
            ),
            # The sweep: returned by the Office and done again.
            models.Index(fields=["id"], condition=Q(state=State.REWORK), name="in_rework"),
            # The sweep: ongoing duties whose review is due up to a threshold.
            models.Index(
                fields=["next_review_on"],
                condition=Q(state__in=OPEN_STATES, next_review_on__isnull=False),
                name="open_by_review",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lead_name(self) -> str:
        """Who leads, as the screen says: the position where one was named, else the agency."""
        return (
            self.lead_position.title
            if self.lead_position_id and self.lead_position
            else self.lead_agency.short_name
        )

    @property
    def subject(self) -> str:
        """The key of this assignment in the ledger, in notices and mails."""
        return f"a:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Assigned and not ended."""
        return self.state in OPEN_STATES
