"""In which orders a list of assignments can be read (docs/adr/0026)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from accountability.assignments.models import Assignment
from accountability.assignments.rules import OPEN_STATES, State
from accountability.core.saying import say

_DUE = (F("due_on").asc(nulls_last=True), "pk")
_DUE_BACK = ("-due_on", "-pk")
_GOES_ON = Q(state__in=OPEN_STATES)
# Named one by one: an index knows the states that there are, not those that there are not.
_ENDED = Q(state__in=[state for state in State if state not in OPEN_STATES])


@dataclass(frozen=True)
class Sort:
    """One order: its name on screen, the columns, and the same order as parts that follow each other.

    A part is a condition with columns that an index has in this order: fifty rows of a million are read from its
    beginning, where the order as a whole would be a sort of all. Without parts the columns are such an order by themselves.
    """

    label: str
    by: tuple[Any, ...]
    parts: tuple[tuple[Q, tuple[Any, ...]], ...] = ()


# What goes on, by deadline: the longest overdue stand first.
_GOING_ON = Case(When(_GOES_ON, then=Value(0)), default=Value(1), output_field=IntegerField())

SORTS = {
    "due": Sort(say("Thời hạn gần trước"), _DUE),
    "-due": Sort(
        say("Thời hạn xa trước"), (F("due_on").desc(nulls_last=True), "-pk"),
        ((Q(due_on__isnull=False), _DUE_BACK), (Q(due_on=None), ("-pk",))),
    ),
    "late": Sort(say("Quá hạn lâu nhất trước"), (_GOING_ON, *_DUE), ((_GOES_ON, _DUE), (_ENDED, _DUE))),
    "-late": Sort(say("Đã kết thúc trước"), (_GOING_ON.desc(), *_DUE), ((_ENDED, _DUE), (_GOES_ON, _DUE))),
    "agency": Sort(say("Theo cơ quan chủ trì"), ("lead_agency_id", *_DUE)),
    "-agency": Sort(say("Theo cơ quan chủ trì, từ cuối danh mục"), ("-lead_agency_id", *_DUE)),
    "directive": Sort(say("Văn bản cũ trước"), ("directive_id", "rank", "pk")),
    "-directive": Sort(say("Văn bản mới trước"), ("-directive_id", "rank", "pk")),
    "report": Sort(
        say("Lâu chưa cập nhật trước"), (F("last_report_on").asc(nulls_first=True), "pk"),
        ((Q(last_report_on=None), ("pk",)), (Q(last_report_on__isnull=False), ("last_report_on", "pk"))),
    ),
    "-report": Sort(
        say("Mới cập nhật trước"), (F("last_report_on").desc(nulls_last=True), "-pk"),
        ((Q(last_report_on__isnull=False), ("-last_report_on", "-pk")), (Q(last_report_on=None), ("-pk",))),
    ),
}  # fmt: skip


def in_order(rows: QuerySet[Assignment], sort: str) -> QuerySet[Assignment]:
    """The rows in that order; by deadline when none is named."""
    return rows.order_by(*SORTS[sort or "due"].by)


def parts_in_order(
    rows: QuerySet[Assignment], sort: str, by_deadline: Sequence[Q] = ()
) -> list[QuerySet[Assignment]]:
    """The same as querysets that follow each other, for `core.paging.page_of_keys`.

    `by_deadline` are conditions that divide the rows, the nearer deadlines first: used where an order is by deadline.
    """
    found = []
    for condition, by in SORTS[sort or "due"].parts or ((Q(), SORTS[sort or "due"].by),):
        ordered = (rows.filter(condition) if condition else rows).order_by(*by)
        divided = {_DUE: by_deadline, _DUE_BACK: tuple(reversed(by_deadline))}.get(by, ())
        found += [ordered.filter(one) for one in divided] or [ordered]
    return found
