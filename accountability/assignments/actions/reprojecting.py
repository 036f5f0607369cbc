"""The working calendar changes: deadlines counted in days move with it, printed dates never do (DESIGN §5).

1. Only open assignments whose deadline is still the counted one, and whose days hold a changed day, can move.
2. They are counted by group (day of receipt, kind, number of days, deadline): thousands of rows, few groups.
3. Applying locks the calendar, then the rows of each group, and compares with the token of the preview: what is applied
   is what was shown, or nothing is.
4. Each assignment gets a deadline version and an audit event; each person one notice, whatever the number.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused
from accountability.assignments.explaining import DERIVED_CAUSES
from accountability.assignments.models import Assignment, DeadlineVersion
from accountability.assignments.rules import OPEN_STATES, Duration
from accountability.assignments.telling_moves import tell_moves
from accountability.audit.models import AuditEvent
from accountability.audit.record import event, record, record_many
from accountability.calendars.actions import apply_change, check_change
from accountability.calendars.reading import load_calendar, revision
from accountability.calendars.rules import (
    Calendar,
    CalendarChange,
    calendar_days_roll_forward,
    clean_change,
    working_days_after_receipt,
)

BATCH = 500
_NOTE_LENGTH = 300


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
    """What a change of the calendar does to deadlines; `token` names exactly this outcome."""

    change: CalendarChange
    moved: tuple[Moved, ...]
    token: str

    @property
    def by_dates(self) -> list[tuple[date, date, int]]:
        """(from, to, how many), the nearest deadline first."""
        counts = Counter((one.from_on, one.to_on) for one in self.moved)
        return [(from_on, to_on, count) for (from_on, to_on), count in sorted(counts.items())]


@dataclass(frozen=True)
class _Group:
    """Assignments whose deadline was counted alike, so that it moves alike."""

    assigned_on: date
    duration: str
    duration_days: int
    due_on: date
    to_on: date

    @property
    def condition(self) -> dict[str, Any]:
        return {
            "assigned_on": self.assigned_on,
            "duration": self.duration,
            "duration_days": self.duration_days,
            "due_on": self.due_on,
        }


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


def _rows(group: _Group, *, lock: bool) -> Iterator[Moved]:
    rows = _derived().filter(**group.condition).order_by("pk")
    if lock:
        rows = rows.select_for_update(of=("self",))
    for pk, directive_pk, number in rows.values_list("pk", "directive_id", "deadline_number"):
        yield Moved(pk, directive_pk, number, group.due_on, group.to_on)


def _token(change: CalendarChange, number: int, moved: Iterable[Moved]) -> str:
    """The same for the same change of the same calendar with the same effect."""
    told = hashlib.sha256(f"{number}|{change!r}".encode())
    for one in moved:
        told.update(f"|{one.pk}:{one.number}:{one.from_on}:{one.to_on}".encode())
    return told.hexdigest()[:32]


def _projected(change: CalendarChange, *, number: int, applied: bool) -> Reprojection:
    moved = tuple(one for group in _groups(change, applied=applied) for one in _rows(group, lock=applied))
    return Reprojection(change, moved, _token(change, number, moved))


def preview_change(change: CalendarChange) -> Reprojection:
    """What the change would move; nothing is written. Raises ValueError as `calendars.actions.check_change`."""
    return _projected(check_change(change), number=revision(), applied=False)


@transaction.atomic
def change_calendar(
    change: CalendarChange, *, token: str | None, by: Actor | None, at: datetime
) -> Reprojection:
    """Apply a change that was previewed, and move the deadlines that depend on it.

    `token` is the preview's; None applies without one (a command). Raises PreviewOutdated when the outcome would be
    another, ValueError for a change without document, reason or effect; nothing is written then.
    """
    number = apply_change(change, by=by, at=at)
    done = _projected(clean_change(change), number=number - 1, applied=True)
    if token is not None and done.token != token:
        raise PreviewOutdated(
            "Lịch hoặc nhiệm vụ vừa thay đổi sau khi xem trước; vui lòng xem lại trước khi áp dụng."
        )
    note = f"Lịch làm việc thay đổi theo {done.change.document}."[:_NOTE_LENGTH]
    _move(done.moved, note=note, by=by, at=at)
    record(
        action="calendars.reprojected", by=by, at=at, target_kind="calendar", target_pk=number,
        after={"moved": len(done.moved), "days": [day.on.isoformat() for day in done.change.days]}, note=note,
    )  # fmt: skip
    moves = {one.pk: (one.from_on, one.to_on) for one in done.moved}
    tell_moves(moves, document=done.change.document, at=at)
    return done


def _move(moved: tuple[Moved, ...], *, note: str, by: Actor | None, at: datetime) -> None:
    """Write versions, columns and events in bulk; the rows are locked."""
    for start in range(0, len(moved), BATCH):
        chunk = moved[start : start + BATCH]
        DeadlineVersion.objects.bulk_create(
            DeadlineVersion(
                assignment_id=one.pk, number=one.number + 1, due_on=one.to_on, set_at=at, note=note,
                cause=DeadlineVersion.Cause.RECALCULATED,
            )
            for one in chunk
        )  # fmt: skip
        for to_on in {one.to_on for one in chunk}:
            keys = [one.pk for one in chunk if one.to_on == to_on]
            rows = Assignment.objects.filter(pk__in=keys)
            rows.update(due_on=to_on, due_time=None, deadline_number=F("deadline_number") + 1)
        record_many([_event(one, note=note, by=by, at=at) for one in chunk])


def _event(one: Moved, *, note: str, by: Actor | None, at: datetime) -> AuditEvent:
    return event(
        action="assignment.deadline", by=by, at=at, target_kind="assignment", target_pk=one.pk,
        assignment_pk=one.pk, directive_pk=one.directive_pk, note=note,
        before={"due_on": one.from_on.isoformat(), "number": one.number},
        after={
            "due_on": one.to_on.isoformat(),
            "number": one.number + 1,
            "cause": DeadlineVersion.Cause.RECALCULATED.value,
        },
    )  # fmt: skip
