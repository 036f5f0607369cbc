"""The notice of an instruction given by word: which document it is, what must stand in it, the Office's duty to issue it."""

from __future__ import annotations

from collections.abc import Iterable

from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.assignments.rules import ASIDE_STATES, State
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.documents.models import NoticeDuty, OutgoingDocument
from accountability.documents.rules import Kind

# What the duty is to bring, which the Office gets with every instruction given by word (workflows/notice.py).
PRODUCT = say("Thông báo ý kiến chỉ đạo")


def announces(row: OutgoingDocument) -> bool:
    """Whether its issue gives a number to what was said: an instruction by word, a conclusion of a meeting."""
    return row.kind == Kind.CONCLUSION and row.directive is not None and row.directive.awaits_notice


def duties_of_the_notice(directive: Directive) -> AssignmentQuerySet:
    """The duty to issue the notice, whoever leads it now; after a recall there may be a second one."""
    known = NoticeDuty.objects.order_by().filter(directive=directive)
    return Assignment.objects.filter(pk__in=known.values("assignment"))


def know_duties(directive: Directive, rows: Iterable[Assignment]) -> None:
    """Write down that these are the duty, in the transaction that gives them."""
    NoticeDuty.objects.bulk_create(NoticeDuty(directive=directive, assignment=row) for row in rows)


def to_be_announced(directive: Directive, rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """Of these assignments those that the notice of the directive lists: all that it gave but the duty of the notice itself."""
    given = rows.filter(directive=directive).exclude(state__in=[State.DRAFT, *ASIDE_STATES])
    return given.exclude(pk__in=duties_of_the_notice(directive).order_by().values("pk"))


def missing_of(row: OutgoingDocument, directive: Directive) -> int:
    """How many assignments of the directive its notice does not list."""
    listed = row.spoken_of.order_by().values("assignment")
    return to_be_announced(directive, Assignment.objects.all()).exclude(pk__in=listed).count()
