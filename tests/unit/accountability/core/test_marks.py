"""What is a value of a statement and what its shape, and the marks that stand in for values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from accountability.core.marks import DOWN, KINDS, UP, alike, marked_for, shape_of

DAY = date(2022, 11, 8)


@dataclass(frozen=True)
class Reader:
    """As an actor: a key, some keys, a role."""

    key: int
    agencies: frozenset[int]
    role: str


def of(value: Any) -> tuple[Any, list[Any]]:
    """The shape of a value, and the values in it."""
    flat: list[Any] = []
    return shape_of(value, flat), flat


def test_values_are_no_part_of_the_shape() -> None:
    assert of(7) == (int, [7])
    assert of("a") == (str, ["a"])
    assert of([3, 1]) == ((list, 2), [3, 1])
    assert of(DAY)[0] == of(date(2020, 1, 1))[0]


def test_whatever_else_is_given_is_the_shape() -> None:
    assert of(None) == (None, [])
    assert of(True) == (True, [])
    assert of([1])[0] != of([1, 2])[0]
    one, other = (of(Reader(1, frozenset({5, 4}), role)) for role in ("lead", "helper"))
    assert one[1] == other[1] == [1, 4, 5]
    assert one[0] != other[0]


def test_what_has_no_hash_is_refused() -> None:
    with pytest.raises(TypeError):
        of({"a": 1})


@pytest.mark.parametrize("marks", [UP, DOWN])
def test_marks_stand_where_the_values_stood(marks: Any) -> None:
    values = iter(range(3))
    found = marked_for(Reader(1, frozenset({5, 4}), "lead"), values, marks)
    assert found == Reader(marks.of(int, 0), frozenset({marks.of(int, 1), marks.of(int, 2)}), "lead")
    assert marked_for("a", iter([3]), marks) == marks.of(str, 3)


def test_equal_values_have_one_mark_and_a_number_is_no_day() -> None:
    assert alike([4, 5, 4, DAY, "4", DAY]) == (0, 1, 0, 3, 4, 3)


def test_no_two_marks_are_the_same() -> None:
    marks = [one.of(kind, place) for one in (UP, DOWN) for kind in KINDS for place in range(30)]
    assert len(set(marks)) == len(marks)
    assert {type(mark) for mark in marks} == {int, date, time, datetime, str}
    assert all(mark.tzinfo is UTC for mark in marks if isinstance(mark, datetime))
