"""Writing the ledger: one INSERT ... SELECT per kind of fact, for all ladders, rungs and repeats at once.

The candidates of an anchor (`anchors`) meet the steps of their ladder (`steps`); what has reached a step and has no row of it
gets one. Floors, holds and the stopped clock are compared by the numbers of days (`steps.count_days`), so that the database
needs no calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Min, QuerySet

from accountability.assignments.models import Assignment, Coordination
from accountability.assignments.rules import OPEN_STATES
from accountability.escalation import conditions
from accountability.escalation.anchors import BUILDERS, Look, columns_of
from accountability.escalation.models import Escalation, SweepRun
from accountability.escalation.policies import Ladder
from accountability.escalation.rules import DUE_ANCHORS, Anchor, Condition
from accountability.escalation.sources import anchors_without_facts
from accountability.escalation.steps import Moment, Step, count_days, steps_of

# Days before this are all alike: nobody was given a duty ten years before it is swept for the first time.
_LONGEST_PAST = timedelta(days=3660)

# Anchors of which few rows wait at a time.
_FEW = frozenset({Anchor.CLAIM, Anchor.OBSTACLE, Anchor.EXPLANATION, Anchor.READING})

# `merged` is decided by the database in the same statement, so that a row is written once and never touched again.
# The WHERE before ON CONFLICT keeps SQLite from reading it as part of a join.
# The candidates are written down first: the planner then knows how many there are.
_CLAIM = """
INSERT INTO {table} (subject, rung_key, occasion, ordinal, assignment_id, coordination_id, tenure_id, version_id, run_id,
                     anchor_on, anchor_at, claimed_at, merged)
WITH {ctes}
SELECT n.subject_key, n.rung_key, n.occasion, n.ordinal, n.assignment_pk, n.coordination_pk, n.tenure_pk, {version_pk},
       {run_pk}, n.anchor_on, CASE WHEN n.in_hours THEN n.anchor_at END, {claimed_at},
       n.place > 1 OR EXISTS (
           SELECT 1 FROM {table} l JOIN rank_of r ON r.rung_key = l.rung_key
           WHERE l.subject = n.subject_key AND l.occasion = n.occasion
             AND (r.rung_rank > n.rung_rank OR (r.rung_rank = n.rung_rank AND l.ordinal > n.ordinal)))
FROM (
    SELECT c.*, s.rung_key, s.ordinal, s.rung_rank, s.in_hours,
           ROW_NUMBER() OVER (PARTITION BY c.subject_key, c.occasion ORDER BY s.rung_rank DESC, s.ordinal DESC) AS place
    FROM c JOIN step s ON s.citizens = c.citizens
    WHERE {reached} AND NOT EXISTS (
        SELECT 1 FROM {table} e WHERE e.subject = c.subject_key AND e.rung_key = s.rung_key AND e.occasion = c.occasion
                                  AND e.ordinal = s.ordinal)
) n
WHERE 1 = 1
ORDER BY n.assignment_pk, n.subject_key, n.occasion, n.rung_rank DESC, n.ordinal DESC
ON CONFLICT DO NOTHING
"""

# The numbers of the days of a candidate: of its anchor, of its floor, of the day on which it was handed in.
_NUMBERED = """
SELECT x.*, COALESCE(d.worked, 0) AS due_worked, COALESCE(d.before, 0) AS due_before, COALESCE(d.number, 0) AS due_number,
       f.worked AS floor_worked, COALESCE(f.before, -1) AS floor_before, COALESCE(f.number, -1) AS floor_number,
       COALESCE(h.worked, 0) AS handed_worked, COALESCE(h.number, 0) AS handed_number
FROM ({candidates}) x
LEFT JOIN day d ON d.on_day = x.anchor_on
LEFT JOIN day f ON f.on_day = x.floor_on
LEFT JOIN day h ON h.on_day = x.handed_on
"""
# The number of the working day on which the rung itself comes.
_OWN_DAY = "(CASE WHEN s.move >= 0 THEN c.due_worked + s.move ELSE c.due_before + s.move + 1 END)"
# A rung that would have been reached before the lead was given the duty is dropped; the first reminder of such a short
# task comes at half-time instead.
_ABOVE_FLOOR = """
(CASE s.unit WHEN 'wd' THEN {own_day} > c.floor_before
             WHEN 'd' THEN c.due_number + s.move >= c.floor_number
             ELSE {hours} >= c.floor_at END
 OR (s.is_first AND c.due_worked - c.floor_worked >= 2
     AND c.floor_worked + (c.due_worked - c.floor_worked) / 2 <= {worked_today}))
"""
# While work waits for others its lead is not reminded, and what would be reached after it was handed in is not claimed.
_CLOCK_RUNS = """
((NOT c.waits_for_others OR s.is_after) AND (NOT s.is_after OR c.handed_on IS NULL OR
 CASE WHEN s.unit = 'wd' THEN {own_day} + s.gap <= c.handed_worked
      WHEN s.gap > 0 THEN FALSE
      WHEN s.unit = 'd' THEN c.due_number + s.move <= c.handed_number
      ELSE c.handed_on >= c.anchor_on AND {hours} <= c.handed_at END))
"""
_NOT_HELD = "NOT (s.waits AND c.held)"


def claim_all(look: Look, moment: Moment, run: SweepRun, ladders: Iterable[Ladder]) -> int:
    """Claim every step of these ladders that was reached and not claimed; how many rows were written.

    One statement per ladder and builder of the anchors that it uses. `look.up_to_on` and `look.version_pk` are set here.
    """
    claimed, first_due = 0, _first_due(moment.today)
    nothing = anchors_without_facts(run.pk)
    _plan_only()
    for anchor, builder in BUILDERS.items():
        for ladder in ladders if anchor not in nothing else ():
            steps = steps_of(ladder.of(anchor), moment)
            if not steps:
                continue
            here = replace(look, version_pk=ladder.version_pk, up_to_on=max(step.up_to_on for step in steps))
            for rows in builder(here):
                days = _day_cte(here, moment, steps, first_due) if anchor in DUE_ANCHORS else None
                claimed += _claim(rows, anchor, steps, here, moment, run, days)
    return claimed


def _plan_only() -> None:
    """Keep PostgreSQL from compiling the statements: that took 3 s of the 6 that a sweep of a million took."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL jit = off")


def _claim(
    rows: QuerySet[Any], anchor: Anchor, steps: list[Step], look: Look, moment: Moment, run: SweepRun,
    days: tuple[str, int] | None,
) -> int:  # fmt: skip
    """`days` are the numbered days and the number of working days up to today, for anchors that are deadlines."""
    candidates, params = _candidates(rows, anchor, steps)
    ctes = [_step_cte(steps, moment), _rank_cte(steps)]
    tests = [_reached(steps), *_condition_tests(steps)]
    if days:
        ctes.append(days[0])
        candidates = _NUMBERED.format(candidates=candidates)
        own = {"own_day": _OWN_DAY, "hours": _plus_hours()}
        tests += [_ABOVE_FLOOR.format(worked_today=days[1], **own), _CLOCK_RUNS.format(**own), _NOT_HELD]
    ctes.append(f"c AS MATERIALIZED ({candidates})")
    # No text from outside stands in the statement: names of our own, codes of the vocabulary, numbers and dates.
    sql = _CLAIM.format(
        ctes=", ".join(ctes), table=connection.ops.quote_name(Escalation._meta.db_table), run_pk=run.pk,
        version_pk=look.version_pk, claimed_at=_instant(moment.at), reached=" AND ".join(tests),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


def _candidates(rows: QuerySet[Any], anchor: Anchor, steps: list[Step]) -> tuple[str, list[Any]]:
    """The inner SELECT, with a column for each condition that some step of the anchor has."""
    used = {step.rung.condition for step in steps}
    extra = {
        f"meets_{condition.value}": expression
        for condition, expression in conditions.expressions(anchor, used).items()
    }
    if Condition.NO_PROGRESS in used:
        extra["heard_on"] = conditions.heard_on_of_any()
    chosen = rows.annotate(**extra).order_by().values(*columns_of(anchor), *extra)
    sql, params = chosen.query.sql_with_params()
    if connection.vendor == "sqlite":
        # SQLite takes a partial index only when it sees the values that the index was made for, and it has no statistics:
        # it is told to begin with the few facts that wait, not with the many assignments.
        if anchor in _FEW:
            sql = sql.replace(" INNER JOIN ", " CROSS JOIN ")
        return sql % tuple(_literal(value) for value in params), []
    return sql, list(params)


def _condition_tests(steps: list[Step]) -> list[str]:
    found = []
    for condition in sorted({step.rung.condition for step in steps} - {Condition.NOT_DONE}):
        met = (
            "c.heard_on <= s.quiet_on" if condition == Condition.NO_PROGRESS else f"c.meets_{condition.value}"
        )
        found.append(f"(s.condition <> '{condition.value}' OR {met})")
    return found


def _reached(steps: list[Step]) -> str:
    in_hours = any(step.in_hours for step in steps)
    by_hour = "OR (s.in_hours AND c.anchor_at <= s.latest_at)" if in_hours else ""
    return f"((NOT s.in_hours AND c.anchor_on <= s.latest_on) {by_hour})"


# Small tables in the statement ----------------------------------------------------------------------------------------


def _cte(name: str, columns: str, rows: Iterable[Iterable[Any]]) -> str:
    values = ", ".join("(" + ", ".join(_literal(value) for value in row) + ")" for row in rows)
    return f"{name}({columns}) AS (VALUES {values})"


_STEP_COLUMNS = (
    "citizens, rung_key, ordinal, rung_rank, unit, move, gap, in_hours, is_after, is_first, waits, condition, "
    "latest_on, latest_at, quiet_on"
)


def _step_cte(steps: list[Step], moment: Moment) -> str:
    def row(step: Step) -> tuple[Any, ...]:
        rung, days = step.rung, step.rung.condition_days
        is_after = step.offset > 0 or rung.is_after
        quiet_on = moment.today - timedelta(days=days) if days else None
        return (
            step.citizens, rung.key, step.ordinal, rung.rank, rung.unit, step.offset, step.gap,
            step.in_hours, is_after, step.is_first, rung.waits, rung.condition.value, _Day(step.latest_on),
            _Instant(step.latest_at), _Day(quiet_on),
        )  # fmt: skip

    return _cte("step", _STEP_COLUMNS, map(row, steps))


def _rank_cte(steps: list[Step]) -> str:
    return _cte("rank_of", "rung_key, rung_rank", sorted({(step.rung.key, step.rung.rank) for step in steps}))


def _day_cte(look: Look, moment: Moment, steps: list[Step], first_due: date) -> tuple[str, int]:
    """The numbered days from the first reminder of the first open deadline on, and the working days up to today."""
    first = max(first_due, moment.today - _LONGEST_PAST)
    # Three days for each working day, and a month: longer than any row of days off.
    first -= timedelta(days=31 - 3 * min(0, *(step.offset for step in steps)))
    last = max(look.up_to_on, moment.today)
    rows = list(count_days(first, last, moment.calendar))
    worked_today = rows[(moment.today - first).days].worked
    values = ((_Day(row.on), row.number, row.worked, row.before) for row in rows)
    return _cte("day", "on_day, number, worked, before", values), worked_today


def _first_due(today: date) -> date:
    rows = Assignment.objects.filter(state__in=OPEN_STATES, due_on__isnull=False)
    parts = Coordination.objects.filter(due_on__isnull=False, state=Coordination.State.OWED)
    first = rows.order_by("due_on").values_list("due_on", flat=True).first()
    return min(filter(None, (first, parts.aggregate(first=Min("due_on"))["first"], today)))


# Literals -------------------------------------------------------------------------------------------------------------


class _Day:
    """A date that may be missing, typed for PostgreSQL."""

    def __init__(self, on: date | None) -> None:
        self.on = on


class _Instant:
    """An instant that may be missing, typed for PostgreSQL."""

    def __init__(self, at: datetime | None) -> None:
        self.at = at


def _literal(value: Any) -> str:
    """A value of ours as SQL text. Raises TypeError for what none of ours is."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | Decimal() | float():
            return str(value)
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _Day():
            return _typed("date", value.on.isoformat() if value.on else None)
        case _Instant():
            return _instant(value.at)
        case datetime():
            return _instant(value)
        case date():
            return _typed("date", value.isoformat())
    raise TypeError(f"no literal for {value!r}")


def _instant(at: datetime | None) -> str:
    moment = connection.ops.adapt_datetimefield_value(at) if at else None
    return _typed("timestamptz", str(moment) if moment else None)


def _typed(kind: str, text: str | None) -> str:
    plain = "NULL" if text is None else f"'{text}'"
    return f"CAST({plain} AS {kind})" if connection.vendor == "postgresql" else plain


def _plus_hours() -> str:
    if connection.vendor == "postgresql":
        return "c.anchor_at + s.move * INTERVAL '1 hour'"
    return "datetime(c.anchor_at, s.move || ' hours')"
