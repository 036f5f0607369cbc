"""The sweep asks two machines for the time before it believes one of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from accountability.core import clock
from config import clocks
from config.jobs import run_sweep
from tests.given import on

pytestmark = pytest.mark.django_db
needs_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite has no clock of its own"
)


@pytest.fixture
def wrong_by(monkeypatch):
    """Set this machine's clock wrong, as its battery does."""

    def set_wrong(difference: timedelta) -> None:
        right = clock.system_now
        monkeypatch.setattr(clock, "system_now", lambda: right() + difference)

    return set_wrong


@needs_postgresql
@pytest.mark.parametrize("difference", [timedelta(days=40), timedelta(days=-40), timedelta(seconds=75)])
def test_the_sweep_refuses_while_the_clocks_differ(province, wrong_by, difference):
    wrong_by(difference)
    with pytest.raises(ValueError, match="lệch nhau quá 60 giây"):
        run_sweep(on("2022-11-08"))


def test_the_clocks_of_one_machine_agree(db):
    clocks.check_clocks()


@needs_postgresql
def test_a_few_seconds_and_the_instant_asked_about_do_not_matter(province, wrong_by):
    wrong_by(timedelta(seconds=20))
    assert run_sweep(on("2022-11-08")).escalated == {}


def test_sqlite_is_not_asked(province, wrong_by):
    if connection.vendor == "sqlite":
        wrong_by(timedelta(days=40))
        assert run_sweep(on("2022-11-08")).escalated == {}
