"""Deadlines that a later document moves, many at once; nobody asked, and what was missed stays missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import F

from accountability.access.actor import Actor
from accountability.assignments.actions.deadlines import close_request
from accountability.assignments.actions.handing_down import refuse_moves_past_above
from accountability.assignments.models import Assignment, DeadlineVersion, Extension
from accountability.assignments.reading import bucketed
from accountability.assignments.rules import Bucket
from accountability.core.saying import say
from accountability.directives.models import Directive

_BATCH = 2_000
_C = DeadlineVersion.Cause


@dataclass(frozen=True)
class Move:
    """A new deadline for a locked row."""

    row: Assignment
    due_on: date
    cause: str
    due_time: time | None = None


def cause_of(row: Assignment, new_due_on: date) -> str:
    """A later date is an extension, any other a deadline that was amended."""
    later = row.due_on is not None and new_due_on > row.due_on
    return _C.DOCUMENT if later else _C.AMENDED


def _late(keys: Sequence[int], at: datetime) -> set[int]:
    """Which of these open rows are late now."""
    found: set[int] = set()
    for start in range(0, len(keys), _BATCH):
        rows = bucketed(Assignment.objects.filter(pk__in=keys[start : start + _BATCH]), at)
        found.update(rows.filter(bucket=Bucket.OVERDUE).values_list("pk", flat=True))
    return found


def move_deadlines(moves: Sequence[Move], *, document: Directive, by: Actor | None, at: datetime) -> None:
    """Write a new version per row, and the columns that repeat it, in the caller's transaction.

    The number of statements depends on the number of different deadlines. The version names the document; an extension of
    what was late already is marked, as `set_deadline` marks it. Requests that are now pointless are closed. Raises Refused for a
    date after that of the body above, where a row serves a task of the province.
    """
    anew = [move for move in moves if move.cause != _C.RESTORED]
    refuse_moves_past_above((move.row, move.due_on) for move in anew)
    late = _late([move.row.pk for move in anew], at)
    note = f"Theo {document.cited}"[:300]
    DeadlineVersion.objects.bulk_create(
        [
            DeadlineVersion(
                assignment=move.row, number=move.row.deadline_number + 1, due_on=move.due_on, due_time=move.due_time,
                cause=move.cause, set_at=at, note=note, document=document, after_expiry=move.row.pk in late,
            )
            for move in moves
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    alike: dict[tuple[date, time | None], list[int]] = defaultdict(list)
    for move in moves:
        alike[move.due_on, move.due_time].append(move.row.pk)
        move.row.due_on, move.row.due_time = move.due_on, move.due_time
        move.row.deadline_number += 1
        move.row.owed_days, move.row.excused_time = 0, None  # A new deadline starts with nothing owed.
    for (due_on, due_time), keys in alike.items():
        for start in range(0, len(keys), _BATCH):
            Assignment.objects.filter(pk__in=keys[start : start + _BATCH]).update(
                due_on=due_on,
                due_time=due_time,
                owed_days=0,
                excused_time=None,
                deadline_number=F("deadline_number") + 1,
            )
    _close_requests(moves, document, by=by, at=at)


def _close_requests(moves: Sequence[Move], document: Directive, *, by: Actor | None, at: datetime) -> None:
    known = {move.row.pk: move.row for move in moves}
    asked = Extension.objects.filter(state=Extension.State.ASKED, assignment_id__in=list(known))
    for pk in list(asked.values_list("assignment_id", flat=True)):
        close_request(
            known[pk], why=say("thời hạn đã thay đổi theo {cited}", cited=document.cited)[:300], by=by, at=at
        )
