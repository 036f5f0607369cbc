"""Rows that many tests begin with, kept in tables of their own inside the test database and copied from there.

A copy by INSERT ... SELECT takes a fraction of the time that inserting the same rows from Python takes. And tests with real
transactions end by emptying the tables row by row: to truncate a hundred tables takes PostgreSQL half a second, and Django
then writes every permission anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

# Written by Django for each model, the same at all times; grants point to them.
_STAY = {"django_content_type", "auth_permission", "django_migrations"}


def fill() -> None:
    """Keep what the migrations wrote, then the province, unless this database has them already.

    Outside every test, whose end would take the kept tables along.
    """
    from django.db import connection

    from tests import cast

    if any(table.startswith("kept_") for table in connection.introspection.table_names()):
        return
    _keep("seeded", _own_tables())
    cast.load()
    rooms = ("audit_", "accounts_", "agencies_", "directives_")
    _keep("province", ["auth_group", *(table for table in _own_tables() if table.startswith(rooms))])
    empty()
    _kept.cache_clear()


def _keep(name: str, tables: Iterable[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            if cursor.fetchone():
                cursor.execute(f"CREATE TABLE kept_{name}_{table} AS SELECT * FROM {table}")


def put_back(name: str) -> None:
    """Insert the rows kept under the name where the table is empty; foreign keys hold, as they held when rows were kept."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor, _unchecked(cursor):
        for table in _kept(name):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            if not cursor.fetchone():
                cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{name}_{table}")


@cache
def _kept(name: str) -> tuple[str, ...]:
    from django.db import connection

    prefix = f"kept_{name}_"
    tables = connection.introspection.table_names()
    return tuple(table.removeprefix(prefix) for table in tables if table.startswith(prefix))


def _own_tables() -> list[str]:
    from django.apps import apps

    own = [
        config
        for config in apps.get_app_configs()
        if config.name.startswith(("accountability.", "workflows"))
    ]
    return [model._meta.db_table for config in own for model in config.get_models(include_auto_created=True)]


def empty(*_: Any) -> None:
    """Take all rows out of all tables, but for what Django wrote about the models."""
    from django.db import connection, transaction

    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with transaction.atomic(), connection.cursor() as cursor, _unchecked(cursor):
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        for table in tables:
            if table not in _STAY:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


@contextmanager
def _unchecked(cursor: Any) -> Iterator[None]:
    """PostgreSQL would look up every foreign key of thousands of rows, and again when the test ends."""
    if cursor.db.vendor != "postgresql":
        yield
        return
    cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    cursor.execute("SET LOCAL session_replication_role = origin")
