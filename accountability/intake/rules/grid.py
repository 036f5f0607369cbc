"""A sheet as it was read: cells with their places, merged ranges, and what a formula left open. Pure.

Rows and columns count from 0 inside; people see "C12" and "dòng 12".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

Value = str | int | float | bool | date | None
# What a sheet may hold: an annex of a province has some hundred rows; ten thousand are still read.
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_MERGED_CELLS = 500_000


class Range(NamedTuple):
    """A merged range, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Row(NamedTuple):
    """A row that holds something: its line from 0 and its cells from column A on."""

    line: int
    cells: Sequence[Value]

    def at(self, column: int) -> Value:
        """The value in that column; None beyond the last."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or one table of a document; empty rows are left out.

    `unknown` are cells whose formula bears no value: nobody computed it before the file was saved.
    """

    name: str
    rows: Sequence[Row]
    merged: Sequence[Range] = ()
    unknown: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)

    @cached_property
    def owners(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Each covered cell of a merged range → the range's first cell, for rows that hold something."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        indexes = [row.line for row in self.rows]
        for one in self.merged:
            for index in _between(indexes, one.top, one.bottom):
                for column in range(one.left, min(one.right, self.width - 1) + 1):
                    if (index, column) != (one.top, one.left):
                        found[index, column] = (one.top, one.left)
            if len(found) > MOST_MERGED_CELLS:
                break
        return found

    @cached_property
    def by_index(self) -> Mapping[int, Row]:
        """Line → row."""
        return {row.line: row for row in self.rows}

    def value(self, index: int, column: int) -> Value:
        """The value of a cell; of a merged one that of its range."""
        row = self.by_index.get(index)
        own = row.at(column) if row else None
        if own is not None or (index, column) not in self.owners:
            return own
        top, left = self.owners[index, column]
        first = self.by_index.get(top)
        return first.at(left) if first else None


def _between(ordered: Sequence[int], first: int, last: int) -> Iterable[int]:
    from bisect import bisect_left, bisect_right

    return ordered[bisect_left(ordered, first) : bisect_right(ordered, last)]


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def address(index: int, column: int) -> str:
    """A cell as spreadsheets name it: "C12"."""
    return f"{letters(column)}{index + 1}"


# To the reading process and back --------------------------------------------------------------------------------------


def packed(sheet: Sheet) -> dict[str, Any]:
    """The sheet as JSON knows it; a date is a list of one text."""
    return {
        "name": sheet.name,
        "rows": [[row.line, _packed_cells(row.cells)] for row in sheet.rows],
        "merged": [list(one) for one in sheet.merged],
        "unknown": [list(one) for one in sheet.unknown],
    }


def unpacked(data: Mapping[str, Any]) -> Sheet:
    """What `packed` made. Raises ValueError, KeyError or TypeError for anything else."""
    rows = []
    for index, cells in data["rows"]:
        if any(type(value) is list for value in cells):
            cells = [date.fromisoformat(value[0]) if type(value) is list else value for value in cells]
        rows.append(Row(index, cells))
    return Sheet(
        data["name"],
        rows,
        [Range(*one) for one in data["merged"]],
        frozenset((index, column) for index, column in data["unknown"]),
    )


def cleaned(value: Any) -> Value:
    """A cell as the readers of files give it, in the few kinds that rules know; an empty one is None."""
    if type(value) is str:  # Nearly all are; ten thousand rows come by here.
        return value if value and not value.isspace() else None
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def _packed_cells(cells: Sequence[Value]) -> list[Any]:
    return [[value.isoformat()] if isinstance(value, date) else value for value in cells]
