"""Bảng tổng hợp đơn vị – nhiệm vụ: what a cell shows, what rows and columns sum up to, in which order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from accountability.assignments.badges import BUCKET_TONES, LAGGING
from accountability.assignments.rules import Bucket, State
from accountability.core.saying import say

# A cell that counts in no sum: withdrawn, dropped, ended by a later document.
ASIDE = "aside"
# Its target lags its line before its date: as red as what is overdue, and counted beside it as a number of its own.
LAGS = "lags"
_ENDED = (State.DONE, State.HANDED_OVER)


@dataclass(frozen=True)
class Look:
    """How a cell looks: the class of its markup (one letter, 6,500 times on a page), its tone and its word."""

    letter: str
    tone: str
    label: str


# The worst first: of several assignments in one cell the first of these is shown.
LOOKS: Mapping[str, Look] = {
    Bucket.OVERDUE: Look("o", BUCKET_TONES[Bucket.OVERDUE], Bucket.OVERDUE.label),
    LAGS: Look("t", "overdue", LAGGING.label),
    Bucket.DUE_SOON: Look("s", BUCKET_TONES[Bucket.DUE_SOON], Bucket.DUE_SOON.label),
    Bucket.IN_TIME: Look("i", BUCKET_TONES[Bucket.IN_TIME], Bucket.IN_TIME.label),
    Bucket.NO_DEADLINE: Look("n", BUCKET_TONES[Bucket.NO_DEADLINE], Bucket.NO_DEADLINE.label),
    Bucket.DONE_LATE: Look("l", BUCKET_TONES[Bucket.DONE_LATE], Bucket.DONE_LATE.label),
    Bucket.DONE_ON_TIME: Look("d", BUCKET_TONES[Bucket.DONE_ON_TIME], Bucket.DONE_ON_TIME.label),
    ASIDE: Look("x", "stopped", say("Không tính tiến độ")),
}
_RANKS = {code: number for number, code in enumerate(LOOKS)}


class Given(NamedTuple):
    """One assignment, or the part of a coordinating agency, as the matrix reads it. A tuple: there are thousands.

    `look` is a key of `LOOKS`, `words` says the same in words; `figure` is the last reading against its target.
    """

    pk: int
    agency: int
    column: int
    look: str
    words: str
    ended: bool = False
    days_late: int = 0
    figure: str = ""
    helps: bool = False


@dataclass(slots=True)
class Cell:
    """What one agency has of one duty: the worst of `number` assignments."""

    worst: Given
    number: int = 1

    @property
    def text(self) -> str:
        """What stands beside the symbol: how many there are, else the figure, else for how many days it is late."""
        if self.number > 1:
            return f"×{self.number}"
        return self.worst.figure or (str(self.worst.days_late) if self.worst.days_late else "")


@dataclass
class Sum:
    """Done, all, overdue, and red by a target before the date, of a row, a column or the whole; what was set aside is in none."""

    done: int = 0
    total: int = 0
    late: int = 0
    lags: int = 0

    def add(self, *, look: str, ended: bool, number: int = 1) -> None:
        """Count `number` assignments of that look."""
        if look == ASIDE:
            return
        self.total += number
        self.done += number * ended
        self.late += number * (look == Bucket.OVERDUE)
        self.lags += number * (look == LAGS)

    @property
    def words(self) -> str:
        """As "04/05"."""
        return f"{self.done:02d}/{self.total:02d}"


def lagged(look: str) -> str:
    """The look of what goes on and has a target that lags: what is overdue keeps its own, all else is red by the target."""
    return look if look == Bucket.OVERDUE else LAGS


def is_ended(state: str) -> bool:
    """Whether nothing more is owed: done, or handed over to another office."""
    return state in _ENDED


def cells_of(given: Iterable[Given]) -> dict[tuple[int, int], Cell]:
    """(agency, column) → cell. Of an agency that leads and helps in one duty only what it leads is shown."""
    found: dict[tuple[int, int], Cell] = {}
    for one in given:
        key = (one.agency, one.column)
        cell = found.get(key)
        if cell is None or (cell.worst.helps and not one.helps):
            found[key] = Cell(one)
        elif cell.worst.helps == one.helps:
            cell.number += 1
            if (_RANKS[one.look], -one.days_late) < (_RANKS[cell.worst.look], -cell.worst.days_late):
                cell.worst = one
    return found


def column_sums(given: Iterable[Given]) -> dict[int, Sum]:
    """Column → its sum over the agencies that lead; coordinating parts are counted nowhere."""
    return _summed((one.column, one) for one in given)


def agency_sums(given: Iterable[Given]) -> dict[int, Sum]:
    """Agency → its sum over these columns."""
    return _summed((one.agency, one) for one in given)


def _summed(given: Iterable[tuple[int, Given]]) -> dict[int, Sum]:
    found: dict[int, Sum] = {}
    for key, one in given:
        if not one.helps:
            found.setdefault(key, Sum()).add(look=one.look, ended=one.ended)
    return found


def whole_of(sums: Iterable[Sum]) -> Sum:
    """The sum of sums."""
    whole = Sum()
    for one in sums:
        whole.done, whole.total = whole.done + one.done, whole.total + one.total
        whole.late, whole.lags = whole.late + one.late, whole.lags + one.lags
    return whole


@dataclass(frozen=True)
class Body:
    """An agency as a row of the matrix."""

    pk: int
    name: str
    kind: str
    rank: int
    parent: int | None = None


@dataclass(frozen=True)
class BodyGroup:
    """Rows of one sort under one heading."""

    code: str
    title: str
    kinds: frozenset[str]


GROUPS = (
    BodyGroup("huyen", say("UBND cấp huyện"), frozenset({"HU"})),
    BodyGroup("xa", say("UBND cấp xã"), frozenset({"XA"})),
)
DEPARTMENTS = BodyGroup("so", say("Sở, ban, ngành, cơ quan khác"), frozenset())


def group_of(body: Body) -> BodyGroup:
    """Under which heading the agency stands: what is no locality is a department or stands beside them."""
    return next((group for group in GROUPS if body.kind in group.kinds), DEPARTMENTS)


def grouped(
    bodies: Iterable[Body], sums: Mapping[int, Sum], *, by_name: bool = False
) -> list[tuple[BodyGroup, list[Body]]]:
    """Departments, districts, communes; within each the most overdue first, then who is red by targets, or in the official order."""

    def place(body: Body) -> tuple[float, ...]:
        if by_name:
            return (body.rank, body.pk)
        one = sums.get(body.pk, Sum())
        share = one.done / one.total if one.total else 1.0
        return (-one.late, -one.lags, share, body.rank, body.pk)

    found: dict[str, tuple[BodyGroup, list[Body]]] = {
        group.code: (group, []) for group in (DEPARTMENTS, *GROUPS)
    }
    for body in bodies:
        found[group_of(body).code][1].append(body)
    return [(group, sorted(rows, key=place)) for group, rows in found.values() if rows]


# A page of the matrix holds about so many cells; a duty more or less does not matter, a column of its own does.
CELLS_PER_PAGE = 6_500
MOST_COLUMNS, FEWEST_COLUMNS = 50, 10


def columns_per_page(rows: int) -> int:
    """How many duties stand beside each other for so many agencies: 50 for 130 communes, 13 for 481 rows."""
    return min(MOST_COLUMNS, max(FEWEST_COLUMNS, CELLS_PER_PAGE // max(1, rows)))
