"""Thường xuyên: set by the Office only, with the rhythm in which the duty is reviewed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.actions.specs import only_the_office_sets_ongoing
from accountability.assignments.models import Assignment
from accountability.assignments.projection import next_review_of
from accountability.assignments.rules import OPEN_STATES, Duration
from accountability.assignments.telling import heads_and_focal_points, tell
from accountability.core.saying import say
from accountability.core.zone import local


@transaction.atomic
def set_ongoing(pk: int, *, review_days: int, by: Actor, at: datetime) -> Assignment:
    """Make an assignment without a deadline an ongoing duty, or change its rhythm; counted from today.

    Raises Refused for anybody outside the Office, and for a duty with a deadline: that is moved by a leader only.
    """
    row = lock(pk, states=OPEN_STATES, verb=say("đặt nhịp rà soát"))
    only_the_office_sets_ongoing(Duration.ONGOING, by)
    if row.due_on is not None or row.series_id is not None:
        raise Refused(
            say(
                "Nhiệm vụ có thời hạn không chuyển thành thường xuyên; thời hạn chỉ thay đổi theo ý kiến "
                "lãnh đạo."
            )
        )
    if review_days < 1:
        raise Refused(say("Nhịp rà soát phải từ 1 ngày trở lên."))
    today = local(at).date()
    before = {"duration": row.duration, "review_days": row.review_days}
    row.duration, row.duration_days = Duration.ONGOING, None
    row.review_days, row.review_from_on = review_days, today
    row.next_review_on = next_review_of(row)
    row.save()
    log(row, "set_ongoing", by=by, at=at, before=before,
        after={"duration": row.duration, "review_days": review_days, "from": today.isoformat()})  # fmt: skip
    people = heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, [])
    tell([row], people, kind="decided", text=say("Nhiệm vụ thường xuyên, rà soát mỗi {review_days} ngày", review_days=review_days),
         fact=f"ongoing:{row.pk}:{at.isoformat()}", at=at)  # fmt: skip
    return row
