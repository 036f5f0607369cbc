"""An addendum to a directive, from its first duty to the assignments that it gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from viewflow import this
from viewflow.workflow import flow

from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.core.saying import say
from accountability.directives.models import Addendum
from workflows.base import OfficeFlow, elsewhere
from workflows.flows.assignment import AssignmentFlow
from workflows.models import AddendumProcess
from workflows.nodes import FanOut


def _addendum(activation: Any) -> Addendum:
    return Addendum.objects.get(process_id=activation.process.pk)


class AddendumFlow(OfficeFlow):
    """One addendum."""

    process_class = AddendumProcess
    process_title = say("Giao bổ sung")

    start = flow.StartHandle(this.on_start).Annotation(title=say("Lập giao bổ sung")).Next(this.cut)
    cut = flow.View(elsewhere).Annotation(title=say("Bóc tách bổ sung")).Next(this.review)
    review = flow.View(elsewhere).Annotation(title=say("Duyệt giao bổ sung")).Next(this.reviewed)
    reviewed = flow.If(this.was_given).Annotation(title=say("Duyệt?")).Then(this.fan_out).Else(this.cut)
    fan_out = FanOut(AssignmentFlow.start, this.given).Annotation(title=say("Các nhiệm vụ")).Next(this.end)
    end = flow.End().Annotation(title=say("Hoàn thành toàn bộ"))

    def on_start(self, activation: Any, row: Addendum) -> Any:
        """Bind the process to its addendum."""
        activation.process.save()  # Viewflow saves it only after this function.
        Addendum.objects.filter(pk=row.pk).update(process=activation.process)
        return activation.process

    def was_given(self, activation: Any) -> bool:
        """The reviewer approved."""
        return _addendum(activation).state == Addendum.State.GIVEN

    def given(self, activation: Any) -> Iterable[Assignment]:
        """The added assignments that were given and have no process yet."""
        return (
            Assignment.objects.filter(addendum=_addendum(activation), process=None)
            .exclude(state=State.DRAFT)
            .only("pk")
            .order_by("rank", "pk")
        )
