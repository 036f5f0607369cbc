"""The page of a program: where it stands, how it went, who holds it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments.access import visible_to
from accountability.assignments.models import AssignmentQuerySet
from accountability.core.charts import Bar, Chart, Line, lines, ranking
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.desk import links
from accountability.desk.reading import common
from accountability.desk.reading.common import AgencyFigures, Moment
from accountability.desk.reading.kept import kept
from accountability.desk.reading.summary import scope_key
from accountability.directives.models import Program
from accountability.reports.access import programs_to_read
from accountability.reports.drawings import percent, trend_chart
from accountability.reports.history import facts_of
from accountability.reports.rules import TREND_WEEKS, BucketCounts, Point, points, span, weeks_back

MOST_POINTS = 24
RANKED = 12


@dataclass(frozen=True)
class ProgramSums:
    """What took long to read, of that instant."""

    at: datetime
    agencies: tuple[AgencyFigures, ...]
    trend: tuple[Point, ...]
    burn_down: tuple[Point, ...]

    @property
    def counts(self) -> BucketCounts:
        """Over the whole program, as far as the reader sees it."""
        return common.summed(self.agencies)


@dataclass(frozen=True)
class ProgramPage:
    """Everything on the page. `is_part`: the reader sees the program in his fields only."""

    program: Program
    sums: ProgramSums
    figures: list[dict[str, Any]]
    agencies: list[AgencyFigures]
    agencies_total: int
    charts: dict[str, Chart]
    list_url: str
    report_url: str
    is_part: bool


def access_program(actor: Actor, code: str) -> Program:
    """The program: for its standing agency, the leaders and the Office, who sees anything of it.

    Raises Http404 for everybody else: an agency has its own assignments on its desk.
    """
    program = Program.objects.select_related("standing_agency").filter(code=code).first()
    if program is None:
        raise Http404(say("Không có chương trình này."))
    wide = may(actor, Permission.VIEW_COMMAND_PAGE) or may(actor, Permission.VIEW_OFFICE_PAGE)
    some = wide and visible_to(actor).filter(directive__program=program).exists()
    if not some and not programs_to_read(actor).filter(pk=program.pk).exists():
        raise Http404(say("Không có chương trình này."))
    return program


def program_page(program: Program, moment: Moment, *, everything: bool = False) -> ProgramPage:
    """The page as that reader sees it; `everything` lifts the cut of twelve agencies."""
    rows = visible_to(moment.actor).filter(directive__program=program)
    key = f"program:{program.pk}:{scope_key(moment.actor)}:{moment.today}"
    sums = kept(key, moment.at, lambda: read_sums(rows, moment.at))
    agencies = common.by_lateness(sums.agencies)
    whole = programs_to_read(moment.actor).filter(pk=program.pk).exists()
    return ProgramPage(
        program=program, sums=sums, agencies=agencies if everything else agencies[:RANKED],
        agencies_total=len(agencies),
        figures=common.figures({name: getattr(sums.counts, name) for name in sums.counts.__dataclass_fields__},
                               program=program.pk),
        charts={"trend": trend_chart(sums.trend), "burn_down": burn_down_chart(sums.burn_down, moment.today),
                "ranking": ranking_chart(sums.agencies)},
        list_url=links.address("assignment-list", program=program.pk),
        report_url=links.address("cycle-list") if whole else "", is_part=not whole,
    )  # fmt: skip


def read_sums(rows: AssignmentQuerySet, at: datetime) -> ProgramSums:
    """Read the sums of these assignments: six statements.

    Earlier weeks follow from dates; today's rate is that of the six buckets, which know of hours and of work handed in.
    """
    today = local(at).date()
    agencies = tuple(common.figures_by_agency(rows.real(), at))
    facts = facts_of(rows)
    *past, last = points(facts, weeks_back(today, TREND_WEEKS))
    trend = (*past, Point(last.on, last.remaining, last.planned, common.summed(agencies).rate))
    first, end = min(facts.given, default=today), max([today, *facts.ended])
    return ProgramSums(
        at, agencies, trend, tuple(points(facts, span(first, end, today=today, most=MOST_POINTS)))
    )


# Drawings -------------------------------------------------------------------------------------------------------------


def burn_down_chart(found: tuple[Point, ...], today: date) -> Chart:
    """What is left to do, beside what would be left if every deadline were kept."""
    ahead = [point for point in found if point.on > today]
    now = next((place for place, point in enumerate(found) if point.on == today), None)
    at = found[now] if now is not None else None
    told = (
        say(
            "Hôm nay còn {remaining} việc; theo thời hạn còn {planned} việc.",
            remaining=at.remaining,
            planned=at.planned,
        )
        if at
        else ""
    )
    real = tuple(None if point in ahead else point.remaining for point in found)
    planned = tuple(point.planned for point in found)
    return lines(
        [f"{point.on:%d/%m/%y}" for point in found],
        [Line(say("Còn phải làm"), real, tone="intime"), Line(say("Còn lại nếu đúng thời hạn"), planned, tone="none", dashed=True)],
        key="con-lai", title=say("Số việc còn phải làm"), description=told, head=say("Đến ngày"), now=now,
    )  # fmt: skip


def ranking_chart(agencies: tuple[AgencyFigures, ...]) -> Chart:
    """The lowest on-time rates; bodies that are not ranked, and who has nothing due yet, are left out."""
    judged = [line for line in agencies if line.ranked and line.counts.rate is not None]
    lowest = sorted(judged, key=lambda line: (line.counts.rate, -line.counts.overdue, line.rank))[:RANKED]
    told = say(
        "{n} đơn vị có tỷ lệ thấp nhất trong {n2} đơn vị có việc đến hạn.", n=len(lowest), n2=len(judged)
    )
    return ranking(
        [Bar(line.name, line.counts.rate, percent(line.counts.rate), line.url) for line in lowest],
        key="xep-hang", title=say("Tỷ lệ đúng hạn thấp nhất"), description=told, head=(say("Đơn vị"), say("Tỷ lệ đúng hạn")),
    )  # fmt: skip
