"""The table of recipients as a grid of fields: what is pasted fills it, what stands in it is read as if it had been pasted.

There is one table, the text `own_table`: the rows of the grid are its lines, in their order, and what is pasted comes behind
them. So the page, the questions and the numbers of lines are the same whichever way it was written. A table of more cells
than a form should have stays a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from accountability.core.saying import say
from accountability.core.spelling import one_line
from accountability.intake.rules.recipients import MOST_CHARACTERS, cells_of

ASKED = "luoi"
TABLE, NAMES = "own_table", "bang-muc"
# Django takes a thousand fields, of which the rest of the form needs some.
MOST_CELLS = 600
SPARE = 5


@dataclass(frozen=True)
class GridRow:
    """One row of the grid, as it is written."""

    number: int
    agency: str = ""
    values: tuple[str, ...] = ()
    due: str = ""


@dataclass(frozen=True)
class Grid:
    """The rows, with one column of figures for each target, and some empty ones behind."""

    names: tuple[str, ...]
    rows: tuple[GridRow, ...]


def target_names(data: Any) -> tuple[str, ...]:
    """The targets that are named in the form, in their order."""
    total = str(data.get("chi_tieu-TOTAL_FORMS", ""))
    places = range(int(total)) if total.isascii() and total.isdecimal() and len(total) < 4 else ()
    names = (one_line(str(data.get(f"chi_tieu-{place}-name", ""))) for place in places)
    return tuple(name for name in names if name)


def joined(data: Any) -> Any:
    """What was sent, with the rows of its grid as the first lines of its table; the same where it has no grid."""
    if not data or NAMES not in data:
        return data
    names = target_names(data)
    lines = ["\t".join((row.agency, *row.values, row.due)) for row in _sent(data, names)]
    pasted = str(data.get(TABLE, ""))
    made = data.copy()
    rest = [pasted] if pasted.strip() else []
    # Numbered as the grid shows them: without headings and empty lines, where it can show them at all.
    if rest and grid_of("\n".join([*lines, *rest]), names) is not None:
        rest = ["\t".join(cells) for _, cells in cells_of(pasted)]
    made[TABLE] = "\n".join([*lines, *rest])
    return made


def _sent(data: Any, names: Sequence[str]) -> list[GridRow]:
    """The rows of the grid that say something. A target that was named since has an empty column, one taken off has none."""
    before = [name for name in data.getlist(NAMES) if name]
    if len(before) == len(names):
        places: list[int | None] = list(range(len(names)))
    else:
        places = [before.index(name) if name in before else None for name in names]
    found = []
    for number in range(1, MOST_CELLS + 1):
        if f"bang-{number}-co-quan" not in data:
            break

        def cell(name: str, number: int = number) -> str:
            return one_line(str(data.get(f"bang-{number}-{name}", "")))

        values = tuple("" if place is None else cell(f"muc-{place}") for place in places)
        row = GridRow(number, cell("co-quan"), values, cell("han"))
        if row.agency or row.due or any(values):
            found.append(row)
    return found


def grid_of(text: str, names: Sequence[str]) -> Grid | None:
    """The table as a grid; None where it has too many cells, or a row more columns than the grid has."""
    width, rows = len(names) + 2, []
    if len(text) > MOST_CHARACTERS:
        return None
    for number, (_, cells) in enumerate(cells_of(text), start=1):
        if len(cells) > width or number * width > MOST_CELLS:
            return None
        agency, *rest = [*cells, *[""] * (width - len(cells))]
        rows.append(GridRow(number, agency, tuple(rest[:-1]), rest[-1]))
    blank = ("",) * len(names)
    spare = [GridRow(len(rows) + place, values=blank) for place in range(1, SPARE + 1)]
    return Grid(tuple(names), (*rows, *spare))


class PasteForm(forms.Form):
    """The field into which a table is pasted: empty once the grid shows what it held."""

    own_table = forms.CharField(
        label=say("Dán từ Excel"), required=False, widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=say("Mỗi dòng một cơ quan: tên cơ quan, mức giao của từng chỉ tiêu ghi bên dưới, thời hạn "
"(15/12/2022). Bấm “Đưa vào lưới” để xem và sửa từng ô, hoặc ghi luôn."),
    )  # fmt: skip
