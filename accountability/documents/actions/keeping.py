"""What every verb does: hold the row, ask whether the act is possible, write the step and its audit event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from accountability.access.actor import Actor
from accountability.audit.record import record
from accountability.directives.actions import Refused
from accountability.documents.models import DocumentStep, OutgoingDocument
from accountability.documents.rules import State, Verb, after, refusal


def hold(pk: int, verb: Verb) -> OutgoingDocument:
    """The document, locked, in a state from which the act is possible. Raises Refused."""
    row = OutgoingDocument.objects.select_for_update(of=("self",)).get(pk=pk)
    if after(State(row.state), verb) is None:
        raise Refused(refusal(State(row.state), verb))
    return row


def move(
    row: OutgoingDocument,
    verb: Verb,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    dated_on: date | None = None,
) -> OutgoingDocument:
    """Save the row in the state that the act leads to, with its step and its audit event."""
    before = row.state
    row.state = after(State(before), verb) or before
    row.save()
    write_down(row, verb, by=by, at=at, note=note, dated_on=dated_on, before={"state": before})
    return row


def write_down(
    row: OutgoingDocument,
    verb: Verb,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    dated_on: date | None = None,
    before: Mapping[str, Any] | None = None,
) -> None:
    """The step, and its event. Of a reminder or criticism the audit, which others read, keeps neither kind nor words."""
    DocumentStep.objects.create(
        document=row,
        verb=verb,
        at=at,
        by_id=by.user_id,
        by_title=by.title[:200],
        note=note,
        dated_on=dated_on,
    )
    private = row.rule.is_private
    record(
        action=f"document.{verb}", by=by, at=at, target_kind="document", target_pk=row.pk, before=before,
        after={"state": row.state, "revision": row.revision} | ({} if private else {"kind": row.kind}),
        note="" if private else note,
    )  # fmt: skip
