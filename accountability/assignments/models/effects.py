"""What took an assignment from its course: a later document, the Office, or the answer that there is nothing to do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.assignments.models.assignment import Assignment
from accountability.assignments.rules import ASIDE_STATES, State
from accountability.core.saying import say
from accountability.directives.models import Relation

_BY: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+"}


class DirectiveEffect(models.Model):
    """What a later document does to one assignment of an earlier one.

    Planned while the later one is cut; in force, in one transaction with it, when its assignments are given. What had
    ended by then is skipped, with the reason. `before` and `after` keep what was changed.
    """

    class Kind(models.TextChoices):
        EXTEND = "extend", say("Gia hạn")
        AMEND = "amend", say("Sửa đổi, bổ sung")
        REPLACE = "replace", say("Thay thế")
        END = "end", say("Kết thúc")
        WITHDRAW = "withdraw", say("Thu hồi")
        RESTORE = "restore", say("Hủy bỏ việc thu hồi")

    class State(models.TextChoices):
        PLANNED = "planned", say("Dự kiến")
        IN_FORCE = "in_force", say("Có hiệu lực")
        SKIPPED = "skipped", say("Không thực hiện")

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="effects")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="effects")
    kind = models.CharField("tác động", max_length=10, choices=Kind)
    new_due_on = models.DateField("thời hạn mới", null=True)
    new_title = models.CharField("nội dung mới", max_length=500, blank=True)
    new_product = models.CharField("sản phẩm mới", max_length=300, blank=True)
    successor = models.ForeignKey(
        Assignment,
        verbose_name="nhiệm vụ thay thế",
        null=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
    )
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.PLANNED)
    in_force_at = models.DateTimeField("có hiệu lực lúc", null=True)
    skipped_why = models.CharField("lý do không thực hiện", max_length=300, blank=True)
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)

    class Meta:
        verbose_name = "tác động của văn bản sau"
        ordering = ["relation_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["relation", "assignment"], name="one_effect_per_relation"),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_at__isnull=False),
                name="effect_in_force_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.assignment_id}"


class Exemption(models.Model):
    """Không thuộc đối tượng: proposed by the agency with a reason, agreed or refused by the Office.

    Until then everything runs on. What ended the assignment before anybody answered closes the proposal.
    """

    class State(models.TextChoices):
        ASKED = "asked", say("Chờ Văn phòng trả lời")
        AGREED = "agreed", say("Đồng ý")
        REFUSED = "refused", say("Không đồng ý")
        CLOSED = "closed", say("Không còn cần xem xét")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="exemptions")
    reason = models.TextField("lý do")
    asked_at = models.DateTimeField("đề nghị lúc")
    asked_on = models.DateField("ngày đề nghị")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.ASKED)
    answer = models.TextField("ý kiến của Văn phòng", blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    answered_title = models.CharField("chức danh người trả lời", max_length=200, blank=True)
    process = models.OneToOneField(
        "viewflow.Process", null=True, on_delete=models.PROTECT, related_name="exemption"
    )

    class Meta:
        verbose_name = "đề nghị không thuộc đối tượng"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state="asked"), name="one_open_exemption"
            )
        ]

    def __str__(self) -> str:
        return self.reason[:80]


class SetAside(models.Model):
    """One time that an assignment left the clock without being done or late; taken back, it goes on where it stood."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="set_asides")
    state = models.CharField(
        "trạng thái", max_length=15, choices=[(state.value, state.label) for state in ASIDE_STATES]
    )
    from_state = models.CharField(
        "trạng thái trước", max_length=15, choices=[(state.value, state.label) for state in State]
    )
    reason = models.TextField("lý do", blank=True)
    at = models.DateTimeField("lúc")
    on = models.DateField("ngày")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    by_title = models.CharField("chức danh", max_length=200, blank=True)
    effect = models.OneToOneField(DirectiveEffect, null=True, **_BY)
    exemption = models.OneToOneField(Exemption, null=True, **_BY)
    # The recurring duty ended with it; until when it was to run before that.
    ended_series = models.BooleanField("kết thúc chuỗi định kỳ", default=False)
    series_ends_on = models.DateField("chuỗi định kỳ trước đó đến hết ngày", null=True)
    back_at = models.DateTimeField("theo dõi lại lúc", null=True)
    back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **_BY)
    back_title = models.CharField("chức danh người cho theo dõi lại", max_length=200, blank=True)
    back_reason = models.TextField("lý do theo dõi lại", blank=True)

    class Meta:
        verbose_name = "không tính tiến độ"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(back_at__isnull=True), name="set_aside_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.get_state_display()}"
