"""The life of one assignment as a state machine, and beside it a model that was written apart from the product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from viewflow.workflow.models import Process, Task

from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments import actions
from accountability.assignments.actions import AssignmentSpec, LeaderWord, Refused
from accountability.assignments.models import Assignment, Extension, LeadTenure, Obstacle
from accountability.assignments.projection import projected
from accountability.assignments.reading import bucket_counts, timings, with_facts
from accountability.assignments.rules import Duration
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.actions import Refused as DirectiveRefused
from accountability.directives.rules import Reference
from accountability.escalation.actions import Decision, ExplanationSpec
from accountability.escalation.models import DecisionRequest, Escalation, Explanation
from accountability.escalation.sweep import SweepResult
from accountability.notices.models import Outbox
from config.jobs import run_sweep
from tests.cast import actor
from tests.crash.life_aside import ASIDE, OffCourse
from workflows import acts

STARTS_AT = datetime(2022, 11, 8, 9, 0, tzinfo=LOCAL)
# The buckets are counted by a large statement of the database after each fifth step only; by Python after every one.
COUNT_EVERY = 5
LAST_DAY = date(2023, 11, 30)
AGENCIES = ("SLDTBXH", "SNV", "STC")
# Days off between STARTS_AT and LAST_DAY, by the official notices; no Saturday was worked.
DAYS_OFF = {
    date(2023, 1, 2), *(date(2023, 1, day) for day in range(20, 27)), date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 3),
    date(2023, 9, 1), date(2023, 9, 4),
}  # fmt: skip
WORK = {"acknowledged", "working", "rework"}
OPEN = {"assigned", "returned", "submitted", "claimed", *WORK}
STEP_OF = {
    "assigned": "acknowledge", "returned": "reassign", "submitted": "review", "claimed": "verify",
    **dict.fromkeys(WORK, "work"),
}  # fmt: skip


DECISIONS = ("accept", "extend", "reassign", "call_in", "opinion")
EXPLANATION = (
    "result_so_far", "causes_objective", "causes_subjective", "responsibility_collective", "responsibility_individual",
    "remedy", "proposals",
)  # fmt: skip


def position(code: str) -> Position:
    """The position of that code."""
    return Position.objects.get(code=code)


def working_days_before(day: date, number: int) -> date:
    """The n-th working day before that day."""
    while number:
        day -= timedelta(days=1)
        number -= day.weekday() < 5 and day not in DAYS_OFF
    return day


class AssignmentLife(OffCourse):
    """Steps of people and of the clock; after each, everything that must always be true."""

    cast: ClassVar[dict[str, User]] = {}
    steps: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.now, self.state, self.due_on, self.done_on = STARTS_AT, "assigned", None, None
        self.held_since: date | None = None
        self.credit: int | None = (
            None  # The days of the first wait for the Office that came back, under this deadline.
        )
        self.claims_when_done, self.looked = -1, 0
        # When the deadline in force was set, when work was handed in, whether a deadline was missed before it moved.
        self.set_at, self.handed_at, self.overran = STARTS_AT, STARTS_AT, False
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self) -> None:
        """Take everything back."""
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # Who, when, what ------------------------------------------------------------------------------------------------------

    def who(self, name: str) -> Any:
        return actor(self.cast[name])

    def word(self, text: str = "Ý kiến chỉ đạo") -> LeaderWord:
        return LeaderWord(leader=position("chutich"), decided_on=self.now.date(), text=text)

    def attempt(self, legal: bool | None, act: Callable[..., Any], *args: Any, by: str, **more: Any) -> Any:
        """Let that member of the cast do it now; what came of it, None when it was refused.

        `legal` None: the model has no opinion. What is done leaves an audit event, what is refused leaves none.
        """
        name, before, refusal, made = act.__name__, AuditEvent.objects.count(), "", None
        self.steps[name] += 1
        try:
            with transaction.atomic():
                made = act(*args, by=self.who(by), at=self.now, **more)
        except (Refused, DirectiveRefused) as error:
            refusal = str(error)
        assert legal is None or legal != bool(refusal), f"{name} khi {self.state}: {refusal or 'được làm'}"
        assert (AuditEvent.objects.count() > before) != bool(refusal), f"{name}: nhật ký"
        return made

    @initialize(days=st.one_of(st.none(), st.integers(3, 40)), submits=st.booleans(), reports=st.booleans())
    def given(self, days: int | None, submits: bool, reports: bool) -> None:
        self.reports = reports
        self.submits, self.due_on = submits, days and (self.now + timedelta(days=days)).date()
        directive = acts.register_directive(
            DirectiveSpec(
                kind="CV", issuer=Agency.objects.get(code="UBND"), issued_on=self.now.date(), abstract="Tạo lập tài khoản",
                field="VX", reference=Reference("901", "UBND-VX"),
            ), by=self.who("clerk"), at=self.now,
        )  # fmt: skip
        duration = Duration.FIXED if days else Duration.NONE
        spec = AssignmentSpec(
            "Tạo lập tài khoản an sinh xã hội", [Agency.objects.get(code=AGENCIES[0])], duration=duration, due_on=self.due_on,
            needs_submission=submits, product="Báo cáo kết quả" if reports else "", supervisor=Position.objects.get(code="phochutich"),
        )  # fmt: skip
        actions.draft(directive, spec, by=self.who("specialist"), at=self.now)
        acts.send_to_review(directive.pk, by=self.who("specialist"), at=self.now)
        acts.approve_directive(directive.pk, by=self.who("office_deputy"), at=self.now)
        self.pk, self.lead = Assignment.objects.get(directive=directive).pk, AGENCIES[0]
        self.directive_pk = directive.pk

    # The lead -----------------------------------------------------------------------------------------------------------------

    @rule()
    def acknowledge(self) -> None:
        if self.attempt(self.state == "assigned", acts.acknowledge, self.pk, by="labour_head"):
            self.state = "acknowledged"

    @rule()
    def return_it(self) -> None:
        may = None if self.state == "assigned" else False
        if self.attempt(may, acts.return_task, self.pk, reason="Không đúng thẩm quyền", by="labour_head"):
            self.state = "returned"

    @precondition(lambda self: self.state in WORK)
    @rule()
    def report(self) -> None:
        self.attempt(True, actions.update_progress, self.pk, text="Đang làm", by="labour_officer")
        self.state = "working"

    @rule()
    def submit(self) -> None:
        may = self.submits and self.state in WORK
        if self.attempt(may, acts.submit_product, self.pk, document="1/TTr", text="Trình", by="labour_head"):
            self.state, self.held_since, self.handed_at = "submitted", self.now.date(), self.now

    @rule(days=st.integers(0, 3))
    def claim(self, days: int) -> None:
        result_on = max((self.now - timedelta(days=days)).date(), STARTS_AT.date())
        facts: dict[str, Any] = {"number": "12", "symbol": "BC", "result_on": result_on, "summary": "Xong"}
        if made := self.attempt(
            self.state in WORK, acts.claim_completion, self.pk, by="labour_head", **facts
        ):
            self.state, self.held_since, self.handed_at = "claimed", made.counts_on, self.now
            assert self.held_since in (result_on, self.now.date())

    # The Office ---------------------------------------------------------------------------------------------------------------

    @rule(signed=st.booleans())
    def review(self, signed: bool) -> None:
        may = self.state == "submitted"
        if self.attempt(may, acts.review_submission, self.pk, signed=signed, reason="Sửa", by="specialist"):
            if not signed:
                self.came_back()
            self.state, self.held_since = "working" if signed else "rework", None

    @rule()
    def accept(self) -> None:
        if self.attempt(self.state == "claimed", acts.accept_completion, self.pk, by="specialist"):
            self.state, self.done_on, self.held_since = "done", self.held_since, None
            self.claims_when_done = Escalation.objects.count()

    @rule()
    def send_back(self) -> None:
        may = self.state == "claimed"
        if self.attempt(may, acts.return_completion, self.pk, reason="Thiếu", by="specialist"):
            self.came_back()
            self.state, self.held_since = "rework", None

    def came_back(self) -> None:
        """What was handed in within the deadline and waited is credited once."""
        if self.handed_at < self.set_at:
            return  # Another deadline came meanwhile; the wait began under the former one.
        if self.due_on and self.held_since and self.held_since <= self.due_on and self.credit is None:
            self.credit = (self.now.date() - self.held_since).days

    @rule(code=st.sampled_from(AGENCIES), by_chair=st.booleans())
    def reassign(self, code: str, by_chair: bool) -> None:
        may = code != self.lead and (self.state in OPEN if by_chair else self.state == "returned")
        facts: dict[str, Any] = {"to": Agency.objects.get(code=code), "cause": "Chuyển"}
        facts |= {"word": self.word(), "by": "chair"} if by_chair else {"word": None, "by": "specialist"}
        if self.attempt(may, acts.reassign, self.pk, **facts):
            self.reassigned(code)

    def reassigned(self, code: str) -> None:
        self.state, self.lead, self.held_since, self.credit = "assigned", code, None, None
        self.set_at = self.now if self.due_on else self.set_at

    def deadline_moved(self, due_on: date, *, more_time: bool = False) -> None:
        """Another deadline; more time that came too late mends nothing."""
        self.overran = self.overran or (more_time and self.bucket() == "overdue")
        self.due_on, self.credit, self.set_at = due_on, None, self.now

    # Deadlines, obstacles, explanations, decisions ------------------------------------------------------------------------------

    @precondition(lambda self: self.due_on is not None)
    @rule(days=st.integers(1, 30))
    def ask_for_time(self, days: int) -> None:
        new = max(self.due_on or self.now.date(), self.now.date()) + timedelta(days=days)
        may = None if self.state in {"assigned", *WORK} else False
        self.attempt(may, acts.request_extension, self.pk, reason="Cần", new_due_on=new, by="labour_head")

    @precondition(lambda self: Extension.objects.filter(assignment_id=self.pk, state="asked").exists())
    @rule(granted=st.booleans())
    def answer_the_request(self, granted: bool) -> None:
        asked = Extension.objects.get(assignment_id=self.pk, state="asked")
        facts: dict[str, Any] = {"granted": granted, "word": self.word(), "by": "chair"}
        may = None if self.state in OPEN else False  # Whose turn it is to decide has tests of its own.
        if self.attempt(may, acts.decide_extension, asked.pk, **facts) and granted:
            self.deadline_moved(asked.new_due_on, more_time=True)

    @rule()
    def hit_an_obstacle(self) -> None:
        may = self.state in {"assigned", *WORK}
        facts = {"text": "Thiếu kinh phí", "proposal": "Bố trí", "addressed_to": position("phochutich")}
        self.attempt(may, actions.raise_obstacle, self.pk, by="labour_head", **facts)

    @precondition(lambda self: Obstacle.objects.filter(assignment_id=self.pk, answered_at=None).exists())
    @rule()
    def answer_the_obstacle(self) -> None:
        obstacle = Obstacle.objects.filter(assignment_id=self.pk, answered_at=None)[0]
        self.attempt(True, actions.answer_obstacle, obstacle.pk, word=self.word(), by="chair")

    @rule()
    def demand_an_explanation(self) -> None:
        may = self.state in OPEN and not self.open_explanation().exists()
        self.attempt(may, acts.demand_explanation, self.pk, word=self.word(), by="chair")

    @precondition(lambda self: self.open_explanation().exists() and self.state in OPEN)
    @rule()
    def explain(self) -> None:
        spec = ExplanationSpec(**dict.fromkeys(EXPLANATION, "Đã rõ"), committed_on=self.now.date())
        self.attempt(True, acts.explain, self.open_explanation().get().pk, spec, by="labour_head")

    @rule()
    def report_at_once(self) -> None:
        may = self.state in OPEN and not self.open_decision().exists()
        self.attempt(may, acts.report_at_once, self.pk, ground="Chậm", by="office_deputy")

    @rule(what=st.sampled_from(DECISIONS), code=st.sampled_from(AGENCIES))
    def decide(self, what: str, code: str) -> None:
        new_due_on = (self.now + timedelta(days=10)).date()
        decision = Decision(
            what, new_due_on=new_due_on, new_lead=Agency.objects.get(code=code), meets_at=self.now + timedelta(days=1),
            meets_where="Phòng họp số 2",
        )  # fmt: skip
        answered = Explanation.objects.filter(assignment_id=self.pk, accepted=None).exclude(answered_at=None)
        may = self.state in OPEN
        may = may and not (what == "reassign" and code == self.lead)
        may = may and not (what == "accept" and not answered.exists())
        if not self.attempt(may, acts.decide, self.pk, decision, word=self.word(), by="chair"):
            return
        if what == "extend":
            self.deadline_moved(new_due_on, more_time=True)
        if what == "reassign":
            self.reassigned(code)

    # The clock ------------------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.now.date() < LAST_DAY)
    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.steps["time"] += 1
        self.now += timedelta(days=days)

    @rule(twice=st.booleans())
    def sweep(self, twice: bool) -> None:
        self.steps["sweep"] += 1
        at = datetime.combine(self.now.date(), time(8, 0), tzinfo=LOCAL)
        result = run_sweep(at)
        told = Escalation.objects.filter(run_id=result.run_pk, merged=False).values_list(
            "subject", "occasion"
        )
        assert not [one for one, count in Counter(told).items() if count > 1], "một lượt báo hai cấp"
        again = run_sweep(at) if twice else SweepResult()
        assert (again.notices, again.mails, again.merged) == (0, 0, 0), "lượt thứ hai còn báo"

    # What must always be true ---------------------------------------------------------------------------------------------------

    def open_explanation(self) -> Any:
        return Explanation.objects.filter(assignment_id=self.pk, answered_at=None)

    def open_decision(self) -> Any:
        return DecisionRequest.objects.filter(assignment_id=self.pk, decided_at=None)

    @invariant()
    def all_of_it_holds(self) -> None:
        """After every step, in one order."""
        self.row = with_facts(Assignment.objects.select_related("lead_agency")).get(pk=self.pk)
        self.the_facts_are_those_of_the_model()
        self.one_process_waits_for_the_right_person()
        self.lateness_computed_twice_is_the_same()
        self.the_ledger_tells_the_truth()

    def the_facts_are_those_of_the_model(self) -> None:
        assert (self.row.state, self.row.lead_agency.code) == (self.state, self.lead)
        assert (self.row.due_on, self.row.done_on) == (self.due_on, self.done_on)
        assert LeadTenure.objects.filter(assignment_id=self.pk, to_at=None).count() == 1
        facts = projected(self.row)
        kept = {name: getattr(self.row, name) for name in facts}
        assert kept == facts, "cột lặp lại khác dữ kiện"

    def one_process_waits_for_the_right_person(self) -> None:
        assert Process.objects.filter(assignment__pk=self.pk).count() == 1
        tasks = Task.objects.filter(process_id=self.row.process_id, status__in=["NEW", "ASSIGNED", "STARTED"])
        waiting = Counter(task.flow_task.name for task in tasks)
        if self.state == "done":
            assert not waiting
            assert Process.objects.get(pk=self.row.process_id).status == "DONE"
            return
        if self.state in ASIDE:
            assert not waiting
            assert Process.objects.get(pk=self.row.process_id).status == "CANCELED"
            return
        expected = {STEP_OF[self.state], "explain", "decide"}
        expected |= {"give_explanation"} if self.open_explanation().exists() else set()
        expected |= {"give_decision"} if self.open_decision().exists() else set()
        assert waiting == dict.fromkeys(expected, 1)

    def lateness_computed_twice_is_the_same(self) -> None:
        expected = "no_deadline" if self.state in ASIDE else self.bucket()
        assert timings([self.row], self.now)[self.pk].bucket == expected
        self.looked += 1
        if self.looked % COUNT_EVERY:
            return
        counts = bucket_counts(Assignment.objects.all(), self.now)
        counted = set() if self.state in ASIDE else {expected}
        assert {name for name, count in counts.items() if count} == counted
        assert sum(counts.values()) == Assignment.objects.real().count() == len(counted)

    def bucket(self) -> str:
        """The bucket by the words of DESIGN §5."""
        if self.due_on is None:
            return "no_deadline"
        today, due = self.now.date(), self.due_on + timedelta(days=self.credit or 0)
        if self.state == "done":
            assert self.done_on is not None
            return "done_late" if self.done_on > due or self.overran else "done_on_time"
        if self.held_since is not None:
            return "overdue" if self.held_since > due else "in_time"
        if today > due:
            return "overdue"
        return "due_soon" if today >= working_days_before(due, 3) else "in_time"

    def the_ledger_tells_the_truth(self) -> None:
        claims = list(
            Escalation.objects.values_list(
                "subject", "rung_key", "occasion", "ordinal", "anchor_on", "claimed_at"
            )
        )
        assert len({claim[:4] for claim in claims}) == len(claims)
        for _, rung, _, _, anchor_on, claimed_at in claims:
            if rung.startswith("late-"):
                assert claimed_at.astimezone(LOCAL).date() > anchor_on, f"{rung} khi chưa quá hạn"
        if self.state == "done":
            assert len(claims) == self.claims_when_done, "nhắc việc đã hoàn thành"
        if self.state in ASIDE:
            assert len(claims) == self.claims_when_aside, "nhắc việc không còn theo dõi"
        keys = list(Outbox.objects.values_list("dedupe_key", flat=True))
        assert len(set(keys)) == len(keys)
