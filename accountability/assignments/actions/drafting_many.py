"""Many duties at once: the drafts of ten thousand specs in a few statements, the same rows as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accountability.access.actor import Actor
from accountability.agencies.reading import the_office
from accountability.assignments.actions.drafting import rows_of, save_drafts
from accountability.assignments.actions.guards import Refused, log_many
from accountability.assignments.actions.specs import AssignmentSpec
from accountability.assignments.models import Assignment, Series
from accountability.assignments.rules import State
from accountability.core.saying import say
from accountability.directives.models import Directive

_BATCH = 2_000


def write_all_drafts(
    directive: Directive, specs: Sequence[AssignmentSpec], *, by: Actor | None, at: datetime
) -> list[list[Assignment]]:
    """What `write_drafts` writes for each of the specs, in their order; in the caller's transaction.

    One statement per kind of row and batch, whatever the number of specs. Raises Refused for a bad spec, with its place.
    """
    office, after = the_office(), directive.assignments.count()
    made: list[list[Assignment]] = []
    for place, spec in enumerate(specs, start=1):
        try:
            rows = rows_of(directive, spec, after=after, office=office, by=by)
        except Refused as error:
            raise Refused(
                say("Nhiệm vụ thứ {place} ({spec}): {error}", place=place, spec=spec.title[:60], error=error)
            ) from error
        after += len(rows)
        made.append(rows)
    pairs = [(row, spec) for spec, rows in zip(specs, made, strict=True) for row in rows]
    save_drafts(pairs, by=by, at=at)
    return made


def drop_all_drafts(keys: Sequence[int], *, by: Actor | None, at: datetime) -> int:
    """Take these drafts off their directive, as `drop_draft` does one; how many. Raises Refused once one was given."""
    dropped = 0
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        rows = list(Assignment.objects.select_for_update(of=("self",)).filter(pk__in=batch))
        if any(row.state != State.DRAFT for row in rows):
            raise Refused(say("Có nhiệm vụ đã được giao, không bỏ khỏi bản bóc tách được."))
        log_many(
            [(row, {"title": row.title, "lead": row.lead_agency_id}) for row in rows],
            "drop_draft",
            by=by,
            at=at,
        )
        series = [row.series_id for row in rows if row.series_id is not None]
        Assignment.objects.filter(pk__in=[row.pk for row in rows]).delete()
        Series.objects.filter(pk__in=series, occurrences=None).delete()
        dropped += len(rows)
    return dropped
