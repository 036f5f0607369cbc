"""Rows that many tests begin with.

The province stands in the test database from the beginning, and in tables of its own (a copy by INSERT ... SELECT takes a
fraction of the time that inserting the same rows from Python takes): the few tests that want none of it take it away, and after a
test with real transactions, which ends by emptying all tables, it is copied back. Row by row: to truncate a hundred tables
takes PostgreSQL half a second, and Django then writes every permission anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import uuid4

# Written by Django for each model, the same at all times; grants point to them.
STAY = {"django_content_type", "auth_permission", "django_migrations"}
# Empty where there is no province.
AGENCIES = "agencies_agency"


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
    _kept.cache_clear()
    # As a copy leaves it: only so it bears the mark that every copy bears.
    empty()
    put_back("seeded")
    put_back("province")


def take_away(name: str) -> None:
    """No row of these tables, as before `put_back`; for a test that begins without them."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        with unchecked(cursor):
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA defer_foreign_keys = ON")
            for table in reversed(_kept(name)):
                cursor.execute(f"DELETE FROM {table}")
        _mark(f"no {name}", dict.fromkeys(_kept(name), True))


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

    with connection.cursor() as cursor:
        tables = _kept(name)
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables))
        was_empty = {table: not rows for table, rows in zip(tables, cursor.fetchone(), strict=True)}
        if not any(was_empty.values()):
            return
        with transaction.atomic():
            with unchecked(cursor):
                for table in filter(was_empty.get, tables):
                    cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{name}_{table}")
            _mark(name, was_empty)


def _mark(name: str, was_empty: dict[str, bool]) -> None:
    """The same rows bear the same mark in every test, so that a process keeps what it read from them.

    PostgreSQL drew no mark of its own: unchecked, it calls no triggers either.
    """
    from accountability.reference.models import Revision
    from accountability.reference.triggers import WATCHED

    for group, tables in WATCHED.items():
        filled = {was_empty[table] for table in tables if table in was_empty}
        if True in filled:
            mark = f"kept with {name}" if filled == {True} else uuid4().hex
            Revision.objects.filter(name=group).update(mark=mark)


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
    """Take all rows out of all tables, but for what Django wrote about the models and what nobody changed."""
    from django.db import connection, transaction

    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    stay = STAY | _untouched()
    emptying = [f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables if table not in stay]
    with transaction.atomic(), connection.cursor() as cursor, unchecked(cursor):
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for statement in emptying:
                cursor.execute(statement)
        else:
            cursor.execute("; ".join(emptying))


def _untouched() -> set[str]:
    """The offices, people, calendar and ladders as they were put back, four thousand rows; all of them or none, for they refer
    to each other. Any write to them would have drawn another mark."""
    from django.db import connection

    from accountability.reference.models import Revision
    from accountability.reference.triggers import WATCHED

    marks = dict(Revision.objects.values_list("name", "mark"))
    if "auth_group" not in _kept("province") or not all(
        marks.get(name, "").startswith("kept with") for name in WATCHED
    ):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM auth_group) = (SELECT count(*) FROM kept_province_auth_group)"
        )
        same = cursor.fetchone()[0]
    return {"auth_group", Revision._meta.db_table}.union(*WATCHED.values()) if same else set()


@contextmanager
def unchecked(cursor: Any) -> Iterator[None]:
    """PostgreSQL would look up every foreign key of thousands of rows, and again when the test ends."""
    if cursor.db.vendor != "postgresql":
        yield
        return
    cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    cursor.execute("SET LOCAL session_replication_role = origin")
