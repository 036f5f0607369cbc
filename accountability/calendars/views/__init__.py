"""Screens of the working calendar and of the meetings of the People's Committee."""

from accountability.calendars.views.calendar import (
    calendar_change,
    calendar_confirm,
    calendar_withdraw,
    calendar_year,
)
from accountability.calendars.views.meetings import meeting_list, meeting_withdraw

__all__ = [
    "calendar_change", "calendar_confirm", "calendar_withdraw", "calendar_year", "meeting_list", "meeting_withdraw",
]  # fmt: skip
