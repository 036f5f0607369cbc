"""Size and figures of the crash tests. CRASH_SCALE=full is `make test-crash`; otherwise each takes a few seconds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from tests.crash.website import Website
from tests.given import go_to

__all__ = ["go_to"]  # A fixture of all tests here.

FULL = os.environ.get("CRASH_SCALE") == "full"

Figure = Callable[..., None]


@pytest.fixture
def size() -> Callable[[int, int], int]:
    """`size(2000, 150)`: the number of the full run, or of the short one."""
    return lambda full, short: full if FULL else short


@pytest.fixture
def figure(record_property: Any) -> Figure:
    """Publish a part of a line of the table: `figure("R1", "2.000 thư, 52 lần kill -9", "mất 0")`, or its control."""

    def publish(code: str, what: str = "", outcome: str = "", control: str = "") -> None:
        record_property("figure", [code, what, outcome, control])

    return publish


@pytest.fixture
def postgresql(db: None) -> None:
    """This test says nothing on SQLite."""
    if connection.vendor != "postgresql":
        pytest.skip("chỉ có nghĩa trên PostgreSQL")


@pytest.fixture(scope="session")
def site(django_db_setup: None) -> Iterator[Website]:
    """The site on this process's test database, for all tests that ask for it: rows come and go, it keeps none."""
    with Website(workers=2) as running:
        yield running


@pytest.fixture
def full_size() -> None:
    """This control takes too long for `make test`."""
    if not FULL:
        pytest.skip("chỉ chạy trong make test-crash")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table, after a full run; written into docs/reliability.md by bin/test-crash --write."""
    from tests.crash.publishing import publish

    if not FULL:
        return
    reports = [report for found in terminalreporter.stats.values() for report in found]
    figures = [
        (value, report.passed)
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "figure" and report.when == "call"
    ]
    publish(figures, terminalreporter.write_line)
