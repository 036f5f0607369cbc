"""Working-day arithmetic (DESIGN §5, §6). Pure: the calendar is an argument."""

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
    printed_period_end,
    working_days_after_receipt,
)
from accountability.calendars.rules.estimate import estimated_days_off
from accountability.calendars.rules.hours import (
    WORK_CLOSES,
    WORK_OPENS,
    mornings_passed,
    next_working_instant,
)
from accountability.calendars.rules.offsets import latest_anchor, reached_on
from accountability.calendars.rules.rhythms import Period, every_n_days, half_months, monthly

__all__ = [
    "WORK_CLOSES",
    "WORK_OPENS",
    "Calendar",
    "Convention",
    "DayLine",
    "Period",
    "calendar_days_roll_forward",
    "estimated_days_off",
    "every_n_days",
    "explain",
    "half_months",
    "latest_anchor",
    "monthly",
    "mornings_passed",
    "next_working_instant",
    "nth_working_day",
    "printed_date",
    "printed_period_end",
    "reached_on",
    "weekday_vi",
    "working_days_after_receipt",
    "working_days_between",
]
