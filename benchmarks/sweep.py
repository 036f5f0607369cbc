"""The sweep over a million open assignments, 5 % of them newly overdue; and the sweep that finds nothing new.

Ours: `config.jobs.run_sweep`, as the engine calls it: claims in the ledger, notices, mails built and owed, audit events.
By hand: the rows that it writes by the thousand (ledger, notices, outbox, what each mail is about), by one INSERT ...
SELECT per table: whom it concerns found by joins, texts put together in SQL, the bytes of one mail of ours, of median
size, copied for each. Both in one transaction with all constraints checked, then undone, so that each run starts from the
same rows. How many rows each writes into each table is compared, and told when it differs.

The idle sweep runs after a real one was committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.db import connection
from django.db.models import Max, Model
from django.db.models.functions import Length

from accountability.core.clock import parse_at
from accountability.escalation.models import Escalation, SweepRun
from accountability.notices.models import MailSubject, Notification, Outbox
from benchmarks.figures import Figure, alternate, median, say, stopwatch
from benchmarks.ground import AT, check_constraints, sweep_dead_rows, undone
from benchmarks.profiling import profiled
from config.jobs import run_sweep

BOUNDS = {"postgresql": 2.0, "sqlite": 3.0}
IDLE_SECONDS = 0.150
WRITTEN = (Escalation, Notification, Outbox, MailSubject)
NOON = parse_at(AT)


# The columns that the joins give; every other column takes what our own row has in it.
LEDGER = {
    "subject": "'a:' || a.id", "occasion": "'deadline:' || a.deadline_number", "assignment_id": "a.id",
    "tenure_id": "t.id", "anchor_on": "a.due_on",
}  # fmt: skip
OVERDUE = """
FROM assignments_assignment a
JOIN assignments_leadtenure t ON t.assignment_id = a.id AND t.to_at IS NULL
JOIN agencies_agency g ON g.id = a.lead_agency_id AND g.kind NOT IN ('ND', 'DN', 'BO', 'DU')
WHERE a.state IN ('assigned', 'returned', 'acknowledged', 'working', 'submitted', 'claimed', 'rework')
  AND NOT a.is_imported AND a.due_on <= %s AND t.from_on <= %s
"""
# Each claim with each account that hears of it: the head of the lead and, where it has one, its focal point.
HEARD = """
FROM escalation_escalation e
JOIN assignments_assignment a ON a.id = e.assignment_id
JOIN agencies_position p ON p.agency_id = a.lead_agency_id AND p.role IN ('agency_head', 'focal_point')
JOIN agencies_incumbency i ON i.position_id = p.id AND i.to_on IS NULL
"""
NOTICES = {
    "recipient_id": "i.user_id", "subject": "e.subject", "url": "'/nhiem-vu/' || e.assignment_id || '/'",
    "text": "'Quá hạn 1 ngày làm việc, nhắc Thủ trưởng đơn vị: ' || a.title",
}  # fmt: skip
# Many claims of one account are one line on its notice page, as they are one mail.
FOLDED = {"recipient_id": "u.id", "text": "'Quá hạn 1 ngày làm việc: ' || u.claims || ' nhiệm vụ'"}
MAILS = {
    "recipient_user_id": "u.id", "recipient": "u.email", "dedupe_key": "'by-hand:' || u.id",
    "message_id": "'<by-hand-' || u.id || '@vanphong.example>'",
}  # fmt: skip
# (SQLite would read ON CONFLICT as part of a FROM without a WHERE.)
READERS = f"""
FROM (SELECT i.user_id AS id, MIN(r.email) AS email, COUNT(*) AS claims
      {HEARD} JOIN accounts_user r ON r.id = i.user_id WHERE e.id > %s GROUP BY i.user_id) u WHERE 1 = 1
"""
ABOUT = {"mail_id": "o.id", "subject": "e.subject"}
TOLD = f"{HEARD} JOIN notices_outbox o ON o.recipient_user_id = i.user_id AND o.id > %s"


def measure(database: str, runs: int) -> list[Figure]:
    """Both figures on the database of the settings."""
    samples, counts = _rows_of_ours()
    say(f"  one sweep writes {counts}")
    ours, hand = alternate(_ours, lambda: _by_hand(samples, counts), runs)
    profiled(_ours)
    size = f"{counts['Escalation']:,} newly overdue"
    sweep = Figure(f"sweep, {size}", database, "s", ours, hand, BOUNDS[database], note=f"rows: {counts}")
    run_sweep(NOON)
    sweep_dead_rows()
    profiled(_idle)
    idle = median(_idle, 2 * runs + 1)
    bound = IDLE_SECONDS if database == "postgresql" else None
    return [sweep, Figure("sweep again, nothing new", database, "s", idle, bound=bound)]


def _last_keys() -> dict[type[Model], int]:
    return {model: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in WRITTEN}


def _rows_of_ours() -> tuple[dict[type[Model], Model], dict[str, int]]:
    """What our sweep writes: a row of each table, of median size where sizes differ, and how many."""
    samples: dict[type[Model], Model] = {}
    counts: dict[str, int] = {}
    before = _last_keys()
    with undone():
        run_sweep(NOON)
        for model, last in before.items():
            rows = model._default_manager.filter(pk__gt=last)
            counts[model.__name__] = rows.count()
            ordered = rows.order_by(Length("mime")) if model is Outbox else rows.order_by("pk")
            samples[model] = ordered[counts[model.__name__] // 2]
    sweep_dead_rows()
    return samples, counts


def _ours() -> float:
    with undone(), stopwatch() as seconds:
        run_sweep(NOON)
        check_constraints()
    sweep_dead_rows()
    return seconds()


def _idle() -> float:
    with undone(), stopwatch() as seconds:
        run_sweep(NOON)
    return seconds()


def _by_hand(samples: Mapping[type[Model], Model], counts: Mapping[str, int]) -> float:
    before = _last_keys()
    due = samples[Escalation].anchor_on  # type: ignore[attr-defined]
    with undone(), stopwatch() as seconds:
        claim = copy(samples[Escalation])
        claim.run = SweepRun.objects.create(at=NOON, ran_at=NOON)  # type: ignore[attr-defined]
        written = {"Escalation": _insert(claim, LEDGER, OVERDUE, [due, due])}
        folded = counts["Notification"] <= counts["Outbox"] < counts["MailSubject"]
        notices, heard = (FOLDED, READERS) if folded else (NOTICES, HEARD + " WHERE e.id > %s")
        written["Notification"] = _insert(samples[Notification], notices, heard, [before[Escalation]])
        written["Outbox"] = _insert(samples[Outbox], MAILS, READERS, [before[Escalation]])
        told = TOLD + " WHERE e.id > %s"
        written["MailSubject"] = _insert(
            samples[MailSubject], ABOUT, told, [before[Outbox], before[Escalation]]
        )
        check_constraints()
    if written != counts:
        say(f"  by hand other rows: {written}")
    sweep_dead_rows()
    return seconds()


def _insert(sample: Model, columns: Mapping[str, str], source: str, params: list[Any]) -> int:
    """INSERT ... SELECT with the columns named, all others as in the sample; how many rows."""
    names, values, constants = [], [], []
    for field in sample._meta.concrete_fields:
        name = str(field.column)
        if field.primary_key:
            continue
        names.append(connection.ops.quote_name(name))
        if name in columns:
            values.append(columns[name])
            continue
        kind = field.cast_db_type(connection)
        values.append(f"CAST(%s AS {kind})" if connection.vendor == "postgresql" else "%s")
        constants.append(field.get_db_prep_save(getattr(sample, field.attname), connection))
    table = connection.ops.quote_name(sample._meta.db_table)
    statement = f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} {source}"
    with connection.cursor() as cursor:
        cursor.execute(statement + " ON CONFLICT DO NOTHING", [*constants, *params])
        return int(cursor.rowcount)
