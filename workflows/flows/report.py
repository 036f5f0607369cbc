"""A period of a report: drafted, reviewed, submitted, given a word, issued."""

from __future__ import annotations

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from accountability.core.saying import say
from accountability.reports.models import ReportCycle
from workflows.base import OfficeFlow, elsewhere
from workflows.models import ReportProcess


class ReportFlow(OfficeFlow):
    """One period, from the day it closed; a correction of it is a process of its own."""

    process_class = ReportProcess
    process_title = say("Báo cáo định kỳ")

    start = flow.StartHandle(this.on_start).Annotation(title=say("Chốt kỳ báo cáo")).Next(this.draft)
    draft = flow.View(elsewhere).Annotation(title=say("Cơ quan thường trực soạn")).Next(this.review)
    review = flow.View(elsewhere).Annotation(title=say("Văn phòng thẩm tra")).Next(this.reviewed)
    reviewed = (
        flow.If(this.was_submitted).Annotation(title=say("Trình?")).Then(this.instruct).Else(this.draft)
    )
    instruct = flow.View(elsewhere).Annotation(title=say("Chủ tịch cho ý kiến")).Next(this.issue)
    issue = flow.View(elsewhere).Annotation(title=say("Phát hành, lưu")).Next(this.end)
    end = flow.End().Annotation(title=say("Đã lưu"))

    def on_start(self, activation: Any, row: ReportCycle) -> Any:
        """Bind the process to its period."""
        activation.process.save()  # Viewflow saves it only after this function.
        ReportCycle.objects.filter(pk=row.pk).update(process=activation.process)
        return activation.process

    def was_submitted(self, activation: Any) -> bool:
        """The Office accepted it; it was neither returned nor taken back."""
        return ReportCycle.objects.filter(
            process_id=activation.process.pk, state=ReportCycle.State.SUBMITTED
        ).exists()
