"""Working-day arithmetic (DESIGN §5, §6). Pure: the calendar is an argument."""

from accountability.calendars.rules.changes import (
    OFF,
    WORK,
    CalendarChange,
    DayChange,
    check_has_effect,
    clean_change,
    weekdays_between,
)
from accountability.calendars.rules.days import (
    Calendar,
    nth_working_day,
    weekday_vi,
    working_days_between,
)
from accountability.calendars.rules.deadlines import (
    Convention,
    DayLine,
    calendar_days_roll_forward,
    explain,
    printed_date,
    working_days_after_receipt,
)
from accountability.calendars.rules.estimate import estimated_days_off, estimated_make_up_days
from accountability.calendars.rules.hours import (
    WORK_CLOSES,
    WORK_OPENS,
    mornings_passed,
    next_working_instant,
)
from accountability.calendars.rules.lunar import FIRST_YEAR, LAST_YEAR, check_year, tet
from accountability.calendars.rules.offsets import latest_anchor, reached_on
from accountability.calendars.rules.periods import (
    CALENDAR,
    DECREE,
    Span,
    anchor_of,
    period_after,
    period_of,
    periods_closed_between,
    periods_until,
)
from accountability.calendars.rules.phrases import NoDate, read_term
from accountability.calendars.rules.rhythms import (
    Period,
    block_start,
    blocks,
    every_n_days,
    half_months,
    monthly,
)
from accountability.calendars.rules.terms import (
    DeadlineExplanation,
    Term,
    due_on,
    explain_deadline,
    months_roll_forward,
)
from accountability.calendars.rules.windows import MonthDay, Window, read_window

__all__ = [
    "CALENDAR",
    "DECREE",
    "Span",
    "anchor_of",
    "period_after",
    "period_of",
    "periods_closed_between",
    "periods_until",
    "FIRST_YEAR",
    "LAST_YEAR",
    "OFF",
    "WORK",
    "WORK_CLOSES",
    "WORK_OPENS",
    "Calendar",
    "CalendarChange",
    "Convention",
    "DayChange",
    "DayLine",
    "DeadlineExplanation",
    "MonthDay",
    "NoDate",
    "Period",
    "Term",
    "Window",
    "block_start",
    "blocks",
    "calendar_days_roll_forward",
    "check_has_effect",
    "check_year",
    "clean_change",
    "due_on",
    "estimated_days_off",
    "estimated_make_up_days",
    "every_n_days",
    "explain",
    "explain_deadline",
    "half_months",
    "latest_anchor",
    "monthly",
    "months_roll_forward",
    "mornings_passed",
    "next_working_instant",
    "nth_working_day",
    "printed_date",
    "reached_on",
    "read_term",
    "read_window",
    "tet",
    "weekday_vi",
    "weekdays_between",
    "working_days_after_receipt",
    "working_days_between",
]
