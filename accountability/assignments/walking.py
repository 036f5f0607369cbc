"""The first of an agency's rows that have words which most rows have: read by deadline, and only as far as they are wanted.

PostgreSQL alone, and only where it has counted how common the words are (`core.finding.commonness`). Whoever looks for "nhiệm vụ"
among two thousand rows of his agency finds it in each; the eleven that a page shows need no more than eleven of them.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accountability.access.actor import Actor
from accountability.assignments.finding import near_parts, of_few_agencies
from accountability.assignments.models import Assignment
from accountability.assignments.rules import OPEN_STATES
from accountability.core.finding.fields import pattern, phrase
from accountability.core.finding.matching import counted
from accountability.core.finding.rules import Typed
from accountability.core.prepared import prepared_by_value

# The share of all rows from which on an agency's own are met soon enough.
_MOST_ROWS = 0.5


def first_open(actor: Actor, typed: Typed, most: int) -> list[int] | None:
    """The keys of the first `most` open rows near the actor with the words one after the other, by deadline and key.

    None where that many do not have them, and where it would not be the shorter way. `access.visible_to` stays the last
    word: whoever asks holds them against it.
    """
    if connection.vendor != "postgresql" or not typed or not of_few_agencies(actor):
        return None
    known = counted(Assignment)
    if known.at_least(typed.words) < max(1, known.rows * _MOST_ROWS):
        return None
    patterns = {f"word{place}": pattern(word) for place, word in enumerate(typed.words)}
    leads, helping, verifying = map(sorted, near_parts(actor))
    found = _first_open(
        most, leads=leads, helping=helping, verifying=verifying, phrase=phrase(typed.words), **patterns
    )
    return [pk for pk, _ in found] if len(found) == most else None


@prepared_by_value
def _first_open(
    most: int, *, leads: list[int], helping: list[int], verifying: list[int], **patterns: str
) -> QuerySet[Any, Any]:
    rows, order = Assignment.objects.filter(state__in=OPEN_STATES).order_by(), ("due_on", "pk")
    for one in patterns.values():
        rows = rows.filter(search_text__like=one)
    # Each agency's own by their index, in its order; of those that it helps or verifies there is none.
    own = [rows.filter(lead_agency_id=pk).order_by(*order).values_list("pk", "due_on")[:most] for pk in leads]
    others = [
        rows.filter(coordinations__agency_id__in=helping).values_list("pk", "due_on"),
        rows.filter(verifier_id__in=verifying).values_list("pk", "due_on"),
    ]
    first, *more = [*own, *others]
    return first.union(*more).order_by(*order)[:most]
