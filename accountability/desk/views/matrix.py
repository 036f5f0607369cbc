"""Bảng tổng hợp đơn vị – nhiệm vụ, of one directive or of one program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.agencies.models import Agency
from accountability.assignments.access import visible_to
from accountability.assignments.models import AssignmentQuerySet
from accountability.assignments.rules import State
from accountability.core import clock
from accountability.core.languages.loading import drawing
from accountability.core.saying import as_said, say
from accountability.core.zone import local
from accountability.desk import links
from accountability.desk.forms import MatrixFilter
from accountability.desk.reading import matrix as reading
from accountability.desk.reading.matrix import Column, Heading, Wanted
from accountability.desk.reading.matrix_cells import cells_on
from accountability.desk.reading.summary import scope_key
from accountability.desk.rules.matrix import (
    LOOKS,
    Body,
    Cell,
    Sum,
    agency_sums,
    cells_of,
    column_sums,
    columns_per_page,
    grouped,
    whole_of,
)
from accountability.desk.views.matrix_markup import Addresses, body_markup, sums_markup
from accountability.desk.views.matrix_paper import MOST_CELLS, answered, too_many
from accountability.directives.access import access_directive
from accountability.directives.access import visible_to as visible_directives
from accountability.directives.models import Program
from accountability.directives.views.doors import through
from accountability.printing.pdf import PdfError

# So many documents stand on the page that leads to their matrices.
LATEST = 30
# Beside 40 narrow columns an A3 sheet takes so many with figures like "1.970/2.500".
WIDE_ON_PAPER = 12


@login_required
@require_GET
def matrix_list(request: HttpRequest) -> HttpResponse:
    """The programs and the latest documents of which one sees assignments, each with its matrix."""
    actor = request.actor
    seen = visible_to(actor).exclude(state=State.DRAFT)
    programs = Program.objects.filter(Exists(seen.filter(directive__program=OuterRef("pk"))))
    documents = visible_directives(actor, through(actor)).filter(
        Exists(seen.filter(directive=OuterRef("pk")))
    )
    context = {
        "programs": programs.select_related("standing_agency").order_by("code"),
        "documents": documents.order_by("-issued_on", "-pk")[:LATEST],
        "latest": LATEST,
    }
    return render(request, "desk/matrix_list.html", context)


@login_required
@require_GET
def matrix_of_directive(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix of one document, for those who may open it: of the assignments that they see."""
    return _shown(request, *of_directive(request.actor, pk))


def of_directive(actor: Actor, pk: int) -> tuple[AssignmentQuerySet, Subject]:
    """The assignments of a document that the actor sees. Raises Http404 and PermissionDenied as its door does."""
    directive = access_directive(actor, pk, Permission.VIEW_DIRECTIVE, through)
    rows = visible_to(actor).filter(directive=directive)
    query: dict[str, object] = {"directive": directive.pk}
    subject = Subject(
        say("Bảng tổng hợp đơn vị – nhiệm vụ"), say("{cited} – {abstract}", cited=directive.cited, abstract=directive.abstract),
        reverse("directive-detail", args=[pk]), directive.cited, query, by_directive=False,
    )  # fmt: skip
    return rows, subject


@login_required
@require_GET
def matrix_of_program(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix of one program, for whoever sees an assignment of it."""
    return _shown(request, *of_program(request.actor, pk))


def of_program(actor: Actor, pk: int) -> tuple[AssignmentQuerySet, Subject]:
    """The assignments of a program that the actor sees. Raises Http404 where there is none."""
    rows = visible_to(actor).filter(directive__program=pk)
    program = Program.objects.filter(pk=pk).first()
    if program is None or not rows.exclude(state=State.DRAFT).exists():
        raise Http404(say("Không có chương trình, đề án này."))
    subject = Subject(
        say("Bảng tổng hợp đơn vị – nhiệm vụ"), program.title, reverse("matrix-list"), say("Bảng tổng hợp"),
        {"program": pk}, by_directive=True,
    )  # fmt: skip
    return rows, subject


@dataclass(frozen=True)
class Subject:
    """Of what the matrix is; `query` narrows the list of assignments to it."""

    title: str
    subtitle: str
    back: str
    back_title: str
    query: dict[str, object]
    by_directive: bool


@dataclass(frozen=True)
class Matrix:
    """All that a matrix shows, on the screen as on paper."""

    columns: Page[Column]
    headings: list[Heading]
    groups: list[Any]
    cells: dict[tuple[int, int], Cell]
    row_sums: dict[int, Sum]
    column_sums: dict[int, Sum]
    whole: Sum
    sums_at: datetime

    @property
    def agencies(self) -> int:
        """How many rows there are."""
        return sum(len(bodies) for _, bodies in self.groups)


def _wanted(form: MatrixFilter, page: str | None) -> Wanted:
    given = form.cleaned_data
    return Wanted(
        group=given["nhom"], district=int(given["huyen"]) if given["huyen"] else None, only_late=given["cham"],
        only_figures=given["so_lieu"], with_helpers=given["phoi_hop"], by_name=given["xep"] == "ten", page=page,
    )  # fmt: skip


def gathered(
    rows: AssignmentQuerySet,
    wanted: Wanted,
    bodies: list[Body],
    at: datetime,
    *,
    by_directive: bool,
    key: str,
) -> Matrix:
    """The matrix that is asked for; the number of statements does not depend on its size.

    Cells, rows and columns are of this moment, and so are the sums where all columns stand on one page; else they are
    kept for a minute. `key` names the rows, and who sees them.
    """
    given = reading.given_rows(rows, wanted)
    if wanted.with_helpers or wanted.only_figures:
        bodies = reading.bodies_of(given, with_helpers=wanted.with_helpers)
    sums = reading.sums_by_agency(given, at) if wanted.only_late else {}
    shown = reading.narrowed(bodies, wanted, sums)
    whole = len(shown) == len(bodies) or wanted.with_helpers
    given = given if whole else given.filter(lead_agency__in=[body.pk for body in shown])
    late = reading.overdue(given, at) if wanted.only_late else given
    page = reading.page_of(late, columns_per_page(len(shown)), wanted.page)
    parts = cells_on(given, list(page.object_list), at, with_helpers=wanted.with_helpers)
    keys = {body.pk for body in shown}
    parts = [one for one in parts if one.agency in keys]
    sums_at = at
    if not wanted.only_late:  # Where all columns stand on one page, its cells are all there is to count.
        if page.paginator.num_pages > 1:
            kept = reading.kept_sums(f"{key}:{local(at).date()}:{replace(wanted, page=None)}", given, at)
            sums, sums_at = kept.by_agency, kept.at
        else:
            sums = agency_sums(parts)
    return Matrix(
        page, reading.headings_of(page, by_directive=by_directive), grouped(shown, sums, by_name=wanted.by_name),
        cells_of(parts), sums, column_sums(parts), whole_of(sums.get(body.pk, Sum()) for body in shown),
        sums_at,
    )  # fmt: skip


def _shown(request: HttpRequest, rows: AssignmentQuerySet, subject: Subject) -> HttpResponse:
    at = clock.now()
    context = content(rows, subject, request.GET, at, actor=request.actor)
    cells = cells_in(context)
    if cells and request.GET.get("pdf"):
        return _paper(request, context, cells, context["at"])
    context["drawn_behind"] = cells > MOST_CELLS
    return render(request, "desk/matrix.html", context)


def content(
    rows: AssignmentQuerySet, subject: Subject, query: QueryDict, at: datetime, *, actor: Actor
) -> dict[str, Any]:
    """All that a page or a sheet shows of these assignments, as the filter in `query` asks for it."""
    bodies = reading.bodies_of(reading.given_rows(rows, Wanted()), with_helpers=False)
    form = MatrixFilter(query, districts=_districts(bodies))
    context: dict[str, Any] = {
        "subject": subject,
        "form": form,
        "at": at,
        "looks": LOOKS.values(),
        "is_empty": not bodies,
    }
    if form.is_valid() and bodies:
        wanted = _wanted(form, query.get("page"))
        key = f"{scope_key(actor)}:{sorted(subject.query.items())}"
        found = gathered(rows, wanted, bodies, at, by_directive=subject.by_directive, key=key)
        if found.headings and found.groups:
            with drawing():
                context |= _marked_up(found, subject)
            context |= {"wanted": wanted, "at": found.sums_at}
    return context


def cells_in(context: Mapping[str, Any]) -> int:
    """How many cells a sheet of this content has; 0 where there is nothing to show."""
    return context["matrix"].agencies * len(context["headings"]) if "matrix" in context else 0


def _paper(request: HttpRequest, context: dict[str, Any], cells: int, at: datetime) -> HttpResponse:
    """The matrix as a file; or back to the page, with the reason why there is none."""
    try:
        if refusal := too_many(cells):
            raise PdfError(refusal)
        return answered(context, at)
    except PdfError as failure:
        messages.error(request, as_said(failure))
        query = request.GET.copy()
        del query["pdf"]
        return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def _districts(bodies: list[Body]) -> list[tuple[int, str]]:
    return [(body.pk, body.name) for body in bodies if body.kind == Agency.Kind.DISTRICT]


def _marked_up(found: Matrix, subject: Subject) -> dict[str, Any]:
    page = reverse("assignment-detail", args=[0]).split("0")
    listed = escape(links.address("assignment-list", **subject.query, agency=""))
    addresses = Addresses(assignment=(page[0], page[1]), several=(listed, ""))
    number = len(found.headings)
    return {
        "page_obj": found.columns, "headings": found.headings, "bands": _bands(found.headings), "matrix": found,
        "widths": _widths(found.cells, number), "body": body_markup(found.groups, found.cells, number, found.row_sums, addresses),
        "sums": sums_markup(found.whole, found.column_sums, number),
    }  # fmt: skip


def _widths(cells: dict[tuple[int, int], Cell], columns: int) -> list[bool]:
    """Which columns are wide on paper: those with figures, unless there are too many of them for the sheet."""
    with_figures = {place for (_, place), cell in cells.items() if cell.worst.figure}
    return [len(with_figures) <= WIDE_ON_PAPER and place in with_figures for place in range(columns)]


def _bands(headings: list[Heading]) -> list[tuple[str, int]]:
    """Neighbours under one heading: (heading, how many); nothing where no column has any."""
    found: list[tuple[str, int]] = []
    for one in headings:
        if found and found[-1][0] == one.band:
            found[-1] = (one.band, found[-1][1] + 1)
        else:
            found.append((one.band, 1))
    return found if any(band for band, _ in found) else []
