"""How states and timings look on screens: the tone and the words of docs/components.md. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from accountability.assignments.rules import ASIDE_STATES, Bucket, State, Timing
from accountability.core.saying import say

STATE_TONES = {
    State.WORKING: "active",
    State.SUBMITTED: "wait",
    State.CLAIMED: "wait",
    State.REWORK: "return",
    State.RETURNED: "return",
    State.DONE: "done",
    State.PAUSED: "stopped",
    State.DROPPED: "stopped",
    State.WITHDRAWN: "stopped",
    State.HANDED_OVER: "stopped",
    State.ENDED: "stopped",
    State.REPLACED: "stopped",
    State.NOTHING: "stopped",
    State.NOT_CONCERNED: "stopped",
}
BUCKET_TONES = {
    Bucket.DONE_ON_TIME: "done",
    Bucket.DONE_LATE: "donelate",
    Bucket.IN_TIME: "intime",
    Bucket.DUE_SOON: "soon",
    Bucket.OVERDUE: "overdue",
    Bucket.NO_DEADLINE: "none",
}


@dataclass(frozen=True)
class Badge:
    """What a badge says, how it looks, and its code."""

    label: str
    tone: str
    code: str


# A target that lags its line: red like what is overdue, in words of its own.
LAGGING = Badge(say("Chỉ tiêu chậm tiến độ"), "overdue", "lagging")


def state_badge(state: str) -> Badge:
    """The badge of a state."""
    known = State(state)
    return Badge(known.label, STATE_TONES.get(known, "none"), known.value)


def timing_badge(timing: Timing, state: str) -> Badge:
    """The badge of a timing; delays are calendar days (DESIGN §4)."""
    bucket = timing.bucket
    if state in ASIDE_STATES:
        return Badge(say("Không tính tiến độ"), "none", "aside")
    label = bucket.label
    if bucket == Bucket.OVERDUE:
        label = (
            say("Quá hạn {days_overdue} ngày", days_overdue=timing.days_overdue)
            if timing.days_overdue
            else say("Quá hạn hôm nay")
        )
    elif bucket in (Bucket.DUE_SOON, Bucket.IN_TIME) and timing.days_left is not None:
        waits = state in (State.SUBMITTED, State.CLAIMED)
        label = say("Đã nộp trong hạn") if waits and timing.days_left < 0 else _left(timing.days_left)
    return Badge(label, BUCKET_TONES[bucket], bucket.value)


def _left(days: int) -> str:
    return say("Còn {days} ngày", days=days) if days else say("Đến hạn hôm nay")
