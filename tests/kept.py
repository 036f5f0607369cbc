"""Rows that many tests begin with.

The province stands in the test database from the beginning, and in tables of its own (a copy by INSERT ... SELECT takes a
fraction of the time that inserting the same rows from Python takes): the few tests that want none of it take it away, and after a
test with real transactions, which ends by emptying all tables, it is copied back. Row by row: to truncate a hundred tables
takes PostgreSQL half a second, and Django then writes every permission anew.

What people did with it is done once per process and inserted again as it was (`made_once`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

# Written by Django for each model, the same at all times; grants point to them.
_STAY = {"django_content_type", "auth_permission", "django_migrations"}
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
        with _unchecked(cursor):
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
            with _unchecked(cursor):
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


# What was done once ---------------------------------------------------------------------------------------------------

Rows = dict[str, str]  # The key of a row → the row, both as the database writes them.


@dataclass(frozen=True)
class _Doing:
    """What doing it changed, by table; and how many rows those tables had before."""

    began_with: dict[str, int]
    gone: dict[str, list[str]]
    new: dict[str, list[str]]


_done: dict[object, _Doing] = {}


def made_once(key: object, make: Callable[[], object]) -> None:
    """Leave the rows that `make` leaves: made by it the first time in this process, then inserted as they were.

    Where they would not begin with the same rows (a test brought some of its own), they are made. `key` names what is made
    and everything outside the database on which it depends.
    """
    from django.db import transaction

    doing = _done.get(key)
    if doing and _sizes(doing.began_with) == doing.began_with:
        _insert_again(doing)
        return
    with transaction.atomic():
        before = _all_rows()
        make()
        if doing is None:
            _done[key] = _doing(before, _all_rows())


def _doing(before: dict[str, Rows], after: dict[str, Rows]) -> _Doing:
    gone = {
        table: [key for key, row in rows.items() if after[table].get(key) != row]
        for table, rows in before.items()
    }
    new = {
        table: [row for key, row in rows.items() if before[table].get(key) != row]
        for table, rows in after.items()
    }
    changed = [table for table in after if gone[table] or new[table]]
    return _Doing(
        began_with={table: len(before[table]) for table in changed},
        gone={table: gone[table] for table in changed if gone[table]},
        new={table: new[table] for table in changed if new[table]},
    )


def _sizes(tables: Iterable[str]) -> dict[str, int]:
    from django.db import connection

    names = list(tables)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in names))
        return dict(zip(names, cursor.fetchone(), strict=True))


def _all_rows() -> dict[str, Rows]:
    from django.db import connection

    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in _columns() if table not in _STAY}


def _rows(cursor: Any, table: str) -> Rows:
    if cursor.db.vendor == "postgresql":
        with cursor.copy(f"COPY {table} TO STDOUT") as stream:
            lines = b"".join(stream).decode().splitlines()
        return {line.partition("\t")[0]: line for line in lines}
    written = " || ',' || ".join(f'quote("{column}")' for column in _columns()[table])
    cursor.execute(f'SELECT quote("{_columns()[table][0]}"), {written} FROM {table}')
    return dict(cursor.fetchall())


@cache
def _columns() -> dict[str, list[str]]:
    """Every table of ours and of the libraries, with its columns, the key first."""
    from django.apps import apps

    return {
        model._meta.db_table: [str(field.column) for field in model._meta.concrete_fields]
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def _insert_again(doing: _Doing) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor, _unchecked(cursor):
        for table, keys in doing.gone.items():
            cursor.execute(f'DELETE FROM {table} WHERE "{_columns()[table][0]}" IN ({", ".join(keys)})')
        for table, rows in doing.new.items():
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} FROM STDIN") as stream:
                    stream.write("\n".join([*rows, ""]))
            else:
                into = ", ".join(f'"{column}"' for column in _columns()[table])
                for start in range(0, len(rows), 200):
                    values = "), (".join(rows[start : start + 200])
                    cursor.execute(f"INSERT INTO {table} ({into}) VALUES ({values})")
