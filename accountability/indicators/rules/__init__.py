"""What an indicator's figures mean: computing, asking, comparing with the line. Pure."""

from accountability.indicators.rules.asking import Before, Doubt, Limits, Question, questions
from accountability.indicators.rules.figures import Direction, Figure, Kind, State, figure_of, ratio, told
from accountability.indicators.rules.periods import Span, anchor_of, period_of, periods_until
from accountability.indicators.rules.standing import (
    Line,
    Standing,
    Words,
    is_reached,
    moved,
    standing_of,
    words_of,
)

__all__ = [
    "Before",
    "Direction",
    "Doubt",
    "Figure",
    "Kind",
    "Limits",
    "Line",
    "Question",
    "Span",
    "Standing",
    "State",
    "Words",
    "anchor_of",
    "figure_of",
    "is_reached",
    "moved",
    "period_of",
    "periods_until",
    "questions",
    "ratio",
    "standing_of",
    "told",
    "words_of",
]
