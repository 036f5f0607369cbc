"""What rows of the dry run may repeat: open assignments of the same lead that resemble them, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.access import visible_to
from accountability.assignments.models import Assignment
from accountability.intake.lookalikes import Lookalike, lookalikes_of
from accountability.intake.models import AnnexRow
from accountability.intake.rules.verdicts import Status

# So many are shown for one row; a duty of a group may have one in each agency.
_SHOWN = 3
_STATES = (Status.CREATE, Status.REFUSED)


def alike_of_rows(rows: Iterable[AnnexRow], actor: Actor) -> dict[int, list[Lookalike]]:
    """Number of a row → what it may repeat, of what the actor may see. Two queries for a page, whatever its rows."""
    wanted = [row for row in rows if row.status in _STATES and row.found.get("leads")]
    if not wanted:
        return {}
    codes = {code for row in wanted for code in row.found["leads"]}
    agencies = dict(Agency.objects.filter(code__in=codes).values_list("code", "pk"))
    keys, of_row, drafts = count(1), {}, []
    for row in wanted:
        for code in row.found["leads"]:
            draft = _draft(row, agencies[code], next(keys))
            of_row[draft.pk] = row.number
            drafts.append(draft)
    found: dict[int, list[Lookalike]] = {}
    for key, alike in lookalikes_of(drafts, visible_to(actor)).items():
        found.setdefault(of_row[key], []).extend(alike)
    return {
        number: sorted(alike, key=lambda one: (-one.likeness.share, one.assignment.pk))[:_SHOWN]
        for number, alike in found.items()
    }


def _draft(row: AnnexRow, lead: int, key: int) -> Assignment:
    """What the row would write for one lead; the key tells it from the others, and it is never saved."""
    return Assignment(
        pk=key, directive_id=row.directive_id, title=row.found.get("content", ""), lead_agency_id=lead
    )
