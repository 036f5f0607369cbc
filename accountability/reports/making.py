"""The figures of a program's report, with the letterhead of its standing agency."""

from __future__ import annotations

from datetime import datetime

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import the_province
from accountability.assignments.models import AssignmentQuerySet, Series
from accountability.directives.models import Program
from accountability.reports.queries import (
    aside_in,
    assignment_rows,
    directive_rows,
    indicator_rows,
    program_assignments,
    program_figures,
)
from accountability.reports.rules import Letter, Period, ReportFigures, build_figures

TEMPLATE = "reports/print/report.html"


def figures_for(
    program: Program, period: Period, *, rows: AssignmentQuerySet, at: datetime, is_demo: bool
) -> ReportFigures:
    """The report of the program on `rows` (what its maker may see) as of that instant.

    It carries the mark of assumed figures in demo mode and when any assignment or document of it is assumed.
    """
    mine = program_assignments(rows, program, at)
    assumed = (
        is_demo
        or mine.filter(is_assumed=True).exists()
        or program.directives.filter(is_assumed=True).exists()
    )
    return build_figures(
        assignment_rows(mine, at=at, period=period),
        period=period,
        data_at=at,
        program_title=program.title,
        letter=letter_of(program),
        directives=directive_rows(program, at),
        indicators=[*program_figures(program, period.to_on), *indicator_rows(mine, at)],
        is_demo=assumed,
        aside=aside_in(rows, program, at),
    )


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
