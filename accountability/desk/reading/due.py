"""Lịch đến hạn: what is open by the day on which it is due: assignments, their milestones, the parts of who coordinates.

Of each kind three statements, whatever the number of rows: how many there are per day, which are the first few of each
day, and these, by the indexes of what is open on its deadline. A part without a deadline of its own is due with its
assignment, and stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from accountability.assignments.badges import Badge, state_badge, timing_badge
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination, Milestone
from accountability.assignments.reading import Timed, timer, with_facts
from accountability.assignments.rules import State, Timing
from accountability.core.saying import say
from accountability.desk.rules.due import Day, Kind

Timer = Callable[[Timed], Timing]


@dataclass(frozen=True)
class Entry:
    """One line of a day; `row` is the assignment to which it leads, `who` owes it, `state` how it stands, in words."""

    kind: Kind
    on: date
    row: Assignment
    title: str
    who: str
    timing: Badge
    state: str
    at: time | None = None


@dataclass(frozen=True)
class Source:
    """Rows of one kind with a column `due_on`: in which order a day shows them, what a line reads, and says."""

    rows: QuerySet[Any]
    order: tuple[Any, ...]
    read: Callable[[QuerySet[Any]], QuerySet[Any]]
    line: Callable[[Any, Timer], Entry]

    def ordered(self) -> QuerySet[Any]:
        """The rows as days show them, with all that a line reads."""
        return self.read(self.rows).order_by("due_on", *self.order)


def sources(
    rows: AssignmentQuerySet, shared: AssignmentQuerySet, *, agency: Any = None
) -> tuple[Source, ...]:
    """What is due of these assignments that are open, and of `shared` the parts of coordinating agencies, or of one."""
    given = rows.open().order_by()
    milestones = Milestone.objects.filter(_of(given), due_on__isnull=False, done_on=None)
    parts = Coordination.objects.filter(
        _of(shared.open().order_by()), due_on__isnull=False, state=Coordination.State.OWED
    )
    if agency is not None:
        parts = parts.filter(agency=agency)
    return (
        Source(given, (F("due_time").asc(nulls_last=True), F("pk").asc()), _with_bodies, _assignment),
        Source(milestones, (F("pk").asc(),), _with_assignment, _milestone),
        Source(parts, (F("pk").asc(),), _with_agency, _part),
    )


def _of(given: AssignmentQuerySet) -> Exists:
    return Exists(given.filter(pk=OuterRef("assignment")))


# Many days --------------------------------------------------------------------------------------------------------------


def fill(days: list[Day], found: Iterable[Source], at: datetime, *, shown: int) -> None:
    """Write into each day how much is due on it, and the first `shown`, kind by kind."""
    by_day, of = {day.on: day for day in days}, timer(at)
    for source in found:
        within = source.rows.filter(due_on__range=(days[0].on, days[-1].on)).order_by()
        per_day = within.values_list("due_on").annotate(number=Count("pk"))
        for on, number in per_day.values_list("due_on", "number"):
            by_day[on].count += number
        first = within.annotate(
            place=Window(RowNumber(), partition_by=F("due_on"), order_by=[*source.order])
        ).filter(place__lte=shown)
        keys = list(first.values_list("pk", flat=True))
        for row in source.ordered().filter(pk__in=keys):
            day = by_day[row.due_on]
            if len(day.entries) < shown:
                day.entries.append(source.line(row, of))


# One day ----------------------------------------------------------------------------------------------------------------


class OfOneDay:
    """Everything that is due on a day, for a paginator: kind after kind, as if they were one list."""

    def __init__(self, found: Iterable[Source], on: date, at: datetime) -> None:
        self._sources = [(one, one.ordered().filter(due_on=on)) for one in found]
        self._at = at
        self._counts = [rows.count() for _, rows in self._sources]

    def count(self) -> int:
        """How much is due."""
        return sum(self._counts)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Entry]:
        """The lines from one place to another; a kind that has none there is not asked."""
        entries: list[Entry] = []
        of, start, stop = timer(self._at), part.start or 0, part.stop if part.stop is not None else len(self)
        before = 0
        for (source, rows), number in zip(self._sources, self._counts, strict=True):
            first, last = max(0, start - before), min(number, stop - before)
            if last > first:
                entries += [source.line(row, of) for row in rows[first:last]]
            before += number
        return entries


# Lines ------------------------------------------------------------------------------------------------------------------


@dataclass
class _Owed:
    """What a timing asks of a row: a milestone or a part is owed until its day is over."""

    due_on: date | None
    state: str = State.WORKING
    due_time: time | None = None
    excused_time: time | None = None
    done_on: date | None = None
    owed_days: int = 0


def _badge(due_on: date, of: Timer) -> Badge:
    return timing_badge(of(_Owed(due_on)), State.WORKING)


_BODIES = ("lead_agency", "lead_position", "directive")


def _with_bodies(rows: QuerySet[Any]) -> QuerySet[Any]:
    return with_facts(rows).select_related(*_BODIES)  # type: ignore[arg-type]


def _with_assignment(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related(*(f"assignment__{name}" for name in _BODIES))


def _with_agency(rows: QuerySet[Any]) -> QuerySet[Any]:
    return _with_assignment(rows).select_related("agency")


def _assignment(row: Any, of: Timer) -> Entry:
    return Entry(
        Kind.ASSIGNMENT, row.due_on, row, row.title, row.lead_name, timing_badge(of(row), row.state),
        state_badge(row.state).label, row.due_time,
    )  # fmt: skip


def _milestone(one: Any, of: Timer) -> Entry:
    title = f"{one.title} – {one.assignment.title}"
    who = one.assignment.lead_name
    return Entry(
        Kind.MILESTONE, one.due_on, one.assignment, title, who, _badge(one.due_on, of), say("Chưa xong")
    )


def _part(one: Any, of: Timer) -> Entry:
    title = (one.duty or say("Phối hợp")) + f" – {one.assignment.title}"
    who = one.agency.short_name
    state = one.get_state_display()
    return Entry(Kind.PART, one.due_on, one.assignment, title, who, _badge(one.due_on, of), state)
