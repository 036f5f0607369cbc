"""What people do that takes assignments off their course, or back to it: facts and processes in one transaction.

Beside `workflows.acts`: later documents, addenda, thôi theo dõi, không phát sinh, không thuộc đối tượng.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments import actions as assignments
from accountability.assignments.actions import Refused, chaining, exempting
from accountability.assignments.actions import aside as setting_aside
from accountability.assignments.actions.chaining import InForce
from accountability.assignments.models import Assignment, Exemption, Extension
from accountability.core.saying import say
from accountability.directives import chain
from accountability.directives.models import Addendum, Directive
from accountability.escalation.models import DecisionRequest, Explanation
from accountability.files.models import StoredFile
from accountability.intake import actions as intake
from workflows.bulk import fire_many
from workflows.ending import begin_anew, end_many
from workflows.flows import AddendumFlow, AssignmentFlow, ExemptionFlow, ExtensionFlow
from workflows.stepping import live_task, step

# Off the course and back ------------------------------------------------------------------------------------------------


def _end(rows: Sequence[Assignment], by: Actor | None) -> None:
    """The processes of these end, and those of what was asked about them."""
    end_many(row.process_id for row in rows)
    keys = [row.pk for row in rows]
    closed = Extension.objects.filter(assignment_id__in=keys, state=Extension.State.CLOSED)
    for process_id in closed.values_list("process_id", flat=True):
        if live_task(process_id, ExtensionFlow.decide) is not None:
            step(process_id, ExtensionFlow.decide, by)
    proposals = Exemption.objects.filter(assignment_id__in=keys, state=Exemption.State.CLOSED)
    for process_id in proposals.values_list("process_id", flat=True):
        if live_task(process_id, ExemptionFlow.decide) is not None:
            step(process_id, ExemptionFlow.decide, by)


def _begin(rows: Sequence[Assignment], by: Actor | None) -> None:
    """Processes anew, with the steps of explanations and decisions that still wait."""
    groups: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows:
        groups[row.directive_id].append(row)
    for group in groups.values():
        begin_anew(group, by=by)
    keys = [row.pk for row in rows]
    owed = Explanation.objects.filter(answered_at=None, assignment_id__in=keys)
    fire_many(AssignmentFlow.explain, AssignmentFlow.give_explanation, _processes(owed))
    asked = DecisionRequest.objects.filter(decided_at=None, assignment_id__in=keys)
    fire_many(AssignmentFlow.decide, AssignmentFlow.give_decision, _processes(asked))


def _processes(rows: Iterable[Explanation] | Iterable[DecisionRequest]) -> list[int]:
    found = rows.exclude(assignment__process=None)  # type: ignore[union-attr]
    return list(found.values_list("assignment__process_id", flat=True))


def put_in_force(directive: Directive, *, by: Actor | None, at: datetime) -> InForce:
    """Everything that this document does to earlier ones, in the transaction in which it gives its assignments."""
    done = chaining.put_in_force(directive, by=by, at=at)
    _end(done.set_aside, by)
    _end_requests_of(done.moved, by)
    _begin(done.taken_back, by)
    return done


def _end_requests_of(rows: Sequence[Assignment], by: Actor | None) -> None:
    closed = Extension.objects.filter(assignment__in=[row.pk for row in rows], state=Extension.State.CLOSED)
    for process_id in closed.values_list("process_id", flat=True):
        if live_task(process_id, ExtensionFlow.decide) is not None:
            step(process_id, ExtensionFlow.decide, by)


@transaction.atomic
def drop_following(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Thôi theo dõi."""
    row = setting_aside.drop_following(pk, reason=reason, by=by, at=at)
    _end([row], by)
    return row


@transaction.atomic
def follow_again(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Theo dõi lại."""
    row = setting_aside.follow_again(pk, reason=reason, by=by, at=at)
    _begin([row], by)
    return row


@transaction.atomic
def report_nothing(
    pk: int, *, reason: str, by: Actor, at: datetime, files: Iterable[StoredFile] = ()
) -> Assignment:
    """Không phát sinh."""
    row = setting_aside.report_nothing(pk, reason=reason, by=by, at=at, files=files)
    _end([row], by)
    return row


@transaction.atomic
def reopen_nothing(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Mở lại: the Office does not accept "không phát sinh"."""
    row = setting_aside.reopen_nothing(pk, reason=reason, by=by, at=at)
    _begin([row], by)
    return row


@transaction.atomic
def ask_exemption(pk: int, *, reason: str, by: Actor, at: datetime) -> Exemption:
    """Đề nghị không thuộc đối tượng: starts its own small process."""
    made = exempting.ask_exemption(pk, reason=reason, by=by, at=at)
    ExemptionFlow.start.run(row=made)
    made.refresh_from_db()
    return made


@transaction.atomic
def answer_exemption(pk: int, *, agreed: bool, text: str, by: Actor, at: datetime) -> Exemption:
    """The Office agrees, which ends the assignment's process, or refuses."""
    made = exempting.answer_exemption(pk, agreed=agreed, text=text, by=by, at=at)
    step(made.process_id, ExemptionFlow.decide, by)
    if agreed:
        _end([Assignment.objects.get(pk=made.assignment_id)], by)
    return made


@transaction.atomic
def undo_annex(pk: int, *, by: Actor | None, at: datetime, reason: str = "") -> list[Assignment]:
    """Hoàn tác phụ lục: its drafts go, what was given and not acknowledged is followed no more; the latter are returned."""
    given = intake.undo_annex(pk, by=by, at=at, reason=reason)
    _end(given, by)
    return given


# Giao bổ sung -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_addendum(directive_pk: int, *, note: str, by: Actor | None, at: datetime) -> Addendum:
    """Begin to add duties under a document that has given its own."""
    made = chain.add_addendum(directive_pk, note=note, by=by, at=at)
    AddendumFlow.start.run(row=made)
    made.refresh_from_db()
    return made


@transaction.atomic
def send_addendum(pk: int, *, by: Actor | None, at: datetime) -> Addendum:
    """Trình duyệt. Raises Refused when nothing was cut yet."""
    made = chain.send_addendum(pk, by=by, at=at)
    if not made.assignments.filter(state="draft").exists():
        raise Refused(say("Chưa có nhiệm vụ nào; vui lòng bóc tách trước khi trình duyệt."))
    step(made.process_id, AddendumFlow.cut, by)
    return made


@transaction.atomic
def return_addendum(pk: int, *, reason: str, by: Actor, at: datetime) -> Addendum:
    """The reviewer sends it back to be cut again."""
    made = chain.return_addendum(pk, reason=reason, by=by, at=at)
    step(made.process_id, AddendumFlow.review, by)
    return made


@transaction.atomic
def approve_addendum(pk: int, *, by: Actor | None, at: datetime) -> Addendum:
    """Duyệt: the added duties are given with the date of this day."""
    made = chain.approve_addendum(pk, by=by, at=at)
    assignments.assign_all(made.directive, by=by, at=at, addendum=made)
    step(made.process_id, AddendumFlow.review, by)
    return made


@transaction.atomic
def drop_addendum(pk: int, *, by: Actor, at: datetime) -> Addendum:
    """Take an addendum that is still cut off its document, with its drafts."""
    made = chain.drop_addendum(pk, by=by, at=at)
    for draft_pk in list(made.assignments.filter(state="draft").values_list("pk", flat=True)):
        assignments.drop_draft(draft_pk, by=by, at=at)
    end_many([made.process_id])
    return made
