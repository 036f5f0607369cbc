"""Grids as they look in real annexes, written as rows; the ground of Nghệ An in November 2022 without a database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from accountability.agencies import facts
from accountability.calendars.rules import Calendar
from accountability.intake.rules.cells import DeadlineReader
from accountability.intake.rules.grid import Range, Row, Sheet
from accountability.intake.rules.headers import find_layout
from accountability.intake.rules.judging import judge
from accountability.intake.rules.matching import Name, Names
from accountability.intake.rules.rows import source_rows
from accountability.intake.rules.verdicts import Corrections, Ground, Judged, Known

ISSUED_ON = date(2022, 11, 7)
NO_DAYS_OFF = Calendar({}, {}, frozenset())


def sheet(
    *rows: Sequence[Any],
    merged: Sequence[tuple[int, int, int, int]] = (),
    unknown: Sequence[tuple[int, int]] = (),
) -> Sheet:
    """A sheet of these rows; empty ones are left out, as the readers do."""
    held = [
        Row(line, list(cells)) for line, cells in enumerate(rows) if any(cell is not None for cell in cells)
    ]
    return Sheet("Phụ lục", held, [Range(*one) for one in merged], frozenset(unknown))


@lru_cache(maxsize=4)
def names(day: date = ISSUED_ON) -> Names:
    """The agencies of that day."""
    return Names(tuple(Name(fact.code, fact.short_name, fact.all_names) for fact in facts.agencies(day)))


def ground(day: date = ISSUED_ON) -> Ground:
    """What rows are judged by on that day."""
    found = facts.agencies(day)
    outside = {*facts.OUTSIDE_KINDS, "DU", "UB"}
    by_kind = {kind: [fact.code for fact in found if fact.kind == kind] for kind in ("CM", "HU", "XA")}
    return Ground(
        names(day), {fact.code: fact.short_name for fact in found},
        frozenset(fact.code for fact in found if fact.kind not in outside),
        {"departments": by_kind["CM"], "districts": by_kind["HU"], "communes": by_kind["XA"], "all": by_kind["CM"] + by_kind["HU"]},
        DeadlineReader(day, NO_DAYS_OFF), f"{day:%d/%m/%Y}",
    )  # fmt: skip


def judged(
    *rows: Sequence[Any],
    merged: Sequence[tuple[int, int, int, int]] = (),
    unknown: Sequence[tuple[int, int]] = (),
    corrections: Mapping[int, Corrections] | None = None,
    known: Known | None = None,
    day: date = ISSUED_ON,
) -> list[Judged]:
    """What the rows of a sheet come to; `corrections` by row number as people count."""
    one = sheet(*rows, merged=merged, unknown=unknown)
    layout = find_layout(one)
    assert layout is not None
    by_index = {number - 1: typed for number, typed in (corrections or {}).items()}
    return judge(source_rows(one, layout), by_index, ground(day), known or Known())
