"""The lists that can be kept and written into files: whose rows, in which order, with which columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.assignments.access import directives_through, visible_to
from accountability.assignments.forms.filters import AssignmentFilter
from accountability.assignments.models import Assignment
from accountability.assignments.reading import timer
from accountability.assignments.rules import Bucket, State, Timing
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.access import visible_to as directives_visible_to
from accountability.directives.filters import DirectiveFilter
from accountability.directives.models import Directive
from accountability.printing.sheets import Cell, Column, Kind

_CHUNK = 500


@dataclass(frozen=True)
class Listed:
    """One list of the site: its form, its rows as the person may see them, and how a row is written."""

    code: str
    title: str
    file_name: str
    address_name: str
    form: Callable[[Actor, QueryDict], forms.Form]
    rows: Callable[[Actor, Any, datetime], QuerySet[Any]]
    columns: Sequence[Column]
    lines: Callable[[QuerySet[Any], Actor, datetime], Iterator[Sequence[Cell]]]
    # The places of the columns that go on paper: what fits across a sheet and is still read.
    on_paper: frozenset[int]

    @property
    def path(self) -> str:
        """Where the list stands on the site."""
        return reverse(self.address_name)


# Assignments ------------------------------------------------------------------------------------------------------------

_ASSIGNMENT_COLUMNS = (
    Column("STT", 6), Column(say("Văn bản giao"), 34), Column(say("Nội dung nhiệm vụ"), 60), Column(say("Sản phẩm"), 40),
    Column(say("Cơ quan chủ trì"), 26), Column(say("Cơ quan phối hợp"), 30), Column(say("Người thực hiện"), 24),
    Column(say("Lãnh đạo phụ trách"), 24), Column(say("Chương trình, đề án"), 26), Column(say("Ngày giao"), 12, Kind.DATE), Column(say("Thời hạn"), 12, Kind.DATE),
    Column(say("Thời hạn ban đầu"), 12, Kind.DATE), Column(say("Số lần gia hạn"), 9), Column(say("Tiến độ"), 24), Column(say("Số ngày quá hạn"), 9),
    Column(say("Trạng thái"), 24), Column(say("Cập nhật gần nhất"), 12, Kind.DATE), Column(say("Ngày hoàn thành"), 12, Kind.DATE), Column(say("Ghi chú"), 20),
)  # fmt: skip


def _assignment_lines(rows: QuerySet[Any], actor: Actor, at: datetime) -> Iterator[Sequence[Cell]]:
    of = timer(at)
    joined = rows.select_related(
        "directive__program", "lead_agency", "lead_position", "officer", "supervisor"
    ).prefetch_related("deadlines", "coordinations__agency")
    for number, row in enumerate(joined.iterator(chunk_size=_CHUNK), 1):
        yield _assignment_line(number, row, of(row))


def _assignment_line(number: int, row: Assignment, timing: Timing) -> Sequence[Cell]:
    extensions = sum(version.is_extension for version in row.deadlines.all())
    original: date | None = getattr(row, "original_due_on", None)
    overdue = timing.days_overdue if timing.bucket == Bucket.OVERDUE else None
    return (
        number, row.directive.cited, row.title, row.product, row.lead_name,
        ", ".join(part.agency.short_name for part in row.coordinations.all()),
        str(row.officer) if row.officer else "", str(row.supervisor) if row.supervisor else "",
        str(row.directive.program) if row.directive.program else "", row.assigned_on, row.due_on,
        original if original != row.due_on else None, extensions or None,
        timing.bucket.label, overdue, State(row.state).label, row.last_report_on, row.done_on,
        say("SỐ LIỆU GIẢ ĐỊNH") if row.is_assumed else "",
    )  # fmt: skip


def _assignments(actor: Actor, form: AssignmentFilter, at: datetime) -> QuerySet[Any]:
    return form.narrow(at)


# Directives -------------------------------------------------------------------------------------------------------------

_DIRECTIVE_COLUMNS = (
    Column("STT", 6), Column(say("Loại văn bản"), 22), Column(say("Số, ký hiệu"), 20), Column(say("Ngày ban hành"), 12, Kind.DATE),
    Column(say("Cơ quan ban hành"), 28), Column(say("Trích yếu"), 80), Column(say("Chương trình, đề án"), 26), Column(say("Độ khẩn"), 12),
    Column(say("Bước xử lý"), 22), Column(say("Số nhiệm vụ được xem"), 10), Column(say("Ghi chú"), 20),
)  # fmt: skip


def _directive_lines(rows: QuerySet[Any], actor: Actor, at: datetime) -> Iterator[Sequence[Cell]]:
    found = rows.select_related("issuer", "program").iterator(chunk_size=_CHUNK)
    first = 1
    while chunk := list(islice(found, _CHUNK)):
        yield from _directive_chunk(chunk, actor, first)
        first += len(chunk)


def _directive_chunk(chunk: list[Directive], actor: Actor, first: int) -> Iterator[Sequence[Cell]]:
    of = visible_to(actor).filter(directive__in=[row.pk for row in chunk]).order_by()
    counts = dict(of.values_list("directive").annotate(Count("pk")))
    for number, row in enumerate(chunk, first):
        yield (
            number, row.kind_word, row.reference if row.number else "", row.dated_on,
            row.issuer_text or row.issuer.short_name, row.abstract, str(row.program) if row.program else "",
            row.get_urgency_display(), row.get_state_display(), counts.get(row.pk, 0),
            say("SỐ LIỆU GIẢ ĐỊNH") if row.is_assumed else "",
        )  # fmt: skip


def _directives(actor: Actor, form: DirectiveFilter, at: datetime) -> QuerySet[Any]:
    through: Q = directives_through(actor)
    return form.narrow(directives_visible_to(actor, through))


LISTS = {
    one.code: one
    for one in (
        Listed(
            "assignments", say("Danh sách nhiệm vụ"), "nhiem-vu", "assignment-list",
            lambda actor, query: AssignmentFilter(query, actor=actor), _assignments, _ASSIGNMENT_COLUMNS,
            _assignment_lines, frozenset({0, 1, 2, 4, 5, 10, 13, 14, 15}),
        ),
        Listed(
            "directives", say("Danh sách văn bản chỉ đạo"), "van-ban", "directive-list",
            lambda actor, query: DirectiveFilter(query), _directives, _DIRECTIVE_COLUMNS, _directive_lines,
            frozenset({0, 1, 2, 3, 4, 5, 8, 9}),
        ),
    )
}  # fmt: skip


def list_at(path: str) -> Listed | None:
    """The list that stands at this path of the site; None when none does."""
    return next((one for one in LISTS.values() if one.path == path), None)


def said(form: forms.Form) -> list[tuple[str, str]]:
    """The filters in use, in words: name of the field → what it asks for."""
    if not form.is_valid():
        return []
    found: list[tuple[str, Any]] = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value:
            found.append(
                (
                    name,
                    say("{field}: {worded}", field=field.label, worded=_worded(field, value))
                    if value is not True
                    else field.label,
                )
            )
    return found


def _worded(field: forms.Field, value: Any) -> str:
    if isinstance(value, Directive):
        return value.cited
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)


def moment(at: datetime) -> str:
    """The moment in a file's name."""
    return f"{local(at):%Y-%m-%d-%H%M}"
