"""An instruction given by word: the Office owes its notice; the issued notice fulfils that duty, a recalled one opens it again."""

from __future__ import annotations

from datetime import datetime

from accountability.access.actor import Actor
from accountability.agencies.reading import the_office
from accountability.assignments import actions as assignments
from accountability.assignments.actions import AssignmentSpec
from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.assignments.rules import OPEN_STATES, Duration, State
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.documents.notices import PRODUCT, duties_of_the_notice, know_duties
from workflows.flows import AssignmentFlow
from workflows.series import parent_of


def owe_the_notice(directive: Directive, *, by: Actor | None, at: datetime) -> None:
    """The Office gets the duty to issue the notice, accepted by the leader; one among the drafts of the directive."""
    if duties_of_the_notice(directive).exists():
        return
    if drafted := list(_drafted_by_hand(directive)):
        know_duties(directive, drafted)
        return
    row = Directive.objects.get(pk=directive.pk)
    row.state = Directive.State.SPLITTING  # The draft belongs to the step that has just been approved.
    title = say("Ban hành văn bản thông báo {cited}", cited=directive.cited)
    know_duties(directive, assignments.draft(row, _spec(directive, title), by=by, at=at))


def _drafted_by_hand(directive: Directive) -> AssignmentQuerySet:
    """What who split the instruction wrote for the Office himself."""
    return directive.assignments.filter(state=State.DRAFT, product=str(PRODUCT), lead_agency=the_office())


def owe_it_again(directive: Directive, *, by: Actor, at: datetime) -> None:
    """Its notice was recalled after the duty was done: the Office owes another one."""
    if duties_of_the_notice(directive).filter(state__in=OPEN_STATES).exists():
        return
    title = say("Ban hành lại văn bản thông báo {cited}", cited=directive.cited)
    given = assignments.give_now(directive, _spec(directive, title), by=by, at=at)
    know_duties(directive, given)
    for row in given:
        AssignmentFlow.start.run(_parent_task=parent_of(row), row=row)


def open_duty(directive: Directive) -> Assignment | None:
    """The duty to issue the notice that is not done yet."""
    return duties_of_the_notice(directive).filter(state__in=OPEN_STATES).order_by("pk").first()


def _spec(directive: Directive, title: str) -> AssignmentSpec:
    return AssignmentSpec(
        title=title, leads=[the_office()], product=PRODUCT, duration=Duration.WORKING_DAYS,
        days=3, deadline_note=say("Quy định nội bộ: 03 ngày làm việc sau khi có ý kiến chỉ đạo"), supervisor=directive.signer,
    )  # fmt: skip
