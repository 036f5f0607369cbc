"""The lines of the list: of fifty assignments just what a line shows, in three statements, and as HTML once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Value
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accountability.assignments.badges import Badge, state_badge, timing_badge
from accountability.assignments.chips import deadline_chip, status_badge
from accountability.assignments.models import Assignment, Completion, DeadlineVersion, Submission
from accountability.assignments.reading import timer
from accountability.assignments.rules import Timing
from accountability.core.lookups import one_of
from accountability.directives.models import Directive


@dataclass(slots=True)
class Line:
    """One assignment, as far as the list speaks of it; what `reading.timer` and the templates ask of an assignment."""

    pk: int
    title: str
    state: str
    is_assumed: bool
    is_provisional: bool
    deadline_words: str
    due_on: date | None
    due_time: time | None
    excused_time: time | None
    done_on: date | None
    owed_days: int
    directive_id: int
    agency_name: str
    position_title: str | None
    cited: str = ""
    held_since: date | None = None
    original_due_on: date | None = None
    overran: bool = False
    extensions: int = 0

    @property
    def lead_name(self) -> str:
        """Who leads, as `Assignment.lead_name` says it."""
        return self.agency_name if self.position_title is None else self.position_title


_COLUMNS = (
    "pk", "title", "state", "is_assumed", "is_provisional", "deadline_words", "due_on", "due_time", "excused_time",
    "done_on", "owed_days", "directive_id", "lead_agency__short_name", "lead_position__title",
)  # fmt: skip
_SOME_KEY = 987654321
_DOCUMENT = ("kind", "number", "symbol", "issued_on")


def lines_of(keys: Sequence[int]) -> list[Line]:
    """The lines of these assignments in the order of their keys. Three statements."""
    rows = Assignment.objects.filter(one_of("pk", keys)).order_by()
    found: dict[int, Line] = {}
    cited: dict[int, str] = {}
    for row in rows.values_list(*_COLUMNS, *(f"directive__{name}" for name in _DOCUMENT)):
        line = Line(*row[: len(_COLUMNS)])
        if line.directive_id not in cited:
            document = dict(zip(_DOCUMENT, row[len(_COLUMNS) :], strict=True))
            cited[line.directive_id] = Directive(**document).cited
        line.cited = cited[line.directive_id]
        found[line.pk] = line
    _add_deadlines(found)
    _add_what_waits(found)
    return [found[key] for key in keys if key in found]


def _add_deadlines(lines: dict[int, Line]) -> None:
    """The original deadline, how often more time was given, and whether once after the deadline had passed."""
    versions = DeadlineVersion.objects.filter(one_of("assignment_id", lines)).order_by()
    for key, number, due_on, cause, after_expiry in versions.values_list(
        "assignment_id", "number", "due_on", "cause", "after_expiry"
    ):
        line = lines[key]
        if number == 1:
            line.original_due_on = due_on
        line.extensions += cause in DeadlineVersion.EXTENSIONS
        line.overran = line.overran or after_expiry


def _add_what_waits(lines: dict[int, Line]) -> None:
    """The day of the claim that waits, else of the product, as in `reading.with_facts`."""
    claims = Completion.objects.filter(one_of("assignment_id", lines), outcome=Completion.Outcome.WAITING)
    products = Submission.objects.filter(one_of("assignment_id", lines), outcome=Submission.Outcome.WAITING)
    waiting = (
        products.order_by()
        .values_list("assignment_id", "submitted_on", Value(0))
        .union(claims.order_by().values_list("assignment_id", "counts_on", Value(1)), all=True)
    )
    for key, since_on, _ in sorted(waiting, key=lambda found: found[2]):
        lines[key].held_since = since_on


# As HTML --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: its parts as texts and as HTML that is escaped already."""

    assignment: Line
    timing: Badge
    state: Badge
    url: str
    deadline_html: SafeString
    state_html: SafeString

    @property
    def extensions(self) -> int:
        """How many times the deadline moved."""
        return self.assignment.extensions


def rows_of(keys: Sequence[int], at: datetime) -> list[Row]:
    """The rows of the table for these assignments, in the order of their keys."""
    of, address = timer(at), addresses("assignment-detail")
    return [_row(line, of(line), address(line.pk)) for line in lines_of(keys)]


def _row(line: Line, timing: Timing, url: str) -> Row:
    badge, state = timing_badge(timing, line.state), state_badge(line.state)
    state_html = status_badge(state.label, state.tone, state.code)
    if line.is_provisional:
        state_html += mark_safe(" ") + status_badge("Tạm giao")  # noqa: S308 - a space
    return Row(line, badge, state, url, deadline_chip(line, badge), state_html)


def addresses(name: str) -> Callable[[int], str]:
    """A function from a key to the address of its page: the pattern is read once, not for every row."""
    before, after = reverse(name, args=[_SOME_KEY]).split(str(_SOME_KEY))
    return lambda key: f"{before}{key}{after}"
