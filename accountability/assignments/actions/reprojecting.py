"""The working calendar changes: deadlines counted in days move with it, printed dates never do (DESIGN §5).

1. Only open assignments whose deadline is still the counted one, and whose days hold a changed day, can move.
2. They are counted by group (day of receipt, kind, number of days, deadline): thousands of rows, few groups.
3. Applying locks the calendar, then the rows of each group, and compares with the token of the preview: what is applied
   is what was shown, or nothing is.
4. Each assignment gets a deadline version and an audit event; each person one notice, whatever the number.
5. All of it is one transaction; the number of statements depends on that of groups, not on that of assignments.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused
from accountability.assignments.explaining import DERIVED_CAUSES
from accountability.assignments.models import Assignment, DeadlineVersion
from accountability.assignments.rules import OPEN_STATES, Duration
from accountability.assignments.telling_moves import shares_of, tell_moves
from accountability.audit.record import record, record_each
from accountability.calendars.actions import apply_change, check_change
from accountability.calendars.reading import load_calendar, revision
from accountability.calendars.rules import (
    Calendar,
    CalendarChange,
    calendar_days_roll_forward,
    clean_change,
    working_days_after_receipt,
)
from accountability.core.inserting import insert_from
from accountability.core.saying import say

_NOTE_LENGTH = 300
# A preview keeps so many of the assignments that move, the nearest deadline first; figures count all of them.
KEPT = 2_000
# Rows read at a time while their outcome is made into a token.
_READ = 5_000


class PreviewOutdated(Refused):
    """Calendar or assignments changed since the preview; it must be shown again."""


@dataclass(frozen=True)
class Moved:
    """One assignment whose deadline moves."""

    pk: int
    directive_pk: int
    number: int
    from_on: date
    to_on: date


@dataclass(frozen=True)
class Reprojection:
    """What a change of the calendar does to deadlines; `token` names exactly this outcome.

    `moved` holds the first `KEPT` assignments, `total` counts all; `by_dates` are (from, to, how many), nearest first.
    """

    change: CalendarChange
    moved: tuple[Moved, ...]
    total: int
    by_dates: tuple[tuple[date, date, int], ...]
    token: str


@dataclass(frozen=True)
class _Group:
    """Assignments whose deadline was counted alike, so that it moves alike."""

    assigned_on: date
    duration: str
    duration_days: int
    due_on: date
    to_on: date

    def rows(self) -> QuerySet[Assignment]:
        """The assignments of the group, in the order of their keys."""
        return (
            _derived()
            .filter(
                assigned_on=self.assigned_on, duration=self.duration, duration_days=self.duration_days,
                due_on=self.due_on,
            )
            .order_by("pk")
        )  # fmt: skip


def _derived() -> QuerySet[Assignment]:
    """Open assignments whose deadline in force is a number of days, counted."""
    named = DeadlineVersion.objects.filter(assignment=OuterRef("pk")).exclude(cause__in=DERIVED_CAUSES)
    return Assignment.objects.filter(
        ~Exists(named),
        state__in=OPEN_STATES,
        duration__in=[Duration.WORKING_DAYS, Duration.CALENDAR_DAYS],
        duration_days__gte=1,
        assigned_on__isnull=False,
    )


def _counted(duration: str, days: int, received_on: date, calendar: Calendar) -> date:
    rule = working_days_after_receipt if duration == Duration.WORKING_DAYS else calendar_days_roll_forward
    return rule(received_on, days, calendar)


def _groups(change: CalendarChange, *, applied: bool) -> list[_Group]:
    """The groups that move. A changed day matters only after the receipt and up to the deadline, the roll included."""
    touched = _derived().filter(assigned_on__lt=change.last_on, due_on__gte=change.first_on)
    columns = ("assigned_on", "duration", "duration_days", "due_on")
    found = touched.order_by(*columns).values_list(*columns).distinct()
    keys = cast(list[tuple[date, str, int, date]], list(found))
    if not keys:
        return []
    last_year = max(due_on.year for *_, due_on in keys) + 1
    calendar = load_calendar(min(key[0].year for key in keys), last_year, after=None if applied else change)
    return [
        _Group(*key, to_on=to_on)
        for key in keys
        if (to_on := _counted(key[1], key[2], key[0], calendar)) != key[3]
    ]


def _projected(change: CalendarChange, groups: list[_Group], *, number: int, lock: bool) -> Reprojection:
    """The outcome, read row by row and kept in figures; with `lock` the rows stay as they are until the end."""
    told = hashlib.sha256(f"{number}|{change!r}".encode())
    first: list[Moved] = []
    counts: Counter[tuple[date, date]] = Counter()
    for group in sorted(groups, key=lambda one: one.due_on):
        rows = group.rows().select_for_update(of=("self",)) if lock else group.rows()
        columns = rows.values_list("pk", "directive_id", "deadline_number")
        for pk, directive_pk, version in columns.iterator(chunk_size=_READ):
            told.update(f"|{pk}:{version}:{group.due_on}:{group.to_on}".encode())
            counts[group.due_on, group.to_on] += 1
            if len(first) < KEPT:
                first.append(Moved(pk, directive_pk, version, group.due_on, group.to_on))
    by_dates = tuple((*dates, count) for dates, count in sorted(counts.items()))
    return Reprojection(change, tuple(first), counts.total(), by_dates, told.hexdigest()[:32])


def preview_change(change: CalendarChange) -> Reprojection:
    """What the change would move; nothing is written. Raises ValueError as `calendars.actions.check_change`."""
    checked = check_change(change)
    return _projected(checked, _groups(checked, applied=False), number=revision(), lock=False)


@transaction.atomic
def change_calendar(
    change: CalendarChange, *, token: str | None, by: Actor | None, at: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Reprojection:  # fmt: skip
    """Apply a change that was previewed, and move the deadlines that depend on it.

    `token` is the preview's; None applies without one (a command). `progress` hears (moved so far, all). Raises PreviewOutdated when the outcome would be
    another, ValueError for a change without document, reason or effect; nothing is written then.
    """
    number = apply_change(change, by=by, at=at)
    change = clean_change(change)
    groups = _groups(change, applied=True)
    done = _projected(change, groups, number=number - 1, lock=True)
    if token is not None and done.token != token:
        raise PreviewOutdated(
            say("Lịch hoặc nhiệm vụ vừa thay đổi sau khi xem trước; vui lòng xem lại trước khi áp dụng.")
        )
    note = say("Lịch làm việc thay đổi theo {document}.", document=change.document)[:_NOTE_LENGTH]
    shares = [share for group in groups for share in shares_of(group.rows(), group.due_on, group.to_on)]
    moved = 0
    for group in groups:
        moved += _move(group, note=note, by=by, at=at)
        progress(moved, done.total)
    if moved != done.total:
        raise RuntimeError("rows that were locked changed their group")
    record(
        action="calendars.reprojected", by=by, at=at, target_kind="calendar", target_pk=number,
        after={"moved": done.total, "days": [day.on.isoformat() for day in change.days]}, note=note,
    )  # fmt: skip
    tell_moves(shares, document=change.document, at=at)
    return done


def _move(group: _Group, *, note: str, by: Actor | None, at: datetime) -> int:
    """Write versions, events and columns of a group, one statement each; the rows are locked. How many moved."""
    rows, cause, next_number = group.rows(), DeadlineVersion.Cause.RECALCULATED, F("deadline_number") + 1
    insert_from(rows, DeadlineVersion, {
        "assignment": F("pk"), "number": next_number, "due_on": group.to_on, "cause": cause, "set_at": at, "note": note,
    })  # fmt: skip
    from_on, to_on = (Value(day.isoformat(), TextField()) for day in (group.due_on, group.to_on))
    record_each(
        rows, action="assignment.deadline", by=by, at=at, target_kind="assignment", note=note,
        before={"due_on": from_on, "number": F("deadline_number")},
        after={"due_on": to_on, "number": next_number, "cause": Value(cause.value, TextField())},
        columns={"target_pk": F("pk"), "assignment_pk": F("pk"), "directive_pk": F("directive_id")},
    )  # fmt: skip
    return rows.order_by().update(due_on=group.to_on, due_time=None, deadline_number=next_number)
