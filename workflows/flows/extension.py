"""A request for more time and the leader's word on it."""

from __future__ import annotations

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from accountability.assignments.models import Extension
from accountability.core.saying import say
from workflows.base import OfficeFlow, elsewhere
from workflows.models import ExtensionProcess


class ExtensionFlow(OfficeFlow):
    """One request."""

    process_class = ExtensionProcess
    process_title = say("Gia hạn")

    start = flow.StartHandle(this.on_start).Annotation(title=say("Đề nghị gia hạn")).Next(this.decide)
    decide = flow.View(elsewhere).Annotation(title=say("Quyết định gia hạn")).Next(this.end)
    end = flow.End().Annotation(title=say("Đã quyết định"))

    def on_start(self, activation: Any, row: Extension) -> Any:
        """Bind the process to its request."""
        activation.process.save()  # Viewflow saves it only after this function.
        Extension.objects.filter(pk=row.pk).update(process=activation.process)
        return activation.process
