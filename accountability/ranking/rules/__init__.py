"""How agencies are scored and ranked (DOMAIN §1.5): the formula, what counts as what, groups, places, periods. Pure."""

from accountability.ranking.rules.counting import (
    COUNTED,
    Deadline,
    Duty,
    Judged,
    LeftOut,
    Outcome,
    judge,
    tally,
)
from accountability.ranking.rules.formula import (
    Band,
    Formula,
    Step,
    Tally,
    band_of,
    explained,
    rate,
    rounded,
    score,
)
from accountability.ranking.rules.groups import GROUP_ORDER, RANKED, Group, group_of
from accountability.ranking.rules.periods import Kind, Period, ended_periods, period_of, previous_period
from accountability.ranking.rules.places import Standing, average_to_show, places

__all__ = [
    "COUNTED", "GROUP_ORDER", "RANKED", "Band", "Deadline", "Duty", "Formula", "Group", "Judged", "Kind", "LeftOut",
    "Outcome", "Period", "Standing", "Step", "Tally", "average_to_show", "band_of", "ended_periods", "explained",
    "group_of", "judge", "period_of", "places", "previous_period", "rate", "rounded", "score", "tally",
]  # fmt: skip
