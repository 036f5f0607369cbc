"""Acts that leave a process waiting at each of its steps, and acts that bring whatever waits to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from viewflow.workflow.models import Process, Task

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments import actions
from accountability.assignments.actions import AssignmentSpec, LeaderWord
from accountability.assignments.models import Assignment, Extension
from accountability.assignments.rules import Duration
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.escalation.actions import Decision, ExplanationSpec
from accountability.escalation.models import DecisionRequest, Explanation
from tests.cast import CAST, actor
from workflows import acts

LEAD, OTHER = "SLDTBXH", "SNV"
WAITING = ("NEW", "ASSIGNED")


@dataclass
class Steps:
    """Everything is done at `at`; duties are due on `due_on`."""

    at: datetime
    due_on: date
    made: int = field(default=0)

    def who(self, name: str) -> Actor:
        return actor(User.objects.get(username=CAST[name]), today=self.at.date())

    def word(self) -> LeaderWord:
        return LeaderWord(
            leader=Position.objects.get(code="chutich"), decided_on=self.at.date(), text="Đồng ý"
        )

    # Leaving something at each step -------------------------------------------------------------------------------------

    def all(self) -> None:
        """One process, or more, at every step where somebody is waited for."""
        for stop in ("cut", "review", "sign", "issue"):
            self.directive(stop)
        for stop in ("acknowledge", "reassign", "work", "review", "verify", "explain", "decide", "extend"):
            self.assignment(stop)

    def directive(self, stop: str) -> Directive:
        """A directive that waits at that step; with "fan_out" its duties are given."""
        self.made += 1
        ours = stop in ("sign", "issue")
        facts: dict[str, Any] = (
            {"origin": Directive.Origin.HERE}
            if ours
            else {"reference": Reference(str(900 + self.made), "UBND-VX")}
        )
        directive = acts.register_directive(
            DirectiveSpec(
                kind="CV", issuer=Agency.objects.get(code="UBND"), issued_on=self.at.date(), abstract=f"Dừng ở {stop}", field="VX",
                signer=Position.objects.get(code="chutich"), **facts,
            ), by=self.who("clerk"), at=self.at,
        )  # fmt: skip
        duty = AssignmentSpec(
            f"Việc dừng ở {stop}", [Agency.objects.get(code=LEAD)], duration=Duration.FIXED, due_on=self.due_on,
            needs_submission=stop == "review-product", supervisor=Position.objects.get(code="phochutich"),
        )  # fmt: skip
        actions.draft(directive, duty, by=self.who("specialist"), at=self.at)
        moves: list[Callable[[], Any]] = [
            lambda: acts.send_to_review(directive.pk, by=self.who("specialist"), at=self.at),
            lambda: acts.approve_directive(directive.pk, by=self.who("section_head"), at=self.at),
            lambda: acts.sign_directive(directive.pk, by=self.who("chair"), at=self.at),
        ]
        for move in moves[: {"cut": 0, "review": 1, "sign": 2, "issue": 3}.get(stop, 2)]:
            move()
        return directive

    def assignment(self, stop: str) -> None:
        """An assignment whose process waits at that step."""
        pk = Assignment.objects.get(
            directive=self.directive("review-product" if stop == "review" else "fan_out")
        ).pk
        head = self.who("labour_head")
        if stop == "reassign":
            acts.return_task(pk, reason="Không đúng thẩm quyền", by=head, at=self.at)
        if stop in ("acknowledge", "reassign"):
            return
        acts.acknowledge(pk, by=head, at=self.at)
        if stop == "review":
            acts.submit_product(pk, document="1/TTr", text="Trình", by=head, at=self.at)
        if stop == "verify":
            self._claim(pk)
        if stop == "explain":
            acts.demand_explanation(pk, word=self.word(), by=self.who("chair"), at=self.at)
        if stop == "decide":
            acts.report_at_once(pk, ground="Chậm, cần ý kiến", by=self.who("office_deputy"), at=self.at)
        if stop == "extend":
            acts.request_extension(
                pk,
                reason="Cần thêm thời gian",
                new_due_on=self.due_on + timedelta(days=10),
                by=head,
                at=self.at,
            )

    def _claim(self, pk: int) -> None:
        acts.claim_completion(
            pk, number="12", symbol="BC", result_on=self.at.date(), summary="Xong", by=self.who("labour_head"), at=self.at
        )  # fmt: skip

    # Bringing everything to its end -------------------------------------------------------------------------------------

    def waiting_at(self) -> dict[str, int]:
        """Step → number of tasks that wait there, armed handles left out."""
        names: dict[str, int] = {}
        for task in Task.objects.filter(status__in=WAITING):
            node = task.flow_task
            if node.name not in ("explain", "decide") or "Handle" not in type(node).__name__:
                names[node.name] = names.get(node.name, 0) + 1
        return names

    def finish(self) -> int:
        """Act until no process lives; how many were finished. Raises RuntimeError when one does not move."""
        alive = Process.objects.exclude(status__in=["DONE", "CANCELED"])
        number = alive.count()
        for explanation in Explanation.objects.filter(answered_at=None):
            self._explain(explanation)
        for request in DecisionRequest.objects.filter(decided_at=None):
            acts.decide(
                request.assignment_id, Decision("opinion"), word=self.word(), by=self.who("chair"), at=self.at
            )
        for asked in Extension.objects.filter(state=Extension.State.ASKED):
            acts.decide_extension(asked.pk, granted=True, word=self.word(), by=self.who("chair"), at=self.at)
        for directive in Directive.objects.exclude(process=None):
            self._issue(directive)
        for row in Assignment.objects.exclude(process=None):
            self._carry_through(row.pk)
        if alive.exists():
            raise RuntimeError(f"chưa xong: {self.waiting_at()}")
        return number

    def _explain(self, explanation: Explanation) -> None:
        words = (
            "result_so_far", "causes_objective", "causes_subjective", "responsibility_collective",
            "responsibility_individual", "remedy", "proposals",
        )  # fmt: skip
        spec = ExplanationSpec(**dict.fromkeys(words, "Đã rõ"), committed_on=self.at.date())
        acts.explain(explanation.pk, spec, by=self.who("labour_head"), at=self.at)

    def _issue(self, directive: Directive) -> None:
        pk, at, states = directive.pk, self.at, Directive.State
        if directive.state == states.SPLITTING:
            directive = acts.send_to_review(pk, by=self.who("specialist"), at=at)
        if directive.state == states.IN_REVIEW:
            directive = acts.approve_directive(pk, by=self.who("section_head"), at=at)
        if directive.state == states.TO_SIGN:
            directive = acts.sign_directive(pk, by=self.who("chair"), at=at)
        if directive.state == states.SIGNED:
            acts.issue_directive(
                pk, reference=Reference(str(2000 + pk), "UBND-VX"), by=self.who("clerk"), at=at
            )

    def _carry_through(self, pk: int) -> None:
        head, office, at = self.who("labour_head"), self.who("specialist"), self.at
        moves: dict[str, Callable[[], Any]] = {
            "returned": lambda: acts.reassign(
                pk, to=Agency.objects.get(code=OTHER), cause="Đúng chức năng", word=None, by=office, at=at
            ),
            "assigned": lambda: acts.acknowledge(pk, by=head, at=at),
            "submitted": lambda: acts.review_submission(pk, signed=True, reason="", by=office, at=at),
            "claimed": lambda: acts.accept_completion(pk, by=office, at=at),
        }
        for _ in range(8):
            state = Assignment.objects.get(pk=pk).state
            if state == "done":
                return
            moves.get(state, lambda: self._claim(pk))()
