"""What stands first in a person's inbox, and which act is his next on it. Pure.

By consequence: what a superior already asked about, then what is late (the ladder climbs, the longest first), then
what lies still with this agency though others count on it, then what will be late next, then what is only new. Within a
tier the oldest day comes first. `desk.reading.inbox` says the same in SQL; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from accountability.assignments.rules import State
from accountability.core.saying import say

FAR = date.max


class Tier(IntEnum):
    """Classes of consequence, the gravest first; the number is the order and is stored nowhere."""

    EXPLANATION_LATE = 10  # A superior asked why, and the day to answer is over.
    EXPLANATION = 20  # A superior asked why.
    OVERDUE = 30  # The ladder tells the next superior.
    PART_OVERDUE = 40  # Another agency's result waits for our part.
    REWORK = 50  # The Office sent it back; the deadline runs again.
    UNTAKEN = 60  # Given two working days ago and nobody has taken it on: the head is told of it.
    RECEIPT_LATE = 65  # A document came, its working day is over and nobody confirmed it.
    DUE_SOON = 70  # Late next.
    PART_DUE_SOON = 75
    TO_CONFIRM = 80  # The result of an agency below waits for us.
    TO_ANSWER = 85  # A difficulty of an agency below waits for us.
    RECEIPT = 90  # A document came; one click, due today.
    TO_TAKE = 100  # New.
    REVIEW_DUE = 110  # An ongoing duty of which nothing was heard for its rhythm.
    TO_NAME = 120  # Taken on, and none of our people is named for it.
    FROM_ABOVE = 130  # A part that the district gave: no clock of the province runs.
    TO_READ = 140  # A document that this person must read.


class Act(Enum):
    """What a person can do next on a line of his inbox: the words on its button."""

    EXPLAIN = say("Giải trình")
    TAKE = say("Tiếp nhận")
    UPDATE = say("Cập nhật kết quả")
    NAME = say("Phân công")
    REPORT_PART = say("Báo cáo phần phối hợp")
    VERIFY = say("Xác nhận kết quả")
    ANSWER = say("Trả lời")
    CONFIRM_RECEIPT = say("Xác nhận đã nhận")
    REPORT_BELOW = say("Báo cáo phần việc")
    READ = say("Đọc văn bản")
    LOOK = say("Xem")


WORKED_ON = (State.ACKNOWLEDGED, State.WORKING, State.REWORK)
# With the agency itself: while something lies with the Office (claimed, submitted, returned) the agency waits.
WITH_AGENCY = (State.ASSIGNED, *WORKED_ON)


@dataclass(frozen=True)
class Reader:
    """What the person may do with the assignments of his agency.

    `names` is his right to name an officer, where the agency has officers at all: a commune's chair works himself.
    """

    takes: bool = False
    updates: bool = False
    names: bool = False


@dataclass(frozen=True)
class Day:
    """The day of the page: today; the last deadline that counts as near; the last day of giving that lies too long."""

    today: date
    soon_until: date
    untaken_since: date


@dataclass(frozen=True)
class Work:
    """An assignment that the agency leads, as the inbox weighs it.

    `due_on` is the day after which it is late (what superiors owe added), `is_past` whether that moment is over,
    `review_on` the review of an ongoing duty that no update covers.
    """

    state: State
    given_on: date
    due_on: date | None = None
    is_past: bool = False
    review_on: date | None = None
    has_officer: bool = False


def tier_of(work: Work, reader: Reader, day: Day) -> Tier | None:
    """Where the assignment stands in the reader's inbox; None while it asks nothing of him."""
    if work.state not in WITH_AGENCY:
        return None
    if work.is_past:
        return Tier.OVERDUE
    if work.state == State.REWORK:
        return Tier.REWORK
    new = work.state == State.ASSIGNED and reader.takes
    if new and work.given_on <= day.untaken_since:
        return Tier.UNTAKEN
    if work.due_on is not None and work.due_on <= day.soon_until:
        return Tier.DUE_SOON
    if new:
        return Tier.TO_TAKE
    if work.state not in WORKED_ON:
        return None
    if work.review_on is not None and work.review_on <= day.soon_until:
        return Tier.REVIEW_DUE
    return Tier.TO_NAME if _unnamed(work, reader) else None


def _unnamed(work: Work, reader: Reader) -> bool:
    return work.state == State.ACKNOWLEDGED and reader.names and not work.has_officer


def day_of(work: Work, tier: Tier) -> date:
    """The day by which lines of one tier stand: the oldest first; what has none comes last."""
    if tier in (Tier.UNTAKEN, Tier.TO_TAKE, Tier.TO_NAME):
        return work.given_on
    if tier == Tier.REVIEW_DUE:
        return work.review_on or FAR
    return work.due_on or FAR


def part_tier(*, is_past: bool, is_soon: bool) -> Tier | None:
    """Where a coordinating agency's part stands; None while its day is far or unknown: it is in the list beside."""
    if is_past:
        return Tier.PART_OVERDUE
    return Tier.PART_DUE_SOON if is_soon else None


def next_act(work: Work, reader: Reader) -> Act:
    """The one button of the line: who cannot do the next step gets a look at it."""
    if work.state == State.ASSIGNED:
        return Act.TAKE if reader.takes else Act.LOOK
    if _unnamed(work, reader):
        return Act.NAME
    return Act.UPDATE if reader.updates and work.state in WORKED_ON else Act.LOOK
