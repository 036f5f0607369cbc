"""The two chips of a line, as HTML by hand: what their templates give, for lists that draw them fifty times.

A test holds each against its template in `templates/components`, which stays the one that every other page uses.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe

from accountability.assignments.badges import Badge
from accountability.core.saying import say
from accountability.core.text import date_vi


class Dated(Protocol):
    """What a deadline is shown by."""

    due_on: date | None
    original_due_on: date | None
    deadline_words: str
    extensions: int
    overran: bool


_DUE, _ORIGINAL, _MISSED = say("thời hạn"), say("ban đầu"), say("Quá hạn so với thời hạn ban đầu")


@lru_cache(maxsize=256)  # There are as many as there are states.
def status_badge(label: str, tone: str = "none", code: str = "") -> SafeString:
    """`components/status_badge.html`."""
    data = f' data-state="{escape(code)}"' if code else ""
    return mark_safe(f'<span class="chip state tone-{escape(tone)}"{data}>{escape(label)}</span>')  # noqa: S308 - escaped


def deadline_chip(of: Dated, badge: Badge) -> SafeString:
    """`components/deadline_chip.html`: the timing, the deadline, and the original one where it was another."""
    parts = [short_chip(badge.tone, str(badge.label))]
    if of.due_on:
        parts.append(f"<small>{_DUE} {_time(of.due_on)}</small>")
    elif of.deadline_words:
        parts.append(f"<small>{escape(of.deadline_words)}</small>")
    if of.original_due_on and of.original_due_on != of.due_on:
        more = say(", đã gia hạn {extensions} lần", extensions=of.extensions) if of.extensions else ""
        parts.append(f"<small>{_ORIGINAL} {_time(of.original_due_on)}{more}</small>")
    if of.overran:
        parts.append(f'<small class="missed">{_MISSED}</small>')
    return mark_safe(f'<span class="deadline">{"".join(parts)}</span>')  # noqa: S308 - escaped above


@lru_cache(maxsize=512)
def short_chip(tone: str, label: str) -> str:
    """A chip that is never broken: the symbol of its tone, and its words."""
    return f'<span class="chip nowrap tone-{tone}">{escape(label)}</span>'


@lru_cache(maxsize=512)
def _time(on: date) -> str:
    return f'<time datetime="{on.isoformat()}">{date_vi(on)}</time>'
