"""When an assignment counts as late: states, timing, the six buckets, the date that completion counts from. Pure.

State and timing are two axes (DESIGN §5): the state is what people did, the timing is computed from facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from accountability.core.saying import say
from accountability.core.zone import LOCAL

DUE_SOON_WORKING_DAYS = 3
CLAIM_GRACE_WORKING_DAYS = 2
RETURN_WORKING_DAYS = 2
# A request for more time and an obstacle count as in time from 3 working days before the deadline (DESIGN §6).
ASK_WORKING_DAYS = 3
HOLD_WORKING_DAYS = 5
HOLDS_PER_ASSIGNMENT = 2

NthWorkingDay = Callable[[date, int], date]


class _Labelled(StrEnum):
    label: str

    def __new__(cls, value: str, label: str = "") -> _Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class State(_Labelled):
    """What people did last; the words are those of the office."""

    DRAFT = "draft", say("Dự thảo")
    ASSIGNED = "assigned", say("Chưa tiếp nhận")
    RETURNED = "returned", say("Trả lại – không đúng thẩm quyền")
    ACKNOWLEDGED = "acknowledged", say("Đã tiếp nhận")
    WORKING = "working", say("Đang thực hiện")
    SUBMITTED = "submitted", say("Đã trình, chờ xem xét")
    CLAIMED = "claimed", say("Chờ xác nhận hoàn thành")
    REWORK = "rework", say("Yêu cầu bổ sung, thực hiện lại")
    DONE = "done", say("Hoàn thành")
    PAUSED = "paused", say("Tạm dừng")
    DROPPED = "dropped", say("Thôi theo dõi")
    WITHDRAWN = "withdrawn", say("Thu hồi")
    HANDED_OVER = "handed_over", say("Đã chuyển giao")
    ENDED = "ended", say("Kết thúc theo văn bản")
    REPLACED = "replaced", say("Đã thay thế")
    NOTHING = "nothing", say("Không phát sinh")
    NOT_CONCERNED = "not_concerned", say("Không thuộc đối tượng")


class Duration(_Labelled):
    """Kinds of duration (DESIGN §5)."""

    FIXED = "fixed", say("Đến ngày")
    WORKING_DAYS = "working_days", say("Số ngày làm việc")
    CALENDAR_DAYS = "calendar_days", say("Số ngày")
    NONE = "none", say("Không có thời hạn")
    ONGOING = "ongoing", say("Thường xuyên")


OPEN_STATES = (
    State.ASSIGNED, State.RETURNED, State.ACKNOWLEDGED, State.WORKING, State.SUBMITTED, State.CLAIMED, State.REWORK,
)  # fmt: skip
# Given, and neither done nor set aside: what may be overdue.
UNFINISHED_STATES = (*OPEN_STATES, State.PAUSED, State.HANDED_OVER)
WORK_STATES = (State.ACKNOWLEDGED, State.WORKING, State.REWORK)
# Left the clock without being done or late: visible, never deleted, in no bucket, on no ladder, in no average.
ASIDE_STATES = (
    State.DROPPED, State.WITHDRAWN, State.ENDED, State.REPLACED, State.NOTHING, State.NOT_CONCERNED,
)  # fmt: skip


class Level(_Labelled):
    """Who decides on a request for more time (DESIGN §6)."""

    ASSIGNER = "assigner", say("Lãnh đạo đã giao nhiệm vụ")
    VICE_CHAIR = "vice_chair", say("Phó Chủ tịch UBND tỉnh phụ trách")
    CHAIR = "chair", say("Chủ tịch UBND tỉnh")


class Bucket(_Labelled):
    """The six official buckets; they partition all that was assigned and not set aside (`ASIDE_STATES`)."""

    DONE_ON_TIME = "done_on_time", say("Hoàn thành đúng hạn")
    DONE_LATE = "done_late", say("Hoàn thành quá hạn")
    IN_TIME = "in_time", say("Đang thực hiện trong hạn")
    DUE_SOON = "due_soon", say("Sắp đến hạn")
    OVERDUE = "overdue", say("Đang thực hiện quá hạn")
    NO_DEADLINE = "no_deadline", say("Không có thời hạn")


@dataclass(frozen=True)
class TimingFacts:
    """What the timing of an assignment is computed from.

    `held_since` is the day on which a claim or a submission that still waits was made in time: while it waits
    the lead is not late. `owed_days` are the days that a superior owes, as confirmed: they are no lateness of the lead,
    though the deadline does not move. `overran` says that an earlier deadline had passed before it was moved.
    """

    state: State
    due_on: date | None
    due_time: time | None = None
    done_on: date | None = None
    held_since: date | None = None
    owed_days: int = 0
    overran: bool = False


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
    if facts.due_on is None or facts.state in ASIDE_STATES:
        return Timing(Bucket.NO_DEADLINE)
    due_on = facts.due_on + timedelta(days=facts.owed_days)
    if facts.state == State.DONE and facts.done_on is not None:
        # Scored against the deadline in force when it fell due: more time granted afterwards mends nothing.
        late = facts.done_on > due_on or facts.overran
        return Timing(Bucket.DONE_LATE if late else Bucket.DONE_ON_TIME)
    measured = at
    if facts.held_since is not None:
        measured = datetime.combine(facts.held_since, time(0, 0), tzinfo=LOCAL)
    left = (due_on - today).days
    if is_past(due_on, facts.due_time, measured):
        return Timing(Bucket.OVERDUE, days_overdue=max(0, -left))
    if facts.held_since is not None:
        return Timing(Bucket.IN_TIME, days_left=left)
    if today >= soon_from(due_on):
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
        raise ValueError(say("Ngày văn bản kết quả không được sau hôm nay."))
    if result_on < assigned_on:
        raise ValueError(
            say(
                "Ngày văn bản kết quả không được trước ngày giao nhiệm vụ ({assigned_on:%d/%m/%Y}).",
                assigned_on=assigned_on,
            )
        )


def check_duration(
    duration: Duration, *, due_on: date | None, days: int | None, review_days: int | None = None
) -> None:
    """Kind of duration and its figures agree. Raises ValueError in Vietnamese."""
    if duration == Duration.FIXED and due_on is None:
        raise ValueError(say("Vui lòng nhập ngày đến hạn, hoặc chọn “Không có thời hạn”."))
    if duration in (Duration.WORKING_DAYS, Duration.CALENDAR_DAYS) and not days:
        raise ValueError(say("Vui lòng nhập số ngày."))
    if duration in (Duration.NONE, Duration.ONGOING) and (due_on or days):
        raise ValueError(say("Loại “{duration}” không đi cùng ngày hoặc số ngày.", duration=duration.label))
    if duration == Duration.ONGOING and not review_days:
        raise ValueError(
            say("Nhiệm vụ thường xuyên cần nhịp rà soát; vui lòng nhập số ngày giữa hai lần rà soát.")
        )


# More time --------------------------------------------------------------------------------------------------------------


def last_day_to_ask(due_on: date, nth_working_day: NthWorkingDay) -> date:
    """The last day on which more time is asked for in time: 3 working days before the deadline (DESIGN §6)."""
    return nth_working_day(due_on, -ASK_WORKING_DAYS)


def level_of(ordinal: int) -> Level:
    """Who decides on the n-th extension: the leader who assigned, the Vice-chair, then always the Chair (DESIGN §6)."""
    return {1: Level.ASSIGNER, 2: Level.VICE_CHAIR}.get(ordinal, Level.CHAIR)


# What waits for a superior ----------------------------------------------------------------------------------------------


def may_hold(
    *, raised_on: date, due_on: date | None, held_before: int, nth_working_day: NthWorkingDay
) -> bool:
    """Whether an obstacle that the Office marks as within a superior's powers holds the higher rungs (DESIGN §6).

    Raised at least 3 working days before the deadline, and not more than twice for one assignment. `held_before` is
    the number of other obstacles of the assignment that hold or held.
    """
    if due_on is None or held_before >= HOLDS_PER_ASSIGNMENT:
        return False
    return raised_on <= last_day_to_ask(due_on, nth_working_day)


def hold_until(*, since_on: date, due_on: date, nth_working_day: NthWorkingDay) -> date:
    """The last day on which something undecided holds the higher rungs: up to 5 working days (DESIGN §6).

    Counted from the mark (or the request), or from the deadline when that is later: before it there is nothing to hold.
    """
    return nth_working_day(max(since_on, due_on), HOLD_WORKING_DAYS)


def longest_owed(*, raised_on: date, answered_on: date) -> int:
    """How many calendar days a superior can owe at most: those that the obstacle waited for his answer."""
    return max(0, (answered_on - raised_on).days)


def owed_in_all(answers: Iterable[tuple[date, int]]) -> int:
    """The days that superiors owe on one assignment, from (day of the answer, days confirmed).

    Two obstacles that waited on the same day owe it once.
    """
    days = {answered_on - timedelta(days=back) for answered_on, number in answers for back in range(number)}
    return len(days)


def credited_wait(
    *, due_on: date, due_time: time | None, handed_on: date, handed_at: datetime, returned_at: datetime
) -> tuple[int, time | None]:
    """What a wait for the Office adds to a deadline: whole days and, where it has an hour, the hour at which it then passes.

    Days are counted from the day of handing in to that of the return; a deadline with an hour gets the wait itself,
    however short. The hour is None where the wait leaves it as it was (DESIGN §5).
    """
    days = max(0, (returned_at.astimezone(LOCAL).date() - handed_on).days)
    rest = returned_at - handed_at - timedelta(days=days)
    if due_time is None or rest <= timedelta(0):
        return days, None
    passes = datetime.combine(due_on, due_time, tzinfo=LOCAL) + rest
    return days + (passes.date() - due_on).days, passes.time().replace(second=0, microsecond=0)


# What left the clock ----------------------------------------------------------------------------------------------------


def may_report_nothing(*, is_occurrence: bool, title: str, product: str) -> bool:
    """Whether "không phát sinh" can be the answer: a period of a series, or a duty whose product is a report."""
    return is_occurrence or any(text.strip().casefold().startswith("báo cáo") for text in (title, product))


def thawed(due_on: date, *, owed_days: int, frozen_on: date, thawed_on: date) -> date:
    """The deadline after a withdrawal was taken back: no day counts on which the document was withdrawn.

    What a superior owed is in it, since a new deadline starts with nothing owed.
    """
    return due_on + timedelta(days=owed_days + max(0, (thawed_on - frozen_on).days))


# The rhythm of ongoing duties -------------------------------------------------------------------------------------------


def next_review(*, from_on: date, every: int, reported_on: date | None) -> date:
    """The first review that no update of results covers, every `every` days from an anchor, never chained.

    Review k is due on from_on + k × every; an update covers the review of the period in which it came.
    Raises ValueError for a rhythm under one day.
    """
    if every < 1:
        raise ValueError(say("Nhịp rà soát phải từ 1 ngày trở lên."))
    covered = 0
    if reported_on is not None and reported_on >= from_on:
        covered = max(1, -(-(reported_on - from_on).days // every))
    return from_on + timedelta(days=(covered + 1) * every)
