"""Steps that take an assignment off its course, and back: a part of the life in `life.py`, with the model's view of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from accountability.agencies.models import Agency
from accountability.assignments.actions.planning import EffectSpec, plan_effects, plan_whole
from accountability.assignments.models import Assignment, Exemption
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.escalation.models import Escalation
from workflows import acts, aside

ASIDE = {"dropped", "withdrawn", "ended", "nothing", "not_concerned"}
_LEAD = {"assigned", "acknowledged", "working", "rework"}
_OPEN = _LEAD | {"returned", "submitted", "claimed"}
_NUMBERS = count(1)


def by_document(pk: int, kind: str, *, by: Any, at: datetime, new_due_on: date | None = None) -> Directive:
    """A later document does that to the assignment, or to the whole document that gave it."""
    row = Assignment.objects.get(pk=pk)
    spec = DirectiveSpec(
        kind="QD", issuer=Agency.objects.get(code="UBND"), issued_on=at.date(), abstract="Văn bản sau", field="VX",
        reference=Reference(str(next(_NUMBERS)), "QĐ-THU"),
    )  # fmt: skip
    later = acts.register_directive(spec, by=by, at=at)
    if kind in ("withdraws", "restores"):
        plan_whole(later.pk, row.directive, kind=kind, by=by, at=at)
    else:
        plan_effects(later.pk, row.directive, [EffectSpec(row, kind, new_due_on=new_due_on)], by=by, at=at)
    acts.send_to_review(later.pk, by=by, at=at)
    return acts.approve_directive(later.pk, by=by, at=at)


class OffCourse(RuleBasedStateMachine):
    """What the model knows of it: where the assignment stood, and whether its document is withdrawn."""

    pk: int
    state: str
    now: datetime
    due_on: date | None
    credit: int | None
    reports: bool
    attempt: Any
    deadline_moved: Any
    stood = ""
    withdrawn_on: date | None = None
    is_withdrawn = False
    claims_when_aside = -1

    def goes_aside(self, state: str) -> None:
        self.stood, self.state, self.claims_when_aside = self.state, state, Escalation.objects.count()

    def comes_back(self) -> None:
        self.state, self.claims_when_aside = self.stood, -1

    @rule()
    def stop_following(self) -> None:
        may = self.state in _OPEN
        if self.attempt(may, aside.drop_following, self.pk, reason="Nhập nhầm", by="office_deputy"):
            self.goes_aside("dropped")

    @rule()
    def follow_again(self) -> None:
        may = self.state == "dropped" and not self.is_withdrawn
        if self.attempt(may, aside.follow_again, self.pk, reason="Vẫn cần", by="office_deputy"):
            self.comes_back()

    @rule()
    def report_nothing(self) -> None:
        may = self.reports and self.state in _LEAD
        if self.attempt(may, aside.report_nothing, self.pk, reason="Không có", by="labour_head"):
            self.goes_aside("nothing")

    @rule()
    def reopen_nothing(self) -> None:
        may = self.state == "nothing" and not self.is_withdrawn
        if self.attempt(may, aside.reopen_nothing, self.pk, reason="Có phát sinh", by="specialist"):
            self.comes_back()

    @rule()
    def ask_to_be_exempted(self) -> None:
        may = self.state in _LEAD and not self.open_exemption().exists()
        self.attempt(may, aside.ask_exemption, self.pk, reason="Không có địa bàn", by="labour_head")

    @precondition(lambda self: self.open_exemption().exists())
    @rule(agreed=st.sampled_from([False, False, False, True]))
    def answer_the_exemption(self, agreed: bool) -> None:
        may, asked = self.state in _OPEN, self.open_exemption().get()
        facts = {"agreed": agreed, "text": "Ý kiến", "by": "section_head"}
        if self.attempt(may, aside.answer_exemption, asked.pk, **facts) and agreed:
            self.goes_aside("not_concerned")

    @rule()
    def withdraw(self) -> None:
        if self.attempt(not self.is_withdrawn, by_document, self.pk, "withdraws", by="office_deputy"):
            self.is_withdrawn, self.withdrawn_on = True, self.now.date()
            if self.state in _OPEN:
                self.goes_aside("withdrawn")

    @rule()
    def restore(self) -> None:
        if not self.attempt(self.is_withdrawn, by_document, self.pk, "restores", by="office_deputy"):
            return
        self.is_withdrawn = False
        if self.state == "withdrawn":
            self.comes_back()
            if self.due_on and self.withdrawn_on:
                frozen = self.now.date() - self.withdrawn_on
                self.deadline_moved(self.due_on + timedelta(days=self.credit or 0) + frozen)

    @rule(days=st.integers(1, 20))
    def extend_by_document(self, days: int) -> None:
        new = max(self.due_on or self.now.date(), self.now.date()) + timedelta(days=days)
        may = self.state in _OPEN and self.due_on is not None and not self.is_withdrawn
        if self.attempt(may, by_document, self.pk, "extend", new_due_on=new, by="office_deputy"):
            self.deadline_moved(new, more_time=True)

    @rule(really=st.sampled_from([False] * 9 + [True]))
    def end_by_document(self, really: bool) -> None:
        may = self.state in _OPEN and not self.is_withdrawn
        if (really or not may) and self.attempt(may, by_document, self.pk, "end", by="office_deputy"):
            self.goes_aside("ended")

    def open_exemption(self) -> Any:
        return Exemption.objects.filter(assignment_id=self.pk, state="asked")
