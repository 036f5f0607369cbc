"""Many duties at once: the drafts of ten thousand specs in a few statements, the same rows as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from accountability.access.actor import Actor
from accountability.agencies.reading import the_office
from accountability.assignments.actions.drafting import AssignmentSpec, _check, _fill, _series
from accountability.assignments.actions.guards import Refused, log_many
from accountability.assignments.models import Assignment, Coordination, Milestone, Target
from accountability.assignments.rules import State
from accountability.directives.models import Directive

_BATCH = 2_000


def write_all_drafts(
    directive: Directive, specs: Sequence[AssignmentSpec], *, by: Actor | None, at: datetime
) -> list[list[Assignment]]:
    """What `write_drafts` writes for each of the specs, in their order; in the caller's transaction.

    One statement per kind of row and batch, whatever the number of specs. Raises Refused for a bad spec, with its place.
    """
    office = the_office()
    rank = directive.assignments.count()
    made: list[list[Assignment]] = []
    for place, spec in enumerate(specs, start=1):
        try:
            _check(spec, by)
        except Refused as error:
            raise Refused(f"Nhiệm vụ thứ {place} ({spec.title[:60]}): {error}") from error
        key = token_hex(8) if len(spec.leads) > 1 else ""
        rows = []
        for lead in spec.leads:
            rank += 1
            row = Assignment(
                directive=directive, field=directive.field, rank=rank, duty_key=key, series=_series(directive, spec),
                period_start=spec.series_from if spec.rhythm else None,
            )  # fmt: skip
            rows.append(_fill(row, spec, lead, office))
        made.append(rows)
    flat = [row for rows in made for row in rows]
    Assignment.objects.bulk_create(flat, batch_size=_BATCH)
    _write_parts(specs, made)
    log_many([(row, {"title": row.title, "lead": row.lead_agency_id}) for row in flat], "draft", by=by, at=at)
    return made


def _write_parts(specs: Sequence[AssignmentSpec], made: Sequence[Sequence[Assignment]]) -> None:
    pairs = [(row, spec) for spec, rows in zip(specs, made, strict=True) for row in rows]
    Coordination.objects.bulk_create(
        [
            Coordination(assignment=row, agency=part.agency, duty=part.duty, due_on=part.due_on)
            for row, spec in pairs
            for part in spec.parts
        ],
        batch_size=_BATCH,
    )
    Milestone.objects.bulk_create(
        [
            Milestone(assignment=row, title=title, due_on=due_on, rank=rank)
            for row, spec in pairs
            for rank, (title, due_on) in enumerate(spec.milestones, start=1)
        ],
        batch_size=_BATCH,
    )
    Target.objects.bulk_create(
        [
            Target(assignment=row, name=one.name, value=one.value, unit=one.unit, direction=one.direction)
            for row, spec in pairs
            for one in spec.targets
        ],
        batch_size=_BATCH,
    )


def drop_all_drafts(keys: Sequence[int], *, by: Actor | None, at: datetime) -> int:
    """Take these drafts off their directive, as `drop_draft` does one; how many. Raises Refused once one was given."""
    dropped = 0
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        rows = list(Assignment.objects.select_for_update(of=("self",)).filter(pk__in=batch))
        if any(row.state != State.DRAFT for row in rows):
            raise Refused("Có nhiệm vụ đã được giao, không bỏ khỏi bản bóc tách được.")
        log_many(
            [(row, {"title": row.title, "lead": row.lead_agency_id}) for row in rows],
            "drop_draft",
            by=by,
            at=at,
        )
        Assignment.objects.filter(pk__in=[row.pk for row in rows]).delete()
        dropped += len(rows)
    return dropped
