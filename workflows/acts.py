"""What people do, as one step each: the verb writes the facts, then the process follows; one transaction for both.

Screens and commands call these functions, never the verbs of the rooms directly where a process must move.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments import actions as assignments
from accountability.assignments.actions import LeaderWord, Refused
from accountability.assignments.actions.planning import check_plan
from accountability.assignments.models import Assignment, Completion, Extension, Source, Submission
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives import actions as directives
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Relation
from accountability.directives.rules import Reference
from accountability.documents.numbering import is_taken, refuse_taken
from accountability.escalation import actions as escalation
from accountability.escalation.actions import Decision, ExplanationSpec
from accountability.escalation.demanding import demand_explanation as demand_one
from accountability.escalation.models import DecisionRequest, Explanation
from accountability.files.models import StoredFile
from accountability.indicators.projecting import follow_lead
from workflows.aside import put_in_force
from workflows.bulk import batches, fire_many
from workflows.flows import AssignmentFlow, DirectiveFlow, ExtensionFlow
from workflows.notice import owe_the_notice
from workflows.series import parent_of
from workflows.stepping import live_task
from workflows.stepping import step as _step

# Directives -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def register_directive(spec: DirectiveSpec, *, by: Actor | None, at: datetime) -> Directive:
    """Register a document and start its process; one that is only kept to be cited has none.

    Raises Refused when an outgoing document has the number.
    """
    if spec.reference is not None and not spec.issuer_text:
        refuse_taken(spec.issuer, spec.issued_on.year, spec.kind, spec.reference.number)
    made = directives.register(spec, by=by, at=at)
    if made.state == Directive.State.SPLITTING:
        DirectiveFlow.start.run(row=made)
        made.refresh_from_db()
    return made


@transaction.atomic
def send_to_review(pk: int, *, by: Actor | None, at: datetime) -> Directive:
    """Trình duyệt. Raises Refused when nothing was cut, linked or changed yet."""
    gives = Assignment.objects.filter(directive_id=pk, state="draft").exists()
    links = Source.objects.filter(directive_id=pk, unlinked_at=None).exists()
    if not gives and not links and not Relation.objects.filter(later_id=pk, in_force_at=None).exists():
        raise Refused(say("Chưa có nhiệm vụ nào; vui lòng bóc tách trước khi trình duyệt."))
    check_plan(pk)
    made = directives.send_to_review(pk, by=by, at=at)
    _step(made.process_id, DirectiveFlow.cut, by)
    return made


@transaction.atomic
def return_split(pk: int, *, reason: str, by: Actor, at: datetime) -> Directive:
    """The reviewer sends it back to be cut again."""
    made = directives.return_split(pk, reason=reason, by=by, at=at)
    _step(made.process_id, DirectiveFlow.review, by)
    return made


@transaction.atomic
def approve_directive(pk: int, *, by: Actor | None, at: datetime) -> Directive:
    """Duyệt: a document signed elsewhere gives its assignments now; a draft of ours goes to be signed."""
    made = directives.approve(pk, by=by, at=at)
    if made.state == Directive.State.ISSUED:
        _give(made, by=by, at=at)
    _step(made.process_id, DirectiveFlow.review, by)
    return made


@transaction.atomic
def sign_directive(pk: int, *, by: Actor, at: datetime) -> Directive:
    """Ký."""
    made = directives.sign(pk, by=by, at=at)
    _step(made.process_id, DirectiveFlow.sign, by)
    return made


@transaction.atomic
def issue_directive(pk: int, *, reference: Reference, by: Actor, at: datetime) -> Directive:
    """Phát hành: the number is given, the assignments are given. Raises Refused when an outgoing document has the number."""
    row = Directive.objects.select_related("issuer").get(pk=pk)
    if not row.issuer_text:
        refuse_taken(row.issuer, local(at).year, row.kind, reference.number)
    made = directives.issue(pk, reference=reference, by=by, at=at)
    if not made.issuer_text and is_taken(made.issuer, made.year, made.kind, made.number):
        raise directives.Refused(
            say("Số {number} của sổ năm {year} đã cấp cho văn bản khác.", number=made.number, year=made.year)
        )
    _give(made, by=by, at=at)
    _step(made.process_id, DirectiveFlow.issue, by)
    return made


def _give(directive: Directive, *, by: Actor | None, at: datetime) -> None:
    if directive.is_provisional:
        owe_the_notice(directive, by=by, at=at)
    linked = assignments.confirm_sources(directive, by=by, at=at)
    changes = directive.relations.filter(in_force_at=None).exists()
    drafts = directive.assignments.filter(state="draft", addendum=None)
    if drafts.exists() or not (linked or changes):
        assignments.assign_all(directive, by=by, at=at)
    put_in_force(directive, by=by, at=at)


# The lead ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def acknowledge(pk: int, *, by: Actor, at: datetime) -> Assignment:
    """Tiếp nhận."""
    row = assignments.acknowledge(pk, by=by, at=at)
    _step(row.process_id, AssignmentFlow.acknowledge, by)
    return row


@transaction.atomic
def return_task(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Trả lại – không đúng thẩm quyền: the Office's step follows."""
    row = assignments.return_task(pk, reason=reason, by=by, at=at)
    _step(row.process_id, AssignmentFlow.acknowledge, by)
    return row


@transaction.atomic
def reassign(
    pk: int, *, to: Agency, cause: str, word: LeaderWord | None, by: Actor, at: datetime
) -> Assignment:
    """Chuyển cơ quan chủ trì, by the Office after a return or by the leader's word."""
    row = assignments.reassign(pk, to=to, cause=cause, word=word, by=by, at=at)
    follow_lead(row)
    _end_closed_requests(pk, by)
    _back_to_acknowledge(row, by)
    return row


def _back_to_acknowledge(row: Assignment, by: Actor | None) -> None:
    """Bring the process back to the lead's receipt, from wherever it stands."""
    if live_task(row.process_id, AssignmentFlow.acknowledge) is not None:
        return
    if live_task(row.process_id, AssignmentFlow.review) is not None:
        _step(row.process_id, AssignmentFlow.review, by)
    for node in (AssignmentFlow.reassign, AssignmentFlow.work, AssignmentFlow.verify):
        if live_task(row.process_id, node) is not None:
            _step(row.process_id, node, by)
            return


@transaction.atomic
def submit_product(
    pk: int, *, document: str, text: str, by: Actor, at: datetime, files: Iterable[StoredFile] = ()
) -> Submission:
    """Trình sản phẩm."""
    made = assignments.submit_product(pk, document=document, text=text, by=by, at=at, files=files)
    _step(made.assignment.process_id, AssignmentFlow.work, by)
    return made


@transaction.atomic
def review_submission(pk: int, *, signed: bool, reason: str, by: Actor, at: datetime) -> Assignment:
    """The Office answers a submission."""
    row = assignments.review_submission(pk, signed=signed, reason=reason, by=by, at=at)
    _step(row.process_id, AssignmentFlow.review, by)
    return row


@transaction.atomic
def claim_completion(
    pk: int, *, number: str, symbol: str, result_on: date, summary: str, by: Actor, at: datetime,
    files: Iterable[StoredFile] = (),
) -> Completion:  # fmt: skip
    """Báo cáo hoàn thành."""
    made = assignments.claim_completion(
        pk, number=number, symbol=symbol, result_on=result_on, summary=summary, by=by, at=at, files=files
    )
    _step(made.assignment.process_id, AssignmentFlow.work, by)
    return made


@transaction.atomic
def accept_completion(pk: int, *, by: Actor, at: datetime, note: str = "") -> Assignment:
    """Xác nhận hoàn thành: the process ends, and with the last one its directive's."""
    row = assignments.accept_completion(pk, by=by, at=at, note=note)
    _end_closed_requests(pk, by)
    _step(row.process_id, AssignmentFlow.verify, by)
    return row


@transaction.atomic
def return_completion(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Yêu cầu bổ sung, thực hiện lại."""
    row = assignments.return_completion(pk, reason=reason, by=by, at=at)
    _step(row.process_id, AssignmentFlow.verify, by)
    return row


# Deadlines, explanations, decisions ---------------------------------------------------------------------------------------


@transaction.atomic
def request_extension(pk: int, *, reason: str, new_due_on: date, by: Actor, at: datetime) -> Extension:
    """Đề nghị gia hạn: starts its own small process."""
    made = assignments.request_extension(pk, reason=reason, new_due_on=new_due_on, by=by, at=at)
    ExtensionFlow.start.run(row=made)
    made.refresh_from_db()
    return made


@transaction.atomic
def decide_extension(pk: int, *, granted: bool, word: LeaderWord, by: Actor, at: datetime) -> Extension:
    """Đồng ý or Không đồng ý gia hạn."""
    made = assignments.decide_extension(pk, granted=granted, word=word, by=by, at=at)
    _step(made.process_id, ExtensionFlow.decide, by)
    return made


def _end_closed_requests(pk: int, by: Actor | None) -> None:
    """The processes of requests that nobody need decide any more end with them."""
    for asked in Extension.objects.filter(assignment_id=pk, state=Extension.State.CLOSED):
        if live_task(asked.process_id, ExtensionFlow.decide) is not None:
            _step(asked.process_id, ExtensionFlow.decide, by)


def _fire(process_id: int | None, node: Any, step: Any) -> None:
    """Fire an armed handle, unless the step that it makes waits already."""
    if live_task(process_id, step) is None:
        task = live_task(process_id, node)
        if task is not None:
            node.run(task)


@transaction.atomic
def demand_explanation(pk: int, *, word: LeaderWord, by: Actor, at: datetime) -> Explanation:
    """Yêu cầu giải trình by a leader."""
    made = demand_one(pk, word=word, by=by, at=at)
    _fire(made.assignment.process_id, AssignmentFlow.explain, AssignmentFlow.give_explanation)
    return made


def demand_explanations(pks: Iterable[int]) -> int:
    """Bring the processes after a sweep: the head's step for each open explanation that has none; how many got one.

    Idempotent, and the number of statements does not depend on that of explanations (batches of 2,000).
    """
    owed = Explanation.objects.open()
    processes = _processes_of(owed, pks)
    return fire_many(AssignmentFlow.explain, AssignmentFlow.give_explanation, processes)


def demand_decisions(pks: Iterable[int]) -> int:
    """Likewise the Chair's step for each request that waits for his word."""
    waiting = DecisionRequest.objects.filter(decided_at=None)
    return fire_many(AssignmentFlow.decide, AssignmentFlow.give_decision, _processes_of(waiting, pks))


def _processes_of(rows: Any, pks: Iterable[int]) -> list[int]:
    """The processes of the assignments of these explanations or requests."""
    found: list[int] = []
    for batch in batches(list(pks)):
        known = rows.filter(pk__in=batch, assignment__process__isnull=False)
        found += known.values_list("assignment__process_id", flat=True)
    return found


@transaction.atomic
def explain(pk: int, spec: ExplanationSpec, *, by: Actor, at: datetime) -> Explanation:
    """Giải trình."""
    made = escalation.explain(pk, spec, by=by, at=at)
    if live_task(made.assignment.process_id, AssignmentFlow.give_explanation) is not None:
        _step(made.assignment.process_id, AssignmentFlow.give_explanation, by)
    return made


@transaction.atomic
def report_at_once(pk: int, *, ground: str, by: Actor, at: datetime, proposal: str = "") -> DecisionRequest:
    """Báo cáo ngay."""
    made = escalation.report_at_once(pk, ground=ground, proposal=proposal, by=by, at=at)
    _fire(made.assignment.process_id, AssignmentFlow.decide, AssignmentFlow.give_decision)
    return made


@transaction.atomic
def decide(pk: int, decision: Decision, *, word: LeaderWord, by: Actor, at: datetime) -> Any:
    """The leader's decision, always the process's step `give_decision`, armed for it when nothing waits.

    A change of lead brings the process back to receipt; a letter to be drafted starts the process of the Office's duty.
    """
    made = escalation.decide(pk, decision, word=word, by=by, at=at)
    row = Assignment.objects.select_related("directive").get(pk=pk)
    _fire(row.process_id, AssignmentFlow.decide, AssignmentFlow.give_decision)
    if live_task(row.process_id, AssignmentFlow.give_decision) is not None:
        _step(row.process_id, AssignmentFlow.give_decision, by)
    _end_closed_requests(pk, by)
    if made.duty is not None:
        AssignmentFlow.start.run(_parent_task=parent_of(made.duty), row=made.duty)
    if decision.act == "reassign":
        follow_lead(row)
        _back_to_acknowledge(row, by)
    return made
