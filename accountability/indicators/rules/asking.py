"""What is asked about before a figure is taken: what contradicts another figure, and what jumps. Pure.

A question is no refusal: whoever enters the figure confirms it with a word, and both are kept. The rule of jumps: a figure
is asked about when it is away from that of the period before

* by more than `Limits.points` percentage points (a ratio) or places (a rank), or
* by more than `Limits.percent` percent of the earlier figure (an amount or a total); after a zero nothing is a jump.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.indicators.rules.figures import Figure, Kind, ratio

# A ratio that was rounded by hand differs from the computed one by no more than this.
_ROUNDING = Decimal("0.01")
_HUNDRED = Decimal(100)


class Doubt(StrEnum):
    """Why a figure is asked about."""

    PARTS = "parts"
    COMPUTED = "computed"
    OVER = "over"
    FALLS = "falls"
    JUMPS = "jumps"


@dataclass(frozen=True)
class Question:
    """A doubt with its words."""

    doubt: Doubt
    text: str


@dataclass(frozen=True)
class Limits:
    """How far a figure may be from the one before it; settings INDICATOR_JUMP_POINTS and INDICATOR_JUMP_PERCENT."""

    points: Decimal = Decimal(20)
    percent: Decimal = Decimal(50)


@dataclass(frozen=True)
class Before:
    """The figures of the same agency around the period: of the last one before it and the first one after it."""

    value: Decimal | None = None
    later: Decimal | None = None


def questions(kind: Kind, figure: Figure, around: Before, limits: Limits) -> tuple[Question, ...]:
    """Everything that must be confirmed of this figure; empty for a figure that agrees with what is known."""
    if figure.value is None:
        return ()
    found = [_parts(figure), _computed(figure), _over(kind, figure)]
    found += [_falls(kind, figure.value, around), _jumps(kind, figure.value, around.value, limits)]
    return tuple(one for one in found if one is not None)


def _parts(figure: Figure) -> Question | None:
    top, below = figure.numerator, figure.denominator
    if top is None or below is None or top <= below:
        return None
    text = say("Tử số ({top}) lớn hơn mẫu số ({below}).", top=number_vi(top), below=number_vi(below))
    return Question(Doubt.PARTS, text)


def _computed(figure: Figure) -> Question | None:
    if figure.numerator is None or not figure.denominator or figure.value is None:
        return None
    computed = ratio(figure.numerator, figure.denominator)
    if abs(computed - figure.value) <= _ROUNDING:
        return None
    text = say(
        "Tỷ lệ nhập ({given} %) khác tỷ lệ tính từ tử số, mẫu số ({computed} %).",
        given=number_vi(figure.value), computed=number_vi(computed),
    )  # fmt: skip
    return Question(Doubt.COMPUTED, text)


def _over(kind: Kind, figure: Figure) -> Question | None:
    """A share above the whole; when its numerator says so already, once is enough."""
    if kind != Kind.RATIO or figure.value is None or figure.value <= _HUNDRED or _parts(figure) is not None:
        return None
    return Question(Doubt.OVER, say("Tỷ lệ {value} % lớn hơn 100 %.", value=number_vi(figure.value)))


def _falls(kind: Kind, value: Decimal, around: Before) -> Question | None:
    if kind != Kind.CUMULATIVE:
        return None
    if around.value is not None and value < around.value:
        text = say(
            "Số lũy kế {value} thấp hơn kỳ trước ({before}).",
            value=number_vi(value), before=number_vi(around.value),
        )  # fmt: skip
        return Question(Doubt.FALLS, text)
    if around.later is not None and value > around.later:
        text = say(
            "Số lũy kế {value} cao hơn kỳ sau ({later}).",
            value=number_vi(value), later=number_vi(around.later),
        )  # fmt: skip
        return Question(Doubt.FALLS, text)
    return None


def _jumps(kind: Kind, value: Decimal, before: Decimal | None, limits: Limits) -> Question | None:
    if before is None:
        return None
    away = abs(value - before)
    if kind in (Kind.RATIO, Kind.RANK):
        jumps = away > limits.points
    else:
        jumps = bool(before) and away * _HUNDRED > limits.percent * before
    if not jumps:
        return None
    text = say(
        "Số liệu thay đổi nhiều so với kỳ trước: từ {before} thành {value}.",
        before=number_vi(before), value=number_vi(value),
    )  # fmt: skip
    return Question(Doubt.JUMPS, text)
