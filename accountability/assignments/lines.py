"""The lines of the list: of fifty assignments just what a line shows, in two statements, and as HTML once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from html import escape
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accountability.assignments.badges import LAGGING, Badge, state_badge, timing_badge
from accountability.assignments.chips import deadline_chip, short_chip, status_badge
from accountability.assignments.lagging import behind_line
from accountability.assignments.models import Assignment, DeadlineVersion
from accountability.assignments.reading import timer, with_facts
from accountability.assignments.rules import OPEN_STATES, Timing
from accountability.core.languages.loading import drawing
from accountability.core.lookups import among, named
from accountability.core.prepared import prepared
from accountability.core.saying import OURS, reader, say
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
    lags: bool = False

    @property
    def lead_name(self) -> str:
        """Who leads, as `Assignment.lead_name` says it."""
        return self.agency_name if self.position_title is None else self.position_title


_COLUMNS = (
    "pk", "title", "state", "is_assumed", "is_provisional", "deadline_words", "due_on", "due_time", "excused_time",
    "done_on", "owed_days", "directive_id", "lead_agency__short_name", "lead_position__title",
)  # fmt: skip
_SOME_KEY = 987654321
_ASSUMED, _PROVISIONAL = say("SỐ LIỆU GIẢ ĐỊNH"), say("Tạm giao")
# The heads of the columns, which a phone shows beside each cell.
_HEADS = (say("Chủ trì"), say("Tiến độ, thời hạn"), say("Trạng thái"))
_DOCUMENT = ("kind", "number", "symbol", "issued_on", "noticed_on")


@prepared
def _rows(*, keys: str) -> QuerySet[Any, Any]:
    """With the day of the claim that waits, else of the product, as in `reading.with_facts`; and whether a target lags."""
    rows = with_facts(Assignment.objects.filter(among("pk", keys))).annotate(lags=behind_line("pk"))
    plain: QuerySet[Any, Any] = rows.order_by()
    return plain.values_list(*_COLUMNS, *(f"directive__{name}" for name in _DOCUMENT), "held_since", "lags")


@prepared
def _deadlines(*, keys: str) -> QuerySet[Any, Any]:
    versions = DeadlineVersion.objects.filter(among("assignment_id", keys)).order_by()
    return versions.values_list("assignment_id", "number", "due_on", "cause", "after_expiry")


def lines_of(keys: Sequence[int]) -> list[Line]:
    """The lines of these assignments in the order of their keys. Two statements."""
    wanted = named(keys)
    found: dict[int, Line] = {}
    cited: dict[int, str] = {}
    for row in _rows(keys=wanted):
        line = Line(*row[: len(_COLUMNS)])
        if line.directive_id not in cited:
            document = dict(zip(_DOCUMENT, row[len(_COLUMNS) : -2], strict=True))
            cited[line.directive_id] = Directive(**document).cited
        line.cited, line.held_since = cited[line.directive_id], row[-2]
        line.lags = bool(row[-1]) and line.state in OPEN_STATES
        found[line.pk] = line
    for key, number, due_on, cause, after_expiry in _deadlines(keys=wanted):
        line = found[key]
        if number == 1:
            line.original_due_on = due_on
        line.extensions += cause in DeadlineVersion.EXTENSIONS
        line.overran = line.overran or after_expiry
    return [found[key] for key in keys if key in found]


# As HTML --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: what it is about, and its `<tr>`, escaped already."""

    assignment: Line
    timing: Badge
    state: Badge
    html: SafeString


def rows_of(keys: Sequence[int], at: datetime, *, all_late: bool = False) -> list[Row]:
    """The rows of the table for these assignments, in the order of their keys; `all_late` as for `timer`."""
    of, address = timer(at, all_late=all_late), addresses("assignment-detail")
    lines = lines_of(keys)
    with drawing():
        heads = tuple(map(str, _HEADS))
        return [_row(line, of(line), address(line.pk), heads) for line in lines]


def _row(line: Line, timing: Timing, url: str, heads: tuple[str, ...]) -> Row:
    lead, progress, standing = heads
    # Titles and names stay Vietnamese, and are read aloud as such.
    vi = "" if reader() == OURS else ' lang="vi"'
    badge, state = timing_badge(timing, line.state), state_badge(line.state)
    provisional = f" {status_badge(str(_PROVISIONAL))}" if line.is_provisional else ""
    lags = f"<div>{short_chip(LAGGING.tone, str(LAGGING.label))}</div>" if line.lags else ""
    assumed = f' · <span class="assumed">{_ASSUMED}</span>' if line.is_assumed else ""
    html = (
        f'<tr><th scope="row"><div><a href="{url}"{vi}>{escape(line.title)}</a>'
        f'<div class="muted small">{escape(str(line.cited))}{assumed}</div></div></th>'
        f'<td data-label="{lead}"><div{vi}>{escape(line.lead_name)}</div></td>'
        f'<td data-label="{progress}"><div>{deadline_chip(line, badge)}{lags}</div></td>'
        f'<td data-label="{standing}">'
        f"<div>{status_badge(str(state.label), state.tone, state.code)}{provisional}</div></td></tr>\n"
    )
    return Row(line, badge, state, mark_safe(html))  # noqa: S308 - every part is escaped above


def addresses(name: str) -> Callable[[int], str]:
    """A function from a key to the address of its page: the pattern is read once, not for every row."""
    before, after = reverse(name, args=[_SOME_KEY]).split(str(_SOME_KEY))
    return lambda key: f"{before}{key}{after}"
