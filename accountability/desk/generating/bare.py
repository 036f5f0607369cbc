"""Tables without their secondary indexes and, on PostgreSQL, without foreign keys, while they are filled.

Both are built again in the same transaction, over all rows at once, which checks every row: several times faster than
row by row, and PostgreSQL need not remember a check per row and key until the commit. Nobody else works meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model

_FOREIGN_KEYS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname
"""
_POSTGRESQL_INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
ORDER BY c.relname
"""
_SQLITE_INDEXES = """
SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL ORDER BY name
"""


@contextmanager
def bare(models: list[type[Model]]) -> Iterator[None]:
    """Take both off, and put them back when the block ends well; when it fails, the rollback does."""
    again: list[str] = []
    if connection.vendor == "postgresql":
        _run("SET CONSTRAINTS ALL IMMEDIATE")  # What waits to be checked would forbid to alter the table.
        _run("SET LOCAL maintenance_work_mem = '512MB'")
        _run("SET LOCAL work_mem = '128MB'")
    for model in models:
        again += _without_keys(model._meta.db_table) + _without_indexes(model._meta.db_table)
    yield
    for statement in again:
        _run(statement)


def _without_keys(table: str) -> list[str]:
    if connection.vendor != "postgresql":
        return []
    quoted = connection.ops.quote_name(table)
    found = _rows(_FOREIGN_KEYS, table)
    for name, _ in found:
        _run(f"ALTER TABLE {quoted} DROP CONSTRAINT {connection.ops.quote_name(name)}")
    return [
        f"ALTER TABLE {quoted} ADD CONSTRAINT {connection.ops.quote_name(name)} {wording}"
        for name, wording in found
    ]


def _without_indexes(table: str) -> list[str]:
    found = _rows(_POSTGRESQL_INDEXES if connection.vendor == "postgresql" else _SQLITE_INDEXES, table)
    for name, _ in found:
        _run(f"DROP INDEX {connection.ops.quote_name(name)}")
    return [statement for _, statement in found]


def _rows(query: str, table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [table])
        return [(str(name), str(wording)) for name, wording in cursor.fetchall()]


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
