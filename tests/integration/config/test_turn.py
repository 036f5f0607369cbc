"""One sweep at a time, on both databases; and a turn that is lost is nobody's."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accountability.accounts.models import User
from accountability.escalation.models import SweepRun
from accountability.health.models import Heartbeat, Job
from config import jobs
from config.turn import turn

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("mail_dir")]


@contextmanager
def somebody_sweeps() -> Iterator[None]:
    """Another connection has the turn, as another machine would."""
    has_it, done = threading.Event(), threading.Event()

    def hold() -> None:
        with turn("sweep") as ours:
            assert ours
            has_it.set()
            done.wait(30)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    assert has_it.wait(10)
    try:
        yield
    finally:
        done.set()
        other.join(10)


def test_a_tick_leaves_the_sweep_to_the_one_that_runs(cast: dict[str, User], demo_mode: None) -> None:
    with somebody_sweeps():
        assert jobs.tick() is None
        assert not SweepRun.objects.exists()
    assert jobs.tick() is not None
    assert SweepRun.objects.count() == 1


def test_who_asks_for_a_sweep_waits_for_the_one_that_runs(cast: dict[str, User], demo_mode: None) -> None:
    with somebody_sweeps():
        asked = threading.Thread(target=lambda: (jobs.sweep_now(jobs.clock.now()), connection.close()))
        asked.start()
        asked.join(0.5)
        assert asked.is_alive()
    asked.join(20)
    assert SweepRun.objects.count() == 1


def test_who_waited_too_long_is_told(
    cast: dict[str, User], demo_mode: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "LONGEST_QUEUE", jobs.timedelta(seconds=0.3))
    out = io.StringIO()
    with somebody_sweeps(), pytest.raises(CommandError, match="Một lượt rà soát khác đang chạy") as refused:
        call_command("sweep", "--json", stdout=out)
    assert (refused.value.returncode, out.getvalue()) == (2, "")
    assert not Heartbeat.objects.filter(failures__gt=0).exists()


def test_turns_of_different_names_do_not_meet() -> None:
    with somebody_sweeps(), turn("khác") as ours:
        assert ours


def test_a_sweep_that_fails_gives_its_turn_back_and_tells_the_watchdog(
    cast: dict[str, User], demo_mode: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(at: object) -> None:
        raise OSError("đĩa đầy")

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "run_sweep", broken)
        with pytest.raises(OSError, match="đĩa đầy"):
            jobs.tick()
    row = Heartbeat.objects.get(job=Job.SWEEP)
    assert (row.failures, row.last_error) == (1, "OSError: đĩa đầy")
    # Mails go out all the same.
    assert Heartbeat.objects.get(job=Job.DELIVERY).beat_at is not None
    assert jobs.tick() is not None
    assert Heartbeat.objects.get(job=Job.SWEEP).failures == 0
