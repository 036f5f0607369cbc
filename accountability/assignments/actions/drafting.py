"""Bóc tách: a directive is cut into draft assignments, which nobody but the Office sees before they are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from secrets import token_hex
from typing import NamedTuple

from django.db import transaction

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import the_office, the_province
from accountability.assignments.actions.drafting_series import Recurrence, drafted_series
from accountability.assignments.actions.guards import Refused, lock, log, log_many
from accountability.assignments.actions.handing_down import refuse_unfit_child
from accountability.assignments.models import Assignment, Coordination, Milestone, Series, Target
from accountability.assignments.rules import Duration, State, check_duration
from accountability.central.models import CentralTask
from accountability.core.text import date_vi, fold
from accountability.directives.models import Addendum, Directive

_BATCH = 2_000
OFFICE_ROLES = frozenset({Role.OFFICE_CHIEF, Role.OFFICE_DEPUTY, Role.SECTION_HEAD, Role.SPECIALIST})


@dataclass(frozen=True)
class TargetSpec:
    """A figure to reach; direction "ge" (từ … trở lên) or "le" (không quá …)."""

    name: str
    value: Decimal
    unit: str = "%"
    direction: str = "ge"


class Part(NamedTuple):
    """What a coordinating agency is asked for; `due_on` is its own deadline, where it has one."""

    agency: Agency
    duty: str
    due_on: date | None = None


class Own(NamedTuple):
    """What one of several leads has for itself: its deadline, and its figures by number of the target."""

    due_on: date | None = None
    values: Mapping[int, Decimal] = {}


@dataclass(frozen=True)
class AssignmentSpec:
    """What the specialist writes down for one duty; several leads make one assignment each.

    `own` maps keys of leads to what differs from the others. `duty_key` names the family of a duty that goes to more
    leads later; without it a duty of several leads gets one of its own.
    """

    title: str
    leads: Sequence[Agency]
    lead_position: Position | None = None
    product: str = ""
    group: str = ""
    coordinating: Sequence[Part | tuple[Agency, str]] = ()
    duration: Duration = Duration.NONE
    due_on: date | None = None
    due_time: time | None = None
    days: int | None = None
    deadline_words: str = ""
    deadline_note: str = ""
    review_days: int | None = None
    rhythm: str = ""
    series_from: date | None = None
    recurrence: Recurrence = Recurrence()
    own: Mapping[int, Own] = field(default_factory=dict)
    duty_key: str = ""
    milestones: Sequence[tuple[str, date | None]] = ()
    targets: Sequence[TargetSpec] = field(default_factory=tuple)
    supervisor: Position | None = None
    specialist: Position | None = None
    verifier: Agency | None = None
    needs_submission: bool = False
    affects_citizens: bool = False
    is_assumed: bool = False
    central_task: CentralTask | None = None

    @property
    def parts(self) -> list[Part]:
        """The coordinating agencies, each with its duty and deadline."""
        return [Part(*one) for one in self.coordinating]


def _check(spec: AssignmentSpec, by: Actor | None) -> None:
    if not spec.title.strip():
        raise Refused("Vui lòng nhập nội dung nhiệm vụ.")
    if not spec.leads:
        raise Refused("Mỗi nhiệm vụ phải có đúng một cơ quan chủ trì; vui lòng chọn.")
    for agency in spec.leads:
        if not agency.answers_to_province or agency.kind == Agency.Kind.PROVINCE:
            raise Refused(
                f"{agency.short_name} không thuộc quyền giao việc của UBND tỉnh, chỉ có thể phối hợp."
            )
    if spec.lead_position and [spec.lead_position.agency_id] != [agency.pk for agency in spec.leads]:
        raise Refused("Chức danh chủ trì phải thuộc cơ quan chủ trì.")
    both = {agency.pk for agency in spec.leads} & {part.agency.pk for part in spec.parts}
    if both:
        raise Refused("Một cơ quan không vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ.")
    for part in spec.parts:
        if wrong := part_refusal(part.due_on, due_on=spec.due_on, is_series=bool(spec.rhythm)):
            raise Refused(f"{part.agency.short_name}: {wrong}")
    for due_on in _dues(spec):
        refuse_unfit_child(
            spec.central_task, due_on=due_on, duration=spec.duration, is_recurring=bool(spec.rhythm)
        )
    if spec.rhythm and spec.series_from is None:
        raise Refused("Nhiệm vụ định kỳ cần ngày bắt đầu kỳ đầu tiên.")
    _check_own(spec)
    if not spec.rhythm:
        only_the_office_sets_ongoing(spec.duration, by)
        try:
            check_duration(
                spec.duration, due_on=_any_due_on(spec), days=spec.days, review_days=spec.review_days
            )
        except ValueError as error:
            raise Refused(str(error)) from error


def _dues(spec: AssignmentSpec) -> set[date | None]:
    """The different deadlines of the leads, their own ones included."""
    return {
        own.due_on if (own := spec.own.get(lead.pk)) and own.due_on else spec.due_on for lead in spec.leads
    }


def _any_due_on(spec: AssignmentSpec) -> date | None:
    """The deadline of all, or one of theirs when every lead has its own."""
    if spec.due_on is None and spec.leads:
        each = [spec.own[lead.pk].due_on if lead.pk in spec.own else None for lead in spec.leads]
        return each[0] if all(each) else None
    return spec.due_on


def _check_own(spec: AssignmentSpec) -> None:
    """A deadline of one's own belongs to duties that are due on a day, and no part is due after it."""
    short = {agency.pk: agency.short_name for agency in spec.leads}
    for pk, own in spec.own.items():
        if own.due_on is None or pk not in short:
            continue
        if spec.rhythm or spec.duration != Duration.FIXED:
            raise Refused(f"{short[pk]}: thời hạn riêng chỉ đi cùng loại thời hạn “{Duration.FIXED.label}”.")
        for part in spec.parts:
            if wrong := part_refusal(part.due_on, due_on=own.due_on, is_series=False):
                raise Refused(f"{part.agency.short_name} phối hợp với {short[pk]}: {wrong}")


def part_refusal(part_due_on: date | None, *, due_on: date | None, is_series: bool) -> str:
    """Why a coordinating agency cannot have that deadline, in Vietnamese; empty when it can.

    Its part serves the lead's result, so it is due no later. `due_on` is None while the deadline is not known: what is
    counted in days is looked at again when the assignment is given.
    """
    if part_due_on is None:
        return ""
    if is_series:
        return "Nhiệm vụ định kỳ: phần việc theo hạn của từng kỳ; vui lòng bỏ thời hạn riêng."
    if due_on is not None and part_due_on > due_on:
        return f"Thời hạn phần việc ({date_vi(part_due_on)}) không được sau thời hạn của nhiệm vụ ({date_vi(due_on)})."
    return ""


def only_the_office_sets_ongoing(duration: str, by: Actor | None) -> None:
    """Thường xuyên is a word by which work would leave the clock: only the Office sets it (DESIGN §6)."""
    if duration == Duration.ONGOING and by is not None and not by.roles & OFFICE_ROLES:
        raise Refused("Chỉ Văn phòng được đặt loại “Thường xuyên”.")


def _verifier(lead: Agency, asked: Agency | None, office: Agency) -> Agency:
    """The Office verifies; its own tasks are accepted by the leader, the named body's own by the Office."""
    if lead == office:
        return the_province()
    return office if asked is None or asked == lead else asked


def searchable(row: Assignment) -> str:
    """What the search of assignments looks through, without diacritics: title, product, lead, document."""
    lead = row.lead_agency
    return fold(" ".join([row.title, row.product, lead.name, lead.short_name, row.directive.reference]))


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
        raise Refused("Văn bản không ở bước bóc tách; vui lòng tải lại trang.")
    return write_drafts(directive, spec, by=by, at=at)


@transaction.atomic
def draft_added(
    addendum: Addendum, spec: AssignmentSpec, *, by: Actor | None, at: datetime
) -> list[Assignment]:
    """Write draft assignments of an addendum to a directive. Raises Refused once it was sent to review."""
    if addendum.state != Addendum.State.DRAFTING:
        raise Refused("Lần giao bổ sung không ở bước bóc tách; vui lòng tải lại trang.")
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
    _check(spec, by)
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
    Assignment.objects.bulk_create(rows, batch_size=_BATCH)
    add_parts(drafts)
    log_many([(row, {"title": row.title, "lead": row.lead_agency_id}) for row in rows], "draft", by=by, at=at)


@transaction.atomic
def redraft(pk: int, spec: AssignmentSpec, *, by: Actor, at: datetime) -> Assignment:
    """Change a draft. Raises Refused once it was given, or when the spec names several leads."""
    _check(spec, by)
    if len(spec.leads) != 1:
        raise Refused("Khi sửa, mỗi nhiệm vụ có đúng một cơ quan chủ trì.")
    row = lock(pk, states=[State.DRAFT], verb="sửa bản bóc tách")
    before = {"title": row.title, "lead": row.lead_agency_id}
    former = row.series_id
    (row.series,) = drafted_series(
        row.directive, title=spec.title, product=spec.product, rhythm=spec.rhythm, starts_on=spec.series_from,
        how=spec.recurrence, duty_key=row.duty_key, number=1,
    )  # fmt: skip
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
    row = lock(pk, states=[State.DRAFT], verb="bỏ")
    log(row, "drop_draft", by=by, at=at, before={"title": row.title, "lead": row.lead_agency_id})
    row.delete()
    if row.series_id is not None:
        Series.objects.filter(pk=row.series_id, occurrences=None).delete()
