"""Marks that stand in for values while a statement is written, and the shape of what such a statement is asked with.

A statement is written twice, with marks of either kind. Where a mark of both stands, a value will stand; what differs
otherwise was computed from a value. Texts, numbers, dates, times and instants within lists, tuples and frozen dataclasses
are values; everything else is their shape, and has a statement of its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

# What a value may be.
KINDS = (int, date, time, datetime, str)


@dataclass(frozen=True)
class Marks:
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
UP = Marks(
    32_000,
    date(8214, 1, 1),
    time(3, 33, 33, 330_000),
    datetime(8700, 1, 1, 0, 0, 0, 1, UTC),
    "\u2020\u2021 ",
    1,
)
DOWN = Marks(
    31_000,
    date(7911, 1, 1),
    time(4, 44, 44, 660_000),
    datetime(8400, 1, 1, 0, 0, 0, 2, UTC),
    "\u2021\u2020 ",
    -1,
)


def alike(flat: Sequence[Any]) -> tuple[int, ...]:
    """For each value the place where it stands first: equal values have one mark, so that sets of them stay what they are."""
    first: dict[Any, int] = {}
    return tuple(first.setdefault((type(value), value), place) for place, value in enumerate(flat))


def shape_of(value: Any, flat: list[Any]) -> Hashable:
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


def marked_for(value: Any, places: Iterator[int], marks: Marks) -> Any:
    """The same of what is given by keyword."""
    return marks.of(str, next(places)) if type(value) is str else _marked(value, places, marks)


def _marked(value: Any, places: Iterator[int], marks: Marks) -> Any:
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
