"""Bảng tổng hợp đơn vị – nhiệm vụ: the assignments of a directive or a program as cells.

No row becomes a model instance, and the number of statements depends on neither agencies nor duties: 6,500 cells are
one statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Count,
    Exists,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Window,
)

from accountability.agencies.models import Agency
from accountability.assignments.duties import duty_parts
from accountability.assignments.lagging import lagging
from accountability.assignments.models import (
    Assignment,
    AssignmentQuerySet,
    Coordination,
    Target,
)
from accountability.assignments.reading import bucketed
from accountability.assignments.rules import (
    Bucket,
    State,
)
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.desk.reading.kept import kept
from accountability.desk.rules.matrix import LAGS, Body, Sum, group_of, is_ended
from accountability.directives.models import Directive


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: which agencies, which duties, in which order, which page of columns."""

    group: str = ""
    district: int | None = None
    only_late: bool = False
    only_figures: bool = False
    with_helpers: bool = False
    by_name: bool = False
    page: str | None = None


@dataclass(frozen=True)
class Column:
    """One duty: given to one agency, or to many at once, or again and again."""

    directive: int
    duty_key: str
    series: int
    alone: int
    rank: int
    first: int


@dataclass(frozen=True)
class Heading:
    """A column with its words; `pk` is one assignment of it, `shared` says that it has a page of its own as a duty."""

    number: int
    pk: int
    title: str
    band: str
    shared: bool
    directive: Directive


# Rows and their sums --------------------------------------------------------------------------------------------------


def given_rows(rows: AssignmentQuerySet, wanted: Wanted) -> AssignmentQuerySet:
    """The assignments that were given, of these; with a target only, where that is asked for."""
    found = rows.exclude(state=State.DRAFT).order_by()
    if wanted.only_figures:
        found = found.filter(Exists(Target.objects.filter(assignment=OuterRef("pk"))))
    return found


def bodies_of(rows: AssignmentQuerySet, *, with_helpers: bool) -> list[Body]:
    """The agencies that lead one of these, or help in one. One statement."""
    condition = Q(pk__in=rows.values("lead_agency"))
    if with_helpers:
        condition |= Q(pk__in=Coordination.objects.filter(assignment__in=rows.values("pk")).values("agency"))
    found = Agency.objects.filter(condition).order_by("rank", "pk")
    return [Body(*one) for one in found.values_list("pk", "short_name", "kind", "rank", "parent_id")]


def narrowed(bodies: Iterable[Body], wanted: Wanted, sums: dict[int, Sum]) -> list[Body]:
    """Those of the group, of the district with its communes, and with something overdue, as asked for."""
    return [
        body
        for body in bodies
        if (not wanted.group or group_of(body).code == wanted.group)
        and (wanted.district is None or wanted.district in (body.pk, body.parent))
        and (not wanted.only_late or (body.pk in sums and sums[body.pk].late))
    ]


def sums_by_agency(rows: AssignmentQuerySet, at: datetime) -> dict[int, Sum]:
    """Lead agency → done, all, overdue, red by a target, over all duties and not only those of the page. One statement."""
    counted = bucketed(rows, at).order_by().values_list("lead_agency_id", "bucket", "state")
    found: dict[int, Sum] = {}
    numbers = counted.annotate(number=Count("pk"), red=Count("pk", filter=lagging()))
    for agency, bucket, state, number, red in numbers:
        ended, one = is_ended(state), found.setdefault(agency, Sum())
        by_target = 0 if bucket == Bucket.OVERDUE else red
        one.add(look=bucket, ended=ended, number=number - by_target)
        one.add(look=LAGS, ended=ended, number=by_target)
    return found


@dataclass(frozen=True)
class MatrixSums:
    """Lead agency → its sum, of that instant."""

    at: datetime
    by_agency: dict[int, Sum]


def kept_sums(key: str, rows: AssignmentQuerySet, at: datetime) -> MatrixSums:
    """The sums of a matrix of several pages, at most a minute old; `key` names which rows, and who sees them."""
    return kept(f"matrix:{key}", at, lambda: MatrixSums(at, sums_by_agency(rows, at)))


def overdue(rows: AssignmentQuerySet, at: datetime) -> QuerySet[Assignment]:
    """Those that are overdue."""
    late: QuerySet[Assignment] = bucketed(rows, at).filter(bucket=Bucket.OVERDUE.value)
    return late


# Columns --------------------------------------------------------------------------------------------------------------


def _ordered(rows: QuerySet[Assignment]) -> QuerySet[Any]:
    """The duties of these assignments in the order of the documents, each with how many there are."""
    keyed: QuerySet[Any] = rows.annotate(**duty_parts())
    found = keyed.values_list("directive_id", "duty_key", "of_series", "alone", "directive__issued_on")
    counted = found.annotate(first_rank=Min("rank"), first=Min("pk"), number=Window(Count("*")))
    return counted.order_by("directive__issued_on", "directive_id", "first_rank", "first")


def _columns(found: Iterable[Any]) -> list[Column]:
    return [
        Column(directive, key, series, alone, rank, first)
        for directive, key, series, alone, _, rank, first, _ in found
    ]


def columns_of(rows: QuerySet[Assignment]) -> list[Column]:
    """The duties of these assignments in the order of the documents; one that many have is one. One statement."""
    return _columns(_ordered(rows))


def page_of(rows: QuerySet[Assignment], per_page: int, number: str | None) -> Page[Column]:
    """The duties that stand beside each other on one page; of all others only their number is read.

    One statement, three for a page that there is not: as Paginator.get_page does, it becomes the last one.
    """
    wanted = int(number) if number and number.isascii() and number.isdecimal() and len(number) < 9 else 1
    found = list(_ordered(rows)[max(0, wanted - 1) * per_page :][:per_page])
    if (not found and wanted > 1) or wanted < 1:
        total = sum(one[-1] for one in _ordered(rows)[:1])
        wanted = max(1, -(-total // per_page))
        found = list(_ordered(rows)[(wanted - 1) * per_page :][:per_page])
    total = found[0][-1] if found else 0
    counted: Paginator[Any] = Paginator(range(total), per_page)
    return Page(_columns(found), wanted, counted)


def headings_of(page: Page[Column], *, by_directive: bool) -> list[Heading]:
    """What stands over the columns; the band above them is the document, or the heading within it. Two statements."""
    shown = list(page.object_list)
    firsts = Assignment.objects.filter(pk__in=[one.first for one in shown])
    words = {
        pk: (series_title or title, group)
        for pk, title, group, series_title in firsts.values_list("pk", "title", "group", "series__title")
    }
    documents = Directive.objects.in_bulk({one.directive for one in shown})
    return [
        Heading(
            page.start_index() + place, one.first, words[one.first][0],
            _called(documents[one.directive]) if by_directive else words[one.first][1],
            bool(one.duty_key), documents[one.directive],
        )
        for place, one in enumerate(shown)
    ]  # fmt: skip


def _called(document: Directive) -> str:
    """Number and symbol; of a document without a number its kind and day."""
    return (
        document.reference
        if document.number
        else say(
            "{kind} ngày {issued_on}", kind=document.get_kind_display(), issued_on=date_vi(document.issued_on)
        )
    )
