"""From receipt to acceptance, with two armed handles for what the ladder demands (DESIGN §7)."""

from __future__ import annotations

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.core.saying import say
from workflows.base import OfficeFlow, elsewhere
from workflows.models import AssignmentProcess


def _assignment(activation: Any) -> Assignment:
    return Assignment.objects.only("state").get(process_id=activation.process.pk)


class AssignmentFlow(OfficeFlow):
    """One assignment. What is true stands in its own rows; here stands who acts next."""

    process_class = AssignmentProcess
    process_title = say("Nhiệm vụ")

    start = flow.StartHandle(this.on_start).Next(this.split).Annotation(title=say("Giao nhiệm vụ"))
    split = flow.Split().Always(this.acknowledge).Always(this.explain).Always(this.decide)

    acknowledge = flow.View(elsewhere).Annotation(title=say("Tiếp nhận")).Next(this.accepted)
    accepted = (
        flow.If(this.was_acknowledged)
        .Annotation(title=say("Đúng thẩm quyền?"))
        .Then(this.work)
        .Else(this.reassign)
    )
    reassign = (
        flow.View(elsewhere).Annotation(title=say("Văn phòng chuyển cơ quan chủ trì")).Next(this.acknowledge)
    )
    work = flow.View(elsewhere).Annotation(title=say("Thực hiện")).Next(this.outcome)
    outcome = (
        flow.Switch()
        .Annotation(title=say("Trình hay báo cáo hoàn thành?"))
        .Case(this.review, this.was_submitted)
        .Case(this.verify, this.was_claimed)
        .Default(this.acknowledge)
    )
    review = flow.View(elsewhere).Annotation(title=say("Xem xét sản phẩm trình")).Next(this.work)
    verify = flow.View(elsewhere).Annotation(title=say("Xác nhận hoàn thành")).Next(this.verified)
    verified = (
        flow.Switch()
        .Annotation(title=say("Đạt?"))
        .Case(this.done, this.was_accepted)
        .Case(this.acknowledge, this.was_reassigned)
        .Default(this.work)
    )
    done = flow.TerminateEnd().Annotation(title=say("Hoàn thành"))

    # Armed for the life of the process: fired by a rung, or by hand; each arms itself again.
    explain = flow.Handle(this.on_demand).Annotation(title=say("Yêu cầu giải trình")).Next(this.explain_more)
    explain_more = flow.Split().Always(this.explain).Always(this.give_explanation)
    give_explanation = flow.View(elsewhere).Annotation(title=say("Giải trình")).Next(this.explained)
    explained = flow.End().Annotation(title=say("Đã giải trình"))

    decide = (
        flow.Handle(this.on_demand).Annotation(title=say("Báo cáo Chủ tịch UBND tỉnh")).Next(this.decide_more)
    )
    decide_more = flow.Split().Always(this.decide).Always(this.give_decision)
    give_decision = flow.View(elsewhere).Annotation(title=say("Cho ý kiến chỉ đạo")).Next(this.decided)
    decided = flow.End().Annotation(title=say("Đã có ý kiến"))

    def on_start(self, activation: Any, row: Assignment) -> Any:
        """Bind the process to its assignment."""
        activation.process.save()  # Viewflow saves it only after this function.
        Assignment.objects.filter(pk=row.pk).update(process=activation.process)
        return activation.process

    def on_demand(self, activation: Any) -> Any:
        """The fact was written by the room of escalation; the process only follows."""
        return activation.process

    def was_acknowledged(self, activation: Any) -> bool:
        """The lead took it on, rather than returning it."""
        return _assignment(activation).state != State.RETURNED

    def was_submitted(self, activation: Any) -> bool:
        """The product was submitted to UBND."""
        return _assignment(activation).state == State.SUBMITTED

    def was_claimed(self, activation: Any) -> bool:
        """The head reported completion."""
        return _assignment(activation).state == State.CLAIMED

    def was_accepted(self, activation: Any) -> bool:
        """The verifying body confirmed."""
        return _assignment(activation).state == State.DONE

    def was_reassigned(self, activation: Any) -> bool:
        """The lead changed while the claim waited."""
        return _assignment(activation).state == State.ASSIGNED
