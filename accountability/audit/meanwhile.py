"""What was done to an assignment since somebody was shown a form: the lock of those who do not wait (DESIGN §13, R5).

A form carries the number of the last event that its reader could know of. Events of one assignment are written under
the lock of its row, so a higher number was committed later, and says what and by whom.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accountability.audit.models import AuditEvent
from accountability.audit.presenters import author, sentence
from accountability.core.saying import say
from accountability.core.text import moment_vi

FIELD = "seen"
# Larger numbers are nobody's key, and PostgreSQL would not compare them.
_MOST = 2**63 - 1


class Overtaken(ValueError):
    """Somebody else was first; the message says so, in Vietnamese."""


@dataclass(frozen=True)
class Happened:
    """One event as the page tells it."""

    what: str
    who: str
    at: datetime

    @property
    def line(self) -> str:
        """As "Phân công người thực hiện – Giám đốc Sở …, 09:00 ngày 08/11/2022"."""
        return say("{what} – {who}, {at}", what=self.what, who=self.who, at=moment_vi(self.at))


def last_event(assignment_pk: int) -> int:
    """The number of the last event of the assignment, 0 without one."""
    found = (
        AuditEvent.objects.filter(assignment_pk=assignment_pk).order_by("-pk").values_list("pk", flat=True)
    )
    return found.first() or 0


def shown(data: Mapping[str, Any]) -> int | None:
    """The number that a form carried; None when it carried none, or nonsense: then nothing is compared."""
    text = str(data.get(FIELD, ""))
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= _MOST else None


def events_since(
    assignment_pk: int, seen: int | None, *, actions: Collection[str] | None = None
) -> QuerySet[AuditEvent]:
    """The events after `seen`, oldest first; only of these actions when they are named."""
    if seen is None:
        return AuditEvent.objects.none()
    found = AuditEvent.objects.filter(assignment_pk=assignment_pk, pk__gt=seen).order_by("pk")
    return found if actions is None else found.filter(action__in=actions)


def told(events: Iterable[AuditEvent], *, hidden: Collection[str] = ()) -> list[Happened]:
    """The events for a page, without those of hidden actions."""
    return [Happened(sentence(row), author(row), row.at) for row in events if row.action not in hidden]
