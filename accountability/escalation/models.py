"""The ladder as data, its claims, and the human acts that its rungs demand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Agency, Position
from accountability.assignments.models import Assignment, Coordination, Instruction, LeadTenure
from accountability.core.saying import say
from accountability.core.text import date_vi, moment_vi
from accountability.directives.models import Directive, Program
from accountability.escalation.rules import MOST_REPEATS, Anchor, Condition, Require


class Policy(models.Model):
    """A ladder with a name and what it is for: urgency, program and kind of the document; empty means any.

    Which one applies is chosen by `rules.most_specific`: urgency before program before kind, the one for everything last.
    """

    code = models.CharField("mã", max_length=30, unique=True)
    title = models.CharField("tên", max_length=200)
    urgency = models.CharField("độ khẩn", max_length=12, choices=Directive.Urgency, blank=True)
    program = models.ForeignKey(
        Program, verbose_name="chương trình, đề án", null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    kind = models.CharField("loại văn bản", max_length=2, choices=Directive.Kind, blank=True)
    retired_at = models.DateTimeField("thôi áp dụng lúc", null=True)

    class Meta:
        verbose_name = "quy tắc nhắc việc, đôn đốc"
        constraints = [
            # Two policies for the same documents would leave the choice to chance.
            models.UniqueConstraint(
                fields=["urgency", "kind"],
                condition=Q(program__isnull=True, retired_at__isnull=True),
                name="one_policy_per_scope",
            ),
            models.UniqueConstraint(
                fields=["program", "urgency", "kind"],
                condition=Q(program__isnull=False, retired_at__isnull=True),
                name="one_policy_per_scope_of_program",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PolicyVersion(models.Model):
    """One wording of a policy; recorded on every claim. A draft while `in_force_at` is empty, then never changed.

    In force is the one with the latest `in_force_at` that has come; of two, the higher number.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    in_force_at = models.DateTimeField("có hiệu lực từ", null=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    drafted_at = models.DateTimeField("soạn lúc", null=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    enforced_at = models.DateTimeField("ban hành lúc", null=True)
    enforced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "phiên bản quy tắc"
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_once"),
            models.UniqueConstraint(
                fields=["policy"], condition=Q(in_force_at__isnull=True), name="one_draft_per_policy"
            ),
        ]

    def __str__(self) -> str:
        return say("{policy} – phiên bản {number}", policy=self.policy, number=self.number)


class Rung(models.Model):
    """One step (cấp đôn đốc): when counted from what, under which condition, to whom, demanding what."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="rungs")
    key = models.SlugField("khóa", max_length=30)
    title = models.CharField("tên", max_length=200)
    rank = models.PositiveIntegerField("thứ tự")
    anchor = models.CharField("tính từ", max_length=15, choices=[(a.value, a.name) for a in Anchor])
    offset = models.IntegerField("lệch")
    unit = models.CharField(
        "đơn vị", max_length=2, choices=[("wd", "ngày làm việc"), ("d", "ngày"), ("h", "giờ")]
    )
    citizens_offset = models.IntegerField("lệch khi ảnh hưởng quyền lợi người dân", null=True)
    condition = models.CharField("điều kiện", max_length=20, choices=[(c.value, c.name) for c in Condition])
    condition_days = models.PositiveIntegerField("chưa cập nhật trong (ngày)", null=True)
    waits = models.BooleanField("tạm dừng khi chờ ý kiến, chờ gia hạn", default=False)
    to = models.JSONField("gửi", default=list)
    cc = models.JSONField("đồng gửi", default=list)
    channel = models.CharField(
        "kênh",
        max_length=12,
        choices=[
            ("act_now", "gửi ngay"),
            ("digest", "tổng hợp"),
            ("weekly_list", "danh sách tuần"),
            ("record", "chỉ trên hệ thống"),
        ],
    )
    require = models.CharField(
        "đòi hỏi", max_length=12, choices=[(r.value, r.name) for r in Require], blank=True
    )
    answer_days = models.PositiveIntegerField("trả lời trong (ngày làm việc)", null=True)
    repeat_days = models.PositiveIntegerField("lặp lại sau (ngày làm việc)", null=True)
    repeat_limit = models.PositiveIntegerField("số lần lặp lại", null=True)

    class Meta:
        verbose_name = "cấp đôn đốc"
        ordering = ["version_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="rung_key_once_per_version"),
            models.CheckConstraint(condition=Q(unit__in=["wd", "d", "h"]), name="rung_has_unit"),
            # A rung that repeats knows when it ends, and not within the day.
            models.CheckConstraint(
                condition=Q(repeat_days__isnull=True, repeat_limit__isnull=True)
                | Q(repeat_days__gte=1, repeat_limit__range=(1, MOST_REPEATS)),
                name="rung_repeat_has_limit",
            ),
            models.CheckConstraint(
                condition=~Q(condition=Condition.NO_PROGRESS.value) | Q(condition_days__gte=1),
                name="rung_no_progress_has_days",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class SweepRun(models.Model):
    """One run of the sweep: at which instant of the clock, and when it really ran."""

    at = models.DateTimeField("tính đến")
    ran_at = models.DateTimeField("chạy lúc")
    claims = models.PositiveIntegerField("số cấp", default=0)
    merged = models.PositiveIntegerField("số cấp gộp", default=0)
    notices = models.PositiveIntegerField("thông báo", default=0)
    mails = models.PositiveIntegerField("thư", default=0)
    # What lets the next sweep of the day look at the changes only (see `lookout`).
    looked_at_all = models.BooleanField("rà soát toàn bộ", default=True)
    audit_pk = models.BigIntegerField("sự kiện cuối đã thấy", default=0)
    basis = models.CharField("dấu của quy tắc và lịch", max_length=64, blank=True)

    class Meta:
        verbose_name = "lần rà soát"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at}"


class Escalation(models.Model):
    """The ledger: one claim of a rung. Append-only; the unique key is what makes a rung fire once.

    `subject` is "a:12" (assignment) or "c:34" (coordination); `occasion` names the fact that armed the rung
    ("deadline:2", "lead:7", "explanation:3"); `ordinal` counts repeats from 0. `anchor_at` is the instant that a rung
    in hours counts from; empty for rungs in days. A duty given to a group shares `assignment.duty_key` within its
    directive: the claims are per assignment, the telling makes one item of them.
    """

    subject = models.CharField(max_length=24)
    rung_key = models.CharField("cấp", max_length=30)
    occasion = models.CharField(max_length=40)
    ordinal = models.PositiveIntegerField(default=0)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="escalations")
    coordination = models.ForeignKey(
        Coordination, null=True, on_delete=models.PROTECT, related_name="escalations"
    )
    tenure = models.ForeignKey(LeadTenure, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(SweepRun, null=True, on_delete=models.PROTECT, related_name="claims_made")
    anchor_on = models.DateField("mốc tính")
    anchor_at = models.DateTimeField("mốc tính đến giờ", null=True)
    claimed_at = models.DateTimeField("lúc")
    merged = models.BooleanField("gộp vào cấp cao hơn", default=False)

    class Meta:
        verbose_name = "lần đôn đốc"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "rung_key", "occasion", "ordinal"], name="rung_fires_once"
            )
        ]
        indexes = [models.Index(fields=["assignment", "claimed_at"], name="escalations_of_one")]

    def __str__(self) -> str:
        return f"{self.subject} {self.rung_key} {self.occasion}"


class ExplanationQuerySet(models.QuerySet["Explanation"]):
    """Explanations, demanded or given."""

    def open(self) -> ExplanationQuerySet:
        """Those that are still owed: neither given nor taken back."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)


class Explanation(models.Model):
    """What the head must explain, and his explanation in the five fields of DESIGN §4 (giải trình).

    Read by its author, his direct superior, the Office and the deciding leader only. `withdrawn_at`: the letter that
    demanded it was recalled before it was given.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="explanations")
    tenure = models.ForeignKey(LeadTenure, on_delete=models.PROTECT, related_name="+")
    demanded_by = models.OneToOneField(
        Escalation, null=True, on_delete=models.PROTECT, related_name="explanation"
    )
    ordered_by = models.ForeignKey(Instruction, null=True, on_delete=models.PROTECT, related_name="+")
    demanded_at = models.DateTimeField("yêu cầu lúc")
    demanded_on = models.DateField("ngày yêu cầu")
    answer_by_on = models.DateField("giải trình trước ngày")
    result_so_far = models.TextField("kết quả đến nay", blank=True)
    causes_objective = models.TextField("nguyên nhân khách quan", blank=True)
    causes_subjective = models.TextField("nguyên nhân chủ quan", blank=True)
    responsibility_collective = models.TextField("trách nhiệm tập thể", blank=True)
    responsibility_individual = models.TextField("trách nhiệm cá nhân", blank=True)
    remedy = models.TextField("biện pháp khắc phục", blank=True)
    committed_on = models.DateField("cam kết hoàn thành ngày", null=True)
    proposals = models.TextField("đề xuất, kiến nghị", blank=True)
    answered_at = models.DateTimeField("giải trình lúc", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted = models.ForeignKey(Instruction, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("thu hồi yêu cầu lúc", null=True)

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = "giải trình"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_explanation",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="given_explanation_is_not_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return say(
            "{assignment_id} yêu cầu {demanded_on}",
            assignment_id=self.assignment_id,
            demanded_on=self.demanded_on,
        )


class DecisionRequest(models.Model):
    """Something that waits for the Chairman's word: raised by a rung, or by Báo cáo ngay with its ground."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="decision_requests")
    demanded_by = models.OneToOneField(
        Escalation, null=True, on_delete=models.PROTECT, related_name="decision"
    )
    addressed_to = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField("căn cứ", blank=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    raised_title = models.CharField("chức danh người báo cáo", max_length=200, blank=True)
    raised_at = models.DateTimeField("lúc")
    raised_on = models.DateField("ngày")
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    instruction = models.OneToOneField(
        Instruction, null=True, on_delete=models.PROTECT, related_name="decides"
    )

    class Meta:
        verbose_name = "việc chờ ý kiến chỉ đạo"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(decided_at__isnull=True), name="one_open_decision"
            )
        ]

    def __str__(self) -> str:
        return say(
            "{assignment_id} chờ từ {raised_on}", assignment_id=self.assignment_id, raised_on=self.raised_on
        )


class OfficeOpinion(models.Model):
    """What the Office proposes to the leader: an act that he can agree to with one button, and the words."""

    class Act(models.TextChoices):
        EXTEND = "extend", say("Gia hạn đến ngày")
        REASSIGN = "reassign", say("Chuyển cơ quan chủ trì")
        ACCEPT = "accept", say("Chấp nhận giải trình")
        CALL_IN = "call_in", say("Mời làm việc")
        DRAFT = "draft", say("Giao Văn phòng tham mưu văn bản")
        OPINION = "opinion", say("Cho ý kiến chỉ đạo như nội dung đề xuất")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="opinions")
    act = models.CharField("đề xuất", max_length=10, choices=Act)
    text = models.TextField("ý kiến của Văn phòng")
    new_due_on = models.DateField("gia hạn đến", null=True)
    new_lead = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    # Mời làm việc: when and where. Văn bản: which, and when it is to be submitted; opinions of before this have none.
    meets_at = models.DateTimeField("làm việc lúc", null=True)
    meets_where = models.CharField("địa điểm", max_length=200, blank=True)
    letter = models.CharField("văn bản", max_length=10, choices=Instruction.Letter, blank=True)
    letter_due_on = models.DateField("văn bản trình trước ngày", null=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_title = models.CharField("chức danh", max_length=200)
    given_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "ý kiến của Văn phòng"
        ordering = ["assignment_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(act="extend") | Q(new_due_on__isnull=False), name="opinion_extension_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(act="reassign") | Q(new_lead__isnull=False), name="opinion_reassignment_has_lead"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def proposed(self) -> str:
        """What agreeing would do: "Mời làm việc lúc 08:30 ngày 10/11/2022 tại Phòng họp số 1"."""
        words = self.get_act_display()
        if self.new_due_on:
            words += f" {date_vi(self.new_due_on)}"
        if self.new_lead:
            words += say(" sang {short_name}", short_name=self.new_lead.short_name)
        if self.meets_at:
            words += say(
                " lúc {meets_at} tại {meets_where}",
                meets_at=moment_vi(self.meets_at),
                meets_where=self.meets_where,
            )
        if self.letter:
            words += f": {self.get_letter_display().lower()}"
        if self.letter_due_on:
            words += say(", trình trước ngày {letter_due_on}", letter_due_on=date_vi(self.letter_due_on))
        return words


class ListedClaim(models.Model):
    """That a weekly list of the leaders told this claim, and in which run: once, whoever is a leader that week."""

    claim = models.OneToOneField(Escalation, on_delete=models.PROTECT, related_name="listed")
    run = models.ForeignKey(SweepRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "việc đã đưa vào danh sách tuần"

    def __str__(self) -> str:
        return say("{claim_id} trong danh sách của lần {run_id}", claim_id=self.claim_id, run_id=self.run_id)
