"""Whom the rungs of a ladder tell of an assignment, as titles of positions: kept until positions, accounts or programs change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from accountability.assignments.models import Assignment
from accountability.directives.models import Directive
from accountability.escalation.claims import Alike
from accountability.escalation.policies import Ladder
from accountability.escalation.recipients import NAMES, Directory
from accountability.escalation.rules import Anchor
from accountability.reference.keeping import kept_while


class Told(NamedTuple):
    """The titles of those whom a rung is for, and of those who get a copy."""

    to: tuple[str, ...]
    cc: tuple[str, ...]


def titles_told(assignment: Assignment, ladder: Ladder, today: date) -> Mapping[str, Told]:
    """Key of each rung that counts from the deadline → whom it would tell on that day."""
    directive = assignment.directive
    alike = Alike(
        assignment.lead_agency_id, assignment.lead_position_id, assignment.officer_id, assignment.supervisor_id,
        assignment.specialist_id, assignment.field, None, (directive.specialist_id, directive.program_id),
    )  # fmt: skip
    return _titles_told(alike, ladder, today)


# The assignments of an agency are alike but for some; of a thousand leads half open theirs in a day.
@kept_while("accounts", "agencies", "programs", most=500)
def _titles_told(alike: Alike, ladder: Ladder, today: date) -> Mapping[str, Told]:
    specialist, program = alike.of_directive
    row = Assignment(
        lead_agency_id=alike.lead_agency_id, lead_position_id=alike.lead_position_id, officer_id=alike.officer_id,
        supervisor_id=alike.supervisor_id, specialist_id=alike.specialist_id, field=alike.field,
        directive=Directive(specialist_id=specialist, program_id=program),
    )  # fmt: skip
    directory = Directory([row], today=today)
    found = {}
    for rung in ladder.of(Anchor.DEADLINE):
        told: dict[bool, list[str]] = {True: [], False: []}
        for one in directory.addressees(row, rung):
            told[one.is_copy].append(one.title or one.user.display_name or NAMES[one.name])
        found[rung.key] = Told(tuple(told[False]), tuple(told[True]))
    return MappingProxyType(found)
