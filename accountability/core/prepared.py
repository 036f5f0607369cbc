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

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
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

# Shapes that are kept by a process, the latest used; one takes some ten kilobytes.
MOST_SHAPES = 400
# Lists that are longer have a shape of their own too often: their statement is written each time.
FEW = 60
# Marks: no statement of ours has such a number, day, time or instant of its own. Numbers fit the smallest column, or
# PostgreSQL would not be asked at all.
_FIRST_NUMBER, _LAST_NUMBER = 32_000, 32_767
_FIRST_DAY = date(8214, 1, 1)
_LAST_DAY = date(9000, 1, 1)
_FIRST_TIME = time(3, 33, 33, 330_000)
_TEXT = "\u2020\u2021 "
_KINDS = (int, date, time, datetime, str)

_kept: OrderedDict[Hashable, _Statement | None] = OrderedDict()
_UNWRITTEN = object()


def prepared(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
    """Turn a function that makes a queryset into one that gives its rows; see above for what it may take."""
    return _reader(make, "{sql}")


def prepared_within(outer: str) -> Callable[[Callable[..., QuerySet[Any]]], Callable[..., list[Any]]]:
    """The same of a `values_list` within a statement that Django cannot write, where it stands as "{sql}".

    What is given by place fills "{0}", "{1}" … of it; columns that are added come after those of the queryset.
    """

    def turn(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
        return _reader(make, outer)

    return turn


def _reader(make: Callable[..., QuerySet[Any]], outer: str) -> Callable[..., list[Any]]:
    _refuse_closures(make)

    @wraps(make)
    def read(*shape: Hashable, **values: Any) -> list[Any]:
        flat: list[Any] = []
        shapes = tuple((name, _shape_of(value, flat)) for name, value in values.items())
        marks = _alike(flat)
        # By the function itself: a module that is loaded anew has other functions.
        key = (make, connection.vendor, shape, shapes, marks)
        statement = _kept.get(key, _UNWRITTEN)
        if statement is _UNWRITTEN:
            _refuse_closures(*shape)
            statement = _kept[key] = _written(make, outer, shape, values, marks)
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


def _marked_for(value: Any, marks: Iterator[int]) -> Any:
    """The same of what is given by keyword."""
    return _mark(str, next(marks)) if type(value) is str else _marked(value, marks)


def _marked(value: Any, marks: Iterator[int]) -> Any:
    """The same value with marks; walks as `_shape` does."""
    if isinstance(value, bool) or value is None:
        return value
    if type(value) in (int, date, time, datetime):
        return _mark(type(value), next(marks))
    if isinstance(value, (list, tuple, frozenset)) and all(type(one) is int for one in value):
        return type(value)(_FIRST_NUMBER + next(marks) for _ in value)
    if isinstance(value, tuple):
        return tuple(_marked(one, marks) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: _marked(getattr(value, field.name), marks) for field in fields(value)}
        return type(value)(**found)
    return value


def _mark(kind: type, number: int) -> Any:
    if kind is int:
        return _FIRST_NUMBER + number
    if kind is date:
        return _FIRST_DAY + timedelta(days=number)
    if kind is str:
        return f"{_TEXT}{number}"
    if kind is time:
        return _FIRST_TIME.replace(microsecond=_FIRST_TIME.microsecond + number)
    return datetime(_FIRST_DAY.year, 1, 1, tzinfo=UTC) + timedelta(seconds=number, microseconds=1)


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
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found: list[Any] = cursor.fetchall()
        if self.converters:
            found = [self._converted(row) for row in found]
        return [self.row(row) for row in found]

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, converters, expression in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values


def _written(
    make: Callable[..., QuerySet[Any]],
    outer: str,
    shape: Sequence[Any],
    values: dict[str, Any],
    marks: Sequence[int],
) -> _Statement | None:
    """The statement of that shape; None where no row can fit it."""
    given = iter(marks)
    queryset = make(*shape, **{name: _marked_for(value, given) for name, value in values.items()})
    if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise TypeError("a prepared statement is one statement: prefetch apart")
    compiler = queryset.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        _refuse_what_fits_by_itself(make(*shape, **values))
        return None
    numbers = {
        _adapted(_mark(kind, number)): number
        for number in set(marks)
        for kind in (int, date, time, datetime, str)
    }
    places, lists = _places(params, numbers)
    columns = [one[0] for one in compiler.select[: compiler.col_count]]
    converters = tuple((place, *found) for place, found in compiler.get_converters(columns).items())
    sql = outer.format(*shape, sql=sql) if outer != "{sql}" else sql
    return _Statement(sql, tuple(params), places, lists, converters, _row_of(queryset, compiler))


def _refuse_what_fits_by_itself(queryset: QuerySet[Any]) -> None:
    """No row can fit the marks, so none may fit the values either, or the marks are at fault."""
    try:
        queryset.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return
    raise TypeError("a prepared statement compares a value with a column that marks do not fit")


def _places(
    params: Iterable[Any], numbers: dict[Any, int]
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, tuple[int | None, ...]], ...]]:
    places, lists = [], []
    for place, param in enumerate(params):
        if isinstance(param, list):
            lists.append((place, tuple(numbers.get(one) for one in param)))
        elif isinstance(param, Hashable) and param in numbers:
            places.append((place, numbers[param]))
        elif _is_derived(param):
            raise TypeError(f"a prepared statement computes {param!r} from a value: give it as a value")
    return tuple(places), tuple(lists)


def _is_derived(param: Any) -> bool:
    """Whether that is no mark, but was made from one."""
    if isinstance(param, int):
        return _FIRST_NUMBER - 100 <= param <= _LAST_NUMBER
    if isinstance(param, str) and _TEXT in param:
        return True
    if isinstance(param, (str, date)):
        return str(_FIRST_DAY.year - 10) <= str(param)[:4] < str(_LAST_DAY.year) and str(param)[4:5] == "-"
    return False


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
