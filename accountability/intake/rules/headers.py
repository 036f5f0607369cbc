"""Where the titles of the columns stand, and which column means what. Pure.

Titles stand anywhere: below the lines that name the plan, in one to three rows, in merged cells; a row of numbers
"(1) (2) (3)" may follow. What is found can be set right by hand: a `Layout` is all that the rest needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accountability.core.text import one_line
from accountability.intake.rules.columns import LONGEST_TITLE, Meaning, meaning_of
from accountability.intake.rules.grid import Row, Sheet

# The titles stand near the top; a long preamble has some dozens of lines.
ROWS_LOOKED_AT = 300
MOST_TITLE_ROWS = 3
_WEIGHTS: Mapping[Meaning, int] = {
    Meaning.CONTENT: 3, Meaning.LEAD: 3, Meaning.BOTH: 3, Meaning.DEADLINE: 2, Meaning.COORDINATING: 2,
    Meaning.PRODUCT: 1, Meaning.ORDER: 1, Meaning.NOTE: 1, Meaning.START: 1, Meaning.GROUP: 1,
}  # fmt: skip
_ENOUGH = 5
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s*=.*)?")


@dataclass(frozen=True)
class Layout:
    """The rows of the titles (indexes, ends included), the titles, and what each column means.

    `is_sure`: content and somebody who leads were both recognised; otherwise a person looks at it first.
    """

    first: int
    last: int
    columns: Mapping[int, Meaning]
    titles: Mapping[int, str]
    is_sure: bool = True

    def column_of(self, meaning: Meaning) -> int | None:
        """Where that stands; None where no column has it."""
        return next((column for column, one in self.columns.items() if one == meaning), None)


def find_layout(sheet: Sheet) -> Layout | None:
    """The best titles of the sheet; None when no row looks like titles."""
    best: tuple[int, Layout] | None = None
    rows = sheet.rows[:ROWS_LOOKED_AT]
    for place, row in enumerate(rows):
        if not any(_is_titled(value) for value in row.cells):
            continue
        found = _layout_at(sheet, rows, place)
        weight = sum(_WEIGHTS[meaning] for meaning in found.columns.values())
        if weight >= _ENOUGH and (best is None or weight > best[0]):
            best = (weight, found)
    return best[1] if best else None


def best_sheet(sheets: Sequence[Sheet]) -> tuple[int, Layout | None]:
    """The number of the sheet with the surest titles, and these; the first sheet that holds something without any."""
    found = [(number, find_layout(sheet)) for number, sheet in enumerate(sheets)]
    rated = [
        (sum(_WEIGHTS[one] for one in layout.columns.values()), -number, layout)
        for number, layout in found
        if layout
    ]
    if rated:
        _, number, layout = max(rated, key=lambda one: one[:2])
        return -number, layout
    return next((number for number, sheet in enumerate(sheets) if sheet.rows), 0), None


def chosen_layout(sheet: Sheet, *, first: int, last: int, columns: Mapping[int, Meaning]) -> Layout:
    """The layout that a person set: rows of titles, and the meaning of columns."""
    titles = {column: _title(sheet, first, last, column) for column in range(sheet.width)}
    return Layout(first, last, dict(columns), titles)


def _is_titled(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TITLE and meaning_of(value) is not None


def _layout_at(sheet: Sheet, rows: Sequence[Row], place: int) -> Layout:
    first = last = rows[place].line
    while last - first + 1 < MOST_TITLE_ROWS and place + 1 < len(rows):
        following = rows[place + 1]
        if following.line != last + 1 or not _goes_on(sheet, first, following):
            break
        last, place = following.line, place + 1
    titles = {column: _title(sheet, first, last, column) for column in range(sheet.width)}
    columns: dict[int, Meaning] = {}
    for column in range(sheet.width):
        meaning = _meaning(sheet, first, last, column)
        if meaning is not None and meaning not in columns.values():
            columns[column] = meaning
    if place + 1 < len(rows) and _numbers_columns(rows[place + 1]):
        last = rows[place + 1].line
    held = set(columns.values())
    sure = Meaning.CONTENT in held and bool(held & {Meaning.LEAD, Meaning.BOTH})
    return Layout(first, last, columns, titles, sure)


def _goes_on(sheet: Sheet, first: int, row: Row) -> bool:
    """Whether the row holds the lower titles of a header of several rows: titles only, none of number and content."""
    own = [
        (column, value)
        for column, value in enumerate(row.cells)
        if value is not None and (row.line, column) not in sheet.owners
    ]
    if not own or not all(isinstance(value, str) and len(value) <= LONGEST_TITLE for _, value in own):
        return False
    if not any(_is_titled(value) for _, value in own):
        return False
    return not any(
        meaning_of(_text(sheet.value(first, column))) in (Meaning.ORDER, Meaning.CONTENT) for column, _ in own
    )


def _numbers_columns(row: Row) -> bool:
    """Whether the row only numbers the columns: "(1) (2) (3)", "A B 1 2"."""
    texts = [_text(value) for value in row.cells if value is not None]
    return len(texts) >= 3 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)


def _meaning(sheet: Sheet, first: int, last: int, column: int) -> Meaning | None:
    """By the lowest title that says something, then by all of them together."""
    parts = _parts(sheet, first, last, column)
    for part in reversed(parts):
        if (meaning := meaning_of(part)) is not None:
            return meaning
    return meaning_of(" ".join(parts)) if len(parts) > 1 else None


def _title(sheet: Sheet, first: int, last: int, column: int) -> str:
    return " / ".join(_parts(sheet, first, last, column))


def _parts(sheet: Sheet, first: int, last: int, column: int) -> list[str]:
    found = [_text(sheet.value(index, column)) for index in range(first, last + 1)]
    return list(dict.fromkeys(text for text in found if text))


def _text(value: object) -> str:
    return one_line(str(value)) if value is not None else ""
