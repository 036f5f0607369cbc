"""Pure rules of the reports: rows in, frozen figures out; no database, no clock."""

from .buckets import BUCKET_LABELS, BucketCounts, on_time_rate
from .chair import ChairPage, DecisionItem, PaperPart, build_chair_page, deadlines_of_week, fitted_pages
from .changes import Changes, changes_between
from .figures import AgencyBlock, AgencyLine, GroupResult, ReportFigures, build_figures
from .history import TREND_WEEKS, Facts, Point, points, span, weeks_back
from .lines import ObstacleLine, ResultLine, TaskLine, merge_given
from .periods import Period, PeriodError, half_month_of, next_period, of_span, validate_period
from .rows import AssignmentRow, DirectiveRow, IndicatorRow
from .sections import SECTIONS, Places, SectionError, places_of, suggested
from .thawing import thaw

__all__ = [
    "BUCKET_LABELS",
    "SECTIONS",
    "Changes",
    "Places",
    "SectionError",
    "changes_between",
    "of_span",
    "places_of",
    "suggested",
    "thaw",
    "TREND_WEEKS",
    "AgencyBlock",
    "AgencyLine",
    "AssignmentRow",
    "BucketCounts",
    "ChairPage",
    "DecisionItem",
    "DirectiveRow",
    "Facts",
    "GroupResult",
    "IndicatorRow",
    "ObstacleLine",
    "PaperPart",
    "Period",
    "PeriodError",
    "Point",
    "ReportFigures",
    "ResultLine",
    "TaskLine",
    "build_chair_page",
    "build_figures",
    "deadlines_of_week",
    "fitted_pages",
    "half_month_of",
    "merge_given",
    "next_period",
    "on_time_rate",
    "points",
    "span",
    "validate_period",
    "weeks_back",
]
