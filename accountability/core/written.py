"""Writing a statement with marks in place of its values, and asking the database with the values of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from accountability.core.marks import DOWN, KINDS, UP, marked_for
from accountability.core.planned import rows_of, with_constants


@dataclass(frozen=True)
class Statement:
    """The SQL, its parameters, and for each place of a value its number; `row` makes a row of what the database gives."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    lists: tuple[tuple[int, tuple[int | None, ...]], ...]
    converters: tuple[tuple[int, Sequence[Callable[..., Any]], Any], ...]
    row: Callable[[Any], Any]
    is_planned: bool = False

    def rows(self, flat: Sequence[Any]) -> list[Any]:
        """Ask the database with these values."""
        params = list(self.params)
        for place, number in self.places:
            value = _adapted(flat[number])
            # psycopg tells the width of a number by its type.
            params[place] = type(params[place])(value) if isinstance(value, int) else value
        for place, numbers in self.lists:
            params[place] = [
                one if number is None else flat[number]
                for one, number in zip(params[place], numbers, strict=True)
            ]
        found = rows_of(self.sql, params, planned=self.is_planned)
        if self.converters:
            found = [self._converted(row) for row in found]
        return [self.row(row) for row in found]

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, converters, expression in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values


def _adapted(value: Any) -> Any:
    """As a parameter of this database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, time):
        return connection.ops.adapt_timefield_value(value)
    return value


def as_given(
    make: Callable[..., QuerySet[Any]], outer: str, shape: Sequence[Any], values: dict[str, Any]
) -> list[Any]:
    """The rows by a statement that is written for these values alone."""
    queryset = make(*shape, **values)
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return []
    return _statement(outer.format(*shape, sql=sql), params, (), (), queryset, compiler).rows(())


def written(
    make: Callable[..., QuerySet[Any]],
    outer: str,
    shape: Sequence[Any],
    values: dict[str, Any],
    first: Sequence[int],
) -> Statement | None:
    """The statement of that shape; None where no row can fit it. `first` says where each value stands first."""
    texts, tables, params = [], [], []
    for marks in (UP, DOWN):
        places = iter(first)
        queryset = make(*shape, **{name: marked_for(value, places, marks) for name, value in values.items()})
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
            raise TypeError("a prepared statement is one statement: prefetch apart")
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, found = compiler.as_sql()
        except EmptyResultSet:
            _refuse_what_fits_by_itself(make(*shape, **values))
            return None
        texts.append(sql)
        params.append(found)
        tables.append({_adapted(marks.of(kind, place)): place for place in set(first) for kind in KINDS})
    if texts[0] != texts[1] or len(params[0]) != len(params[1]):
        raise TypeError(
            "a prepared statement depends on its values: the part of one that it depends on is given by place"
        )
    given, lists = _places(params[0], params[1], tables)
    sql = outer.format(*shape, sql=texts[0])
    return _statement(sql, params[0], given, lists, queryset, compiler)


def with_plan(statement: Statement) -> Statement:
    """The same for a server that keeps its plan: constants stand in the text, the values alone are its parameters."""
    lists = [
        (place, numbers) for place, numbers in statement.lists if any(one is not None for one in numbers)
    ]
    values = sorted({place for place, _ in (*statement.places, *lists)})
    moved = {place: number for number, place in enumerate(values)}
    return replace(
        statement,
        sql=with_constants(statement.sql, statement.params, frozenset(values)),
        params=tuple(statement.params[place] for place in values),
        places=tuple((moved[place], number) for place, number in statement.places),
        lists=tuple((moved[place], numbers) for place, numbers in lists),
        is_planned=True,
    )


def _statement(
    sql: str, params: Iterable[Any], places: Any, lists: Any, queryset: QuerySet[Any], compiler: Any
) -> Statement:
    columns = [one[0] for one in compiler.select[: compiler.col_count]]
    converters = tuple((place, *found) for place, found in compiler.get_converters(columns).items())
    return Statement(sql, tuple(params), places, lists, converters, _row_of(queryset, compiler))


def _refuse_what_fits_by_itself(queryset: QuerySet[Any]) -> None:
    """No row can fit the marks, so none may fit the values either, or the marks are at fault."""
    try:
        queryset.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return
    raise TypeError("a prepared statement compares a value with a column that marks do not fit")


def _places(
    ups: Sequence[Any], downs: Sequence[Any], tables: Sequence[dict[Any, int]]
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, tuple[int | None, ...]], ...]]:
    """Which parameters are values, and which elements of parameters that are lists."""
    lists = tuple(
        (place, tuple(_values_in(up, downs[place], tables)))
        for place, up in enumerate(ups)
        if isinstance(up, list)
    )
    of_lists = dict(lists)
    plain = [None if place in of_lists else one for place, one in enumerate(ups)]
    others = [None if place in of_lists else one for place, one in enumerate(downs)]
    numbers = _values_in(plain, others, tables)
    return tuple((place, number) for place, number in enumerate(numbers) if number is not None), lists


def _values_in(
    ups: Sequence[Any], downs: Sequence[Any], tables: Sequence[dict[Any, int]]
) -> list[int | None]:
    """For each parameter which value it is; None for what always stands there. Raises TypeError for what was computed.

    The elements of a set come in an order of their own, another for each kind of marks; it means nothing to `IN`.
    """
    pairs = [_value_at(up, down, tables) for up, down in zip(ups, downs, strict=True)]
    for _, run in groupby(pairs, key=lambda pair: pair is None):
        run_of = [pair for pair in run if pair is not None]
        if Counter(up for up, _ in run_of) != Counter(down for _, down in run_of):
            raise TypeError("a prepared statement chooses among its values: give what it chooses as a value")
    return [pair and pair[0] for pair in pairs]


def _value_at(up: Any, down: Any, tables: Sequence[dict[Any, int]]) -> tuple[int, int] | None:
    found = [
        table.get(one) if isinstance(one, Hashable) else None
        for one, table in zip((up, down), tables, strict=True)
    ]
    if found[0] is not None and found[1] is not None:
        return found[0], found[1]
    if type(up) is not type(down) or up != down:
        raise TypeError(f"a prepared statement computes {up!r} from a value: give it as a value")
    return None


def _row_of(queryset: QuerySet[Any], compiler: Any) -> Callable[[Any], Any]:
    """What becomes of a row: a tuple, its only value, or an instance with what was selected along with it."""
    kind = queryset._iterable_class
    if kind is ValuesListIterable:
        return tuple
    if kind is FlatValuesListIterable:
        return lambda row: row[0]
    if kind is not ModelIterable:
        raise TypeError("a prepared statement gives instances or values_list")
    return _instance_of(compiler.select, compiler.klass_info, compiler.annotation_col_map)


def _instance_of(select: Any, klass_info: Any, annotations: dict[str, int] | None) -> Callable[[Any], Any]:
    """As Django's own ModelIterable does."""
    model, alias = klass_info["model"], connection.alias
    first, end = klass_info["select_fields"][0], klass_info["select_fields"][-1] + 1
    names = [one[0].target.attname for one in select[first:end]]
    populators = get_related_populators(klass_info, select, alias)  # type: ignore[call-arg]  # Of Django 6.

    def row_of(row: Any) -> Any:
        made = model.from_db(alias, names, row[first:end])
        for populator in populators:
            populator.populate(row, made)
        for name, place in (annotations or {}).items():
            setattr(made, name, row[place])
        return made

    return row_of
