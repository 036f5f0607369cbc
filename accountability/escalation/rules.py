"""The ladder's vocabulary and its order: what arms a rung, which of several notifies, which comes next. Pure.

Source: DESIGN §6. Offsets count from the anchor's day; `accountability.calendars.rules.reached_on` does the days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Anchor(StrEnum):
    """The fact that a rung counts from."""

    ASSIGNED = "assigned"
    DEADLINE = "deadline"
    EXPLANATION = "explanation"
    LAST_PROGRESS = "last_progress"
    CLAIM = "claim"
    OBSTACLE = "obstacle"
    COORDINATION = "coordination"
    REVIEW = "review"
    RETURN = "return"
    READING = "reading"


class Condition(StrEnum):
    """What must still be so when the rung is reached."""

    NOT_DONE = "not_done"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    NOT_EXPLAINED = "not_explained"
    NO_PROGRESS = "no_progress"
    UNANSWERED = "unanswered"
    BEHIND_LINE = "behind_line"
    RETURNED_TWICE = "returned_twice"


class Require(StrEnum):
    """The human act that a rung demands."""

    EXPLANATION = "explanation"
    DECISION = "decision"


class Channel(StrEnum):
    """How the mail of a rung goes out."""

    ACT_NOW = "act_now"
    DIGEST = "digest"
    WEEKLY_LIST = "weekly_list"
    RECORD = "record"


# A rung that repeats longer than this is a habit, not a reminder; the sweep spells every repeat out.
MOST_REPEATS = 30
REMINDERS = frozenset({"due-soon", "due-soon-2", "due-today", "due-4h", "part-due-soon"})
# Anchors whose rungs count from a deadline: there the giving of the duty is a floor, and handing in stops the clock.
DUE_ANCHORS = frozenset({Anchor.DEADLINE, Anchor.COORDINATION})


@dataclass(frozen=True)
class RungFacts:
    """One rung, as the sweep reads it from the policy in force."""

    key: str
    title: str
    rank: int
    anchor: Anchor
    offset: int
    unit: str
    condition: Condition
    to: tuple[str, ...]
    cc: tuple[str, ...]
    channel: Channel
    require: str = ""
    answer_days: int | None = None
    citizens_offset: int | None = None
    condition_days: int | None = None
    waits: bool = False
    repeat_days: int | None = None
    repeat_limit: int | None = None

    def __hash__(self) -> int:
        """By what differs between the rungs of a ladder: a sweep looks them up by the ten thousand."""
        return hash((self.key, self.rank))

    @property
    def is_late(self) -> bool:
        """A rung that counts from a deadline that has passed."""
        return self.anchor in DUE_ANCHORS and self.is_after

    @property
    def is_after(self) -> bool:
        """Reached after its anchor; in hours the moment of the deadline itself is already too late."""
        return self.offset > 0 or (self.unit == "h" and self.offset == 0)

    def offset_for(self, *, citizens: bool) -> int:
        """The offset that applies: one step sooner where rights of citizens are affected."""
        return self.citizens_offset if citizens and self.citizens_offset is not None else self.offset


@dataclass(frozen=True)
class Scope:
    """The documents that a policy is for; empty and None mean any."""

    urgency: str = ""
    program_pk: int | None = None
    kind: str = ""

    def covers(self, other: Scope) -> bool:
        """Whether a document with these facts falls under the scope."""
        return (
            self.urgency in ("", other.urgency)
            and self.program_pk in (None, other.program_pk)
            and self.kind in ("", other.kind)
        )

    @property
    def weight(self) -> tuple[bool, bool, bool]:
        """The greater, the more specific: urgency before program before kind.

        Urgency comes first so that a document "hỏa tốc" never climbs in working days because its program has a
        policy of its own.
        """
        return (bool(self.urgency), self.program_pk is not None, bool(self.kind))


def most_specific_first(scopes: Iterable[Scope]) -> list[Scope]:
    """The order in which scopes are asked; the first that covers a document has it."""
    return sorted(scopes, key=lambda scope: scope.weight, reverse=True)


def halved(offset: int) -> int:
    """The offset for "khẩn": half of it, rounded away from zero, so that a day stays a day and 0 stays 0."""
    half = (abs(offset) + 1) // 2
    return half if offset >= 0 else -half


def louder_keys(rung: RungFacts, rungs: Iterable[RungFacts]) -> frozenset[str]:
    """The rungs above this one that count from the same fact.

    Of the rungs that one subject reached from one fact only the highest notifies; a rung below one that was claimed,
    now or before, is merged. After an outage of three days nobody gets three letters on one matter (DESIGN §6).
    """
    return frozenset(other.key for other in rungs if other.anchor == rung.anchor and other.rank > rung.rank)


def next_after(rung: RungFacts, rungs: Iterable[RungFacts]) -> RungFacts | None:
    """The rung that comes next from the same fact; None at the top."""
    above = [other for other in rungs if other.anchor == rung.anchor and other.rank > rung.rank]
    return min(above, key=lambda other: other.rank, default=None)
