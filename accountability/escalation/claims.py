"""Claims as they are told: rows of the ledger with what a reader must know of their assignments, as plain values.

A sweep may tell fifty thousand at once; as objects of the models, each with its assignment, they took half of its time.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from accountability.directives.models import Directive
from accountability.escalation.models import Escalation

# What is read of each, in the order of `Claim`, then of `Alike`.
_OF_CLAIM = (
    *("pk", "subject", "rung_key", "occasion", "ordinal", "assignment_id", "coordination_id", "version_id", "anchor_on"),
    *("anchor_at", "assignment__title", "assignment__duty_key", "assignment__due_on", "assignment__affects_citizens"),
    *("assignment__is_assumed", "assignment__directive_id", "coordination__agency__short_name"),
)  # fmt: skip
_OF_LEAD = ("assignment__lead_position__title", "assignment__lead_agency__short_name")
_OF_ALIKE = (
    *("assignment__lead_agency_id", "assignment__lead_position_id", "assignment__officer_id"),
    *(
        "assignment__supervisor_id",
        "assignment__specialist_id",
        "assignment__field",
        "coordination__agency_id",
    ),
)


class Alike(NamedTuple):
    """All that decides who hears of a rung of an assignment, or of a part: of thousands that are alike one is asked about."""

    lead_agency_id: int
    lead_position_id: int | None
    officer_id: int | None
    supervisor_id: int | None
    specialist_id: int | None
    field: str
    part_agency_id: int | None
    of_directive: tuple[int | None, int | None]


class Claim(NamedTuple):
    """One row of the ledger, to be told.

    `part_name` is the agency of the part when the claim is about one, else None; `lead_name` who leads, as the screen
    says; `cited` the document as a sentence cites it; `is_at_once` whether that is "hỏa tốc".
    """

    pk: int
    subject: str
    rung_key: str
    occasion: str
    ordinal: int
    assignment_id: int
    coordination_id: int | None
    version_id: int | None
    anchor_on: date
    anchor_at: datetime | None
    title: str
    duty_key: str
    due_on: date | None
    affects_citizens: bool
    is_assumed: bool
    directive_id: int
    part_name: str | None
    lead_name: str
    cited: str
    is_at_once: bool
    alike: Alike


def read_claims(rows: QuerySet[Escalation]) -> list[Claim]:
    """The claims in their order. Two statements, whatever their number."""
    found = list(rows.values_list(*_OF_CLAIM, *_OF_LEAD, *_OF_ALIKE))
    own, lead = len(_OF_CLAIM), len(_OF_CLAIM) + len(_OF_LEAD)
    place = _OF_CLAIM.index("assignment__directive_id")
    documents = Directive.objects.in_bulk({row[place] for row in found})
    cited = {pk: (row.cited, row.urgency == Directive.Urgency.AT_ONCE) for pk, row in documents.items()}
    names = {pk: (row.specialist_id, row.program_id) for pk, row in documents.items()}
    claims: list[Claim] = []
    for row in found:
        alike = Alike._make((*row[lead:], names[row[place]]))
        claims.append(Claim._make((*row[:own], row[own] or row[own + 1], *cited[row[place]], alike)))
    return claims
