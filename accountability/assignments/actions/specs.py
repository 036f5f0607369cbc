"""What the specialist writes down for one duty, and why it cannot be given like that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.assignments.actions.drafting_series import Recurrence
from accountability.assignments.actions.guards import Refused
from accountability.assignments.actions.handing_down import refuse_unfit_child
from accountability.assignments.rules import Duration, check_duration
from accountability.central.models import CentralTask
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi

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


def check_spec(spec: AssignmentSpec, by: Actor | None) -> None:
    """Raises Refused in Vietnamese for a duty that cannot be written down like that by him."""
    if not spec.title.strip():
        raise Refused(say("Vui lòng nhập nội dung nhiệm vụ."))
    if not spec.leads:
        raise Refused(say("Mỗi nhiệm vụ phải có đúng một cơ quan chủ trì; vui lòng chọn."))
    for agency in spec.leads:
        if not agency.answers_to_province or agency.kind == Agency.Kind.PROVINCE:
            raise Refused(
                say(
                    "{short_name} không thuộc quyền giao việc của UBND tỉnh, chỉ có thể phối hợp.",
                    short_name=agency.short_name,
                )
            )
    if spec.lead_position and [spec.lead_position.agency_id] != [agency.pk for agency in spec.leads]:
        raise Refused(say("Chức danh chủ trì phải thuộc cơ quan chủ trì."))
    both = {agency.pk for agency in spec.leads} & {part.agency.pk for part in spec.parts}
    if both:
        raise Refused(say("Một cơ quan không vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ."))
    for part in spec.parts:
        if wrong := part_refusal(part.due_on, due_on=spec.due_on, is_series=bool(spec.rhythm)):
            raise Refused(say("{short_name}: {wrong}", short_name=part.agency.short_name, wrong=wrong))
    for due_on in _dues(spec):
        refuse_unfit_child(
            spec.central_task, due_on=due_on, duration=spec.duration, is_recurring=bool(spec.rhythm)
        )
    if spec.rhythm and spec.series_from is None:
        raise Refused(say("Nhiệm vụ định kỳ cần ngày bắt đầu kỳ đầu tiên."))
    _check_own(spec)
    if not spec.rhythm:
        only_the_office_sets_ongoing(spec.duration, by)
        try:
            check_duration(
                spec.duration, due_on=_any_due_on(spec), days=spec.days, review_days=spec.review_days
            )
        except ValueError as error:
            raise Refused(as_said(error)) from error


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
            raise Refused(
                say(
                    "{short}: thời hạn riêng chỉ đi cùng loại thời hạn “{FIXED}”.",
                    short=short[pk],
                    FIXED=Duration.FIXED.label,
                )
            )
        for part in spec.parts:
            if wrong := part_refusal(part.due_on, due_on=own.due_on, is_series=False):
                raise Refused(
                    say(
                        "{short_name} phối hợp với {short}: {wrong}",
                        short_name=part.agency.short_name,
                        short=short[pk],
                        wrong=wrong,
                    )
                )


def part_refusal(part_due_on: date | None, *, due_on: date | None, is_series: bool) -> str:
    """Why a coordinating agency cannot have that deadline, in Vietnamese; empty when it can.

    Its part serves the lead's result, so it is due no later. `due_on` is None while the deadline is not known: what is
    counted in days is looked at again when the assignment is given.
    """
    if part_due_on is None:
        return ""
    if is_series:
        return say("Nhiệm vụ định kỳ: phần việc theo hạn của từng kỳ; vui lòng bỏ thời hạn riêng.")
    if due_on is not None and part_due_on > due_on:
        return say(
            "Thời hạn phần việc ({part_due_on}) không được sau thời hạn của nhiệm vụ ({due_on}).",
            part_due_on=date_vi(part_due_on),
            due_on=date_vi(due_on),
        )
    return ""


def only_the_office_sets_ongoing(duration: str, by: Actor | None) -> None:
    """Thường xuyên is a word by which work would leave the clock: only the Office sets it (DESIGN §6)."""
    if duration == Duration.ONGOING and by is not None and not by.roles & OFFICE_ROLES:
        raise Refused(say("Chỉ Văn phòng được đặt loại “Thường xuyên”."))
