"""What is overdue, and since how long, in the bands in which an office speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from accountability.assignments.models import AssignmentQuerySet
from accountability.assignments.reading import bucketed
from accountability.assignments.rules import OPEN_STATES, Bucket
from accountability.core.zone import local


@dataclass(frozen=True)
class Band:
    """Calendar days past the deadline, both ends included; the last band has no end.

    What passed by its hour today is 0 days late and belongs to the first.
    """

    first: int
    last: int | None

    @property
    def code(self) -> str:
        """As an address has it: "31-60", "tren-120"."""
        return f"{self.first}-{self.last}" if self.last else f"tren-{self.first - 1}"

    @property
    def label(self) -> str:
        """As a screen has it: "31–60", "> 120"."""
        return f"{self.first}–{self.last}" if self.last else f"> {self.first - 1}"

    def holds(self, days: int) -> bool:
        """Whether so many days belong here."""
        return (self.first == 1 or days >= self.first) and (self.last is None or days <= self.last)

    def on(self, today: date) -> Q:
        """The same on rows of `overdue`."""
        condition = Q() if self.first == 1 else Q(excused_on__lte=today - timedelta(days=self.first))
        return (
            condition
            if self.last is None
            else condition & Q(excused_on__gte=today - timedelta(days=self.last))
        )


BANDS = (Band(1, 30), Band(31, 60), Band(61, 90), Band(91, 120), Band(121, None))


def band_of(code: str) -> Band | None:
    """The band of that code; None for any other text."""
    return next((band for band in BANDS if band.code == code), None)


def overdue(rows: AssignmentQuerySet, at: datetime) -> QuerySet[Any]:
    """Of these, what is overdue at that instant, with `excused_on`.

    The same rows as `bucketed` finds; that only open work whose deadline has come can be late lets the database begin
    with the index of it.
    """
    come = rows.filter(state__in=OPEN_STATES, due_on__lte=local(at).date())
    return bucketed(come, at).filter(bucket=Bucket.OVERDUE)


def ageing(late: QuerySet[Any], today: date) -> list[tuple[Band, int]]:
    """How many rows of `overdue` each band holds, all bands in their order. One statement."""
    counts = late.order_by().aggregate(
        **{f"band_{place}": Count("pk", filter=band.on(today)) for place, band in enumerate(BANDS)}
    )
    return [(band, counts[f"band_{place}"]) for place, band in enumerate(BANDS)]
