"""Between the grammar, which is pure, and the rows: the agencies of a day for it to know, its finds as plain facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from accountability.core.text import number_vi


class Candidate(Protocol):
    sentence: str
    span: tuple[int, int]
    is_task: bool
    lead: str | None
    lead_code: str | None
    coordinating: Sequence[Any]
    deadline_text: str | None
    deadline_on: date | None
    period: str | None
    targets: Sequence[Any]
    confidence: float
    questions: Sequence[str]


def judged(text: str, on: date) -> Sequence[Candidate]:
    """The sentences of the text, each judged, with the agencies of that day."""
    raise NotImplementedError


def candidate_facts(candidate: Candidate) -> dict[str, Any]:
    """What was recognised, as JSON carries it: the words of the text, codes of agencies, dates in ISO form."""
    return {
        "lead": candidate.lead, "lead_code": candidate.lead_code,
        "coordinating": [{"text": text, "code": code} for text, code in candidate.coordinating],
        "deadline_text": candidate.deadline_text,
        "deadline_on": candidate.deadline_on.isoformat() if candidate.deadline_on else None,
        "period": candidate.period,
        "targets": [
            {"text": one.text, "value": _figure(one.value), "unit": one.unit, "direction": _direction(one.direction)}
            for one in candidate.targets
        ],
    }  # fmt: skip


def _figure(value: Any) -> str:
    """The figure as the form takes it, "5,62"; empty when it is none."""
    try:
        return number_vi(Decimal(str(value)))
    except (InvalidOperation, ValueError):
        return ""


def _direction(direction: str) -> str:
    return "le" if direction == "le" else "ge"
