"""What the clock does with reports: close each period once, with figures; remind of deadlines. Any engine, any number of times.

1. The periods that ended and have no row are written, all in one statement; the unique key lets two engines, or one that
   comes back after weeks, write each once.
2. A period without figures has them read, is claimed (`closed_at` from nothing to now, count == 1) and closed in one
   transaction: snapshot, audit, process, notices. Who comes second finds nothing to claim; who dies leaves it as a whole for the next beat.
3. A report that is due tomorrow, or is late, is claimed for its reminder the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q

from accountability.audit.record import record
from accountability.audit.sealing import seal
from accountability.calendars.rules import periods_closed_between
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.reports.freezing import Taken, facts, keep, take
from accountability.reports.models import ReportCycle, ReportKind
from accountability.reports.telling import tell_turn

Started = Callable[[ReportCycle], None]
_WAITS = (ReportCycle.State.DRAFT, ReportCycle.State.IN_REVIEW)


def close_periods(*, at: datetime, started: Started) -> int:
    """Close every period that ended before today; how many. `started` begins the process of one, in its transaction."""
    write_missing(local(at).date())
    open_ones = (
        ReportCycle.objects.filter(closed_at=None).order_by("to_on", "pk").values_list("pk", flat=True)
    )
    waiting = list(open_ones)
    if waiting:
        seal(at=at)  # So that the anchor on the report is of this moment.
    closed = sum(close(pk, at=at, started=started) for pk in waiting)
    if closed:
        seal(at=at)  # And so that the closing itself, with the hash of its figures, is sealed with it.
    return closed


def write_missing(today: date) -> int:
    """Write a row for every period of every kind that has ended by today and has none; how many were tried."""
    last = dict(ReportCycle.objects.values_list("kind").annotate(Max("to_on")).order_by())
    missing = []
    for kind in ReportKind.objects.filter(starts_on__lt=today):
        until = min(today, kind.ended_on or today)
        known = last.get(kind.pk)
        since = known + timedelta(days=1) if known else kind.period_of(kind.starts_on).end_on
        for span in periods_closed_between(kind.rhythm, since, until, kind.starts_on, kind.window):
            due_on = span.end_on + timedelta(days=kind.due_days)
            missing.append(ReportCycle(kind=kind, from_on=span.start_on, to_on=span.end_on, due_on=due_on))
    ReportCycle.objects.bulk_create(missing, ignore_conflicts=True, batch_size=200)
    return len(missing)


def close(pk: int, *, at: datetime, started: Started) -> bool:
    """Close one period, unless somebody else did. Its figures are those of this moment, and say so.

    They are read first, so that nobody waits for the reading; whoever claims the period keeps his.
    """
    cycle = ReportCycle.objects.select_related("kind__program__standing_agency", "kind__addressee").get(pk=pk)
    if cycle.closed_at is not None:
        return False
    taken = take(cycle, at=at)
    with transaction.atomic():
        if not ReportCycle.objects.filter(pk=pk, closed_at=None).update(closed_at=at):
            return False
        cycle.closed_at = at
        _freeze(cycle, taken, at=at, started=started)
    return True


def _freeze(cycle: ReportCycle, taken: Taken, *, at: datetime, started: Started) -> None:
    snapshot = keep(taken)
    record(
        action="report_cycle.close", by=None, at=at, target_kind="report_cycle", target_pk=cycle.pk,
        after={**facts(snapshot), "from_on": cycle.from_on.isoformat(), "to_on": cycle.to_on.isoformat()},
    )  # fmt: skip
    started(cycle)
    tell_turn(cycle, say("Kỳ báo cáo đã chốt số liệu, chờ soạn"), fact="draft:1", at=at)


def remind(*, at: datetime) -> int:
    """Remind of reports that are due tomorrow or today, and of late ones; each once. How many reports."""
    today = local(at).date()
    near = Q(due_on__gte=today, due_on__lte=today + timedelta(days=1), reminded_on=None)
    late = Q(due_on__lt=today) & (Q(reminded_on=None) | Q(reminded_on__lte=F("due_on")))
    rows = ReportCycle.objects.filter(near | late, state__in=_WAITS).exclude(closed_at=None)
    return sum(_remind(row, today, at) for row in rows.select_related("kind__program", "kind__addressee"))


@transaction.atomic
def _remind(cycle: ReportCycle, today: date, at: datetime) -> bool:
    mine = ReportCycle.objects.filter(pk=cycle.pk, state=cycle.state, reminded_on=cycle.reminded_on)
    if not mine.update(reminded_on=today):
        return False
    is_late = today > cycle.due_on
    text = say("Báo cáo định kỳ đã quá hạn gửi") if is_late else say("Báo cáo định kỳ sắp đến hạn gửi")
    tell_turn(cycle, text, fact=f"remind:{'late' if is_late else 'near'}", at=at)
    return True
