"""What the engine does, and the demo clock that makes days pass."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accountability.accounts.models import User
from accountability.audit.models import AuditEvent
from accountability.calendars.demo_clock import STARTS_AT
from accountability.core import clock
from accountability.desk.management.commands import engine
from accountability.escalation.models import SweepRun
from config import jobs

WHOLE = pytest.mark.django_db(transaction=True)
pytestmark = pytest.mark.usefixtures("mail_dir")


def swept() -> list[datetime]:
    return [clock.local(at) for at in SweepRun.objects.order_by("pk").values_list("at", flat=True)]


@WHOLE
def test_each_morning_passed_is_swept_once(cast: dict[str, User], demo_mode: None) -> None:
    jobs.advance_demo_clock(STARTS_AT + timedelta(days=3, hours=2), None)
    assert swept() == [STARTS_AT + timedelta(days=days) for days in (1, 2, 3)]
    assert clock.now() == STARTS_AT + timedelta(days=3, hours=2)


@WHOLE
def test_a_move_within_the_day_passes_no_morning(cast: dict[str, User], demo_mode: None) -> None:
    jobs.advance_demo_clock(STARTS_AT + timedelta(hours=2), None)
    assert swept() == []


@WHOLE
@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "chỉ tiến"), (-1, "chỉ tiến"), (121, "tối đa 120 ngày")],
    ids=["stand", "back", "too far"],
)
def test_the_clock_goes_forward_only_and_not_too_far(
    cast: dict[str, User], demo_mode: None, days: int, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        jobs.advance_demo_clock(STARTS_AT + timedelta(days=days), None)
    assert clock.now() == STARTS_AT


@WHOLE
def test_the_engine_sweeps_at_most_every_ten_minutes_of_the_clock(
    cast: dict[str, User], demo_mode: None
) -> None:
    assert jobs.tick() is not None
    assert jobs.tick() is None
    jobs.move_demo_clock(to=STARTS_AT + timedelta(minutes=10), by=None)
    assert jobs.tick() is not None


@WHOLE
def test_a_sweep_for_a_later_moment_does_not_silence_the_engine(
    cast: dict[str, User], demo_mode: None
) -> None:
    jobs.sweep_now(STARTS_AT + timedelta(days=57))
    assert jobs.tick() is not None
    assert jobs.tick() is None


@WHOLE
def test_the_header_moves_the_clock(client: Client, cast: dict[str, User], demo_mode: None) -> None:
    client.force_login(cast["clerk"])
    client.post("/dong-ho/", {"days": "1"})
    assert clock.now() == STARTS_AT + timedelta(days=1)
    client.post("/dong-ho/", {"to_on": "2022-11-16"})
    assert clock.now() == STARTS_AT + timedelta(days=8)
    moved = AuditEvent.objects.filter(action="calendars.demo_clock_moved").order_by("-pk")[0]
    assert moved.user == cast["clerk"]


@WHOLE
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Vui lòng chọn số ngày"),
        ({"to_on": "hôm qua"}, "Ngày không hợp lệ"),
        ({"days": "-3"}, "chỉ tiến"),
        ({"days": "999"}, "tối đa 120 ngày"),
        ({"to_on": "2022-11-01"}, "chỉ tiến"),
    ],
)
def test_what_the_clock_cannot_do_is_said(
    client: Client, cast: dict[str, User], demo_mode: None, typed: dict[str, str], said: str
) -> None:
    client.force_login(cast["clerk"])
    client.post("/dong-ho/", typed)
    assert said in client.get("/thong-bao/").content.decode()
    assert clock.now() == STARTS_AT


def test_outside_demo_mode_there_is_no_such_page(
    client: Client, cast: dict[str, User], demo_time: None
) -> None:
    client.force_login(cast["clerk"])
    assert client.post("/dong-ho/", {"days": "1"}).status_code == 404


def test_the_engine_survives_a_failure_and_stops_when_asked(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    stop, beats = threading.Event(), []

    def job() -> None:
        beats.append(len(beats))
        if len(beats) == 1:
            raise OSError("đĩa đầy")
        if len(beats) == 3:
            stop.set()

    monkeypatch.setattr(engine, "tick", job)
    monkeypatch.setattr(engine, "deliver_now", job)
    monkeypatch.setattr(engine, "long_work_now", lambda: 0)
    monkeypatch.setattr(engine, "close_old_connections", lambda: None)
    settings.ENGINE_DELIVER_SECONDS = 0.01
    engine.run(stop)
    assert len(beats) == 3


def test_other_work_is_done_also_while_letters_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**clocks: Any) -> int:
        raise OSError("hỏng")

    made: list[str] = []
    monkeypatch.setattr(jobs, "send_rounds", fails)
    monkeypatch.setattr(jobs, "import_annexes", lambda **clocks: made.append("annexes") or 1)
    monkeypatch.setattr(jobs, "count_rankings", lambda **clocks: made.append("rankings") or 1)
    monkeypatch.setattr(jobs, "make_reports", lambda **clocks: made.append("reports") or 1)
    monkeypatch.setattr(jobs, "make_missing", lambda **clocks: made.append("papers") or 1)
    monkeypatch.setattr(jobs, "make_exports", lambda **clocks: made.append("files") or 1)
    with pytest.raises(OSError, match="hỏng"):
        jobs.long_work_now()
    assert made == ["annexes", "rankings", "reports", "papers", "files"]
    monkeypatch.setattr(jobs, "send_rounds", lambda **clocks: 2)
    assert jobs.long_work_now() == 7
