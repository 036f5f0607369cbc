"""The one way to write an audit event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import BigIntegerField, QuerySet, Value
from django.db.models.functions import JSONObject

from accountability.audit.models import AuditEvent
from accountability.core.inserting import insert_from

if TYPE_CHECKING:
    from accountability.access.actor import Actor


def event(
    *,
    action: str,
    by: Actor | None,
    at: datetime,
    target_kind: str,
    target_pk: int,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    assignment_pk: int | None = None,
    directive_pk: int | None = None,
    behalf_position_pk: int | None = None,
    note: str = "",
) -> AuditEvent:
    """Build an event without writing it, for writes in bulk. `by=None` means the clock."""
    return AuditEvent(
        action=action,
        user_id=by.user_id if by else None,
        position_title=(by.title if by else "")[:200],
        address=by.address if by else "",
        at=at,
        target_kind=target_kind,
        target_pk=target_pk,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        assignment_pk=assignment_pk,
        directive_pk=directive_pk,
        behalf_position_pk=behalf_position_pk,
        note=note,
    )


def record(
    *,
    action: str,
    by: Actor | None,
    at: datetime,
    target_kind: str,
    target_pk: int,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    assignment_pk: int | None = None,
    directive_pk: int | None = None,
    behalf_position_pk: int | None = None,
    note: str = "",
) -> AuditEvent:
    """Write one event in the caller's transaction.

    `action` is a dotted code ("assignment.acknowledge"); `before` and `after` are JSON facts, never the words of an
    explanation. Raises RuntimeError outside a transaction: an event that outlives its change would be a lie.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record() outside a transaction")
    made = event(
        action=action, by=by, at=at, target_kind=target_kind, target_pk=target_pk, before=before, after=after,
        assignment_pk=assignment_pk, directive_pk=directive_pk, behalf_position_pk=behalf_position_pk, note=note,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def record_many(events: list[AuditEvent]) -> None:
    """Write events built by `event` in one statement per batch, in the caller's transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record_many() outside a transaction")
    AuditEvent.objects.bulk_create(events, batch_size=1000)


def record_each(
    rows: QuerySet[Any],
    *,
    action: str,
    by: Actor | None,
    at: datetime,
    target_kind: str,
    after: Mapping[str, Any],
    columns: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
    note: str = "",
) -> int:
    """Write one event per row of the queryset in one statement, in the caller's transaction; how many.

    `after` and `before` map names to expressions over the rows; `columns` those of the event that differ from row to row
    (`target_pk`, `assignment_pk`, `directive_pk`).
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record_each() outside a transaction")
    shared = event(action=action, by=by, at=at, target_kind=target_kind, target_pk=0, note=note)
    names = {"action", "position_title", "address", "at", "target_kind", "note"}
    fields = [field for field in AuditEvent._meta.concrete_fields if field.name in names]
    same: dict[str, Any] = {field.name: Value(getattr(shared, field.name), field) for field in fields}
    same["user"] = Value(shared.user_id, BigIntegerField())
    if before is not None:
        same["before"] = JSONObject(**before)
    return insert_from(rows, AuditEvent, same | {"after": JSONObject(**after), **columns})
