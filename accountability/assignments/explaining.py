"""How the deadline of an assignment came about, for its page and its mails."""

from __future__ import annotations

from collections.abc import Iterable

from accountability.assignments.models import Assignment, DeadlineVersion
from accountability.assignments.rules import Duration
from accountability.calendars.reading import load_calendar
from accountability.calendars.rules import (
    LAST_YEAR,
    Calendar,
    DeadlineExplanation,
    Term,
    explain_deadline,
)

# The deadline is still the computed one; after an extension or a leader's word it is a date that somebody named.
DERIVED_CAUSES = (
    DeadlineVersion.Cause.ASSIGNED,
    DeadlineVersion.Cause.RECALCULATED,
    DeadlineVersion.Cause.REASSIGNED,
)
# A computed deadline may lie some years ahead of the day of receipt.
_YEARS_AHEAD = 1


def term_of(row: Assignment) -> Term | None:
    """The number of days that the assignment was given; None for a printed date, a period, or none at all."""
    if not row.duration_days:
        return None
    if row.duration == Duration.WORKING_DAYS:
        return Term.working_days(row.duration_days)
    if row.duration == Duration.CALENDAR_DAYS:
        return Term.calendar_days(row.duration_days)
    return None


def explanation_of(row: Assignment, calendar: Calendar | None = None) -> DeadlineExplanation | None:
    """The computed deadline day by day, by the calendar of today; None when the deadline is not counted in days.

    Without `calendar` it is read: one query.
    """
    term = term_of(row)
    if term is None or row.assigned_on is None or row.due_on is None:
        return None
    if calendar is None:
        years = term.count // 200 + _YEARS_AHEAD
        calendar = load_calendar(row.assigned_on.year, min(row.assigned_on.year + years, LAST_YEAR))
    return explain_deadline(row.assigned_on, term, calendar)


def is_derived(versions: Iterable[DeadlineVersion]) -> bool:
    """Whether nobody has named another date since the days were counted."""
    return all(version.cause in DERIVED_CAUSES for version in versions)
