"""The pages of indicators."""

from accountability.indicators.views.changing import goal_drop, goal_edit, indicator_edit, indicator_end
from accountability.indicators.views.entering import figures_enter
from accountability.indicators.views.keeping import goal_new, indicator_measure, indicator_new
from accountability.indicators.views.pages import agency_indicators, indicator_detail, indicator_list
from accountability.indicators.views.pasting import figures_paste

__all__ = [
    "agency_indicators",
    "figures_enter",
    "figures_paste",
    "goal_drop",
    "goal_edit",
    "goal_new",
    "indicator_detail",
    "indicator_edit",
    "indicator_end",
    "indicator_list",
    "indicator_measure",
    "indicator_new",
]
