"""The lists from which rows are made inside the database: slots, one per assignment, and the heads they go to.

Temporary tables, filled a chunk at a time, alike on SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

SLOTS = "generate_slot"
HEADS = "generate_head"
# The rows that are copied, aside: an INSERT that reads the table which it fills would first spool all that it selects.
SOURCES = ("assignment", "tenure", "deadline", "process", "task", "link")
_CHUNK = 20_000


def create() -> None:
    """The two temporary tables: slots, and the heads that they are spread over."""
    with connection.cursor() as cursor:
        drop()
        cursor.execute(
            f"CREATE TEMPORARY TABLE {SLOTS} (n integer, source bigint, assignment_id bigint, tenure_id bigint,"
            " process_id bigint, task_base bigint, head integer, due_on date, late integer, rank integer)"
        )
        cursor.execute(
            f"CREATE TEMPORARY TABLE {HEADS} (head integer PRIMARY KEY, agency_id bigint, user_id bigint, words text)"
        )


def drop() -> None:
    """Without the temporary tables of this and of an earlier run in the same session."""
    with connection.cursor() as cursor:
        for table in (SLOTS, HEADS, *(f"generate_{name}" for name in SOURCES)):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def fill(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows into a temporary table, by COPY where there is one; never more than a chunk in memory."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as target:
                for row in rows:
                    target.write_row(row)
            cursor.execute(f"ANALYZE {table}")
            return
        for chunk in _chunks(rows):
            marks = ", ".join(["%s"] * len(chunk[0]))
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", chunk)  # noqa: S608


def _chunks(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def insert_for_late(row: Model, due_on: date, columns: Mapping[str, str]) -> int:
    """Insert a row like `row` for every late slot of that deadline; `columns` are expressions over `n`; how many."""
    names, values, params = [], [], []
    for field in row._meta.concrete_fields:
        if field is row._meta.pk:
            continue
        name = str(field.column)
        names.append(connection.ops.quote_name(name))
        if name in columns:
            values.append(columns[name])
            continue
        # PostgreSQL takes a bare parameter in a SELECT for a text.
        typed = connection.vendor == "postgresql"
        values.append(f"CAST(%s AS {field.cast_db_type(connection)})" if typed else "%s")
        params.append(field.get_db_prep_save(field.pre_save(row, add=True), connection))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {connection.ops.quote_name(row._meta.db_table)} ({', '.join(names)})"  # noqa: S608
            f" SELECT {', '.join(values)} FROM {SLOTS} n WHERE n.late = 1 AND n.due_on = %s ORDER BY n.n",
            [*params, due_on],
        )
        return int(cursor.rowcount)


# Keys and statistics --------------------------------------------------------------------------------------------------


def next_key(model: type[Model]) -> int:
    """The first primary key above all that are in use."""
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1


def finish(models: list[type[Model]]) -> None:
    """The database goes on after the keys that were given here, and PostgreSQL's planner learns of the new rows.

    SQLite does the first by itself; the second autovacuum would do some minutes later.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
