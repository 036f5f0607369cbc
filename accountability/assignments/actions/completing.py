"""Submission of a product, claim of completion, and what the verifying body answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.agencies.models import Position
from accountability.assignments.actions.deadlines import close_request
from accountability.assignments.actions.guards import Refused, attach, lock, log
from accountability.assignments.actions.handing_down import tell_if_all_done
from accountability.assignments.models import Assignment, Completion, LeadTenure, Submission
from accountability.assignments.projection import next_review_of, rebuild
from accountability.assignments.rules import WORK_STATES, State, check_result_date, counts_from
from accountability.assignments.telling import head_of, heads_and_focal_points, office_of, tell
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import working_days_between
from accountability.core.saying import as_said, say
from accountability.core.zone import local
from accountability.files.models import StoredFile


@transaction.atomic
def submit_product(
    pk: int, *, document: str, text: str, by: Actor, at: datetime, files: Iterable[StoredFile] = ()
) -> Submission:
    """Trình sản phẩm: from now on the Office's clock runs, not the lead's."""
    row = lock(pk, states=WORK_STATES, verb=say("trình"))
    if not row.needs_submission:
        raise Refused(
            say("Sản phẩm của nhiệm vụ này không phải trình UBND tỉnh; vui lòng báo cáo hoàn thành.")
        )
    if not document.strip() or not text.strip():
        raise Refused(say("Vui lòng nhập số, ký hiệu, ngày của tờ trình và nội dung trình."))
    made = Submission.objects.create(
        assignment=row, document=document.strip(), text=text.strip(), submitted_at=at, submitted_on=local(at).date(),
        submitted_by_id=by.user_id,
    )  # fmt: skip
    attach(row, files, kind="submission", row_pk=made.pk, at=at)
    before = {"state": row.state}
    row.state, row.last_report_on = State.SUBMITTED, made.submitted_on
    row.next_review_on = next_review_of(row)
    row.save(update_fields=["state", "last_report_on", "next_review_on"])
    log(row, "submit", by=by, at=at, before=before, after={"state": row.state, "submission": made.pk})
    tell([row], office_of(row), kind="reported", text=say("{short_name} đã trình", short_name=row.lead_agency.short_name),
         fact=f"submission:{made.pk}", at=at)  # fmt: skip
    return made


@transaction.atomic
def review_submission(pk: int, *, signed: bool, reason: str, by: Actor, at: datetime) -> Assignment:
    """The Office says that the product was signed, or what must be mended; the lead goes on working."""
    row = lock(pk, states=[State.SUBMITTED], verb=say("xem xét"))
    if not signed and not reason.strip():
        raise Refused(say("Vui lòng nêu nội dung cần hoàn thiện."))
    waiting = Submission.objects.get(assignment=row, outcome=Submission.Outcome.WAITING)
    waiting.outcome = Submission.Outcome.SIGNED if signed else Submission.Outcome.RETURNED
    waiting.reason, waiting.reviewed_at, waiting.reviewed_by_id = reason.strip(), at, by.user_id
    waiting.save()
    row.state = State.WORKING if signed else State.REWORK
    row.save(update_fields=["state"])
    rebuild(row)  # The days of waiting are not the lead's.
    log(row, "review_submission", by=by, at=at, before={"state": State.SUBMITTED},
        after={"state": row.state, "outcome": waiting.outcome}, note=reason)  # fmt: skip
    tell([row], heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, []), kind="decided",
         text=waiting.get_outcome_display(), fact=f"review:{waiting.pk}", at=at)  # fmt: skip
    return row


@transaction.atomic
def claim_completion(
    pk: int,
    *,
    number: str,
    symbol: str,
    result_on: date,
    summary: str,
    by: Actor,
    at: datetime,
    files: Iterable[StoredFile] = (),
) -> Completion:
    """Báo cáo hoàn thành by the head or his delegate, with the result document and evidence.

    Raises Refused for a result dated in the future or before the assignment.
    """
    row = lock(pk, states=WORK_STATES, verb=say("báo cáo hoàn thành"))
    today = local(at).date()
    if row.assigned_on is None:
        raise Refused(say("Nhiệm vụ chưa được giao."))
    if not summary.strip() or not number.strip() or not symbol.strip():
        raise Refused(say("Vui lòng nhập số, ký hiệu văn bản kết quả và tóm tắt kết quả."))
    try:
        check_result_date(result_on=result_on, assigned_on=row.assigned_on, today=today)
    except ValueError as error:
        raise Refused(as_said(error)) from error
    cal = calendar_around(today)
    made = Completion.objects.create(
        assignment=row, tenure=LeadTenure.objects.get(assignment=row, to_at=None), number=number.strip(),
        symbol=symbol.strip(), result_on=result_on, summary=summary.strip(), claimed_at=at, claimed_on=today,
        claimed_by_id=by.user_id,
        counts_on=counts_from(
            result_on=result_on, claimed_on=today, working_days_between=lambda a, b: working_days_between(a, b, cal)
        ),
    )  # fmt: skip
    attach(row, files, kind="completion", row_pk=made.pk, at=at)
    before = {"state": row.state}
    row.state, row.last_report_on = State.CLAIMED, today
    row.next_review_on = next_review_of(row)
    row.save(update_fields=["state", "last_report_on", "next_review_on"])
    log(row, "claim", by=by, at=at, before=before, after={"state": row.state, "completion": made.pk})
    tell([row], _verifiers(row), kind="reported", text=say("{short_name} báo cáo hoàn thành", short_name=row.lead_agency.short_name),
         fact=f"claim:{made.pk}", at=at)  # fmt: skip
    return made


def _verifiers(row: Assignment) -> list[Position]:
    """Who hears that a claim waits: the Office's people, the leader for the Office's own, or the named body's head."""
    if row.verifier.code == "VPUBND":
        return office_of(row)
    if row.verifier.code == "UBND":
        return [row.supervisor] if row.supervisor else []
    return head_of(row.verifier_id)


def _waiting(row: Assignment) -> Completion:
    return Completion.objects.select_for_update().get(assignment=row, outcome=Completion.Outcome.WAITING)


def _close(claim: Completion, outcome: str, reason: str, by: Actor, at: datetime) -> None:
    claim.outcome, claim.reason, claim.verified_at, claim.verified_by_id = (
        outcome,
        reason.strip(),
        at,
        by.user_id,
    )
    claim.save()


@transaction.atomic
def accept_completion(pk: int, *, by: Actor, at: datetime, note: str = "") -> Assignment:
    """Xác nhận hoàn thành: counted from the date of the result document (DESIGN §5)."""
    row = lock(pk, states=[State.CLAIMED], verb=say("xác nhận hoàn thành"))
    claim = _waiting(row)
    _close(claim, Completion.Outcome.ACCEPTED, note, by, at)
    row.state, row.done_on = State.DONE, claim.counts_on
    row.save(update_fields=["state", "done_on"])
    close_request(row, why=say("nhiệm vụ đã hoàn thành"), by=by, at=at)
    tell_if_all_done(row, at=at)
    log(row, "accept", by=by, at=at, before={"state": State.CLAIMED},
        after={"state": row.state, "done_on": claim.counts_on.isoformat()}, note=note)  # fmt: skip
    tell([row], heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, []), kind="decided",
         text=say("Đã xác nhận hoàn thành"), fact=f"accept:{claim.pk}", at=at)  # fmt: skip
    return row


@transaction.atomic
def return_completion(pk: int, *, reason: str, by: Actor, at: datetime) -> Assignment:
    """Yêu cầu bổ sung, thực hiện lại, with a reason; the deadline is in force again."""
    row = lock(pk, states=[State.CLAIMED], verb=say("yêu cầu bổ sung"))
    if not reason.strip():
        raise Refused(say("Vui lòng nêu nội dung yêu cầu bổ sung."))
    claim = _waiting(row)
    _close(claim, Completion.Outcome.RETURNED, reason, by, at)
    row.state = State.REWORK
    row.save(update_fields=["state"])
    rebuild(row)  # The days of waiting are not the lead's.
    log(row, "rework", by=by, at=at, before={"state": State.CLAIMED}, after={"state": row.state}, note=reason)
    tell([row], heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, []), kind="decided",
         text=say("Yêu cầu bổ sung, thực hiện lại"), fact=f"rework:{claim.pk}", at=at)  # fmt: skip
    return row


def close_waiting(row: Assignment, *, why: str, by: Actor | None, at: datetime) -> None:
    """What was handed in and that nobody need look at any more is closed with the reason, as an event of its own.

    Nobody verified it, so it bears no moment and no name of a verification, and is no return that would count against
    the lead. Called by the verb that made it pointless, in its transaction.
    """
    waiting = {"assignment": row, "outcome": "waiting"}
    for kind, model in (("submission", Submission), ("completion", Completion)):
        for handed_in in model.objects.select_for_update().filter(**waiting):
            handed_in.outcome, handed_in.reason = "returned", why
            handed_in.save(update_fields=["outcome", "reason"])
            log(row, "close_waiting", by=by, at=at, after={kind: handed_in.pk}, note=why)
