"""Figures that took long are kept for a minute, of the page's own clock; what is quick, or of a demo, never is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache

from accountability.core import keeping
from accountability.core.zone import LOCAL

AT = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)


@dataclass(frozen=True)
class Sums:
    at: datetime


@pytest.fixture(autouse=True)
def _kept_for_a_minute(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.FIGURES_KEPT_SECONDS, settings.DEMO = 60, False
    monkeypatch.setattr(keeping, "LONG_SECONDS", 0)
    cache.clear()
    yield
    cache.clear()


def asked(at: datetime, key: str = "k") -> datetime:
    """The moment of the figures that a page of that moment shows."""
    return keeping.kept(key, at, lambda: Sums(at)).at


def test_figures_of_the_last_minute_are_shown_with_their_own_moment() -> None:
    asked(AT)
    assert asked(AT + timedelta(seconds=60)) == AT
    assert asked(AT + timedelta(seconds=61)) == AT + timedelta(seconds=61)


def test_another_reader_has_his_own() -> None:
    asked(AT)
    assert asked(AT + timedelta(seconds=5), "other") == AT + timedelta(seconds=5)


def test_when_the_clock_jumps_no_figures_of_another_day_are_shown() -> None:
    asked(AT)
    assert asked(AT + timedelta(days=1)) == AT + timedelta(days=1)
    assert asked(AT) == AT


def test_what_is_read_quickly_is_read_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LONG_SECONDS", 3_600)
    asked(AT)
    assert asked(AT + timedelta(seconds=1)) == AT + timedelta(seconds=1)


@pytest.mark.parametrize(("seconds", "demo"), [(0, False), (60, True)])
def test_nothing_is_kept_in_a_demo_or_where_it_is_switched_off(
    seconds: int, demo: bool, settings: Any
) -> None:
    settings.FIGURES_KEPT_SECONDS, settings.DEMO = seconds, demo
    asked(AT)
    assert asked(AT + timedelta(seconds=1)) == AT + timedelta(seconds=1)
