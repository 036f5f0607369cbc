"""What the lead and the coordinating agencies do between receipt and completion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Position
from accountability.agencies.reading import holders
from accountability.assignments.actions.drafting import searchable
from accountability.assignments.actions.guards import Refused, attach, lock, log
from accountability.assignments.models import (
    Assignment,
    Coordination,
    LeadTenure,
    Milestone,
    ProgressReport,
    Target,
    TargetReading,
)
from accountability.assignments.projection import next_review_of
from accountability.assignments.rules import (
    OPEN_STATES,
    RETURN_WORKING_DAYS,
    WORK_STATES,
    State,
)
from accountability.assignments.telling import head_of, office_of, tell
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import nth_working_day
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.files.models import StoredFile

if TYPE_CHECKING:
    from accountability.accounts.models import User


@dataclass(frozen=True)
class Reading:
    """A figure for a target, with the date of its data; None: nothing arose to be measured (không phát sinh hồ sơ)."""

    target: Target
    value: Decimal | None
    data_on: date
    source: str = ""


def _tenure(row: Assignment) -> LeadTenure:
    return LeadTenure.objects.get(assignment=row, to_at=None)


@transaction.atomic
def acknowledge(pk: int, *, by: Actor, at: datetime) -> Assignment:
    """Tiếp nhận: the lead agency takes the assignment on."""
    row = lock(pk, states=[State.ASSIGNED], verb=say("tiếp nhận"))
    row.state, row.acknowledged_at = State.ACKNOWLEDGED, at
    row.save(update_fields=["state", "acknowledged_at"])
    LeadTenure.objects.filter(assignment=row, to_at=None).update(acknowledged_at=at)
    log(row, "acknowledge", by=by, at=at, before={"state": State.ASSIGNED}, after={"state": row.state})
    return row


@transaction.atomic
def return_task(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Trả lại – không đúng thẩm quyền, by the head within 2 working days of receipt. Raises Refused afterwards."""
    row = lock(pk, states=[State.ASSIGNED], verb=say("trả lại"))
    if not reason.strip():
        raise Refused(say("Vui lòng nêu lý do trả lại."))
    tenure, today = _tenure(row), local(at).date()
    last_day = nth_working_day(tenure.from_on, RETURN_WORKING_DAYS, calendar_around(today))
    if today > last_day:
        raise Refused(
            say(
                "Đã quá thời hạn trả lại ({RETURN_WORKING_DAYS} ngày làm việc, đến hết {last_day:%d/%m/%Y}).",
                RETURN_WORKING_DAYS=RETURN_WORKING_DAYS,
                last_day=last_day,
            )
        )
    LeadTenure.objects.filter(pk=tenure.pk).update(returned_at=at, return_reason=reason.strip())
    row.state = State.RETURNED
    row.save(update_fields=["state"])
    log(
        row, "return", by=by, at=at, before={"state": State.ASSIGNED}, after={"state": row.state}, note=reason
    )
    tell([row], office_of(row), kind="reported", text=say("{short_name} trả lại nhiệm vụ", short_name=row.lead_agency.short_name),
         fact=f"return:{tenure.pk}", at=at)  # fmt: skip
    return row


@transaction.atomic
def name_officer(pk: int, *, officer: User, by: Actor, at: datetime) -> Assignment:
    """Phân công: the head names the officer, who must hold a position in the lead agency today."""
    row = lock(pk, states=[State.ASSIGNED, *WORK_STATES], verb=say("phân công"))
    seats = Position.objects.filter(agency_id=row.lead_agency_id).values_list("pk", flat=True)
    known = {user.pk for users in holders(seats, today=local(at).date()).values() for user in users}
    if officer.pk not in known:
        raise Refused(say("Người được phân công phải thuộc cơ quan chủ trì."))
    before = {"officer": row.officer_id}
    row.officer = officer
    row.search_text = searchable(row)
    row.save(update_fields=["officer", "search_text"])
    log(row, "name_officer", by=by, at=at, before=before, after={"officer": officer.pk})
    tell([row], Position.objects.filter(incumbencies__user=officer, agency_id=row.lead_agency_id), kind="assigned",
         text=say("Phân công thực hiện"), fact=f"officer:{row.pk}:{officer.pk}", at=at)  # fmt: skip
    return row


def sent_before(pk: int, *, sent_key: str, text: str, by: Actor) -> ProgressReport | None:
    """The report that this very form made already: sent twice over a bad line, it is one report.

    Holds the assignment's row until the end of the transaction, so that the second of two at once finds the first.
    Raises Refused when the form was sent with other words: those would be lost without a word.
    """
    if not sent_key:
        return None
    Assignment.objects.select_for_update(of=("self",)).get(pk=pk)
    made = ProgressReport.objects.filter(reported_by_id=by.user_id, sent_key=sent_key).first()
    if made is not None and (made.assignment_id, made.text) != (pk, text.strip()):
        raise Refused(
            say(
                "Báo cáo từ trang này đã được gửi trước đó với nội dung khác. Vui lòng chép lại nội dung "
                "mới, mở lại trang cập nhật rồi gửi."
            )
        )
    return made


@transaction.atomic
def update_progress(
    pk: int,
    *,
    text: str,
    by: Actor,
    at: datetime,
    resources: str = "",
    milestones_done: Iterable[Milestone] = (),
    readings: Sequence[Reading] = (),
    files: Iterable[StoredFile] = (),
    sent_key: str = "",
) -> ProgressReport:
    """Cập nhật kết quả: words, milestones, figures and evidence. Raises Refused for data dated in the future.

    `sent_key` is the word of the form; ask `sent_before` first, inside the same transaction.
    """
    row = lock(pk, states=WORK_STATES, verb=say("cập nhật kết quả"))
    today = local(at).date()
    if not text.strip():
        raise Refused(say("Vui lòng nhập kết quả."))
    if any(reading.data_on > today for reading in readings):
        raise Refused(say("Ngày số liệu không được sau hôm nay."))
    if any(reading.target.measured_by for reading in readings):
        raise Refused(say("Số liệu của mức giao này lấy từ chỉ tiêu; vui lòng nhập ở trang chỉ tiêu."))
    report = ProgressReport.objects.create(
        assignment=row, tenure=_tenure(row), text=text.strip(), resources=resources, reported_at=at, reported_on=today,
        reported_by_id=by.user_id, sent_key=sent_key or None,
    )  # fmt: skip
    done = [milestone.pk for milestone in milestones_done]
    Milestone.objects.filter(assignment=row, pk__in=done, done_on=None).update(done_on=today)
    TargetReading.objects.bulk_create(
        TargetReading(target=reading.target, value=reading.value, is_empty=reading.value is None, data_on=reading.data_on, source=reading.source,
                      reported_at=at, reported_by_id=by.user_id)
        for reading in readings
    )  # fmt: skip
    attach(row, files, kind="progress", row_pk=report.pk, at=at)
    before = {"state": row.state}
    row.state, row.last_report_on = State.WORKING, today
    row.next_review_on = next_review_of(row)
    row.save(update_fields=["state", "last_report_on", "next_review_on"])
    log(row, "progress", by=by, at=at, before=before, after={
        "state": row.state, "report": report.pk, "milestones": done,
        "readings": {str(reading.target.pk): "" if reading.value is None else str(reading.value) for reading in readings},
    })  # fmt: skip
    return report


@transaction.atomic
def report_coordination(
    coordination_pk: int, *, report: str, by: Actor, at: datetime, files: Iterable[StoredFile] = ()
) -> Coordination:
    """A coordinating agency reports its own part; it may report again."""
    part = (
        Coordination.objects.select_for_update(of=("self",)).select_related("agency").get(pk=coordination_pk)
    )
    row = lock(part.assignment_id, states=OPEN_STATES, verb=say("báo cáo phần phối hợp"))
    if not report.strip():
        raise Refused(say("Vui lòng nhập kết quả phần việc phối hợp."))
    part.report, part.state = report.strip(), Coordination.State.REPORTED
    part.reported_at, part.reported_by_id = at, by.user_id
    part.save()
    attach(row, files, kind="coordination", row_pk=part.pk, at=at)
    log(row, "coordination", by=by, at=at, after={"coordination": part.pk, "agency": part.agency_id})
    tell([row], head_of(row.lead_agency_id), kind="reported",
         text=say("{short_name} báo cáo phần phối hợp", short_name=part.agency.short_name), fact=f"coordination:{part.pk}:{at.isoformat()}", at=at)  # fmt: skip
    return part
