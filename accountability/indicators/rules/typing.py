"""Figures as people type or paste them, read into figures. Pure; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from accountability.core.saying import as_said, say
from accountability.core.spelling import one_line
from accountability.core.text import fold, number_vi, parse_number_vi
from accountability.indicators.rules.figures import Figure, Kind, State, figure_of

MOST_ROWS = 2_000
MOST_CHARACTERS = 200_000
_UNKNOWN = {"chua co so lieu", "chua co", "chua bao cao"}
_NOTHING = {"khong phat sinh ho so", "khong phat sinh", "kps"}
_HEADINGS = re.compile(r"(?:ten )?(?:co quan|don vi|dia phuong|xa|phuong|xa, phuong|xa phuong|huyen)")
_ORDER = re.compile(r"(?:stt|tt|so tt|\d{1,4}[.)]?)")


class Percent(StrEnum):
    """What a column of 0,0562 means for a ratio: a workbook keeps 5,62 % as that number, and somebody may mean 0,06 %."""

    SHARE = "share"
    AS_IS = "as_is"

    def of(self, number: Decimal) -> Decimal:
        """The percentage, with two decimals."""
        whole = number * 100 if self == Percent.SHARE else number
        return whole.quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Pasted:
    """One row of a pasted table: the name as written, and its figure or what is wrong with it."""

    number: int
    agency: str
    figure: Figure | None = None
    problem: str = ""


def read_figure(
    kind: Kind, value: str, numerator: str = "", denominator: str = "", state: str = State.VALUE
) -> Figure | None:
    """The figure of these texts; None when nothing was typed. Raises ValueError in Vietnamese.

    "chưa có số liệu" and "không phát sinh" may stand in the place of the figure.
    """
    words = fold(value)
    if words in _UNKNOWN:
        state, value = State.UNKNOWN, ""
    elif words in _NOTHING:
        state, value = State.NOTHING, ""
    parts = [_number(text) for text in (value, numerator, denominator)]
    if state == State.VALUE and all(one is None for one in parts):
        return None
    return figure_of(kind, state=State(state), value=parts[0], numerator=parts[1], denominator=parts[2])


def _number(text: str) -> Decimal | None:
    cleaned = one_line(text).removesuffix("%").strip()
    return parse_number_vi(cleaned) if cleaned else None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers; a first column of running numbers and a line of headings are passed over."""
    for number, raw in enumerate(text.splitlines(), start=1):
        cells = [one_line(cell) for cell in raw.split("\t" if "\t" in raw else ";")]
        while cells and not cells[-1]:
            cells.pop()
        if not cells or any(_HEADINGS.fullmatch(fold(cell)) for cell in cells):
            continue
        yield number, cells[1:] if len(cells) > 1 and _ORDER.fullmatch(fold(cells[0])) else cells


def are_shares(numbers: Collection[Decimal]) -> bool:
    """Whether these could be shares of one as well as percentages: none is above 1, and one has decimals."""
    return all(0 <= one <= 1 for one in numbers) and any(one != one.to_integral_value() for one in numbers)


def share_asked(text: str) -> Decimal | None:
    """A figure of a pasted ratio of which one cannot know whether 0,0562 is 5,62 % or 0,06 %; None where it is clear."""
    numbers = []
    for _, cells in _lines(text[:MOST_CHARACTERS]):
        typed = cells[1] if len(cells) > 1 else ""
        if "%" in typed:
            return None
        with suppress(ValueError):
            if (one := _number(typed)) is not None:
                numbers.append(one)
    return max((one for one in numbers if one < 1), default=None) if are_shares(numbers) else None


def read_pasted(text: str, kind: Kind, percent: Percent | None = None) -> list[Pasted]:
    """The rows of a table as Excel copies it: agency, figure and, for ratios, numerator and denominator.

    `percent` is the answer where `share_asked` asks. Raises ValueError in Vietnamese for a text that is too long to be such a
    table.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(say("Bảng dài quá {most} ký tự.", most=number_vi(MOST_CHARACTERS)))
    found = [_row(number, _meant(cells, percent), kind) for number, cells in _lines(text)]
    if len(found) > MOST_ROWS:
        raise ValueError(
            say("Bảng có {n} dòng; mỗi lần nhận nhiều nhất {most} dòng.", n=len(found), most=MOST_ROWS)
        )
    return found


def _meant(cells: list[str], percent: Percent | None) -> list[str]:
    """The cells with the figure as a percentage, where it was said what it is."""
    if percent is None or len(cells) < 2:
        return cells
    with suppress(ValueError):
        number = _number(cells[1])
        if number is not None:
            return [cells[0], number_vi(percent.of(number)), *cells[2:]]
    return cells


def _row(number: int, cells: Sequence[str], kind: Kind) -> Pasted:
    name, rest = cells[0], cells[1:]
    most = 3 if kind == Kind.RATIO else 1
    if not name:
        return Pasted(number, name, problem=say("thiếu tên cơ quan."))
    if len(rest) > most:
        return Pasted(
            number, name, problem=say("có quá nhiều cột (sau tên cơ quan nhiều nhất {n} cột).", n=most)
        )
    try:
        figure = read_figure(kind, *rest) if rest else None
    except ValueError as error:
        return Pasted(number, name, problem=as_said(error))
    if figure is None:
        return Pasted(number, name, problem=say("không có số liệu; nếu chưa có, hãy ghi “chưa có số liệu”."))
    return Pasted(number, name, figure)
