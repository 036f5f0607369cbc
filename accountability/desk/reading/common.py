"""What all first pages share: a line, a queue of at most seven lines, the six buckets, words for waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Subquery, Value

from accountability.access.actor import Actor, eyes_of
from accountability.agencies.models import OUTSIDE_KINDS, PARTY_KINDS
from accountability.assignments.badges import BUCKET_TONES, timing_badge
from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.assignments.reading import bucket_sums, timer, with_facts
from accountability.assignments.rules import Bucket, Timing
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import Calendar, working_days_between
from accountability.core.prepared import prepared
from accountability.core.saying import joined, say
from accountability.core.text import number_vi
from accountability.core.zone import local
from accountability.desk import links
from accountability.reports.rules import BucketCounts

SHOWN = 7
PAGE_SIZE = 30

# In the order of the line of figures, what presses first; label, and the short one of a phone.
_FIGURES = (
    (Bucket.OVERDUE, say("Đang thực hiện quá hạn"), say("Quá hạn")),
    (Bucket.DUE_SOON, say("Sắp đến hạn"), say("Sắp hạn")),
    (Bucket.IN_TIME, say("Đang thực hiện trong hạn"), say("Trong hạn")),
    (Bucket.DONE_ON_TIME, say("Hoàn thành đúng hạn"), say("Xong đúng hạn")),
    (Bucket.DONE_LATE, say("Hoàn thành quá hạn"), say("Xong quá hạn")),
    (Bucket.NO_DEADLINE, say("Không có thời hạn"), say("Không hạn")),
)


@dataclass(frozen=True)
class Moment:
    """Who looks, when, and what a page reads once: the calendar and the function that tells timings."""

    actor: Actor
    at: datetime
    cal: Calendar
    timing: Callable[[Assignment], Timing]

    @cached_property
    def today(self) -> date:
        """The day of the page."""
        return local(self.at).date()

    @cached_property
    def eyes(self) -> Actor:
        """The actor, for statements that are `prepared`."""
        return eyes_of(self.actor)

    def waited(self, since: date) -> int:
        """Working days from that day to today."""
        return working_days_between(since, self.today, self.cal) if since < self.today else 0


def moment_of(actor: Actor, at: datetime) -> Moment:
    """Read the calendar; two statements."""
    return Moment(actor=actor, at=at, cal=calendar_around(local(at).date()), timing=timer(at))


@dataclass(frozen=True)
class Line:
    """One row of a list: its title with a link, a note below, a mark at the right."""

    title: str
    url: str
    note: str = ""
    label: str = ""
    tone: str = "none"


@dataclass(frozen=True)
class Rows:
    """Rows whose statement is `prepared`: the function that makes the queryset, and its values.

    `heavy`: what a row brings along costs more than finding it, so the seven are found first.
    """

    make: Callable[..., QuerySet[Any]]
    values: Mapping[str, Any] = field(default_factory=dict)
    heavy: bool = False

    def first(self) -> tuple[list[Any], int]:
        """The first seven, and how many there are. One statement."""
        found = _first(self.make, self.heavy, **self.values)
        return found, found[0].all_there if found else 0

    @property
    def all(self) -> QuerySet[Any]:
        """As a queryset, for a list in pages."""
        return self.make(**self.values)


@prepared
def _first(make: Callable[..., QuerySet[Any]], heavy: bool, /, **values: Any) -> QuerySet[Any]:
    rows = make(**values)
    if heavy:
        rows = rows.filter(pk__in=make(**values).select_related(None).values("pk")[:SHOWN])
    # The constant has Django group by nothing: one sum over all.
    one = make(**values).select_related(None).order_by().annotate(one=Value(1)).values("one")
    number = one.annotate(number=Count("pk")).values("number")
    return rows.annotate(all_there=Subquery(number))[:SHOWN]


@dataclass(frozen=True)
class Source:
    """A queue before it is cut: rows of anything, and how one reads as a line."""

    key: str
    title: str
    rows: QuerySet[Any] | Rows
    line: Callable[[Any], Line]
    empty: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Queue:
    """A queue as shown: how many there are, at most seven lines, where all are."""

    key: str
    title: str
    count: int
    lines: tuple[Line, ...]
    all_url: str
    empty: str
    tone: str

    @property
    def note(self) -> str:
        """As "7 trong 12 việc · xem tất cả"."""
        if self.count <= len(self.lines):
            return say("{count} việc", count=self.count) if self.count else ""
        return say("{n} trong {count} việc · xem tất cả", n=len(self.lines), count=self.count)


def cut(source: Source, page_url: str) -> Queue:
    """The first seven lines of a queue and its count; two statements, one where these are all, and one of `Rows`."""
    rows = source.rows
    first, number = rows.first() if isinstance(rows, Rows) else _seven(rows)
    return Queue(
        key=source.key, title=source.title, count=number, lines=tuple(map(source.line, first)),
        all_url=f"{page_url}{'&' if '?' in page_url else '?'}xem={source.key}", empty=source.empty, tone=source.tone,
    )  # fmt: skip


def _seven(rows: QuerySet[Any]) -> tuple[list[Any], int]:
    first = list(rows[:SHOWN])
    return first, len(first) if len(first) < SHOWN else rows.count()


def whole(sources: Iterable[Source], key: str, page_number: str | None) -> tuple[Source, Page[Any]] | None:
    """The queue of that key in pages, its objects already lines; None for a key that no queue has."""
    source = next((source for source in sources if source.key == key), None)
    if source is None:
        return None
    rows = source.rows.all if isinstance(source.rows, Rows) else source.rows
    page = Paginator(rows, PAGE_SIZE).get_page(page_number)
    page.object_list = [source.line(row) for row in page.object_list]
    return source, page


def waiting_words(days: int) -> str:
    """How long something lies with somebody, in working days; neutral, a leader reads it of himself."""
    return say("đã trình {days} ngày làm việc", days=days) if days else say("trình hôm nay")


def commitment_words(committed_on: date, today: date) -> str:
    """What became of a day that a head committed himself to, in calendar days."""
    gone = (today - committed_on).days
    return (
        say("Quá ngày cam kết {gone} ngày", gone=gone)
        if gone > 0
        else say("Cam kết xong {committed_on:%d/%m}", committed_on=committed_on)
    )


def about(assignment: Assignment, *, with_lead: bool = True) -> str:
    """The note below a title: who leads, the document, the deadline."""
    parts = [assignment.lead_name] if with_lead else []
    parts.append(assignment.directive.cited)
    if assignment.due_on:
        parts.append(say("thời hạn {due_on:%d/%m/%Y}", due_on=assignment.due_on))
    return joined(" · ", parts)


_OF_LEAD_AND_DOCUMENT = (
    "lead_agency__short_name", "lead_position__title",
    *(f"directive__{name}" for name in ("kind", "number", "symbol", "issued_on", "noticed_on")),
)  # fmt: skip
# What `about`, `assignment_line` and a timing ask of an assignment: a third of its columns, a tenth of its document's.
OF_LINE = (
    "title", "state", "due_on", "due_time", "excused_time", "done_on", "owed_days", "directive", "lead_agency",
    "lead_position", *_OF_LEAD_AND_DOCUMENT,
)  # fmt: skip


def assignments_for_lines(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """With all that `assignment_line` reads, and no more."""
    return with_facts(rows).select_related("directive", "lead_agency", "lead_position").only(*OF_LINE)


def assignment_line(row: Assignment, moment: Moment, *, with_lead: bool = True) -> Line:
    """An assignment with its timing as the mark."""
    badge = timing_badge(moment.timing(row), row.state)
    label = row.get_state_display() if badge.code == Bucket.NO_DEADLINE else badge.label
    return Line(row.title, links.dossier(row.pk), about(row, with_lead=with_lead), label, badge.tone)


def figures(counts: Mapping[str, int], **query: object) -> list[dict[str, Any]]:
    """The six buckets as `components/six_buckets.html` takes them, each with a link to its list."""
    return [
        {
            "label": label, "short": short, "count": counts[bucket.value], "tone": BUCKET_TONES[bucket],
            "url": links.in_bucket(bucket.value, **query),
        }
        for bucket, label, short in _FIGURES
    ]  # fmt: skip


@dataclass(frozen=True)
class AgencyFigures:
    """One lead agency and its assignments by bucket."""

    pk: int
    name: str
    rank: int
    counts: BucketCounts
    ranked: bool = True
    # Of the overdue, what became so since the last meeting; None where nobody asked.
    fresh: int | None = None

    @property
    def url(self) -> str:
        """Its assignments in the list."""
        return links.address("assignment-list", agency=self.pk)

    @property
    def rate_text(self) -> str:
        """The on-time rate as "66,7 %"; empty while nothing is finished or overdue."""
        return "" if self.counts.rate is None else f"{number_vi(self.counts.rate)}\u00a0%"

    @property
    def late_url(self) -> str:
        """Its overdue assignments in the list."""
        return links.in_bucket(Bucket.OVERDUE.value, agency=self.pk)


def figures_by_agency(rows: AssignmentQuerySet, at: datetime) -> list[AgencyFigures]:
    """Lead agencies of these assignments with their six buckets, in the order of agencies. Two statements."""
    found: dict[int, tuple[str, int, str, dict[str, int]]] = {}
    by = ("lead_agency_id", "lead_agency__short_name", "lead_agency__rank", "lead_agency__kind")
    for pk, name, rank, kind, bucket, number in bucket_sums(rows, at, *by):
        counts = found.setdefault(pk, (name, rank, kind, {}))[3]
        counts[bucket] = counts.get(bucket, 0) + number
    lines = [
        AgencyFigures(pk, name, rank, BucketCounts(**counts), kind not in (*OUTSIDE_KINDS, *PARTY_KINDS))
        for pk, (name, rank, kind, counts) in found.items()
    ]
    return sorted(lines, key=lambda line: (line.rank, line.name))


def by_lateness(lines: Iterable[AgencyFigures]) -> list[AgencyFigures]:
    """Most overdue first, then the lowest on-time rate, then what is due soon; bodies that are not ranked left out."""
    return sorted(
        (line for line in lines if line.ranked),
        key=lambda line: (
            -line.counts.overdue,
            100 if line.counts.rate is None else line.counts.rate,
            -line.counts.due_soon,
            line.rank,
        ),
    )


def summed(lines: Iterable[AgencyFigures]) -> BucketCounts:
    """The sum over agencies: all assignments of the rows that they were read from."""
    return sum((line.counts for line in lines), BucketCounts())
