"""Lịch đến hạn: open assignments by the day on which they are due.

Two statements whatever the number of assignments: how many there are per day, and the first few of each day, both by
the index of open assignments on their deadlines.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from accountability.assignments.badges import Badge, state_badge, timing_badge
from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.assignments.reading import timer, with_facts
from accountability.desk.rules.due import Day


@dataclass(frozen=True)
class Entry:
    """One assignment of a day."""

    row: Assignment
    timing: Badge
    state: Badge


def fill(days: list[Day], rows: AssignmentQuerySet, at: datetime, *, shown: int) -> None:
    """Write into each day how many of these assignments are due on it, and the first `shown`."""
    within = rows.open().filter(due_on__range=(days[0].on, days[-1].on)).order_by()
    counts = dict(within.values_list("due_on").annotate(number=Count("pk")).values_list("due_on", "number"))
    by_day = {day.on: day for day in days}
    for on, number in counts.items():
        if on is not None:
            by_day[on].count = number
    first = within.annotate(
        place=Window(
            RowNumber(),
            partition_by=F("due_on"),
            order_by=[F("due_time").asc(nulls_last=True), F("pk").asc()],
        )
    ).filter(place__lte=shown)
    keys = first.values_list("pk", flat=True)
    for entry in entries_of(within.filter(pk__in=list(keys)), at):
        if entry.row.due_on is not None:
            by_day[entry.row.due_on].entries.append(entry)


def entries_of(rows: AssignmentQuerySet, at: datetime) -> list[Entry]:
    """Assignments with their badges, by deadline; one statement and the calendar."""
    return badged(ordered(rows), at)


def ordered(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """By deadline, with all that a line shows."""
    found = with_facts(rows).select_related("lead_agency", "lead_position", "directive")
    return found.order_by("due_on", F("due_time").asc(nulls_last=True), "pk")


def badged(rows: Iterable[Assignment], at: datetime) -> list[Entry]:
    """Rows of `ordered` with their badges."""
    of = timer(at)
    return [Entry(row, timing_badge(of(row), row.state), state_badge(row.state)) for row in rows]
