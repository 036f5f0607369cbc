"""Writing the ledger: one INSERT ... SELECT per rung and kind of fact, and the floor below which a rung is dropped."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Case, DateField, Exists, F, Max, OuterRef, QuerySet, Value, When

from accountability.calendars.rules import Calendar, latest_anchor, reached_on
from accountability.escalation.anchors import BUILDERS, COLUMNS
from accountability.escalation.models import Escalation, SweepRun
from accountability.escalation.policies import Ladder
from accountability.escalation.rules import Anchor, RungFacts, louder_keys

# The inner SELECT is Django's; `merged` is decided by the database in the same statement, so that a row is written
# once and never touched again. The WHERE keeps SQLite from reading ON CONFLICT as part of a join.
_CLAIM = """
INSERT INTO {table} (subject, rung_key, occasion, ordinal, assignment_id, tenure_id, version_id, run_id,
                     anchor_on, claimed_at, merged)
SELECT c.subject_key, %s, c.occasion, 0, c.assignment_pk, c.tenure_pk, %s, %s, c.anchor_on, %s, {merged}
FROM ({candidates}) c WHERE 1 = 1
ON CONFLICT DO NOTHING
"""
_LOUDER = """
EXISTS (SELECT 1 FROM {table} l
        WHERE l.subject = c.subject_key AND l.occasion = c.occasion AND l.rung_key IN ({marks}))
"""
_NEVER = "(1 = 0)"


def claim_rung(
    rung: RungFacts, *, ladder: Ladder, run: SweepRun, at: datetime, today: date, calendar: Calendar
) -> int:
    """Claim the rung for every subject that reached it and has no claim of it yet; how many were claimed.

    Call for higher rungs first: a rung below a claimed one of the same subject and occasion is written as merged.
    """
    threshold = latest_anchor(today, rung.offset, rung.unit, calendar)
    claimed = 0
    for rows in BUILDERS[rung.anchor](rung, today):
        candidates = _unclaimed(rows.filter(anchor_on__lte=threshold), rung)
        if rung.anchor == Anchor.DEADLINE:
            candidates = _above_floor(candidates, rung, calendar)
        claimed += _insert(candidates, rung, ladder, run, at)
    return claimed


def _unclaimed(rows: QuerySet[Any], rung: RungFacts) -> QuerySet[Any]:
    claimed = Escalation.objects.filter(
        subject=OuterRef("subject_key"), rung_key=rung.key, occasion=OuterRef("occasion"), ordinal=0
    )
    return rows.filter(~Exists(claimed))


def _above_floor(rows: QuerySet[Any], rung: RungFacts, calendar: Calendar) -> QuerySet[Any]:
    """Without the rungs that would have been reached before the lead was given the duty (DESIGN §6).

    The database groups by deadline; only deadlines with such a row, which are few, get a day of their own in the SQL.
    """
    latest_floor = rows.order_by().values("anchor_on").annotate(latest=Max("floor_on"))
    days = [(row["anchor_on"], row["latest"]) for row in latest_floor]
    reached = {anchor_on: reached_on(anchor_on, rung.offset, rung.unit, calendar) for anchor_on, _ in days}
    early = [anchor_on for anchor_on, latest in days if latest > reached[anchor_on]]
    if not early:
        return rows
    whens = [When(anchor_on=day, then=Value(reached[day], output_field=DateField())) for day in early]
    last = Value(date.max, output_field=DateField())
    return rows.annotate(reached_on=Case(*whens, default=last, output_field=DateField())).filter(
        floor_on__lte=F("reached_on")
    )


def _insert(candidates: QuerySet[Any], rung: RungFacts, ladder: Ladder, run: SweepRun, at: datetime) -> int:
    # One order for all sweeps: two at once wait for each other instead of deadlocking.
    chosen = candidates.order_by("assignment_pk", "occasion").values(*COLUMNS)
    inner, inner_params = chosen.query.sql_with_params()
    louder = sorted(louder_keys(rung, ladder.rungs))
    table = connection.ops.quote_name(Escalation._meta.db_table)
    marks = ", ".join(["%s"] * len(louder))
    merged = _LOUDER.format(table=table, marks=marks) if louder else _NEVER
    # No value stands in the text of the statement: names of our own tables and marks only.
    sql = _CLAIM.format(table=table, merged=merged, candidates=inner)
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(sql, [rung.key, ladder.version_pk, run.pk, moment, *louder, *inner_params])
        return int(cursor.rowcount)
