"""The figures of a periodic report: everything that its six sections and annex print."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accountability.printing.rules import Letter, clipped, padded, short_date

from .buckets import BUCKET_LABELS, UNFINISHED_IN_TIME, BucketCounts
from .history import Point
from .lines import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    ObstacleLine,
    ResultLine,
    TaskLine,
    obstacle_lines,
    overdue_lines,
    upcoming_lines,
)
from .periods import Period, next_period
from .rows import AssignmentRow, DirectiveRow, IndicatorRow

OVERDUE_SHOWN = 40
UPCOMING_SHOWN = 40
OBSTACLES_SHOWN = 30
RESULTS_SHOWN = 20


@dataclass(frozen=True)
class GroupResult:
    """Section II: one group of duties, its counts and what came of it in the period."""

    name: str
    counts: BucketCounts
    results: tuple[ResultLine, ...]


@dataclass(frozen=True)
class AgencyLine:
    """One lead agency and its assignments by bucket; `fresh` of its overdue ones are so since the last meeting."""

    name: str
    counts: BucketCounts
    fresh: int | None = None


@dataclass(frozen=True)
class AgencyBlock:
    """Agencies under one heading of the annex; a single block without name needs none."""

    name: str
    agencies: tuple[AgencyLine, ...]

    @property
    def counts(self) -> BucketCounts:
        """The sum over the agencies of the block."""
        return sum((agency.counts for agency in self.agencies), BucketCounts())


@dataclass(frozen=True)
class ReportFigures:
    """A report, frozen: printing it again next year gives the same pages.

    ``counts`` and the lists are cumulative over the program as of ``data_at``;
    ``assigned_in_period``, ``done_in_period`` and the results speak of the period.
    ``overran`` counts unfinished work within a deadline that was moved after the former
    one had passed. ``aside`` names what is in none of these figures, by state: withdrawn,
    ended, dropped, nothing arose, not concerned. ``trend`` is the on-time rate week by week
    up to ``data_at``, ``ageing`` how many are overdue in each band of days.
    """

    program_title: str
    period: Period
    next_period: Period
    data_at: datetime
    letter: Letter
    counts: BucketCounts
    assigned_in_period: int
    done_in_period: int
    unacknowledged: int
    awaiting_verification: int
    directives: tuple[DirectiveRow, ...]
    groups: tuple[GroupResult, ...]
    indicators: tuple[IndicatorRow, ...]
    overdue: tuple[TaskLine, ...]
    obstacles: tuple[ObstacleLine, ...]
    recommendations: tuple[str, ...]
    upcoming: tuple[TaskLine, ...]
    blocks: tuple[AgencyBlock, ...]
    is_demo: bool
    overran: int = 0
    aside: tuple[tuple[str, int], ...] = ()
    trend: tuple[Point, ...] = ()
    ageing: tuple[tuple[str, int], ...] = ()

    @property
    def subject(self) -> str:
        """The abstract (trích yếu) printed under the kind of document."""
        return f"{self.subject_title} {self.subject_period}"

    @property
    def subject_title(self) -> str:
        """What the abstract speaks of; printed on its own lines."""
        return f"Tiến độ thực hiện {self.program_title} trên địa bàn {self.letter.territory}"

    @property
    def subject_period(self) -> str:
        """The period in brackets, the last line of the abstract."""
        first, last = short_date(self.period.from_on), short_date(self.period.to_on)
        return f"(kỳ từ ngày {first} đến ngày {last})"

    @property
    def is_interim(self) -> bool:
        """Whether the figures were drawn before the period had ended."""
        return self.data_at.date() <= self.period.to_on

    @property
    def directives_in_period(self) -> tuple[DirectiveRow, ...]:
        """Directives whose date falls in the period."""
        return tuple(row for row in self.directives if self.period.contains(row.issued_on))

    @property
    def directive_summary(self) -> str:
        """``03 văn bản (01 Quyết định, 02 Kế hoạch)``; ``0 văn bản`` when there are none."""
        kinds: dict[str, int] = {}
        for row in self.directives:
            kinds[row.kind_name] = kinds.get(row.kind_name, 0) + 1
        listed = ", ".join(f"{padded(count)} {kind}" for kind, count in kinds.items())
        return f"{padded(len(self.directives))} văn bản" + (f" ({listed})" if listed else "")

    @property
    def bucket_lines(self) -> tuple[tuple[str, int], ...]:
        """Label and count of the six buckets, in their official order."""
        return tuple((label, getattr(self.counts, code)) for code, label in BUCKET_LABELS.items())

    @property
    def longest_overdue(self) -> int:
        """Calendar days of the assignment that is latest; 0 when none is."""
        return max((line.days_overdue for line in self.overdue), default=0)

    @property
    def overdue_shown(self) -> tuple[TaskLine, ...]:
        """The overdue lines that the document prints."""
        return self.overdue[:OVERDUE_SHOWN]

    @property
    def overdue_hidden(self) -> int:
        """Assignments behind the overdue lines that are not printed."""
        return sum(len(line.pks) for line in self.overdue[OVERDUE_SHOWN:])

    @property
    def upcoming_shown(self) -> tuple[TaskLine, ...]:
        """The lines of the next period that the document prints."""
        return self.upcoming[:UPCOMING_SHOWN]

    @property
    def upcoming_hidden(self) -> int:
        """Assignments behind the lines of the next period that are not printed."""
        return sum(len(line.pks) for line in self.upcoming[UPCOMING_SHOWN:])

    @property
    def obstacles_shown(self) -> tuple[ObstacleLine, ...]:
        """The obstacles that the document prints."""
        return self.obstacles[:OBSTACLES_SHOWN]

    @property
    def obstacles_hidden(self) -> int:
        """Obstacles that are not printed."""
        return len(self.obstacles) - len(self.obstacles_shown)

    @property
    def has_block_headings(self) -> bool:
        """Whether the annex heads its blocks."""
        return any(block.name for block in self.blocks)

    @property
    def assignment_pks(self) -> tuple[int, ...]:
        """The assignments named in the lists of overdue and upcoming work."""
        return tuple(sorted({pk for line in self.overdue + self.upcoming for pk in line.pks}))


def build_figures(
    rows: Sequence[AssignmentRow],
    *,
    period: Period,
    data_at: datetime,
    program_title: str,
    letter: Letter,
    directives: Sequence[DirectiveRow] = (),
    indicators: Sequence[IndicatorRow] = (),
    recommendations: Sequence[str] = (),
    is_demo: bool = False,
    aside: Sequence[tuple[str, int]] = (),
    trend: Sequence[Point] = (),
    ageing: Sequence[tuple[str, int]] = (),
    after: Period | None = None,
) -> ReportFigures:
    """The report on ``rows`` for ``period``, with figures as of ``data_at``.

    ``after`` is the period that follows, where its rhythm is not told by its days.
    Raises ``ValueError`` on a row whose bucket is not one of the six.
    """
    after = after or next_period(period)
    return ReportFigures(
        program_title=program_title,
        period=period,
        next_period=after,
        data_at=data_at,
        letter=letter,
        counts=count_rows(rows),
        assigned_in_period=sum(period.contains(row.assigned_on) for row in rows),
        done_in_period=sum(period.contains(row.done_on) for row in rows),
        unacknowledged=sum(row.is_unacknowledged for row in rows),
        awaiting_verification=sum(row.is_awaiting_verification for row in rows),
        directives=tuple(sorted(directives, key=lambda row: (row.issued_on, row.pk))),
        groups=group_results(rows, period),
        indicators=tuple(indicators),
        overdue=overdue_lines(rows),
        obstacles=obstacle_lines(rows),
        recommendations=tuple(recommendations),
        upcoming=upcoming_lines(rows, after.from_on, after.to_on),
        blocks=agency_blocks(rows),
        is_demo=is_demo,
        overran=sum(row.overran and row.bucket in UNFINISHED_IN_TIME for row in rows),
        aside=tuple(aside),
        trend=tuple(trend),
        ageing=tuple(ageing),
    )


def count_rows(rows: Iterable[AssignmentRow]) -> BucketCounts:
    """The six buckets over ``rows``."""
    return BucketCounts.of(row.bucket for row in rows)


def group_results(rows: Sequence[AssignmentRow], period: Period) -> tuple[GroupResult, ...]:
    """Section II: the groups in their order, with what each brought in the period."""
    ordered = sorted(rows, key=lambda row: (row.group_order, row.group, row.lead_order, row.pk))
    return tuple(
        GroupResult(name, count_rows(members), _results(members, period))
        for name, members in _partition(ordered, lambda row: row.group).items()
    )


def _results(rows: Sequence[AssignmentRow], period: Period) -> tuple[ResultLine, ...]:
    """What was finished in the period first, then what was reported in it."""
    done = [row for row in rows if period.contains(row.done_on)]
    told = [row for row in rows if row.progress and row not in done]
    return tuple(
        ResultLine(
            pk=row.pk,
            agency=row.lead_name,
            title=clipped(row.title, TITLE_LIMIT),
            done_on=row.done_on if period.contains(row.done_on) else None,
            text=clipped(row.progress, TEXT_LIMIT),
            overran=row.overran,
        )
        for row in [*done, *told][:RESULTS_SHOWN]
    )


def agency_blocks(rows: Sequence[AssignmentRow]) -> tuple[AgencyBlock, ...]:
    """The annex: lead agencies in their order, under the headings that the rows give."""
    ordered = sorted(rows, key=lambda row: (row.lead_order, row.lead_name))
    return tuple(
        AgencyBlock(name, agency_lines(members))
        for name, members in _partition(ordered, lambda row: row.lead_block).items()
    )


def agency_lines(rows: Sequence[AssignmentRow]) -> tuple[AgencyLine, ...]:
    """One line per lead agency, in the order in which ``rows`` name them."""
    return tuple(
        AgencyLine(name, count_rows(members))
        for name, members in _partition(rows, lambda row: row.lead_name).items()
    )


def _partition(
    rows: Iterable[AssignmentRow], key: Callable[[AssignmentRow], str]
) -> dict[str, list[AssignmentRow]]:
    parts: dict[str, list[AssignmentRow]] = {}
    for row in rows:
        parts.setdefault(key(row), []).append(row)
    return parts
