"""Figures of the benchmarks: when a bound is kept, and how the table shows it. Nothing is timed here."""

from __future__ import annotations

import os

import pytest

from benchmarks.figures import Figure, table
from benchmarks.processor import Spent, spent


@pytest.mark.parametrize(("ours", "kept"), [(1.9, True), (2.0, True), (2.1, False)])
def test_a_ratio_may_be_at_most_its_bound(ours: float, kept: bool) -> None:
    assert Figure("sweep", "sqlite", "s", ours, 1.0, 2.0).kept is kept


def test_a_rate_must_reach_its_share_of_the_reference() -> None:
    assert Figure("delivery", "sqlite", "mails/s", 70, 100, 0.7, at_least=True).kept is True
    assert Figure("delivery", "sqlite", "mails/s", 69, 100, 0.7, at_least=True).kept is False


def test_seconds_are_judged_by_themselves_beside_a_reference() -> None:
    assert Figure("mail", "sqlite", "s", 4.9, 0.5, 5.0, by_ratio=False).kept is True
    assert Figure("mail", "sqlite", "s", 5.1, 0.5, 5.0, by_ratio=False).kept is False


def test_without_a_bound_nothing_is_judged() -> None:
    assert Figure("memory", "sqlite", "MB", 95).kept is None


def test_the_table_says_yes_and_no() -> None:
    lines = table(
        [Figure("a", "sqlite", "s", 1.0, 1.0, 2.0), Figure("b", "sqlite", "s", 3.0, 1.0, 2.0)]
    ).splitlines()
    assert lines[0].startswith("| figure")
    assert "≤ 2 ×" in lines[2]
    assert lines[2].rstrip(" |").endswith("yes")
    assert lines[3].rstrip(" |").endswith("NO")


def test_processor_time_is_told_per_page_for_web_and_database() -> None:
    each = Spent(1_000, 500).since(Spent(200, 100), 100)
    assert str(each) == "8.0 + 4.0 ms"
    assert each.both == 12
    assert spent(os.getpid(), None).database == 0
