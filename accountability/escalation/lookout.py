"""Where a sweep has to look: everywhere, or only at what has changed since the day's first sweep.

Thresholds in days move at midnight only. So the first sweep of a day looks at all open work; the later ones look at the
assignments that people wrote about since, which the audit trail knows (every write has an event in its transaction), and at
documents whose ladder counts in hours. Ladders, calendar or clock changed: everything again. Nothing is read from this but
where to look; a rung that such a sweep did not see comes with the next full one, once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from accountability.assignments.models import Assignment
from accountability.audit.models import AuditEvent
from accountability.core.zone import local
from accountability.escalation.models import SweepRun
from accountability.escalation.policies import Ladders
from accountability.escalation.steps import Moment

# A transaction may have drawn its event's number before the last sweep began and be committed after it; none lasts longer.
LONGEST_TRANSACTION = timedelta(minutes=15)
# Beyond so many it is cheaper to look at everything than to name them.
_MOST_CHANGED = 20_000
# Events that stand for more assignments than they name.
_LOADS = ("generate.load",)


@dataclass(frozen=True)
class Outlook:
    """`only`: the assignments to look at, None for all; the rest goes into the run for the sweeps after it."""

    only: frozenset[int] | None
    audit_pk: int
    basis: str

    @property
    def is_full(self) -> bool:
        """Whether everything is looked at."""
        return self.only is None


def outlook(*, ladders: Ladders, moment: Moment, ran_at: datetime, everything: bool) -> Outlook:
    """Where to look at this moment; `ran_at` is the machine's own time. Four queries at most."""
    newest = AuditEvent.objects.aggregate(pk=Max("pk"))["pk"] or 0
    basis = _basis(ladders, moment)
    last_full = SweepRun.objects.filter(looked_at_all=True).order_by("-pk").first()
    is_of_today = (
        last_full is not None
        and local(last_full.at).date() == moment.today
        and last_full.at <= moment.at
        and last_full.basis == basis
    )
    if everything or not is_of_today:
        return Outlook(None, newest, basis)
    return Outlook(_changed_since(_seen(ran_at)), newest, basis)


def _seen(ran_at: datetime) -> int:
    """The last event of which it is certain that an earlier sweep saw it and all before it."""
    # Runs of before this was kept saw nothing that is known.
    runs = SweepRun.objects.filter(audit_pk__gt=0)
    old = runs.filter(ran_at__lte=ran_at - LONGEST_TRANSACTION).order_by("-pk")
    first = runs.order_by("pk")
    return (
        old.values_list("audit_pk", flat=True).first() or first.values_list("audit_pk", flat=True).first()
    ) or 0


def _changed_since(audit_pk: int) -> frozenset[int] | None:
    """The assignments that were written about since that event; None when it is better to look at everything."""
    events = AuditEvent.objects.filter(pk__gt=audit_pk).order_by()
    if events.filter(action__in=_LOADS).exists():
        return None
    pks = _some(events.filter(assignment_pk__isnull=False).values_list("assignment_pk", flat=True).distinct())
    # What is written about a document (its urgency, its program) is about all its assignments.
    documents = _some(
        events.filter(assignment_pk__isnull=True, directive_pk__isnull=False)
        .values_list("directive_pk", flat=True)
        .distinct()
    )
    if documents:
        pks |= _some(Assignment.objects.filter(directive_id__in=documents).values_list("pk", flat=True))
    return None if len(pks) > _MOST_CHANGED else pks


def _some(rows: QuerySet[Any, Any]) -> frozenset[int]:
    return frozenset(pk for pk in rows[: _MOST_CHANGED + 1] if pk is not None)


def _basis(ladders: Ladders, moment: Moment) -> str:
    """A mark of the ladders in force and the calendar: when either changes, so do thresholds."""
    calendar = moment.calendar
    facts = (sorted(ladders.by_version), sorted(calendar.days_off), sorted(calendar.make_up_days))
    return hashlib.sha256(repr(facts).encode()).hexdigest()
