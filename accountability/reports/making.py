"""The figures of a program's report, with the letterhead of its standing agency; and the file drawn from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import the_province
from accountability.assignments.ageing import BANDS
from accountability.assignments.models import AssignmentQuerySet, Series
from accountability.core.zone import local
from accountability.directives.models import Program
from accountability.printing.pdf import Child, PdfFile, render_pdf
from accountability.printing.rules import Letter
from accountability.reports.drawings import report_charts
from accountability.reports.history import facts_of
from accountability.reports.queries import (
    aside_in,
    assignment_rows,
    directive_rows,
    indicator_rows,
    program_assignments,
    program_figures,
)
from accountability.reports.rules import (
    TREND_WEEKS,
    AssignmentRow,
    BucketCounts,
    Period,
    Point,
    ReportFigures,
    build_figures,
    points,
    weeks_back,
)
from accountability.reports.rules.figures import count_rows

TEMPLATE = "reports/print/report.html"


def figures_for(
    program: Program, period: Period, *, rows: AssignmentQuerySet, at: datetime, is_demo: bool
) -> ReportFigures:
    """The report of the program on `rows` (what its maker may see) as of that instant."""
    return gather(program, period, rows=rows, at=at, is_demo=is_demo)[0]


def gather(
    program: Program, period: Period, *, rows: AssignmentQuerySet, at: datetime, is_demo: bool, after: Period | None = None
) -> tuple[ReportFigures, list[AssignmentRow]]:  # fmt: skip
    """The figures with the rows that they count; `after` is the next period, where the rhythm is not a half-month.

    They carry the mark of assumed figures in demo mode and when any assignment or document of them is assumed.
    """
    mine = program_assignments(rows, program, at)
    assumed = (
        is_demo
        or mine.filter(is_assumed=True).exists()
        or program.directives.filter(is_assumed=True).exists()
    )
    given = assignment_rows(mine, at=at, period=period)
    figures = build_figures(
        given,
        period=period,
        data_at=at,
        program_title=program.title,
        letter=letter_of(program),
        directives=directive_rows(program, at),
        indicators=[*program_figures(program, period.to_on), *indicator_rows(mine, at)],
        is_demo=assumed,
        aside=aside_in(rows, program, at),
        trend=_trend(mine, count_rows(given), local(at).date()),
        ageing=_ageing(given),
        after=after,
    )
    return figures, given


def report_pdf(figures: ReportFigures, *, child: Child | None = None) -> PdfFile:
    """The report on paper, with its drawings; `child` may have been started before the figures were read. Raises PdfError."""
    return render_pdf(TEMPLATE, {"figures": figures, "charts": report_charts(figures)}, child=child)


def _trend(mine: AssignmentQuerySet, counts: BucketCounts, today: date) -> list[Point]:
    """The on-time rate week by week, as on the page of the program: earlier weeks by dates, the last by the six buckets."""
    *past, last = points(facts_of(mine), weeks_back(today, TREND_WEEKS))
    return [*past, replace(last, rate=counts.rate)]


def _ageing(given: Sequence[AssignmentRow]) -> list[tuple[str, int]]:
    late = [row.days_overdue for row in given if row.bucket == "overdue"]
    return [(band.label, sum(band.holds(days) for days in late)) for band in BANDS]


def letter_of(program: Program) -> Letter:
    """The form's parts that name agencies (NĐ 30/2020, Phụ lục I): the standing agency reports, number left open."""
    agency, province = program.standing_agency, the_province()
    territory = province.name.removeprefix("UBND ")
    symbol = agency.symbols[0] if agency.symbols else agency.code
    return Letter(
        parent=province.name.upper(),
        issuer=agency.name.upper(),
        issuer_name=agency.name,
        symbol=f"BC-{symbol}",
        recipients=(
            "Như trên",
            "Các Phó Chủ tịch UBND tỉnh",
            "Văn phòng UBND tỉnh",
            f"Thành viên Tổ công tác {program.title}",
            "Lưu: VT",
        ),
        signer_lines=(_signer_title(agency),),
        place=territory.removeprefix("tỉnh ").removeprefix("thành phố "),
        territory=territory,
        basis=_basis(program),
    )


def _signer_title(agency: Agency) -> str:
    """The head's title without the agency's name: "GIÁM ĐỐC"."""
    head = Position.objects.filter(agency=agency, role__in=[Role.AGENCY_HEAD, Role.OFFICE_CHIEF]).first()
    if head is None:
        return "THỦ TRƯỞNG CƠ QUAN"
    title = head.title.removesuffix(agency.name).removesuffix(agency.short_name)
    return (title.strip() or head.title).upper()


def _basis(program: Program) -> str:
    """The document that orders periodic reports: the one with the program's recurring duty."""
    series = (
        Series.objects.filter(directive__program=program, directive__state="issued")
        .select_related("directive")
        .order_by("pk")
        .first()
    )
    return series.directive.cited if series else ""
