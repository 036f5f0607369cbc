"""A table of recipients as it is pasted: an agency, its figure for each target, its deadline. Pure.

Columns are parted by tabs (as Excel copies them), else by ";" or "|": agency, one column per target, deadline. A first
column of running numbers and a line of headings are passed over. Nothing is guessed: what cannot be read is asked about
with its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accountability.core.saying import as_said, say
from accountability.core.spelling import one_line
from accountability.core.text import fold, number_vi, parse_number_vi

MOST_ROWS = 2_000
MOST_CHARACTERS = 200_000
_HEADINGS = re.compile(
    r"(?:ten )?(?:co quan|don vi|dia phuong|xa|phuong|xa, phuong|xa phuong|huyen)(?: chu tri| thuc hien)?"
)
_ORDER = re.compile(r"(?:stt|tt|so tt|\d{1,4}[.)]?)")
_DATE = re.compile(r"(?:ngày\s+)?(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[ T]00:00(?::00)?)?")
_NO_YEAR = re.compile(r"\d{1,2}/\d{1,2}")


@dataclass(frozen=True)
class Line:
    """One row: what it says, and what is wrong with it."""

    number: int
    agency: str
    values: tuple[Decimal | None, ...] = ()
    due_on: date | None = None
    problems: tuple[str, ...] = ()


def read_table(text: str, *, figures: int) -> list[Line]:
    """The rows that say something, `figures` columns of numbers each.

    Raises ValueError in Vietnamese for a text that is too long to be such a table.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(say("Bảng dài quá {most} ký tự.", most=number_vi(MOST_CHARACTERS)))
    found = [_line(number, cells, figures) for number, cells in cells_of(text)]
    if len(found) > MOST_ROWS:
        raise ValueError(
            say(
                "Bảng có {n} dòng; mỗi lần nhận nhiều nhất {MOST_ROWS} dòng.",
                n=len(found),
                MOST_ROWS=MOST_ROWS,
            )
        )
    return found


def cells_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, as they are written: (number of the line, its cells), running numbers left out."""
    for number, raw in enumerate(text.splitlines(), start=1):
        cells = [one_line(cell) for cell in _split(raw)]
        if not any(cells) or _is_heading(cells):
            continue
        if len(cells) > 1 and _ORDER.fullmatch(fold(cells[0])):
            cells = cells[1:]
        yield number, cells


def _split(raw: str) -> list[str]:
    for mark in ("\t", ";", "|"):
        if mark in raw:
            return raw.strip("|\r").split(mark) if mark == "|" else raw.split(mark)
    return [raw]


def _is_heading(cells: Iterable[str]) -> bool:
    """A line of headings names the column of agencies; no agency is called just "Đơn vị"."""
    return any(_HEADINGS.fullmatch(fold(cell)) for cell in cells)


def _line(number: int, cells: list[str], figures: int) -> Line:
    name, *rest = cells
    while rest and not rest[-1]:
        rest.pop()
    problems: list[str] = []
    if not name:
        problems.append(say("thiếu tên cơ quan."))
    if len(rest) > figures + 1:
        wanted = (
            say("tên cơ quan; ")
            + (say("{figures} cột mức giao; ", figures=figures) if figures else "")
            + say("thời hạn")
        )
        problems.append(
            say("có {n} cột, nhiều hơn số cột cần có ({wanted}).", n=len(rest) + 1, wanted=wanted)
        )
        return Line(number, name, problems=tuple(problems))
    values = tuple(_value(cell, problems) for cell in rest[:figures])
    due_on = _date(rest[figures], problems) if len(rest) > figures else None
    return Line(number, name, values + (None,) * (figures - len(values)), due_on, tuple(problems))


def _value(cell: str, problems: list[str]) -> Decimal | None:
    if not cell:
        return None
    if _DATE.fullmatch(cell) or _ISO.fullmatch(cell):
        problems.append(say("“{cell}” là ngày, đứng ở cột mức giao.", cell=cell))
        return None
    try:
        value = parse_number_vi(cell.removesuffix("%").strip())
    except ValueError as error:
        problems.append(as_said(error))
        return None
    if value != round(value, 2) or abs(value) >= Decimal(10) ** 15:
        problems.append(say("“{cell}”: nhiều nhất hai chữ số thập phân và 15 chữ số phần nguyên.", cell=cell))
        return None
    return value


def _date(cell: str, problems: list[str]) -> date | None:
    if not cell:
        return None
    match = _DATE.fullmatch(cell) or _ISO.fullmatch(cell)
    if match is None:
        asked = say("thiếu năm") if _NO_YEAR.fullmatch(cell) else say("không phải là ngày")
        problems.append(say("thời hạn “{cell}” {asked}; viết như 15/12/2022.", cell=cell, asked=asked))
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        problems.append(say("không có ngày {cell}.", cell=cell))
        return None
