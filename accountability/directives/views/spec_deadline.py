"""Tính thời hạn: the form of a duty comes back with the deadline that the printed words ask for; nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import QueryDict

from accountability.assignments.proposing import Proposal, propose_deadline
from accountability.assignments.rules import Duration
from accountability.core.saying import as_said, say
from accountability.core.text import date_vi
from accountability.directives.models import Directive

# The name of the two buttons; `REPLACE` is what the second one sends.
ASKED, REPLACE = "tinh", "thay"
_FIGURES = ("due_on", "due_time", "days", "review_days", "rhythm", "series_from")
_OPEN_KINDS = (Duration.FIXED, Duration.WORKING_DAYS, Duration.CALENDAR_DAYS, "")


@dataclass(frozen=True)
class Answer:
    """What the page says: a proposal, or the question that the words leave open.

    `is_filled`: the proposal stands in the form now. Otherwise other figures had been typed; they stay, and a button
    offers to replace them.
    """

    proposal: Proposal | None = None
    question: str = ""
    is_filled: bool = False

    @property
    def sentence(self) -> str:
        """What the words come to: "Đến ngày 15/11/2022", "05 ngày làm việc kể từ ngày giao"."""
        found = self.proposal
        if found is None:
            return ""
        if found.days is not None:
            unit = say("ngày làm việc") if found.duration == Duration.WORKING_DAYS else say("ngày")
            return say("{days:02d} {unit} kể từ ngày giao", days=found.days, unit=unit)
        if not found.due_on:
            return ""
        if found.due_time:
            return say("Đến {at:%H:%M} ngày {due_on}", at=found.due_time, due_on=date_vi(found.due_on))
        return say("Đến ngày {due_on}", due_on=date_vi(found.due_on))


def with_deadline(data: QueryDict, *, directive: Directive, today: date) -> tuple[QueryDict, Answer]:
    """What was typed, with the proposed deadline where nothing else stood there, and what the page says of it."""
    words = data.get("deadline_words", "")
    if not words.strip():
        return data, Answer(
            question=say("Vui lòng nhập thời hạn ghi trong văn bản, rồi bấm lại “Tính thời hạn”.")
        )
    inclusive = settings.DEADLINE_BEFORE_IS_INCLUSIVE
    try:
        found = propose_deadline(
            words, issued_on=directive.issued_on, today=today, before_is_inclusive=inclusive
        )
    except ValueError as error:
        return data, Answer(question=as_said(error))
    wanted = _figures(found)
    if data[ASKED] != REPLACE and not _leaves_room(data, wanted):
        return data, Answer(found)
    filled = data.copy()
    for name, value in wanted.items():
        filled[name] = value
    if found.note and not filled.get("deadline_note"):
        filled["deadline_note"] = found.note
    return filled, Answer(found, is_filled=True)


def _figures(found: Proposal) -> dict[str, str]:
    """The fields of the deadline as the form would send them."""
    figures = dict.fromkeys(_FIGURES, "") | {"duration": found.duration.value}
    if found.due_on:
        figures["due_on"] = found.due_on.isoformat()
    if found.due_time:
        figures["due_time"] = f"{found.due_time:%H:%M}"
    if found.days:
        figures["days"] = str(found.days)
    return figures


def _leaves_room(data: QueryDict, wanted: dict[str, str]) -> bool:
    """Whether nothing typed would be lost: each field is empty or says the same."""
    if data.get("duration", "") not in _OPEN_KINDS:
        return False
    return all(data.get(name, "").strip() in ("", wanted[name]) for name in _FIGURES)
