"""A form that is sent twice is one act: the first sending is remembered with the act itself, the second is told the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused
from accountability.assignments.models import Assignment, SentForm
from accountability.core.saying import say


@dataclass(frozen=True)
class Sending:
    """A form that came in: of which act on which assignment, under which word, with which content."""

    assignment: int
    act: str
    key: str
    digest: str


def said_before(sending: Sending, *, by: Actor) -> str | None:
    """What was answered when this very form was sent before; None for the first time, and for a form without a word.

    Raises Refused when it was sent with other words: those would be lost without a word.
    """
    if not sending.key:
        return None
    made = SentForm.objects.filter(sent_by=by.user_id, key=sending.key).first()
    if made is None:
        return None
    if (made.assignment_id, made.act, made.digest) != (sending.assignment, sending.act, sending.digest):
        raise Refused(
            say(
                "Biểu mẫu này đã được gửi trước đó với nội dung khác. Vui lòng chép lại nội dung mới, mở lại "
                "trang rồi gửi."
            )
        )
    return made.said


def hold(sending: Sending) -> None:
    """Hold the assignment's row until the end of the transaction, so that the second of two at once finds the first."""
    if sending.key:
        Assignment.objects.select_for_update(of=("self",)).get(pk=sending.assignment)


def remember(sending: Sending, said: str, *, by: Actor, at: datetime) -> None:
    """In the act's own transaction: an act that did not happen was not sent either."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("remember() outside the transaction of its act")
    if sending.key:
        SentForm.objects.create(
            assignment_id=sending.assignment, act=sending.act, key=sending.key, digest=sending.digest,
            said=str.__str__(said)[:500], sent_at=at, sent_by_id=by.user_id,
        )  # fmt: skip
