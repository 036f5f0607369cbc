"""The body of the matrix as markup, a row at a time: 6,500 cells cost a template engine twenty times as much.

Everything that anybody typed passes `escape`; all else are whole numbers and words of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accountability.core.saying import say
from accountability.desk.rules.matrix import LOOKS, Body, BodyGroup, Cell, Sum


@dataclass(frozen=True)
class Addresses:
    """Where cells and agencies lead, before and after the key: to an assignment, to the list of several."""

    assignment: tuple[str, str]
    several: tuple[str, str]


def cell_writer(addresses: Addresses) -> Callable[[Cell | None], str]:
    """A function that writes one cell with its link; what cells have in common is escaped once."""
    rest = cache(_rest)

    def write(cell: Cell | None) -> str:
        if cell is None:
            return "<td>"
        one, number = cell.worst, cell.number
        head, tail = rest(one.look, one.words, cell.text, one.figure, number, one.helps)
        before, after = addresses.assignment if number == 1 else addresses.several
        return f"{head}{before}{one.pk if number == 1 else one.agency}{after}{tail}"

    return write


def _rest(look: str, words: str, text: str, figure: str, number: int, helps: bool) -> tuple[str, str]:
    """A cell before and after its address: the class gives symbol and colour, the title the words."""
    said = escape(
        words if number == 1 else say("{number} nhiệm vụ, trong đó: {words}", number=number, words=words)
    )
    read = say(", chỉ tiêu {figure}", figure=escape(figure)) if figure and number == 1 else ""
    named = f' aria-label="{said}{read}"' if text else ""
    letter = LOOKS[look].letter
    return (
        f'<td class={letter}{"p" if helps else ""}><a href="',
        f'" title="{said}"{named}>{escape(text)}</a>',
    )


def sum_markup(one: Sum) -> str:
    """ "04/05", and how many of the rest are overdue."""
    late = f' <b class=late title="{say("{n} quá hạn", n=one.late)}">{one.late}</b>' if one.late else ""
    return f"<td class=sum>{one.words}{late}"


def body_markup(
    groups: Sequence[tuple[BodyGroup, Sequence[Body]]], cells: Mapping[tuple[int, int], Cell], columns: int,
    sums: Mapping[int, Sum], addresses: Addresses,
) -> SafeString:  # fmt: skip
    """All rows, a <tbody> for each sort of agencies. End tags that HTML lets one leave out are left out."""
    parts: list[str] = []
    places, write = range(columns), cell_writer(addresses)
    for group, bodies in groups:
        parts.append(
            f"<tbody><tr class=band><th scope=rowgroup colspan={columns + 2}><span>{escape(group.title)} ({len(bodies)})</span>"
        )
        for body in bodies:
            where = addresses.several
            parts.append(f'<tr><th scope=row><a href="{where[0]}{body.pk}{where[1]}">{escape(body.name)}</a>')
            parts.append(sum_markup(sums.get(body.pk, Sum())))
            parts += [write(cells.get((body.pk, place))) for place in places]
    return mark_safe("".join(parts))  # noqa: S308 - names, words and figures were escaped above


def sums_markup(whole: Sum, sums: Mapping[int, Sum], columns: int) -> SafeString:
    """The cells of the last row: the whole, then each duty."""
    cells = [sum_markup(whole), *(sum_markup(sums.get(place, Sum())) for place in range(columns))]
    return mark_safe("".join(cells))  # noqa: S308 - whole numbers
