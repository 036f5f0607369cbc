"""Between the grammar, which is pure, and the rows: the agencies and the calendar it reads with, its finds as plain facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from accountability.calendars.reading import load_calendar
from accountability.calendars.rules import LAST_YEAR
from accountability.core.text import number_vi
from accountability.intake.dictionary import load_dictionary
from accountability.intake.rules import Candidate, Named, TargetFound, extract

_YEARS_AHEAD = 10


def judged(text: str, on: date) -> list[Candidate]:
    """The sentences of a text of that day, each judged, with the agencies of the day."""
    calendar = load_calendar(on.year, min(on.year + _YEARS_AHEAD, LAST_YEAR))
    return extract(text, on, load_dictionary(), calendar)


def candidate_facts(candidate: Candidate) -> dict[str, Any]:
    """What was recognised, as JSON carries it: the words of the text, codes of agencies, dates in ISO form."""
    return {
        "lead": candidate.lead,
        "leads": [_body(one) for one in candidate.leads],
        "lead_is_hidden": candidate.lead_is_hidden,
        "coordinating": [_body(one) for one in candidate.coordinating],
        "deadline_text": candidate.deadline_text,
        "deadline_on": candidate.deadline_on.isoformat() if candidate.deadline_on else None,
        "period": candidate.period,
        "targets": [_target(one) for one in candidate.targets],
        "continues": candidate.continues,
    }


def _body(named: Named) -> dict[str, Any]:
    return {
        "text": named.phrase, "code": named.code, "codes": list(named.codes), "is_group": named.is_group,
        "is_vague": named.is_vague, "is_post": named.is_post,
    }  # fmt: skip


def _target(found: TargetFound) -> dict[str, str]:
    """As the form takes it: "5,62"; a figure to be met exactly is one to be reached."""
    return {
        "text": found.text, "value": number_vi(found.value), "unit": found.unit,
        "direction": "le" if found.direction == "le" else "ge",
    }  # fmt: skip
