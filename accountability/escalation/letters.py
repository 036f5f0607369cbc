"""Giao Văn phòng tham mưu văn bản: the letter that a leader orders is a duty of the Office, followed up like any other."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from accountability.access.actor import Actor
from accountability.agencies.reading import the_office
from accountability.assignments.actions import AssignmentSpec, LeaderWord, give_now
from accountability.assignments.models import Assignment, Instruction
from accountability.assignments.rules import Duration
from accountability.assignments.telling import short

LETTER_WORKING_DAYS = 5


def letter_duty(
    row: Assignment, order: Instruction, due_on: date | None, *, word: LeaderWord, by: Actor, at: datetime
) -> Assignment:
    """The Office gets the duty to draft the letter; it is followed up like any other, and verified by the leader."""
    named = order.letter in (Instruction.Letter.REMINDER, Instruction.Letter.CRITICISM)
    letter = order.get_letter_display() if named else "Văn bản theo ý kiến chỉ đạo"
    about = short(row.title)
    spec = AssignmentSpec(
        title=f"Tham mưu {letter[0].lower()}{letter[1:]} đối với {row.lead_agency.short_name}: {about}",
        leads=[the_office()], product=letter, supervisor=word.leader, specialist=row.specialist,
        is_assumed=row.is_assumed, **_letter_deadline(due_on),
    )  # fmt: skip
    return give_now(row.directive, spec, by=by, at=at)[0]


def _letter_deadline(due_on: date | None) -> dict[str, Any]:
    """The day that the leader named, else the Office's own rule."""
    if due_on is not None:
        return {"duration": Duration.FIXED, "due_on": due_on, "deadline_note": "Theo ý kiến chỉ đạo"}
    rule = f"Quy định nội bộ: {LETTER_WORKING_DAYS:02d} ngày làm việc sau khi có ý kiến chỉ đạo"
    return {"duration": Duration.WORKING_DAYS, "days": LETTER_WORKING_DAYS, "deadline_note": rule}
