"""Outgoing documents where other rooms show them; each begins at the door `documents_of`, or with what is somebody's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments.models import Assignment
from accountability.core.saying import say
from accountability.documents.access import GIVEN, documents_of, may_read_file, works_on_some
from accountability.documents.models import Addressee, DocumentStep, OutgoingDocument, SpokenOf
from accountability.documents.rules import Kind, State, Verb
from accountability.escalation.demanding import to_be_explained
from accountability.escalation.models import Explanation

# So many are listed at an assignment; it had its letter every second week for a year.
MOST_LISTED = 30


def about_assignment(actor: Actor, pk: int) -> QuerySet[OutgoingDocument]:
    """The documents that speak of the assignment, of those that the actor may know of, the latest first. One statement."""
    named = SpokenOf.objects.order_by().filter(document=OuterRef("pk"), assignment=pk)
    rows = documents_of(actor).filter(Exists(named)).exclude(state=State.DROPPED)
    return rows.select_related("taken", "issuer").order_by("-pk")[:MOST_LISTED]


def with_addressees() -> Prefetch[Any]:
    """For `prefetch_related`: Kính gửi of many documents in one statement."""
    return Prefetch("addressees", Addressee.objects.select_related("agency", "position"))


@dataclass(frozen=True)
class GivenLetter:
    """An issued document as the file of an assignment has it. `reads` says whether its words may be read, `why` of a recall who drafts and signs."""

    row: OutgoingDocument
    issued: DocumentStep
    recalled: DocumentStep | None
    reads: bool
    why: str = ""


def given_about(actor: Actor, pk: int) -> list[GivenLetter]:
    """The issued documents that speak of the assignment, of those that the actor may know of, by the day of their issue.

    By the door of their own pages: what is a draft, and what is sent to others, is not there. A few statements, however many.
    """
    named = SpokenOf.objects.order_by().filter(document=OuterRef("pk"), assignment=pk)
    rows = (
        documents_of(actor).filter(Exists(named), state__in=GIVEN).select_related("taken", "signer", "file")
    )
    wide = rows.prefetch_related("steps", with_addressees(), "file__signed_copies__file")
    return [_given(actor, row) for row in wide.order_by("issued_on", "pk")]


def _given(actor: Actor, row: OutgoingDocument) -> GivenLetter:
    steps = {step.verb: step for step in row.steps.all()}  # The last one of each.
    recalled = steps.get(Verb.RECALL)
    why = recalled.note if recalled is not None and works_on_some(actor) else ""
    return GivenLetter(row, steps[Verb.ISSUE], recalled, may_read_file(actor, row), why)


def notices_about(actor: Actor, directive: int) -> QuerySet[OutgoingDocument]:
    """The notices of a directive that the actor may know of, the latest first. One statement."""
    rows = documents_of(actor).filter(kind=Kind.CONCLUSION, directive=directive).exclude(state=State.DROPPED)
    return rows.select_related("taken", "issuer").order_by("-pk")[:MOST_LISTED]


# What waits for somebody ----------------------------------------------------------------------------------------------


def to_sign(positions: list[int]) -> QuerySet[OutgoingDocument]:
    """What was submitted to one who holds these positions for his signature: whoever is to sign it knows of it, of any kind."""
    rows = OutgoingDocument.objects.filter(state=State.SUBMITTED, signer__in=positions)
    return rows.select_related("drafter").order_by("pk")


def to_issue(actor: Actor) -> QuerySet[OutgoingDocument]:
    """What is signed and waits for its number, for the văn thư; nothing for others."""
    rows = documents_of(actor).filter(state=State.SIGNED)
    return (rows if issues_some(actor) else rows.none()).select_related("signer").order_by("pk")


def to_finish(actor: Actor) -> QuerySet[OutgoingDocument]:
    """The actor's own drafts, also those that were sent back to him."""
    rows = documents_of(actor).filter(state=State.DRAFT, drafter__in=actor.position_ids)
    return rows.select_related("signer").order_by("pk")


def signs_some(actor: Actor) -> bool:
    """Whether the actor signs documents at all."""
    return bool(may(actor, Permission.SIGN_DOCUMENT))


def issues_some(actor: Actor) -> bool:
    """Whether the actor numbers and issues them."""
    return bool(may(actor, Permission.ISSUE_DOCUMENT))


# What a letter demands ------------------------------------------------------------------------------------------------


def demands_of(row: OutgoingDocument) -> Mapping[int, str]:
    """Assignment → what a letter that asks for explanations demands of it, or will demand when it is issued.

    Only whether and until when, never a word of an explanation. Two statements, none for other kinds.
    """
    if row.kind != Kind.EXPLAIN:
        return {}
    lines = row.spoken_of.select_related("explanation")
    if row.taken_id is None:
        return _will_demand(row)
    return {one.assignment_id: _demanded(one.explanation, here=one.demanded_here) for one in lines}


def _demanded(explanation: Explanation | None, *, here: bool) -> str:
    if explanation is None:
        return say(
            "Không yêu cầu giải trình: khi phát hành, nhiệm vụ đã xong hoặc đã chuyển cơ quan chủ trì."
        )
    if explanation.withdrawn_at is not None:
        return say("Yêu cầu giải trình đã thu hồi.")
    if explanation.answered_at is not None:
        return say("Đã giải trình.")
    until = explanation.answer_by_on
    if here:
        return say("Phải giải trình trước ngày {until:%d/%m/%Y}.", until=until)
    return _already(until)


def _already(until: date) -> str:
    return say(
        "Phải giải trình trước ngày {until:%d/%m/%Y}, theo yêu cầu có trước công văn này.", until=until
    )


def _will_demand(row: OutgoingDocument) -> dict[int, str]:
    sent = row.sent_to()
    keys = list(row.spoken_of.values_list("assignment", flat=True))
    if not sent:
        return {}
    fit = set(
        to_be_explained(Assignment.objects.filter(pk__in=keys), sent[0].agency).values_list("pk", flat=True)
    )
    owed = Explanation.objects.open().filter(assignment__in=keys)
    until = dict(owed.values_list("assignment_id", "answer_by_on"))
    return {key: _will(key in fit, until.get(key)) for key in keys}


def _will(fits: bool, owed_until: date | None) -> str:
    if not fits:
        return say("Không yêu cầu giải trình: nhiệm vụ đã xong hoặc đã chuyển cơ quan chủ trì.")
    if owed_until is not None:
        return _already(owed_until)
    return say("Yêu cầu giải trình khi công văn được phát hành.")
