"""What people did in tests is done once per process and inserted again as it was.

To register, cut, review and give takes a tenth of a second; to insert the rows that it left, three thousandths. What is inserted
is what the verbs wrote: nothing is made up here. It is inserted where every row that they found is there again, and no other.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

import pytest

from tests.kept import STAY, unchecked

P = ParamSpec("P")
T = TypeVar("T")
Rows = dict[str, str]  # The key of a row → the row, both as the database writes them.
State = tuple[object, ...]

# What rows depend on beside the database.
_SETTINGS = ("BASE_URL", "MAIL_DOMAINS", "EXTRA_CHANNELS", "DEADLINE_BEFORE_IS_INCLUSIVE", "OFFICE_CLOSES")
# On who is signed in and whether the engine lives nothing depends that is remembered.
_ASIDE = STAY | {"django_session", "accounts_signedin", "health_heartbeat"}
# When Viewflow wrote a row, by the clock of the machine: never twice the same, and nobody asks. Our own clock has no such parts.
_MACHINE_TIME = re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d+")
_WITH_OFFICES = ("auth_group", "accounts_user_groups")
# So often it is written down what was done from rows that were never there before; after that it is done and no more.
_TRIES = 8


@dataclass(frozen=True)
class _Doing:
    """The rows that doing it took away and left, by table, and what it answered."""

    gone: dict[str, list[str]]
    new: dict[str, list[str]]
    answer: object


_done: dict[tuple[object, State], _Doing] = {}
_tried: dict[object, int] = {}
# What writes to watched tables, too: of it they are read before and after.
_writes_watched: set[object] = set()


_running: list[pytest.Item] = []


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Whose calls follow."""
    _running[:] = [item]


def _patched() -> bool:
    patch = getattr(_running[0], "funcargs", {}).get("monkeypatch") if _running else None
    return bool(patch and patch._setattr)


def remembered(make: Callable[P, T]) -> Callable[P, T]:
    """A helper of tests that gives what it gave before to the same arguments on the same rows: `made_once` with a key for each call.

    It answers with rows of a model, one or a list, or with nothing, and depends on its arguments and the database alone.
    It is done anew where an argument is not a plain value (a file, a function), where the test has changed the program by
    `monkeypatch`, and in threads.
    """

    @wraps(make)
    def given(*args: P.args, **kwargs: P.kwargs) -> T:
        if _patched() or threading.current_thread() is not threading.main_thread():
            return make(*args, **kwargs)
        try:
            key = (make.__module__, make.__qualname__, _plain(args), _plain(kwargs))
        except _NotPlain:
            return make(*args, **kwargs)
        return made_once(key, lambda: make(*args, **kwargs))

    return given


def made_once(key: object, make: Callable[[], T]) -> T:
    """Leave the rows that `make` leaves, and answer as it does: made by it the first time in this process, then inserted as they were.

    Where it would not find the same rows (a test brought some of its own, or changed the calendar), they are made. `key` names
    what is made and everything outside the database on which it depends, but for these settings.
    """
    from django.conf import settings

    key = (key, *(repr(getattr(settings, name)) for name in _SETTINGS))
    if _tried.get(key, 0) >= _TRIES:
        return make()
    marks, before = _marks(), _rows_of_all(watched=key in _writes_watched)
    state = _state(marks, before)
    doing = _done.get((key, state))
    if doing:
        _tried[key] = 0
        _insert_again(doing)
        return cast("T", _found(doing.answer))
    _tried[key] = _tried.get(key, 0) + 1
    return _made_and_kept(key, state, before, make)


def _made_and_kept(key: object, state: State, before: dict[str, Rows], make: Callable[[], T]) -> T:
    answer = make()  # What is refused halfway leaves what it leaves, and nothing is kept of it.
    if _marks() != state[0] and key not in _writes_watched:
        _writes_watched.add(key)
    else:
        after = _rows_of_all(watched=key in _writes_watched)
        _done[key, state] = _Doing(*_difference(before, after), _keys_of(answer))
    return answer


def _marks() -> tuple[object, ...]:
    """They change with every write to accounts, agencies, calendar, ladders and programs; so does who is in how many groups."""
    from django.db import connection

    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in _WITH_OFFICES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, mark, {counts} FROM reference_revision ORDER BY name")
        return tuple(cursor.fetchall())


def _state(marks: tuple[object, ...], rows: dict[str, Rows]) -> State:
    """Equal for equal rows in the same order."""
    return marks, *(
        (table, _MACHINE_TIME.sub("", "\n".join(found.values()))) for table, found in rows.items() if found
    )


def _difference(
    before: dict[str, Rows], after: dict[str, Rows]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    gone, new = {}, {}
    for table in {**before, **after}:
        was, now = before.get(table, {}), after.get(table, {})
        if was != now:
            gone[table] = [key for key, row in was.items() if now.get(key) != row]
            new[table] = [row for key, row in now.items() if was.get(key) != row]
    return {table: keys for table, keys in gone.items() if keys}, {
        table: rows for table, rows in new.items() if rows
    }


class _NotPlain(Exception):
    """Of this value nobody can say whether another is the same."""


def _plain(value: object) -> object:
    """The value as a part of a key."""
    from django.db.models import Model

    if value is None or isinstance(value, str | int | float | Decimal | date | time | timedelta):
        return type(value).__name__, value
    if isinstance(value, Model):
        return value._meta.label, value.pk
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__, tuple(_plain(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return tuple((_plain(key), _plain(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    raise _NotPlain


def _keys_of(answer: object) -> object:
    if isinstance(answer, list):
        return [_keys_of(row) for row in answer]
    return None if answer is None else (type(answer), cast("Any", answer).pk)


def _found(keys: object) -> object:
    if isinstance(keys, list):
        return [_found(key) for key in keys]
    if keys is None:
        return None
    model, pk = cast("Any", keys)
    return model._base_manager.get(pk=pk)


def _rows_of_all(*, watched: bool) -> dict[str, Rows]:
    """All rows but those of watched tables, of which marks tell whether they are the same, or those, too."""
    from django.db import connection

    from accountability.reference.triggers import WATCHED

    left_out = _ASIDE if watched else _ASIDE.union(_WITH_OFFICES, *WATCHED.values())
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in _with_rows(cursor) if table not in left_out}


def _with_rows(cursor: Any) -> list[str]:
    """Most tables are empty in most tests. PostgreSQL knows without a look which of them never had a row."""
    tables = list(_columns())
    if cursor.db.vendor == "postgresql":
        cursor.execute(
            "SELECT relname FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0"
        )
        some = {name for (name,) in cursor.fetchall()}
    else:
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables))
        some = {table for table, full in zip(tables, cursor.fetchone(), strict=True) if full}
    return [table for table in tables if table in some]


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

    with transaction.atomic(), connection.cursor() as cursor, unchecked(cursor):
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
