"""Giao lại: a lead passes parts on inside its own authority, and stays accountable for the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.agencies.reading import holders
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.models import Assignment, InternalPart, LeadTenure
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, State
from accountability.assignments.telling import head_of
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.notices.actions import NoticeDraft, notify_many

GIVING_STATES = (State.ASSIGNED, *WORK_STATES)
KIND = "part"


@dataclass(frozen=True)
class InternalPartSpec:
    """A part and who has it: an agency below the lead, or a unit of it by name."""

    duty: str
    agency: Agency | None = None
    unit: str = ""
    due_on: date | None = None


def _check(spec: InternalPartSpec, row: Assignment, today: date) -> date | None:
    """The deadline of the part: its own, or that of the assignment. Raises Refused."""
    if not spec.duty.strip():
        raise Refused(say("Vui lòng nhập phần việc."))
    if (spec.agency is None) == (not spec.unit.strip()):
        raise Refused(say("Vui lòng chọn một đơn vị cấp dưới, hoặc ghi tên phòng, chi cục."))
    if spec.agency is not None and spec.agency.parent_id != row.lead_agency_id:
        raise Refused(
            say(
                "{short_name} không trực thuộc {short_name2}.",
                short_name=spec.agency.short_name,
                short_name2=row.lead_agency.short_name,
            )
        )
    due_on = spec.due_on or row.due_on
    if spec.due_on is not None and spec.due_on < today:
        raise Refused(say("Thời hạn phần việc không được trước hôm nay."))
    if due_on is not None and row.due_on is not None and due_on > row.due_on:
        raise Refused(
            say(
                "Thời hạn phần việc ({due_on}) không được sau thời hạn của nhiệm vụ ({due_on2}).",
                due_on=date_vi(due_on),
                due_on2=date_vi(row.due_on),
            )
        )
    return due_on


@transaction.atomic
def pass_on(pk: int, spec: InternalPartSpec, *, by: Actor, at: datetime) -> InternalPart:
    """Giao lại a part. Raises Refused for a unit that is not the lead's own or a deadline after the assignment's."""
    row = lock(pk, states=GIVING_STATES, verb=say("giao lại phần việc"))
    due_on = _check(spec, row, local(at).date())
    made = InternalPart.objects.create(
        assignment=row, tenure=LeadTenure.objects.get(assignment=row, to_at=None), agency=spec.agency,
        unit="" if spec.agency else spec.unit.strip(), duty=spec.duty.strip(), due_on=due_on, given_at=at,
        given_by_id=by.user_id,
    )  # fmt: skip
    after = {
        "part": made.pk,
        "agency": spec.agency.pk if spec.agency else None,
        "due_on": due_on.isoformat() if due_on else None,
    }
    log(row, "pass_on", by=by, at=at, after=after)
    if spec.agency is not None:
        text = say(
            "{short_name} giao phần việc: {duty}", short_name=row.lead_agency.short_name, duty=made.duty
        )
        _tell(spec.agency, text, f"/phan-viec/{made.pk}/", made, at)
    return made


def _tell(agency: Agency, text: str, url: str, part: InternalPart, at: datetime) -> None:
    """A line on the screens of the agency's head; a part goes by no mail and no ladder."""
    seats = [position.pk for position in head_of(agency.pk)]
    people = holders(seats, today=local(at).date())
    readers = {user.pk for users in people.values() for user in users}
    notify_many([NoticeDraft(pk, KIND, text, url, f"p:{part.pk}") for pk in sorted(readers)], at=at)


def _lock_part(pk: int, verb: str) -> tuple[InternalPart, Assignment]:
    """The assignment's row first, then the part's, as everywhere. Raises Refused when either has ended."""
    known = InternalPart.objects.get(pk=pk)
    row = lock(known.assignment_id, states=OPEN_STATES, verb=verb)
    part = InternalPart.objects.select_for_update(of=("self",)).select_related("agency", "tenure").get(pk=pk)
    if part.tenure.to_at is not None:
        raise Refused(say("Nhiệm vụ đã chuyển cơ quan chủ trì; phần việc này không còn hiệu lực."))
    if part.done_at is not None:
        raise Refused(say("Phần việc này đã kết thúc."))
    return part, row


@transaction.atomic
def report_part(pk: int, *, report: str, by: Actor, at: datetime) -> InternalPart:
    """The agency below says that it did its part; it may say so again until the lead ends the part."""
    part, row = _lock_part(pk, say("báo cáo phần việc"))
    if not report.strip():
        raise Refused(say("Vui lòng nhập kết quả phần việc."))
    part.report, part.reported_at, part.reported_by_id = report.strip(), at, by.user_id
    part.save(update_fields=["report", "reported_at", "reported_by"])
    log(row, "report_part", by=by, at=at, after={"part": part.pk})
    _tell(
        row.lead_agency, say("{unit_name} báo cáo phần việc: {duty}", unit_name=part.unit_name, duty=part.duty), f"/nhiem-vu/{row.pk}/#giao-lai",
        part, at,
    )  # fmt: skip
    return part


@transaction.atomic
def end_part(pk: int, *, by: Actor, at: datetime) -> InternalPart:
    """The lead ends a part; what the assignment itself owes is untouched by it."""
    part, row = _lock_part(pk, say("kết thúc phần việc"))
    part.done_at, part.done_by_id = at, by.user_id
    part.save(update_fields=["done_at", "done_by"])
    log(row, "end_part", by=by, at=at, after={"part": part.pk})
    return part
