"""Bóc tách: a directive is cut into draft assignments, which nobody but the Office sees before they are given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from secrets import token_hex

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.agencies.reading import the_office, the_province
from accountability.assignments.actions.drafting_series import drafted_series
from accountability.assignments.actions.guards import Refused, lock, log, log_many
from accountability.assignments.actions.specs import AssignmentSpec, Own, check_spec
from accountability.assignments.models import Assignment, Coordination, Milestone, Series, Target
from accountability.assignments.rules import State
from accountability.core.finding.rules import kept
from accountability.core.saying import say
from accountability.core.text import slug
from accountability.directives.models import Addendum, Directive

_BATCH = 2_000


def _verifier(lead: Agency, asked: Agency | None, office: Agency) -> Agency:
    """The Office verifies; its own tasks are accepted by the leader, the named body's own by the Office."""
    if lead == office:
        return the_province()
    return office if asked is None or asked == lead else asked


def searchable(row: Assignment) -> str:
    """What the search looks through: title and product as they read, then the lead, the document, who works on it."""
    lead, directive = row.lead_agency, row.directive
    rest = [
        directive.number,
        directive.symbol,
        slug(directive.symbol),
        lead.short_name,
        lead.name,
        *lead.symbols,
        *lead.aliases,
    ]
    if row.officer_id and row.officer:
        rest.append(row.officer.display_name)
    return kept(f"{row.title} {row.product}", rest)


def _fill(assignment: Assignment, spec: AssignmentSpec, lead: Agency, office: Agency) -> Assignment:
    assignment.title = spec.title.strip()
    assignment.product = spec.product
    assignment.group = spec.group
    assignment.lead_agency = lead
    assignment.lead_position = spec.lead_position
    assignment.supervisor = spec.supervisor
    assignment.specialist = spec.specialist or assignment.directive.specialist
    assignment.verifier = _verifier(lead, spec.verifier, office)
    assignment.duration = spec.duration
    assignment.duration_days = spec.days
    own = spec.own.get(lead.pk)
    assignment.due_on = (own.due_on if own else None) or spec.due_on
    assignment.due_time = spec.due_time
    assignment.deadline_words = spec.deadline_words
    assignment.deadline_note = spec.deadline_note
    assignment.review_days = spec.review_days
    assignment.needs_submission = spec.needs_submission
    assignment.affects_citizens = spec.affects_citizens
    assignment.is_assumed = spec.is_assumed
    assignment.central_task = spec.central_task
    assignment.search_text = searchable(assignment)
    return assignment


def add_parts(drafts: Iterable[tuple[Assignment, AssignmentSpec]]) -> None:
    """Write the coordinating agencies, milestones and targets of these drafts: one statement per kind and batch."""
    drafts = list(drafts)
    Coordination.objects.bulk_create(
        (
            Coordination(assignment=row, agency=part.agency, duty=part.duty, due_on=part.due_on)
            for row, spec in drafts
            for part in spec.parts
        ),
        batch_size=_BATCH,
    )
    Milestone.objects.bulk_create(
        (
            Milestone(assignment=row, title=title, due_on=due_on, rank=rank)
            for row, spec in drafts
            for rank, (title, due_on) in enumerate(spec.milestones, start=1)
        ),
        batch_size=_BATCH,
    )
    Target.objects.bulk_create(
        (
            Target(
                assignment=row, name=one.name, unit=one.unit, direction=one.direction,
                value=spec.own.get(row.lead_agency_id, Own()).values.get(number, one.value),
            )
            for row, spec in drafts
            for number, one in enumerate(spec.targets)
        ),
        batch_size=_BATCH,
    )  # fmt: skip


@transaction.atomic
def draft(directive: Directive, spec: AssignmentSpec, *, by: Actor | None, at: datetime) -> list[Assignment]:
    """Write draft assignments of a directive, one per lead. Raises Refused in Vietnamese for a bad spec or state."""
    if directive.state != Directive.State.SPLITTING:
        raise Refused(say("Văn bản không ở bước bóc tách; vui lòng tải lại trang."))
    return write_drafts(directive, spec, by=by, at=at)


@transaction.atomic
def draft_added(
    addendum: Addendum, spec: AssignmentSpec, *, by: Actor | None, at: datetime
) -> list[Assignment]:
    """Write draft assignments of an addendum to a directive. Raises Refused once it was sent to review."""
    if addendum.state != Addendum.State.DRAFTING:
        raise Refused(say("Lần giao bổ sung không ở bước bóc tách; vui lòng tải lại trang."))
    return write_drafts(addendum.directive, spec, by=by, at=at, addendum=addendum)


def write_drafts(
    directive: Directive,
    spec: AssignmentSpec,
    *,
    by: Actor | None,
    at: datetime,
    addendum: Addendum | None = None,
) -> list[Assignment]:
    """Write the drafts of a spec, whatever the state of the directive; in the caller's transaction."""
    rows = rows_of(
        directive, spec, after=directive.assignments.count(), office=the_office(), by=by, addendum=addendum
    )
    save_drafts([(row, spec) for row in rows], by=by, at=at)
    return rows


def rows_of(
    directive: Directive, spec: AssignmentSpec, *, after: int, office: Agency, by: Actor | None,
    addendum: Addendum | None = None,
) -> list[Assignment]:  # fmt: skip
    """The drafts of a spec, not saved yet, one per lead, behind the first `after` of the directive. Raises Refused."""
    check_spec(spec, by)
    key = spec.duty_key or (token_hex(8) if len(spec.leads) > 1 else "")
    series = drafted_series(
        directive, title=spec.title, product=spec.product, rhythm=spec.rhythm, starts_on=spec.series_from,
        how=spec.recurrence, duty_key=key, number=len(spec.leads),
    )  # fmt: skip
    made = []
    for rank, (lead, own_series) in enumerate(zip(spec.leads, series, strict=True), start=after + 1):
        row = Assignment(
            directive=directive, addendum=addendum, field=directive.field, rank=rank, duty_key=key, series=own_series,
            period_start=spec.series_from if spec.rhythm else None,
        )  # fmt: skip
        made.append(_fill(row, spec, lead, office))
    return made


def save_drafts(
    drafts: Sequence[tuple[Assignment, AssignmentSpec]], *, by: Actor | None, at: datetime
) -> None:
    """Write new drafts with their parts and an event for each: all rows of one kind in one statement per batch.

    A duty may go to 460 communes at once, an annex may give ten thousand.
    """
    rows = [row for row, _ in drafts]
    _save_series(rows)
    Assignment.objects.bulk_create(rows, batch_size=_BATCH)
    add_parts(drafts)
    log_many([(row, {"title": row.title, "lead": row.lead_agency_id}) for row in rows], "draft", by=by, at=at)


def _save_series(rows: Iterable[Assignment]) -> None:
    """Write the new series of these rows, in one statement per batch."""
    recurring = [(row, row.series) for row in rows if row.series is not None]
    Series.objects.bulk_create([series for _, series in recurring], batch_size=_BATCH)
    for row, series in recurring:
        row.series = series  # Set again, since only now has it the key that Django takes over.


@transaction.atomic
def redraft(pk: int, spec: AssignmentSpec, *, by: Actor, at: datetime) -> Assignment:
    """Change a draft. Raises Refused once it was given, or when the spec names several leads."""
    check_spec(spec, by)
    if len(spec.leads) != 1:
        raise Refused(say("Khi sửa, mỗi nhiệm vụ có đúng một cơ quan chủ trì."))
    row = lock(pk, states=[State.DRAFT], verb=say("sửa bản bóc tách"))
    before = {"title": row.title, "lead": row.lead_agency_id}
    former = row.series_id
    (row.series,) = drafted_series(
        row.directive, title=spec.title, product=spec.product, rhythm=spec.rhythm, starts_on=spec.series_from,
        how=spec.recurrence, duty_key=row.duty_key, number=1,
    )  # fmt: skip
    _save_series([row])
    row.period_start = spec.series_from if spec.rhythm else None
    _fill(row, spec, spec.leads[0], the_office()).save()
    if former is not None:
        Series.objects.filter(pk=former).delete()
    for part in (row.coordinations, row.milestones, row.targets):
        part.all().delete()
    add_parts([(row, spec)])
    log(row, "redraft", by=by, at=at, before=before, after={"title": row.title, "lead": row.lead_agency_id})
    return row


@transaction.atomic
def drop_draft(pk: int, *, by: Actor, at: datetime) -> None:
    """Take a draft off the directive. Raises Refused once it was given."""
    row = lock(pk, states=[State.DRAFT], verb=say("bỏ"))
    log(row, "drop_draft", by=by, at=at, before={"title": row.title, "lead": row.lead_agency_id})
    row.delete()
    if row.series_id is not None:
        Series.objects.filter(pk=row.series_id, occurrences=None).delete()
