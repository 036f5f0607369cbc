"""Queries that every page asks: their SQL is written once and then asked again with other values.

Django writes the SQL of a query anew each time that it is asked, which takes some ten times as long as SQLite takes to
answer by key. The query itself stays one of the ORM: it is built once with marks in the place of its values.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, get_type_hints
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

# Marks are values of the right type that stand nowhere else in a query, the n-th of each type.
_MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda n: 31_567 + n,  # Fits the smallest column, or PostgreSQL is not asked at all.
    str: lambda n: f"\N{REPLACEMENT CHARACTER}{n}",
    date: lambda n: date(9100 + n, 1, 1),
    datetime: lambda n: datetime(9100 + n, 1, 1, tzinfo=UTC),
}


class _Written(NamedTuple):
    sql: str
    # Per placeholder: the name of the value that belongs there, or None and what always stands there.
    places: list[tuple[str | None, Any]]
    # Per column of the answer that needs any: how the driver's value becomes Python's.
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class Prepared:
    """A query by `values_list` whose only variables are the arguments of `build`, each an int, str, date or datetime.

    Arguments are compared with columns as they are: no pattern, no list, no arithmetic with them.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self._types: dict[str, type] = {
            name: of for name, of in get_type_hints(build).items() if name != "return"
        }
        # A connection belongs to one thread, and knows how its database writes SQL.
        self._written: WeakKeyDictionary[BaseDatabaseWrapper, _Written] = WeakKeyDictionary()

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """What the query gives for these values. Raises TypeError when one is missing, unknown or of another type."""
        self._check(values)
        here = connections[DEFAULT_DB_ALIAS]
        written = self._written.get(here)
        if written is None:
            written = self._written[here] = self._write(here)
        with here.cursor() as cursor:
            cursor.execute(
                written.sql, [_filled(here, values, name, param) for name, param in written.places]
            )
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return [_converted(here, row, written.converters) for row in found] if written.converters else found

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or None; the query itself says that it wants no more than one."""
        return next(iter(self.rows(**values)), None)

    def _check(self, values: dict[str, Any]) -> None:
        if values.keys() != self._types.keys():
            raise TypeError(f"wants {sorted(self._types)}, got {sorted(values)}")
        for name, value in values.items():
            if not isinstance(value, self._types[name]):
                raise TypeError(f"{name} is {value!r}, no {self._types[name].__name__}")

    def _write(self, here: BaseDatabaseWrapper) -> _Written:
        marks = {name: _MARKS[of](n) for n, (name, of) in enumerate(self._types.items())}
        compiler = self.build(**marks).query.get_compiler(connection=here)
        sql, params = compiler.as_sql()
        by_mark = {_adapted(here, mark): name for name, mark in marks.items()}
        places = [(by_mark.get(param), param) for param in params]
        if missing := marks.keys() - {name for name, _ in places}:
            raise TypeError(f"not compared with a column as they are: {sorted(missing)}")
        columns = [expression for expression, *_ in compiler.select[: compiler.col_count]]
        return _Written(sql, places, compiler.get_converters(columns))


def _adapted(here: BaseDatabaseWrapper, value: Any) -> Any:
    """The value as Django hands it to this database's driver."""
    if isinstance(value, datetime):
        return here.ops.adapt_datetimefield_value(value)
    return here.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _filled(here: BaseDatabaseWrapper, values: dict[str, Any], name: str | None, param: Any) -> Any:
    if name is None:
        return param
    value = _adapted(here, values[name])
    # To PostgreSQL Django says how wide an integer is, by a type of its own.
    return type(param)(value) if isinstance(param, int) else value


def _converted(
    here: BaseDatabaseWrapper,
    row: tuple[Any, ...],
    converters: dict[int, tuple[list[Callable[..., Any]], Any]],
) -> tuple[Any, ...]:
    cells = list(row)
    for place, (steps, expression) in converters.items():
        for step in steps:
            cells[place] = step(cells[place], expression, here)
    return tuple(cells)
