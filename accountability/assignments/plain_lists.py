"""The list as most people open it, all rows or the overdue in one of its orders, by statements that are `prepared`.

Who types words or names an agency gets the same rows by `forms.filters`, whose statement is written for him alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accountability.access.actor import Actor, eyes_of
from accountability.assignments.finding import found_for
from accountability.assignments.narrowing import overdue_on
from accountability.assignments.rules import State
from accountability.assignments.sorting import SORTS, parts_in_order
from accountability.core.prepared import prepared, prepared_within
from accountability.core.zone import local


@dataclass(frozen=True)
class PlainPart:
    """One part of such a list, for `core.paging.page_of_keys`."""

    shape: tuple[bool, bool, str, int]
    eyes: Actor
    today: date
    now: time

    def keys(self, first: int, last: int) -> list[int]:
        """The keys from one place to another, in order."""
        return _keys(*self.shape, first, last, eyes=self.eyes, today=self.today, now=self.now)

    def count(self, most: int) -> int:
        """How many there are, `most` at most."""
        if most <= 0:
            return 0
        (number,) = _number(*self.shape, most, eyes=self.eyes, today=self.today, now=self.now)
        return int(number)


def plain_parts(
    actor: Actor, *, wide: bool, overdue: bool, sort: str, at: datetime
) -> list[PlainPart] | None:
    """The parts of that list; None where finding its rows asks the database first (PostgreSQL, of agencies' people)."""
    if not wide and connection.vendor == "postgresql":
        return None
    eyes, moment = eyes_of(actor), local(at)
    return [
        PlainPart((wide, overdue, sort, place), eyes, moment.date(), moment.time())
        for place in range(len(SORTS[sort or "due"].parts) or 1)
    ]


def _part(
    wide: bool, overdue: bool, sort: str, place: int, eyes: Actor, today: date, now: time
) -> QuerySet[Any]:
    rows: QuerySet[Any] = found_for(eyes, wide=wide)
    rows = overdue_on(rows, today, now) if overdue else rows.exclude(state=State.DRAFT)
    return parts_in_order(rows, sort)[place].values_list("pk", flat=True)


@prepared
def _keys(
    wide: bool, overdue: bool, sort: str, place: int, first: int, last: int,
    *, eyes: Actor, today: date, now: time,
) -> QuerySet[Any]:  # fmt: skip
    return _part(wide, overdue, sort, place, eyes, today, now)[first:last]


@prepared_within("SELECT COUNT(*) FROM ({sql}) AS counted")
def _number(
    wide: bool, overdue: bool, sort: str, place: int, most: int, *, eyes: Actor, today: date, now: time
) -> QuerySet[Any]:
    return _part(wide, overdue, sort, place, eyes, today, now).order_by()[:most]
