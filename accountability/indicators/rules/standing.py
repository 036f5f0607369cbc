"""How a figure stands to what was asked for: against the straight line from the baseline to the target. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.indicators.rules.figures import Direction, Figure, State


class Standing(StrEnum):
    """Where an agency stands with an indicator; only BEHIND and MISSED are red."""

    REACHED = "reached"
    ON_LINE = "on_line"
    BEHIND = "behind"
    MISSED = "missed"
    UNKNOWN = "unknown"
    NOTHING = "nothing"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True)
class Line:
    """What is asked for: `goal` by the end of the period, on a straight line from `base` on its first day.

    Without a baseline a figure that must rise starts from zero; one that must not exceed is asked for in full all the time,
    and so is a rank (whoever has no baseline has no way down to measure).
    """

    goal: Decimal
    direction: Direction
    start_on: date
    end_on: date
    base: Decimal | None = None

    def on(self, day: date) -> Decimal:
        """What is needed on that day; before the period the start of the line, after it its end."""
        start = self._start()
        span = (self.end_on - self.start_on).days
        gone = min(max((day - self.start_on).days, 0), span)
        if not span:
            return self.goal
        return start + (self.goal - start) * gone / span

    def _start(self) -> Decimal:
        if self.base is None:
            return Decimal(0) if self.direction == Direction.AT_LEAST else self.goal
        # A baseline that is better than the goal asks for keeping the goal, not for getting worse.
        return self.goal if is_reached(self.base, self.goal, self.direction) else self.base


def is_reached(value: Decimal, goal: Decimal, direction: Direction) -> bool:
    """Whether the value is at least as good as the goal."""
    return value >= goal if direction == Direction.AT_LEAST else value <= goal


def standing_of(figure: Figure | None, data_on: date | None, line: Line | None) -> Standing:
    """The standing of the last figure on the day of its data."""
    if figure is not None and figure.state == State.NOTHING:
        return Standing.NOTHING
    if line is None:
        return Standing.NOT_ASKED
    if figure is None or figure.value is None or data_on is None:
        return Standing.UNKNOWN
    if is_reached(figure.value, line.goal, line.direction):
        return Standing.REACHED
    if data_on >= line.end_on:
        return Standing.MISSED
    return Standing.ON_LINE if is_reached(figure.value, line.on(data_on), line.direction) else Standing.BEHIND


@dataclass(frozen=True)
class Words:
    """A standing in words and looks."""

    label: str
    tone: str


_WORDS = {
    Standing.REACHED: Words(say("Đạt"), "done"),
    Standing.ON_LINE: Words(say("Đúng tiến độ"), "intime"),
    Standing.BEHIND: Words(say("Chậm so với tiến độ"), "overdue"),
    Standing.MISSED: Words(say("Không đạt"), "overdue"),
    Standing.UNKNOWN: Words(say("Chưa có số liệu"), "none"),
    Standing.NOTHING: Words(say("Không phát sinh hồ sơ"), "none"),
    Standing.NOT_ASKED: Words(say("Chưa giao mức"), "none"),
}


def words_of(standing: Standing) -> Words:
    """The words for screens."""
    return _WORDS[standing]


def moved(now: Decimal, before: Decimal) -> Words:
    """How a place in a ranking moved since the figure before; the first place is the best. Never red: nothing was asked."""
    places = before - now
    if not places:
        return Words(say("Giữ nguyên hạng"), "none")
    shown = number_vi(abs(places))
    up, down = say("Tăng {n} bậc", n=shown), say("Giảm {n} bậc", n=shown)
    return Words(up, "done") if places > 0 else Words(down, "soon")
