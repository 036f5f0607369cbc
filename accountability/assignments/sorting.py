"""In which orders a list of assignments can be read. The first of each is told by an index (docs/adr/0026)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from accountability.assignments.models import Assignment
from accountability.assignments.rules import OPEN_STATES

_DUE = (F("due_on").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Sort:
    """One order: its name on screen, and the columns."""

    label: str
    by: tuple[Any, ...]


# What goes on, by deadline: the longest overdue stand first.
_GOING_ON = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1), output_field=IntegerField())

SORTS = {
    "due": Sort("Thời hạn gần trước", _DUE),
    "-due": Sort("Thời hạn xa trước", (F("due_on").desc(nulls_last=True), "-pk")),
    "late": Sort("Quá hạn lâu nhất trước", (_GOING_ON, *_DUE)),
    "-late": Sort("Đã kết thúc trước", (_GOING_ON.desc(), *_DUE)),
    "agency": Sort("Theo cơ quan chủ trì", ("lead_agency_id", *_DUE)),
    "-agency": Sort("Theo cơ quan chủ trì, từ cuối danh mục", ("-lead_agency_id", *_DUE)),
    "directive": Sort("Văn bản cũ trước", ("directive_id", "rank", "pk")),
    "-directive": Sort("Văn bản mới trước", ("-directive_id", "rank", "pk")),
    "report": Sort("Lâu chưa cập nhật trước", (F("last_report_on").asc(nulls_first=True), "pk")),
    "-report": Sort("Mới cập nhật trước", (F("last_report_on").desc(nulls_last=True), "-pk")),
}


def in_order(rows: QuerySet[Assignment], sort: str) -> QuerySet[Assignment]:
    """The rows in that order; by deadline when none is named."""
    return rows.order_by(*SORTS[sort or "due"].by)
