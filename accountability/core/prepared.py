"""A queryset whose SQL Django writes once; afterwards only its values change.

Of a short statement nine tenths of the time go into building the queryset and writing its SQL, not into the database. A
page of thirty statements spends it thirty times, always for the same text. So a function that is `prepared` is called
once for each shape, with marks in place of its values; the SQL is kept, and the marks are replaced at every run.

    @prepared
    def _milestones(*, assignment: int) -> QuerySet[Milestone]:
        return Milestone.objects.filter(assignment=assignment)

    rows: list[Milestone] = _milestones(assignment=row.pk)

Nothing of the rows is kept: every call asks the database. What is given by keyword is a value: whole numbers, texts, dates,
times and instants, lists of whole numbers, and frozen dataclasses of these (an actor with his agencies). What is given by place
is part of the shape, as is everything else within a dataclass: a text, a role, None, the length of a list. A function may
use its arguments and nothing else that changes, and must hand its values to the database as they are: it may
compare sets of them, but a day that is computed from one of them is a value of its own.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from itertools import groupby
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from accountability.core.planned import plans_are_kept, rows_of, with_constants

# Shapes that are kept by a process, the latest used; one takes some ten kilobytes.
MOST_SHAPES = 400
# Lists that are longer have a shape of their own too often: their statement is written each time.
FEW = 60
# What no key of ours reaches; Django answers such a number with no rows, a driver with an exception.
_LARGEST = 2**31 - 1


@dataclass(frozen=True)
class _Marks:
    """Values that stand in for the real ones while a statement is written: the n-th is so many steps from the first.

    Numbers fit the smallest column, or PostgreSQL would not be asked at all.
    """

    number: int
    day: date
    time: time
    instant: datetime
    text: str
    step: int

    def of(self, kind: type, place: int) -> Any:
        """The mark of that kind for the value at that place."""
        steps = place * self.step
        if kind is int:
            return self.number + steps
        if kind is date:
            return self.day + timedelta(days=steps)
        if kind is str:
            return f"{self.text}{place}"
        if kind is time:
            return self.time.replace(microsecond=self.time.microsecond + steps)
        return self.instant + timedelta(seconds=steps)


# A statement is written with both. What differs between the two came from a value, and is a mark of both, or was computed.
_UP = _Marks(
    32_000,
    date(8214, 1, 1),
    time(3, 33, 33, 330_000),
    datetime(8700, 1, 1, 0, 0, 0, 1, UTC),
    "\u2020\u2021 ",
    1,
)
_DOWN = _Marks(
    31_000,
    date(7911, 1, 1),
    time(4, 44, 44, 660_000),
    datetime(8400, 1, 1, 0, 0, 0, 2, UTC),
    "\u2021\u2020 ",
    -1,
)

_kept: OrderedDict[Hashable, _Statement | None] = OrderedDict()
_UNWRITTEN = object()


def prepared(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
    """Turn a function that makes a queryset into one that gives its rows; see above for what it may take."""
    return _reader(make, "{sql}", keeps_plan=True)


def prepared_by_value(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
    """The same for words that are looked for: some stand in three rows and some in all, so each run is planned by its own."""
    return _reader(make, "{sql}", keeps_plan=False)


def prepared_within(outer: str) -> Callable[[Callable[..., QuerySet[Any]]], Callable[..., list[Any]]]:
    """The same of a `values_list` within a statement that Django cannot write, where it stands as "{sql}".

    What is given by place fills "{0}", "{1}" … of it; columns that are added come after those of the queryset.
    """

    def turn(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
        return _reader(make, outer, keeps_plan=True)

    return turn


def _reader(make: Callable[..., QuerySet[Any]], outer: str, *, keeps_plan: bool) -> Callable[..., list[Any]]:
    _refuse_closures(make)

    @wraps(make)
    def read(*shape: Hashable, **values: Any) -> list[Any]:
        flat: list[Any] = []
        shapes = tuple((name, _shape_of(value, flat)) for name, value in values.items())
        marks = _alike(flat)
        # By the function itself: a module that is loaded anew has other functions.
        planned = keeps_plan and plans_are_kept()
        key = (make, connection.vendor, planned, shape, shapes, marks)
        if any(type(value) is int and abs(value) > _LARGEST for value in flat):
            return _as_given(make, outer, shape, values)
        statement = _kept.get(key, _UNWRITTEN)
        if statement is _UNWRITTEN:
            _refuse_closures(*shape)
            statement = _kept[key] = _written(make, outer, shape, values, marks)
            if planned and statement is not None:
                statement = _kept[key] = _planned(statement)
        with suppress(KeyError):  # Another thread may have needed the room meanwhile.
            _kept.move_to_end(key)
            while len(_kept) > MOST_SHAPES:
                _kept.popitem(last=False)
        return statement.rows(flat) if isinstance(statement, _Statement) else []

    return read


def _alike(flat: Sequence[Any]) -> tuple[int, ...]:
    """For each value the place where it stands first: equal values have one mark, so that sets of them stay what they are."""
    first: dict[Any, int] = {}
    return tuple(first.setdefault((type(value), value), place) for place, value in enumerate(flat))


def _refuse_closures(*found: object) -> None:
    if any(getattr(one, "__closure__", None) for one in found):
        raise TypeError("a prepared statement depends on its arguments alone")


# Values and marks ------------------------------------------------------------------------------------------------------


def _shape_of(value: Any, flat: list[Any]) -> Hashable:
    """The shape of what is given by keyword; there a text is a value, too."""
    if type(value) is str:
        flat.append(value)
        return str
    return _shape(value, flat)


def _shape(value: Any, flat: list[Any]) -> Hashable:
    """The shape of a value; the numbers, days and times in it are added to `flat`, in an order of their own."""
    if isinstance(value, bool) or value is None:
        return value
    if type(value) in (int, date, time, datetime):
        flat.append(value)
        return cast("Hashable", type(value))
    if isinstance(value, (list, tuple, frozenset)) and all(type(one) is int for one in value):
        flat.extend(sorted(value) if isinstance(value, frozenset) else value)
        return (type(value), len(value))
    if isinstance(value, tuple):
        return tuple(_shape(one, flat) for one in value)
    if is_dataclass(value):
        return (type(value), *(_shape(getattr(value, field.name), flat) for field in fields(value)))
    hash(value)  # Anything else is part of the shape; what cannot be is refused here.
    return cast("Hashable", value)


def _marked_for(value: Any, places: Iterator[int], marks: _Marks) -> Any:
    """The same of what is given by keyword."""
    return marks.of(str, next(places)) if type(value) is str else _marked(value, places, marks)


def _marked(value: Any, places: Iterator[int], marks: _Marks) -> Any:
    """The same value with marks; walks as `_shape` does."""
    if isinstance(value, bool) or value is None:
        return value
    if type(value) in (int, date, time, datetime):
        return marks.of(type(value), next(places))
    if isinstance(value, (list, tuple, frozenset)) and all(type(one) is int for one in value):
        return type(value)(marks.of(int, next(places)) for _ in value)
    if isinstance(value, tuple):
        return tuple(_marked(one, places, marks) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: _marked(getattr(value, field.name), places, marks) for field in fields(value)}
        return type(value)(**found)
    return value


def _adapted(value: Any) -> Any:
    """As a parameter of this database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, time):
        return connection.ops.adapt_timefield_value(value)
    return value


# Statements ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Statement:
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


def _as_given(
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


def _written(
    make: Callable[..., QuerySet[Any]],
    outer: str,
    shape: Sequence[Any],
    values: dict[str, Any],
    first: Sequence[int],
) -> _Statement | None:
    """The statement of that shape; None where no row can fit it. `first` says where each value stands first."""
    texts, tables, params = [], [], []
    for marks in (_UP, _DOWN):
        places = iter(first)
        queryset = make(*shape, **{name: _marked_for(value, places, marks) for name, value in values.items()})
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
        tables.append({_adapted(marks.of(kind, place)): place for place in set(first) for kind in _KINDS})
    if texts[0] != texts[1] or len(params[0]) != len(params[1]):
        raise TypeError(
            "a prepared statement depends on its values: the part of one that it depends on is given by place"
        )
    given, lists = _places(params[0], params[1], tables)
    sql = outer.format(*shape, sql=texts[0])
    return _statement(sql, params[0], given, lists, queryset, compiler)


def _planned(statement: _Statement) -> _Statement:
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


_KINDS = (int, date, time, datetime, str)


def _statement(
    sql: str, params: Iterable[Any], places: Any, lists: Any, queryset: QuerySet[Any], compiler: Any
) -> _Statement:
    columns = [one[0] for one in compiler.select[: compiler.col_count]]
    converters = tuple((place, *found) for place, found in compiler.get_converters(columns).items())
    return _Statement(sql, tuple(params), places, lists, converters, _row_of(queryset, compiler))


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
