"""Whom a leader taps to call about an assignment: the head who answers for it, and the specialist who follows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accountability.assignments.models import Assignment
from accountability.core.saying import say
from accountability.escalation.recipients import Directory

_EXTENSION = re.compile(r"(?:x|ext\.?|máy lẻ)\s*(\d+)\s*$", re.IGNORECASE)
_ASKED = (("lead.head", say("Gọi thủ trưởng")), ("office.specialist", say("Gọi chuyên viên")))


@dataclass(frozen=True)
class Call:
    """One number: what the button says, whose it is, the address that dials it."""

    label: str
    who: str
    phone: str

    @property
    def url(self) -> str:
        """The number as an address: "tel:02383844522", "tel:02383844522;ext=12"."""
        return tel(self.phone)


def tel(phone: str) -> str:
    """A number as people write it, as a `tel:` address (RFC 3966)."""
    extension = _EXTENSION.search(phone)
    number = re.sub(r"[^\d+]", "", phone[: extension.start()] if extension else phone)
    return f"tel:{number}" + (f";ext={extension[1]}" if extension else "")


def calls_for(rows: Iterable[Assignment], today: date) -> dict[int, list[Call]]:
    """Assignment key → who can be called: the number of whoever answers for the position, else the position's own.

    The rows come with `lead_agency__parent` and `directive__program` selected; three statements for any number of them.
    """
    found, given = {}, list(rows)
    directory = Directory(given, today=today)
    for row in given:
        calls = []
        for name, label in _ASKED:
            position = directory.position(name, row)
            if position is None:
                continue
            numbers = [user.phone for user in directory.answering(position) if user.phone]
            if phone := next(iter(numbers), position.phone):
                calls.append(Call(label, position.title, phone))
        found[row.pk] = calls
    return found
