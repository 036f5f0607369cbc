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
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import wraps
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from accountability.core.marks import alike, shape_of
from accountability.core.planned import plans_are_kept
from accountability.core.written import Statement, as_given, with_plan, written

# Shapes that are kept by a process, the latest used; one takes some ten kilobytes.
MOST_SHAPES = 400
# Lists that are longer have a shape of their own too often: their statement is written each time.
FEW = 60
# What no key of ours reaches; Django answers such a number with no rows, a driver with an exception.
_LARGEST = 2**31 - 1

_kept: OrderedDict[Hashable, Statement | None] = OrderedDict()
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
        shapes = tuple((name, shape_of(value, flat)) for name, value in values.items())
        marks = alike(flat)
        # By the function itself: a module that is loaded anew has other functions.
        planned = keeps_plan and plans_are_kept()
        key = (make, connection.vendor, planned, shape, shapes, marks)
        if any(type(value) is int and abs(value) > _LARGEST for value in flat):
            return as_given(make, outer, shape, values)
        statement = _kept.get(key, _UNWRITTEN)
        if statement is _UNWRITTEN:
            _refuse_closures(*shape)
            statement = _kept[key] = written(make, outer, shape, values, marks)
            if planned and statement is not None:
                statement = _kept[key] = with_plan(statement)
        with suppress(KeyError):  # Another thread may have needed the room meanwhile.
            _kept.move_to_end(key)
            while len(_kept) > MOST_SHAPES:
                _kept.popitem(last=False)
        return statement.rows(flat) if isinstance(statement, Statement) else []

    return read


def _refuse_closures(*found: object) -> None:
    if any(getattr(one, "__closure__", None) for one in found):
        raise TypeError("a prepared statement depends on its arguments alone")
