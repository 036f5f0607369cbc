"""A proposal of "không thuộc đối tượng" and the Office's answer."""

from __future__ import annotations

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from accountability.assignments.models import Exemption
from accountability.core.saying import say
from workflows.base import OfficeFlow, elsewhere
from workflows.models import ExemptionProcess


class ExemptionFlow(OfficeFlow):
    """One proposal."""

    process_class = ExemptionProcess
    process_title = say("Không thuộc đối tượng")

    start = (
        flow.StartHandle(this.on_start)
        .Annotation(title=say("Đề nghị không thuộc đối tượng"))
        .Next(this.decide)
    )
    decide = flow.View(elsewhere).Annotation(title=say("Văn phòng trả lời")).Next(this.end)
    end = flow.End().Annotation(title=say("Đã trả lời"))

    def on_start(self, activation: Any, row: Exemption) -> Any:
        """Bind the process to its proposal."""
        activation.process.save()  # Viewflow saves it only after this function.
        Exemption.objects.filter(pk=row.pk).update(process=activation.process)
        return activation.process
