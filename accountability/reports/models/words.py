"""The addressee's word on a report, and the directives that came of it."""

from __future__ import annotations

from django.db import models

from accountability.agencies.models import Position
from accountability.assignments.models import Instruction, word_of
from accountability.directives.models import Directive
from accountability.files.models import StoredFile
from accountability.reports.models.cycles import CycleStep


class ReportWord(models.Model):
    """Who gave his word, when and how; its text, and who entered it when, stand in its step.

    Like an `Instruction`: `form` other than "self" means that the Office recorded it on his behalf, and his correction is a
    row of its own that names the one it corrects.
    """

    step = models.OneToOneField(CycleStep, on_delete=models.PROTECT, related_name="word")
    leader = models.ForeignKey(
        Position, verbose_name="lãnh đạo", on_delete=models.PROTECT, related_name="report_words"
    )
    decided_on = models.DateField("ngày chỉ đạo")
    form = models.CharField(
        "hình thức", max_length=12, choices=Instruction.Form, default=Instruction.Form.SELF
    )
    scan = models.ForeignKey(
        StoredFile, verbose_name="bản chụp", null=True, on_delete=models.PROTECT, related_name="+"
    )
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        verbose_name = "ý kiến vào báo cáo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.sentence

    @property
    def is_recorded(self) -> bool:
        """Entered by another on the leader's behalf."""
        return self.form != Instruction.Form.SELF

    @property
    def sentence(self) -> str:
        """ "Chủ tịch chỉ đạo ngày …; VP cập nhật: chuyên viên …"."""
        return word_of(self.leader, self.decided_on, self.form, self.step.by_title)


class WordDirective(models.Model):
    """A directive by which assignments were given on the strength of a word on a report."""

    word = models.ForeignKey(ReportWord, on_delete=models.PROTECT, related_name="directives")
    directive = models.OneToOneField(Directive, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "văn bản theo ý kiến vào báo cáo"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.word_id}: {self.directive_id}"
