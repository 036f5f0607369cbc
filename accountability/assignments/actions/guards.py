"""What every verb does first: lock the row, and refuse what the state does not allow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from accountability.access.actor import Actor
from accountability.assignments.models import Assignment, Evidence
from accountability.assignments.rules import State
from accountability.audit.record import event, record, record_many
from accountability.core.saying import say
from accountability.files.models import StoredFile


class Refused(ValueError):
    """The act is not possible now; the message says why, in Vietnamese."""


def lock(pk: int, *, states: Collection[State], verb: str) -> Assignment:
    """The assignment's row, locked until the end of the transaction. Raises Refused in any other state.

    The second of two clicks, or of two people, ends here.
    """
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("directive", "lead_agency", "lead_position", "specialist", "supervisor")
        .get(pk=pk)
    )
    if assignment.state not in states:
        label = State(assignment.state).label
        raise Refused(
            say(
                "Nhiệm vụ đang ở trạng thái “{label}”, không {verb} được. Có thể người khác vừa cập nhật; "
                "vui lòng tải lại trang.",
                label=label,
                verb=verb,
            )
        )
    return assignment


def log(
    assignment: Assignment,
    action: str,
    *,
    by: Actor | None,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    behalf: int | None = None,
    note: str = "",
) -> None:
    """The audit event of a verb on an assignment."""
    record(
        action=f"assignment.{action}", by=by, at=at, target_kind="assignment", target_pk=assignment.pk,
        before=before, after=after, assignment_pk=assignment.pk, directive_pk=assignment.directive_id,
        behalf_position_pk=behalf, note=note,
    )  # fmt: skip


def log_many(
    rows: Iterable[tuple[Assignment, Mapping[str, Any]]], action: str, *, by: Actor | None, at: datetime,
    behalf: int | None = None, note: str = "",
) -> None:  # fmt: skip
    """The audit events of one verb on many assignments, each with its `after`; one statement per 1,000."""
    record_many(
        [
            event(
                action=f"assignment.{action}", by=by, at=at, target_kind="assignment", target_pk=row.pk, after=after,
                assignment_pk=row.pk, directive_pk=row.directive_id, behalf_position_pk=behalf, note=note,
            )
            for row, after in rows
        ]
    )  # fmt: skip


def attach(
    assignment: Assignment, files: Iterable[StoredFile], *, kind: str, row_pk: int, at: datetime
) -> None:
    """Keep files as evidence of one report."""
    Evidence.objects.bulk_create(
        Evidence(assignment=assignment, file=file, kind=kind, row_pk=row_pk, added_at=at) for file in files
    )
