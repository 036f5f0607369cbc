"""Places in a table, and when an average may be shown. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from accountability.ranking.rules.formula import rounded

# Of two agencies the average tells each the other's score; of three only what the two others have together.
FEWEST_FOR_AVERAGE = 3

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Standing:
    """What decides the place of one agency: the score as shown, then how much it had to do."""

    score: Decimal
    tasks: int


def places(standings: Mapping[Key, Standing]) -> dict[Key, int]:
    """Key → place, from 1. The higher score first, of equal ones whoever had more tasks; equal in both share a place."""
    ordered = sorted(standings.items(), key=lambda one: (-one[1].score, -one[1].tasks))
    found: dict[Key, int] = {}
    before: tuple[Standing, int] | None = None
    for number, (key, standing) in enumerate(ordered, 1):
        place = before[1] if before and before[0] == standing else number
        found[key], before = place, (standing, place)
    return found


def average_to_show(scores: Iterable[Decimal]) -> Decimal | None:
    """The average of a table, to two places; None where it would give away what another agency got."""
    known = list(scores)
    if len(known) < FEWEST_FOR_AVERAGE:
        return None
    return rounded(Fraction(sum(known)) / len(known))
