"""Round numbers for an axis. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from accountability.core.charts.shapes import Number

# An axis has about so many steps.
_STEPS = 4
_ROUND = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """An axis from 0 to `top` in whole steps."""

    top: int
    step: int

    @property
    def ticks(self) -> list[int]:
        """0 and every step up to the top."""
        return list(range(0, self.top + 1, self.step))

    def place(self, value: Number, *, length: float) -> float:
        """How far along an axis of that length the value lies, never beyond its ends."""
        return min(1.0, max(0.0, float(value) / self.top)) * length


def scale_to(largest: Number) -> Scale:
    """The smallest axis of round steps that holds the largest value; of counts, so no step is less than 1."""
    wanted = max(1.0, float(largest) / _STEPS)
    power = 1
    while power * 10 <= wanted:
        power *= 10
    step = next(power * part for part in _ROUND if power * part >= wanted)
    return Scale(top=step * max(1, ceil(float(largest) / step)), step=step)
