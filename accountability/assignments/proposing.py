"""The deadline that the words of a document ask for, proposed while it is cut into assignments (DESIGN §5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from accountability.assignments.rules import Duration
from accountability.calendars.reading import load_calendar
from accountability.calendars.rules import (
    LAST_YEAR,
    Convention,
    DeadlineExplanation,
    Term,
    explain_deadline,
    read_term,
)
from accountability.core.saying import say
from accountability.core.text import date_vi, fold

# "… kể từ ngày ký": the days run from the document itself, not from the day on which the duty is given.
_FROM_THE_DOCUMENT = re.compile(r"\btu ngay (?:ky|ban hanh|van ban)\b")


@dataclass(frozen=True)
class Proposal:
    """What the form of a duty would hold for these words, and how that deadline comes about.

    A number of days from the day of giving stays a number (`days`); everything else is a date (`due_on`), with `note` as
    its ground where somebody had to count. `explanation` counts from today where the day of giving is not known yet.
    """

    duration: Duration
    explanation: DeadlineExplanation
    due_on: date | None = None
    due_time: time | None = None
    days: int | None = None
    note: str = ""

    @property
    def is_counted_from_giving(self) -> bool:
        """Whether the date depends on the day on which the duty is given."""
        return self.days is not None


def propose_deadline(
    words: str, *, issued_on: date, today: date, before_is_inclusive: bool = True
) -> Proposal:
    """Read the words of a document of `issued_on`. Raises ValueError in Vietnamese, with the question to ask (NoDate)."""
    term = read_term(words, issued_on, before_is_inclusive=before_is_inclusive)
    if term.convention == Convention.PRINTED:
        found = _explained(issued_on, term)
        return Proposal(Duration.FIXED, found, due_on=found.due_on, due_time=found.hour)
    by_document = bool(_FROM_THE_DOCUMENT.search(fold(words)))
    if not by_document and not term.in_months:
        kind = Duration.WORKING_DAYS if term.convention == Convention.WORKING_DAYS else Duration.CALENDAR_DAYS
        return Proposal(kind, _explained(today, term), days=term.count)
    since = issued_on if by_document else today
    found = _explained(since, term)
    return Proposal(Duration.FIXED, found, due_on=found.due_on, note=_ground(term, since, by_document))


def _explained(received_on: date, term: Term) -> DeadlineExplanation:
    years = 1 + (term.count // 12 if term.in_months else term.count // 200)
    calendar = load_calendar(received_on.year, min(received_on.year + years, LAST_YEAR))
    return explain_deadline(received_on, term, calendar)


def _ground(term: Term, since: date, by_document: bool) -> str:
    unit = say("ngày làm việc") if term.convention == Convention.WORKING_DAYS else say("ngày")
    unit = say("tháng") if term.in_months else unit
    source = say("ngày văn bản") if by_document else say("ngày bóc tách")
    return say(
        "{term_count} {unit} kể từ {source} ({since})",
        term_count=term.count,
        unit=unit,
        source=source,
        since=date_vi(since),
    )
