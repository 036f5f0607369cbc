"""Pure rules of the reports: rows in, frozen figures out; no database, no clock."""

from .buckets import BUCKET_LABELS, BucketCounts, on_time_rate
from .chair import ChairPage, DecisionItem, build_chair_page, fitted_pages
from .figures import AgencyBlock, AgencyLine, GroupResult, ReportFigures, build_figures
from .lines import ObstacleLine, ResultLine, TaskLine
from .periods import Period, PeriodError, half_month_of, next_period, validate_period
from .rows import AssignmentRow, DirectiveRow, IndicatorRow, Letter

__all__ = [
    "BUCKET_LABELS",
    "AgencyBlock",
    "AgencyLine",
    "AssignmentRow",
    "BucketCounts",
    "ChairPage",
    "DecisionItem",
    "DirectiveRow",
    "GroupResult",
    "IndicatorRow",
    "Letter",
    "ObstacleLine",
    "Period",
    "PeriodError",
    "ReportFigures",
    "ResultLine",
    "TaskLine",
    "build_chair_page",
    "build_figures",
    "fitted_pages",
    "half_month_of",
    "next_period",
    "on_time_rate",
    "validate_period",
]
