"""When an assignment counts as late: states, timing, the six buckets, the date that completion counts from. Pure.

State and timing are two axes (DESIGN §5): the state is what people did, the timing is computed from facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from accountability.core.zone import LOCAL

DUE_SOON_WORKING_DAYS = 3
CLAIM_GRACE_WORKING_DAYS = 2
RETURN_WORKING_DAYS = 2


class _Labelled(StrEnum):
    label: str

    def __new__(cls, value: str, label: str = "") -> _Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class State(_Labelled):
    """What people did last; the words are those of the office."""

    DRAFT = "draft", "Dự thảo"
    ASSIGNED = "assigned", "Chưa tiếp nhận"
    RETURNED = "returned", "Trả lại – không đúng thẩm quyền"
    ACKNOWLEDGED = "acknowledged", "Đã tiếp nhận"
    WORKING = "working", "Đang thực hiện"
    SUBMITTED = "submitted", "Đã trình, chờ xem xét"
    CLAIMED = "claimed", "Chờ xác nhận hoàn thành"
    REWORK = "rework", "Yêu cầu bổ sung, thực hiện lại"
    DONE = "done", "Hoàn thành"
    PAUSED = "paused", "Tạm dừng"
    DROPPED = "dropped", "Thôi theo dõi"
    WITHDRAWN = "withdrawn", "Thu hồi"
    HANDED_OVER = "handed_over", "Đã chuyển giao"


class Duration(_Labelled):
    """Kinds of duration (DESIGN §5)."""

    FIXED = "fixed", "Đến ngày"
    WORKING_DAYS = "working_days", "Số ngày làm việc"
    CALENDAR_DAYS = "calendar_days", "Số ngày"
    NONE = "none", "Không có thời hạn"
    ONGOING = "ongoing", "Thường xuyên"


OPEN_STATES = (
    State.ASSIGNED, State.RETURNED, State.ACKNOWLEDGED, State.WORKING, State.SUBMITTED, State.CLAIMED, State.REWORK,
)  # fmt: skip
WORK_STATES = (State.ACKNOWLEDGED, State.WORKING, State.REWORK)


class Bucket(_Labelled):
    """The six official buckets; they partition all that was assigned and not withdrawn or dropped."""

    DONE_ON_TIME = "done_on_time", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"
    IN_TIME = "in_time", "Đang thực hiện trong hạn"
    DUE_SOON = "due_soon", "Sắp đến hạn"
    OVERDUE = "overdue", "Đang thực hiện quá hạn"
    NO_DEADLINE = "no_deadline", "Không có thời hạn"


@dataclass(frozen=True)
class TimingFacts:
    """What the timing of an assignment is computed from.

    `held_since` is the day on which a claim or a submission that still waits was made in time: while it waits
    the lead is not late.
    """

    state: State
    due_on: date | None
    due_time: time | None = None
    done_on: date | None = None
    held_since: date | None = None


@dataclass(frozen=True)
class Timing:
    """The bucket and, when overdue, by how many calendar days (0 on the day itself, by the hour)."""

    bucket: Bucket
    days_overdue: int = 0
    days_left: int | None = None


def is_past(due_on: date, due_time: time | None, at: datetime) -> bool:
    """Whether the deadline has passed at that instant: at 00:00 of the day after, or at its hour."""
    if due_time is not None:
        return at > datetime.combine(due_on, due_time, tzinfo=LOCAL)
    return at.astimezone(LOCAL).date() > due_on


def timing(facts: TimingFacts, *, at: datetime, soon_from: Callable[[date], date]) -> Timing:
    """Where the assignment stands at that instant.

    `soon_from` gives the day on which a deadline becomes "sắp đến hạn" (3 working days before by default).
    """
    today = at.astimezone(LOCAL).date()
    if facts.due_on is None:
        return Timing(Bucket.NO_DEADLINE)
    if facts.state == State.DONE and facts.done_on is not None:
        return Timing(Bucket.DONE_LATE if facts.done_on > facts.due_on else Bucket.DONE_ON_TIME)
    measured = at
    if facts.held_since is not None:
        measured = datetime.combine(facts.held_since, time(0, 0), tzinfo=LOCAL)
    left = (facts.due_on - today).days
    if is_past(facts.due_on, facts.due_time, measured):
        return Timing(Bucket.OVERDUE, days_overdue=max(0, -left))
    if facts.held_since is not None:
        return Timing(Bucket.IN_TIME, days_left=left)
    if today >= soon_from(facts.due_on):
        return Timing(Bucket.DUE_SOON, days_left=left)
    return Timing(Bucket.IN_TIME, days_left=left)


def counts_from(
    *, result_on: date, claimed_on: date, working_days_between: Callable[[date, date], int]
) -> date:
    """The day from which an accepted completion counts (DESIGN §5).

    The date of the result document when it was claimed within 2 working days of it, otherwise the day of the claim.
    """
    if working_days_between(result_on, claimed_on) <= CLAIM_GRACE_WORKING_DAYS:
        return result_on
    return claimed_on


def check_result_date(*, result_on: date, assigned_on: date, today: date) -> None:
    """A result may be dated neither in the future nor before the assignment. Raises ValueError in Vietnamese."""
    if result_on > today:
        raise ValueError("Ngày văn bản kết quả không được sau hôm nay.")
    if result_on < assigned_on:
        raise ValueError(
            f"Ngày văn bản kết quả không được trước ngày giao nhiệm vụ ({assigned_on:%d/%m/%Y})."
        )


def check_duration(duration: Duration, *, due_on: date | None, days: int | None) -> None:
    """Kind of duration and its figures agree. Raises ValueError in Vietnamese."""
    if duration == Duration.FIXED and due_on is None:
        raise ValueError("Vui lòng nhập ngày đến hạn, hoặc chọn “Không có thời hạn”.")
    if duration in (Duration.WORKING_DAYS, Duration.CALENDAR_DAYS) and not days:
        raise ValueError("Vui lòng nhập số ngày.")
    if duration in (Duration.NONE, Duration.ONGOING) and (due_on or days):
        raise ValueError(f"Loại “{duration.label}” không đi cùng ngày hoặc số ngày.")
