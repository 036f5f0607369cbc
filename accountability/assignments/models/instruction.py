"""What a leader decided, and who entered it: two facts."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Position
from accountability.assignments.models.assignment import Assignment
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.files.models import StoredFile


class Instruction(models.Model):
    """One act of a leader (bút phê, ý kiến chỉ đạo), by himself or recorded by an authorised specialist.

    A correction by the leader is a row of its own that names the one it corrects; nothing is overwritten.
    """

    class Act(models.TextChoices):
        ASSIGN = "assign", say("Giao nhiệm vụ")
        OPINION = "opinion", say("Cho ý kiến")
        ANSWER = "answer", say("Trả lời khó khăn, vướng mắc")
        EXTEND = "extend", say("Gia hạn")
        REFUSE = "refuse", say("Không đồng ý gia hạn")
        REASSIGN = "reassign", say("Chuyển cơ quan chủ trì")
        ACCEPT = "accept", say("Chấp nhận giải trình")
        CALL_IN = "call_in", say("Mời làm việc")
        DRAFT = "draft", say("Giao Văn phòng tham mưu văn bản")
        EXPLAIN = "explain", say("Yêu cầu giải trình")

    class Form(models.TextChoices):
        SELF = "self", say("Tự thực hiện trên hệ thống")
        NOTE = "but_phe", say("Bút phê")
        SLIP = "phieu_trinh", say("Phiếu trình")
        MEETING = "cuoc_hop", say("Tại cuộc họp")
        PHONE = "dien_thoai", say("Qua điện thoại")
        LETTER = "van_ban", say("Bằng văn bản đã ký")  # The văn thư who issues it enters the leader's word.

    class Letter(models.TextChoices):
        REMINDER = "reminder", say("Văn bản nhắc nhở")
        CRITICISM = "criticism", say("Văn bản phê bình")
        OTHER = "other", say("Văn bản khác")

    act = models.CharField("việc", max_length=10, choices=Act)
    leader = models.ForeignKey(
        Position, verbose_name="lãnh đạo", on_delete=models.PROTECT, related_name="instructions"
    )
    decided_on = models.DateField("ngày chỉ đạo")
    form = models.CharField("hình thức", max_length=12, choices=Form, default=Form.SELF)
    text = models.TextField("nội dung", blank=True)
    scan = models.ForeignKey(StoredFile, verbose_name="bản chụp", null=True, on_delete=models.PROTECT)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_title = models.CharField("chức danh người cập nhật", max_length=200)
    entered_at = models.DateTimeField("cập nhật lúc")
    assignment = models.ForeignKey(
        Assignment, null=True, on_delete=models.PROTECT, related_name="instructions"
    )
    directive = models.ForeignKey(Directive, null=True, on_delete=models.PROTECT, related_name="instructions")
    # Mời làm việc: when and where.
    meets_at = models.DateTimeField("làm việc lúc", null=True)
    meets_where = models.CharField("địa điểm", max_length=200, blank=True)
    # Giao Văn phòng tham mưu văn bản: which letter, and the duty that the Office got by it.
    letter = models.CharField("văn bản", max_length=10, choices=Letter, blank=True)
    duty = models.OneToOneField(Assignment, null=True, on_delete=models.PROTECT, related_name="ordered_by")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        verbose_name = "ý kiến chỉ đạo"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(assignment__isnull=False) | Q(directive__isnull=False),
                name="instruction_has_subject",
            )
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def is_recorded(self) -> bool:
        """Entered by another on the leader's behalf."""
        return self.form != self.Form.SELF

    @property
    def sentence(self) -> str:
        """ "Chủ tịch chỉ đạo ngày …; VP cập nhật: chuyên viên …"."""
        return word_of(self.leader, self.decided_on, self.form, self.entered_title)


def word_of(leader: Position, decided_on: date, form: str, entered_title: str) -> str:
    """A leader's word in one sentence, wherever it is kept: who decided, when, and by whom it was entered if not by himself."""
    said = say("{leader} chỉ đạo ngày {decided_on:%d/%m/%Y}", leader=leader.title, decided_on=decided_on)
    if form == Instruction.Form.SELF:
        return said
    return say(
        "{said} ({form}); VP cập nhật: {entered_title}",
        said=said,
        form=Instruction.Form(form).label.lower(),
        entered_title=entered_title,
    )
