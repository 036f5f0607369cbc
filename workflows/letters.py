"""What people do with outgoing documents where a process must follow: the facts are the room's, the steps are here."""

from __future__ import annotations

from datetime import datetime

from accountability.access.actor import Actor
from accountability.assignments.rules import WORK_STATES, State
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.documents import actions as documents
from accountability.documents.actions.issuing import Draw, Sign, unsigned
from accountability.documents.actions.noticing import is_numbered_by
from accountability.documents.models import OutgoingDocument
from accountability.documents.notices import announces
from accountability.documents.rules import Kind
from workflows import acts
from workflows.flows import AssignmentFlow
from workflows.notice import open_duty, owe_it_again
from workflows.stepping import live_task, step


def issue_document(
    pk: int, *, draw: Draw, by: Actor, at: datetime, sign: Sign = unsigned
) -> OutgoingDocument:
    """Cấp số, phát hành. What it demands becomes steps of the heads; the notice of a word fulfils the Office's duty."""

    def follow(row: OutgoingDocument) -> None:
        made_here = row.spoken_of.filter(demanded_here=True).values_list("explanation", flat=True)
        acts.demand_explanations(list(made_here))
        if row.kind == Kind.CONCLUSION and row.directive is not None:
            _fulfil(row, row.directive.pk, by=by, at=at)

    return documents.issue(pk, draw=draw, by=by, at=at, sign=sign, follow=follow)


def _fulfil(row: OutgoingDocument, directive_pk: int, *, by: Actor, at: datetime) -> None:
    """The duty to issue the notice is reported done with the notice itself; the leader who gave the word confirms."""
    directive = Directive.objects.get(pk=directive_pk)
    duty = open_duty(directive)
    if duty is None or row.issued_on is None or not is_numbered_by(row, directive):
        return
    if duty.state == State.ASSIGNED:
        duty = acts.acknowledge(duty.pk, by=by, at=at)
    if duty.state in WORK_STATES:
        acts.claim_completion(
            duty.pk, number=row.number, symbol=row.symbol, result_on=row.issued_on,
            summary=say("Đã ban hành {cited}.", cited=row.cited), by=by, at=at, files=[row.file] if row.file else [],
        )  # fmt: skip


def recall_document(pk: int, *, reason: str, by: Actor, at: datetime) -> OutgoingDocument:
    """Thu hồi. The steps of explanations that are not owed any more end; the Office owes the notice again."""

    def follow(row: OutgoingDocument) -> None:
        taken_back = row.spoken_of.filter(demanded_here=True, explanation__withdrawn_at=at)
        for process in taken_back.values_list("assignment__process_id", flat=True):
            if live_task(process, AssignmentFlow.give_explanation) is not None:
                step(process, AssignmentFlow.give_explanation, by)
        if row.directive is not None:
            _owe_again(row, row.directive.pk, by=by, at=at)

    return documents.recall(pk, reason=reason, by=by, at=at, follow=follow)


def _owe_again(row: OutgoingDocument, directive_pk: int, *, by: Actor, at: datetime) -> None:
    """The directive has no notice any more: the report of its duty goes back, or the duty is given anew."""
    row.directive = directive = Directive.objects.get(pk=directive_pk)
    if not announces(row):
        return
    duty = open_duty(directive)
    if duty is not None and duty.state == State.CLAIMED:
        acts.return_completion(duty.pk, reason=say("Đã thu hồi {cited}.", cited=row.cited), by=by, at=at)
    if directive.is_provisional:  # Only of an instruction by word the Office was given the duty.
        owe_it_again(directive, by=by, at=at)
