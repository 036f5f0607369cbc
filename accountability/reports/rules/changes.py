"""What changed between two reports of a kind: by bucket, by agency, what became overdue, what was settled. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .buckets import BUCKET_LABELS, DONE_BUCKETS, OVERDUE, BucketCounts
from .rows import AssignmentRow

GONE = "Không còn tính tiến độ"
LINES_SHOWN = 30


@dataclass(frozen=True)
class BucketChange:
    """One bucket then and now; ``code`` is that of `BUCKET_LABELS`, empty in what was kept without it."""

    label: str
    before: int
    now: int
    code: str = ""

    @property
    def difference(self) -> str:
        """``+2``, ``−1``, ``0``."""
        return signed(self.now - self.before)


@dataclass(frozen=True)
class AgencyChange:
    """One lead agency then and now: all, done, overdue."""

    name: str
    total_before: int
    total: int
    done_before: int
    done: int
    overdue_before: int
    overdue: int

    @property
    def overdue_difference(self) -> str:
        """``+2``, ``−1``, ``0``."""
        return signed(self.overdue - self.overdue_before)

    @property
    def done_difference(self) -> str:
        """``+2``, ``−1``, ``0``."""
        return signed(self.done - self.done_before)


@dataclass(frozen=True)
class MovedLine:
    """An assignment that became overdue or is so no more; ``how`` is where it stands now."""

    pk: int
    title: str
    agency: str
    due_on: date | None
    how: str


@dataclass(frozen=True)
class Changes:
    """The comparison that a report prints; ``since`` names the last report, ``data_at`` is when its figures were taken."""

    since: str
    data_at: datetime
    buckets: tuple[BucketChange, ...]
    agencies: tuple[AgencyChange, ...]
    newly_overdue: tuple[MovedLine, ...]
    settled: tuple[MovedLine, ...]

    @property
    def overdue_before(self) -> int:
        """How many were overdue in the last report."""
        return next((one.before for one in self.buckets if one.code == OVERDUE), 0)

    @property
    def agencies_moved(self) -> tuple[AgencyChange, ...]:
        """The agencies of which anything changed."""
        return tuple(
            one for one in self.agencies
            if (one.total, one.done, one.overdue) != (one.total_before, one.done_before, one.overdue_before)
        )  # fmt: skip

    @property
    def newly_overdue_shown(self) -> tuple[MovedLine, ...]:
        """The lines that the document prints; the workbook has all."""
        return self.newly_overdue[:LINES_SHOWN]

    @property
    def settled_shown(self) -> tuple[MovedLine, ...]:
        """The lines that the document prints; the workbook has all."""
        return self.settled[:LINES_SHOWN]


def signed(number: int) -> str:
    """With its sign, as a person reads a difference."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def changes_between(
    before: Sequence[AssignmentRow], now: Sequence[AssignmentRow], *, since: str, data_at: datetime
) -> Changes:
    """What changed from the rows of the last report to these.

    Overdue now and not then is newly overdue, also what was given in between. What was overdue then is settled when it is
    done, has a later deadline, or counts no more.
    """
    then, today = {row.pk: row for row in before}, {row.pk: row for row in now}
    old, new = _count(before), _count(now)
    fresh = [row for row in now if row.bucket == OVERDUE and _bucket(then.get(row.pk)) != OVERDUE]
    ended = [row for row in before if row.bucket == OVERDUE and _bucket(today.get(row.pk)) != OVERDUE]
    return Changes(
        since=since,
        data_at=data_at,
        buckets=tuple(
            BucketChange(label, getattr(old, code), getattr(new, code), code)
            for code, label in BUCKET_LABELS.items()
        ),
        agencies=_agencies(before, now),
        newly_overdue=tuple(_line(row, f"quá hạn {row.days_overdue} ngày") for row in _ordered(fresh)),
        settled=tuple(_line(row, _how(today.get(row.pk))) for row in _ordered(ended)),
    )


def _count(rows: Iterable[AssignmentRow]) -> BucketCounts:
    return BucketCounts.of(row.bucket for row in rows)


def _bucket(row: AssignmentRow | None) -> str:
    return row.bucket if row else ""


def _how(row: AssignmentRow | None) -> str:
    return BUCKET_LABELS[row.bucket] if row else GONE


def _ordered(rows: Iterable[AssignmentRow]) -> list[AssignmentRow]:
    return sorted(rows, key=lambda row: (row.lead_order, row.lead_name, row.pk))


def _line(row: AssignmentRow, how: str) -> MovedLine:
    return MovedLine(row.pk, row.title, row.lead_name, row.due_on, how)


def _agencies(before: Sequence[AssignmentRow], now: Sequence[AssignmentRow]) -> tuple[AgencyChange, ...]:
    counted: dict[str, list[int]] = {}
    for place, row in [*((1, row) for row in _ordered(now)), *((0, row) for row in _ordered(before))]:
        sums = counted.setdefault(row.lead_name, [0] * 6)
        for shift, holds in enumerate((True, row.bucket in DONE_BUCKETS, row.bucket == OVERDUE)):
            sums[2 * shift + place] += holds
    return tuple(AgencyChange(name, *sums) for name, sums in counted.items())
