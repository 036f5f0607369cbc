"""A directive from registration to its assignments; only a draft of ours is signed and issued here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from accountability.assignments.models import Assignment, Source
from accountability.assignments.rules import OPEN_STATES, State
from accountability.core.saying import say
from accountability.directives.models import Directive
from workflows.base import OfficeFlow, elsewhere
from workflows.flows.assignment import AssignmentFlow
from workflows.models import DirectiveProcess
from workflows.nodes import FanOut


def _directive(activation: Any) -> Directive:
    return Directive.objects.get(process_id=activation.process.pk)


class DirectiveFlow(OfficeFlow):
    """One directive."""

    process_class = DirectiveProcess
    process_title = say("Văn bản chỉ đạo")

    start = flow.StartHandle(this.on_start).Annotation(title=say("Đăng ký văn bản")).Next(this.cut)
    cut = flow.View(elsewhere).Annotation(title=say("Bóc tách nhiệm vụ")).Next(this.review)
    review = flow.View(elsewhere).Annotation(title=say("Duyệt giao nhiệm vụ")).Next(this.reviewed)
    reviewed = (
        flow.Switch()
        .Annotation(title=say("Duyệt?"))
        .Case(this.cut, this.was_returned)
        .Case(this.sign, this.is_to_sign)
        .Default(this.fan_out)
    )
    sign = flow.View(elsewhere).Annotation(title=say("Ký")).Next(this.issue)
    issue = flow.View(elsewhere).Annotation(title=say("Phát hành")).Next(this.fan_out)
    fan_out = (
        FanOut(AssignmentFlow.start, this.given, elsewhere=this.waits_for_linked, sharers=this.sharers)
        .Annotation(title=say("Các nhiệm vụ"))
        .Next(this.end)
    )
    end = flow.End().Annotation(title=say("Hoàn thành toàn bộ"))

    def on_start(self, activation: Any, row: Directive) -> Any:
        """Bind the process to its directive."""
        activation.process.save()  # Viewflow saves it only after this function.
        Directive.objects.filter(pk=row.pk).update(process=activation.process)
        return activation.process

    def was_returned(self, activation: Any) -> bool:
        """The reviewer sent it back."""
        return _directive(activation).state == Directive.State.SPLITTING

    def is_to_sign(self, activation: Any) -> bool:
        """A draft written here."""
        return _directive(activation).state == Directive.State.TO_SIGN

    def given(self, activation: Any) -> Iterable[Assignment]:
        """The assignments that were given and have no process yet."""
        return (
            Assignment.objects.filter(directive=_directive(activation), process=None)
            .exclude(state=State.DRAFT)
            .only("pk")
            .order_by("rank", "pk")
        )

    def waits_for_linked(self, activation: Any) -> bool:
        """Whether an assignment of another document, which this one orders as well, is still open."""
        linked = Source.objects.filter(directive__process=activation.process, unlinked_at=None)
        return linked.filter(assignment__state__in=OPEN_STATES).exists()

    def sharers(self, process: Any) -> Iterable[Task]:
        """The waiting tasks of the documents that order the assignment of this process as well."""
        return Task.objects.filter(pk__in=sharers_of([process.pk]))


def sharers_of(process_ids: Sequence[int]) -> list[int]:
    """The keys of the waiting tasks of documents that order the assignments of these processes as well."""
    linked = Source.objects.filter(assignment__process__in=process_ids, unlinked_at=None)
    waiting = Task.objects.filter(
        process__in=linked.values("directive__process"),
        flow_task=DirectiveFlow.fan_out,
        status=STATUS.STARTED,
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True))
