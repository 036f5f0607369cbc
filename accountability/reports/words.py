"""How a period reads on a page: its state, and how late it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from accountability.access.actor import Actor, eyes_of
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.reports.cycle_access import has_to_do_with_reports, waiting_for
from accountability.reports.models import ReportCycle, ReportIssue

_TONES = {
    "draft": "active",
    "in_review": "wait",
    "submitted": "wait",
    "instructed": "active",
    "archived": "done",
}
WAITING_SHOWN = 30
# Until the Office has it before the leader, the deadline runs.
_RUNS = (ReportCycle.State.DRAFT, ReportCycle.State.IN_REVIEW)


@dataclass(frozen=True)
class CycleLine:
    """One line of a list: the period, its badge, its deadline in words, and how late it was closed."""

    cycle: ReportCycle
    label: str
    tone: str
    due: str
    due_tone: str
    days_late: int
    closed_late: int
    issue: ReportIssue | None


def lines_waiting(actor: Actor, at: datetime, *, and_late: bool = False) -> list[CycleLine]:
    """The reports whose next step is the actor's, for the first pages; one statement, none for who never has one.

    `and_late` adds what is late at others: for the Office's page.
    """
    if not has_to_do_with_reports(actor):
        return []
    today = local(at).date()
    rows = _waiting(eyes=eyes_of(actor), late_on=today if and_late else None)
    return [line_of(row, today) for row in rows]


@prepared
def _waiting(*, eyes: Actor, late_on: date | None) -> QuerySet[ReportCycle]:
    return waiting_for(eyes, late_on=late_on)[:WAITING_SHOWN]


def line_of(cycle: ReportCycle, today: date) -> CycleLine:
    """The line of a period as of today. Only an archived one has its number read, and with `snapshots__issue` prefetched none."""
    late = max(0, (today - cycle.due_on).days) if cycle.state in _RUNS else 0
    closed_on = local(cycle.closed_at).date() if cycle.closed_at else today
    went_out = cycle.snapshots.all() if _is_read(cycle) else ()
    issues = [one.issue for one in went_out if hasattr(one, "issue")]
    return CycleLine(
        cycle=cycle,
        label=cycle.get_state_display(),
        tone=_TONES[cycle.state],
        due=_due(cycle, today, late),
        due_tone="overdue" if late else "intime" if cycle.state in _RUNS else "none",
        days_late=late,
        closed_late=(closed_on - cycle.to_on).days - 1,
        issue=issues[-1] if issues else None,
    )


def _due(cycle: ReportCycle, today: date, late: int) -> str:
    if cycle.state not in _RUNS:
        return say("Đã trình")
    if late:
        return say("Quá hạn {n} ngày", n=late)
    days = (cycle.due_on - today).days
    return say("Còn {n} ngày", n=days) if days else say("Đến hạn hôm nay")


def _is_read(cycle: ReportCycle) -> bool:
    """Whether its snapshots are there without asking: a list asks for all of its lines at once."""
    return "snapshots" in getattr(cycle, "_prefetched_objects_cache", {})
