"""How many rows have a word, by the shares that PostgreSQL counted: a bound from above for one, from below for several."""

from __future__ import annotations

import pytest

from accountability.core.finding.commonness import NOTHING_COUNTED, Commonness

WORDS = {"1": 0.02, "12": 0.01, "lao": 0.4, "laoxa": 0.1, "nhiem": 1.0, "vu": 0.9}
KNOWN = Commonness(1_000, tuple(sorted(WORDS)), tuple(WORDS[word] for word in sorted(WORDS)))


@pytest.mark.parametrize(
    ("word", "rows"),
    [("vu", 900), ("lao", 500), ("la", 500), ("1", 20), ("12", 10), ("123", 0), ("gap", 0), ("zz", 0)],
)
def test_a_word_stands_in_so_many_rows_at_most(word: str, rows: int) -> None:
    """A number stands for itself, of other words the beginning is enough."""
    assert KNOWN.at_most(word) == pytest.approx(rows)


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (["nhiem"], 1_000), (["nhiem", "vu"], 900), (["vu", "lao"], 300), (["lao", "1"], 0), (["gap"], 0),
        (["nhiem", "gap"], 0), ([], 1_000),
    ],
)  # fmt: skip
def test_several_stand_together_in_so_many_at_least(words: list[str], rows: int) -> None:
    assert KNOWN.at_least(words) == pytest.approx(rows)


def test_no_word_is_in_more_rows_than_there_are() -> None:
    assert Commonness(10, ("lao", "laoa"), (0.9, 0.8)).at_most("lao") == 10


def test_where_nothing_was_counted_nothing_is_common() -> None:
    assert NOTHING_COUNTED.at_most("vu") == NOTHING_COUNTED.at_least(["vu"]) == 0
