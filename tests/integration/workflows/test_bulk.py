"""The bulk path leaves the rows that activations leave one by one, whatever state the processes are in.

Each example runs both ways from the same ground and undoes each; pictures of the rows are compared, in which keys are
places within their process and instants are only there or not.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from viewflow.workflow.models import Process, Task

from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import the_province
from accountability.assignments import actions
from accountability.assignments.actions import AssignmentSpec, LeaderWord, Refused, assigning
from accountability.assignments.actions.drafting import searchable
from accountability.assignments.models import (
    Assignment,
    DeadlineVersion,
    LeadTenure,
)
from accountability.assignments.rules import State, next_review
from accountability.audit.models import AuditEvent
from accountability.audit.record import record
from accountability.calendars.reading import calendar_around
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.escalation.actions import Decision, ExplanationSpec
from accountability.escalation.models import DecisionRequest, Explanation
from accountability.notices.models import MailSubject, Notification, Outbox
from tests.cast import actor
from workflows import acts, bulk
from workflows.flows import AssignmentFlow, DirectiveFlow

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2022, 11, 8, 9, 0, tzinfo=LOCAL)
EXAMPLES = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
LEADS = ("SLDTBXH", "SNV", "STTTT", "VPUBND")


# Pictures of rows -----------------------------------------------------------------------------------------------------


def plain(row: Any, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """The columns of a row, instants as there or not."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {
        name: bool(value) if isinstance(value, datetime) else str(value)
        for name, value in columns.items()
        if name not in ("id", *without)
    }


def process_picture(pk: int | None) -> Any:
    """A process with its tasks in their order; keys of tasks are their places, also within tokens."""
    process = Process.objects.get(pk=pk)
    tasks = list(Task.objects.filter(process=process).order_by("pk").prefetch_related("previous"))
    place = {task.pk: number for number, task in enumerate(tasks)}

    def token(task: Task) -> str:
        steps = [step.partition("_") for step in str(task.token).split("/")[1:]]
        return "/".join(f"{place[int(split)]}_{path}" for split, _, path in steps)

    return plain(process), [
        plain(task, ("process_id", "token"))
        | {"token": token(task), "previous": sorted(place[one.pk] for one in task.previous.all())}
        for task in tasks
    ]


def undone(work: Callable[[], Any]) -> Any:
    """What the work returns; what it wrote is undone."""
    with transaction.atomic():
        result = work()
        transaction.set_rollback(True)
    return result


# What was given -------------------------------------------------------------------------------------------------------


def directive() -> Directive:
    number = Directive.objects.count() + 700
    return acts.register_directive(
        DirectiveSpec(kind="KH", issuer=the_province(), issued_on=date(2022, 11, 7), abstract="Kế hoạch", field="VX",
                      reference=Reference(str(number), "KH-UBND")),
        by=None, at=AT,
    )  # fmt: skip


SPECS = st.fixed_dictionaries(
    {
        "leads": st.lists(st.sampled_from(LEADS), min_size=1, max_size=4, unique=True),
        "helped": st.booleans(),
        "kind": st.sampled_from(["fixed", "working_days", "calendar_days", "none", "ongoing", "series"]),
        "days": st.integers(1, 40),
    }
)


def spec(drawn: dict[str, Any], number: int) -> AssignmentSpec:
    kind, days = drawn["kind"], drawn["days"]
    by_kind: dict[str, dict[str, Any]] = {
        "fixed": {"duration": "fixed", "due_on": date(2022, 12, 1 + days % 28), "deadline_note": "Mục II"},
        "working_days": {"duration": "working_days", "days": days},
        "calendar_days": {"duration": "calendar_days", "days": days},
        "none": {"duration": "none"},
        "ongoing": {"duration": "ongoing", "review_days": days},
        "series": {"rhythm": "half_month", "series_from": date(2022, 11, 1)},
    }
    helpers = [(Agency.objects.get(code="NHNN"), "Mở tài khoản")] if drawn["helped"] else []
    leads = [Agency.objects.get(code=code) for code in drawn["leads"]]
    return AssignmentSpec(title=f"Việc {number}", leads=leads, coordinating=helpers, **by_kind[kind])


def cut(specs: list[dict[str, Any]], office: User) -> Directive:
    row = directive()
    for number, drawn in enumerate(specs):
        actions.draft(row, spec(drawn, number), by=actor(office), at=AT)
    return row


# Giving ---------------------------------------------------------------------------------------------------------------


def give_one_by_one(row: Directive) -> None:
    """What `assign_all` does, one row and one statement at a time: the oracle."""
    cal = calendar_around(AT.date())
    drafts = Assignment.objects.filter(directive=row, state=State.DRAFT).order_by("rank", "pk")
    for one in drafts:
        if one.series is not None:
            period = assigning.first_period(one.series)
            one.period_start, one.period_end, one.due_on = period.start_on, period.end_on, period.due_on
            one.title = one.series.title_of(period.start_on, period.end_on)
            one.search_text = searchable(one)
        one.due_on, one.deadline_number = assigning._due_on(one, AT.date(), cal), 1
        one.state, one.assigned_at, one.assigned_on = State.ASSIGNED, AT, AT.date()
        one.led_from_on = AT.date()
        if one.duration == "ongoing":
            one.review_from_on = AT.date()
            one.next_review_on = next_review(from_on=AT.date(), every=one.review_days or 0, reported_on=None)
        one.save()
        LeadTenure.objects.create(
            assignment=one, agency=one.lead_agency, position=one.lead_position, from_at=AT, from_on=AT.date(),
            cause="Giao nhiệm vụ",
        )  # fmt: skip
        DeadlineVersion.objects.create(
            assignment=one, number=1, due_on=one.due_on, due_time=one.due_time, cause="assigned", set_at=AT,
            note=one.deadline_note,
        )  # fmt: skip
        record(
            action="assignment.assign", by=None, at=AT, target_kind="assignment", target_pk=one.pk,
            after={"lead": one.lead_agency_id, "due_on": one.due_on.isoformat() if one.due_on else None},
            assignment_pk=one.pk, directive_pk=one.directive_id,
        )  # fmt: skip
    assigning.tell_assigned(list(drafts.model.objects.filter(directive=row).order_by("rank", "pk")), at=AT)


def facts_picture(row: Directive) -> Any:
    """All rows that giving writes, without their own keys."""
    mails = Outbox.objects.order_by("dedupe_key")
    return (
        [plain(one) for one in Assignment.objects.filter(directive=row).order_by("rank")],
        [plain(one) for one in LeadTenure.objects.filter(assignment__directive=row).order_by("pk")],
        [plain(one) for one in DeadlineVersion.objects.filter(assignment__directive=row).order_by("pk")],
        [plain(one) for one in AuditEvent.objects.filter(action="assignment.assign").order_by("pk")],
        # The key of a mail names the last tenure, which is a new row in each run; so does its MIME.
        [plain(one, ("dedupe_key", "message_id", "mime")) for one in mails],
        sorted(MailSubject.objects.values_list("subject", "mail__recipient")),
        sorted(str(plain(one)) for one in Notification.objects.all()),
    )


@EXAMPLES
@given(specs=st.lists(SPECS, min_size=1, max_size=3))
def test_giving_in_bulk_writes_the_facts_that_giving_one_by_one_writes(
    cast: dict[str, User], specs: list[dict[str, Any]]
) -> None:
    def both() -> tuple[Any, Any]:
        row = cut(specs, cast["specialist"])

        def given(way: Callable[[], Any]) -> Any:
            way()
            return facts_picture(row)

        return (
            undone(lambda: given(lambda: give_one_by_one(row))),
            undone(lambda: given(lambda: actions.assign_all(row, by=None, at=AT))),
        )

    one_by_one, in_bulk = undone(both)
    assert in_bulk == one_by_one


@EXAMPLES
@given(specs=st.lists(SPECS, min_size=1, max_size=3))
def test_processes_started_in_bulk_are_those_of_activations(
    cast: dict[str, User], specs: list[dict[str, Any]]
) -> None:
    def both() -> tuple[Any, Any]:
        row = cut(specs, cast["specialist"])
        given = actions.assign_all(row, by=None, at=AT)
        row.refresh_from_db()
        parent = Task.objects.get(process_id=row.process_id, flow_task=DirectiveFlow.cut)

        def pictures(way: Callable[[], Any]) -> Any:
            way()
            fresh = Assignment.objects.filter(directive=row).order_by("rank")
            return [process_picture(one.process_id) for one in fresh]

        def each() -> None:
            for one in given:
                AssignmentFlow.start.run(_parent_task=parent, row=one)

        in_bulk = undone(
            lambda: pictures(lambda: bulk.start_many(AssignmentFlow.start, given, parent_task=parent))
        )
        return undone(lambda: pictures(each)), in_bulk

    one_by_one, in_bulk = undone(both)
    assert in_bulk == one_by_one


# Firing ---------------------------------------------------------------------------------------------------------------


def chair_says() -> LeaderWord:
    return LeaderWord(leader=Position.objects.get(code="chutich"), decided_on=AT.date(), text="Đồng ý")


EXPLANATION = ExplanationSpec(
    result_so_far="60 %", causes_objective="Thiếu dữ liệu", causes_subjective="", responsibility_collective="Ban",
    responsibility_individual="Phó", remedy="Làm thêm", committed_on=date(2022, 12, 10),
)  # fmt: skip


def _claim(row: Assignment, cast: dict[str, User]) -> None:
    acts.claim_completion(row.pk, number="1", symbol="BC", result_on=AT.date(), summary="Xong", by=actor(cast["labour_head"]), at=AT)  # fmt: skip


# What may happen to an assignment before the sweep demands something of it; a step that does not fit is left out.
STEPS: dict[str, Callable[[Assignment, dict[str, User]], Any]] = {
    "acknowledge": lambda row, cast: acts.acknowledge(row.pk, by=actor(cast["labour_focal"]), at=AT),
    "demand": lambda row, cast: acts.demand_explanation(row.pk, word=chair_says(), by=actor(cast["chair"]), at=AT),
    "explain": lambda row, cast: [
        acts.explain(one.pk, EXPLANATION, by=actor(cast["labour_head"]), at=AT)
        for one in row.explanations.filter(answered_at=None)
    ],
    "at_once": lambda row, cast: acts.report_at_once(row.pk, ground="Chậm", proposal="Nhắc", by=actor(cast["standing_head"]), at=AT),
    "decide": lambda row, cast: acts.decide(
        row.pk, Decision(act="opinion"), word=chair_says(), by=actor(cast["chair"]), at=AT
    ),
    "claim": _claim,
    "accept": lambda row, cast: acts.accept_completion(row.pk, by=actor(cast["specialist"]), at=AT),
}  # fmt: skip
LIVES = st.lists(st.lists(st.sampled_from(sorted(STEPS)), max_size=6), min_size=1, max_size=4)


def live(rows: list[Assignment], lives: list[list[str]], cast: dict[str, User]) -> None:
    for row, steps in zip(rows, lives, strict=True):
        for step in steps:
            with suppress(Refused):
                STEPS[step](row, cast)


def demand_of_all(rows: list[Assignment]) -> tuple[list[int], list[int]]:
    """What a sweep writes: an explanation and a decision for each that has none open; the keys of all open ones."""
    chair = Position.objects.get(code="chutich")
    for row in rows:
        if not row.explanations.filter(answered_at=None).exists():
            tenure = row.tenures.get(to_at=None)
            Explanation.objects.create(assignment=row, tenure=tenure, demanded_at=AT, demanded_on=AT.date(),
                                       answer_by_on=date(2022, 11, 11))  # fmt: skip
        if not row.decision_requests.filter(decided_at=None).exists():
            DecisionRequest.objects.create(
                assignment=row, addressed_to=chair, raised_at=AT, raised_on=AT.date()
            )
    explanations = Explanation.objects.filter(assignment__in=rows, answered_at=None)
    requests = DecisionRequest.objects.filter(assignment__in=rows, decided_at=None)
    return list(explanations.values_list("pk", flat=True)), list(requests.values_list("pk", flat=True))


def fire_one_by_one(rows: list[Assignment]) -> None:
    """The armed handles by activations: the oracle."""
    for row in rows:
        acts._fire(row.process_id, AssignmentFlow.explain, AssignmentFlow.give_explanation)
        acts._fire(row.process_id, AssignmentFlow.decide, AssignmentFlow.give_decision)


@EXAMPLES
@given(lives=LIVES, demanded=st.sets(st.integers(0, 3)))
def test_what_a_sweep_demands_in_bulk_is_what_activations_make(
    cast: dict[str, User], lives: list[list[str]], demanded: set[int]
) -> None:
    def both() -> tuple[Any, Any, Any]:
        everyone = [{"leads": ["SLDTBXH"], "helped": False, "kind": "fixed", "days": 9}] * len(lives)
        row = cut(everyone, cast["specialist"])
        acts.send_to_review(row.pk, by=None, at=AT)
        acts.approve_directive(row.pk, by=None, at=AT)
        given = list(Assignment.objects.filter(directive=row).order_by("rank"))
        live(given, lives, cast)
        chosen = [one for number, one in enumerate(given) if number in demanded]
        explanations, requests = demand_of_all(chosen)

        def pictures(way: Callable[[], Any]) -> Any:
            way()
            return [process_picture(one.process_id) for one in given]

        def in_bulk() -> None:
            acts.demand_explanations(explanations)
            acts.demand_decisions(requests)

        def twice() -> None:
            in_bulk()
            in_bulk()

        return (
            undone(lambda: pictures(lambda: fire_one_by_one(chosen))),
            undone(lambda: pictures(in_bulk)),
            undone(lambda: pictures(twice)),
        )

    one_by_one, once, twice = undone(both)
    assert once == one_by_one
    assert twice == once


def test_the_number_of_statements_does_not_grow_with_the_directive(cast: dict[str, User]) -> None:
    communes = [agency.code for agency in Agency.objects.filter(kind="XA")[:40]]
    few, many = (
        cut([{"leads": communes[:size], "helped": True, "kind": "fixed", "days": 9}], cast["specialist"])
        for size in (2, 40)
    )
    counts = []
    for row in (few, many):
        acts.send_to_review(row.pk, by=None, at=AT)
        with CaptureQueriesContext(connection) as queries:
            acts.approve_directive(row.pk, by=None, at=AT)
        counts.append(len(queries))
    assert counts[0] == counts[1]
