"""The distributed engine with real programs: RabbitMQ, a beat, workers, one of which is killed in the middle."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from accountability.calendars.actions import move_demo_clock
from accountability.calendars.demo_clock import STARTS_AT
from accountability.escalation.models import Escalation, SweepRun
from accountability.health.models import Heartbeat, Job
from accountability.notices.delivery import BATCH, MARK_EVERY
from accountability.notices.models import Outbox, OutboxState
from config import jobs
from tests.mailserver import MailServer
from tests.programs import Programs, kill
from tests.rabbitmq import Broker
from tests.remembered import made_once

pytestmark = [pytest.mark.crash, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# Two months after the conference.
LATER = STARTS_AT + timedelta(days=60)


@pytest.fixture
def programs(
    broker: Broker, mail_server: MailServer, tmp_path: Path, story: None, demo_mode: None
) -> Iterator[Programs]:
    """Celery programs on the rows of the story, two months on."""
    move_demo_clock(to=LATER, by=None)
    database = connection.settings_dict
    with Programs(database=database, broker=broker.url, mail=mail_server.url, folder=tmp_path) as programs:
        yield programs


@pytest.fixture
def programs_in_earnest(programs: Programs) -> Programs:
    """The same, each started as production starts it: what is loaded, from which command line."""
    programs.in_earnest = True
    return programs


def due(at: datetime = LATER) -> int:
    """Mails that are due and not at their end."""
    return Outbox.objects.waiting().filter(next_at__lte=at).count()


def jobs_done() -> set[str]:
    """Which jobs told the watchdog that they came to their end."""
    return set(Heartbeat.objects.exclude(beat_at=None).values_list("job", flat=True))


def sent() -> int:
    return Outbox.objects.filter(state=OutboxState.SENT).count()


def copies(server: MailServer) -> Counter[str]:
    """How often each mail arrived, by Message-ID."""
    return Counter(str(message["Message-ID"]) for message in server.messages)


def test_a_beat_and_two_workers_sweep_and_deliver(
    programs_in_earnest: Programs, mail_server: MailServer
) -> None:
    programs = programs_in_earnest
    programs.worker("a")
    programs.worker("b")
    programs.beat()
    programs.until(lambda: jobs_done() == set(Job.values) and not due(), "a", "b", "beat")

    assert Escalation.objects.exists()
    assert set(copies(mail_server)) == set(
        Outbox.objects.filter(state=OutboxState.SENT).values_list("message_id", flat=True)
    )
    assert set(copies(mail_server).values()) == {1}
    assert sent() > 0
    # The clock stands still, so one sweep is all that is due, however many ticks come.
    assert list(SweepRun.objects.values_list("at", flat=True)) == [LATER]


def _sweep_two_months() -> None:
    for days in range(56, -1, -4):
        jobs.run_sweep(LATER - timedelta(days=days))


def _kill_in_the_middle(programs: Programs, server: MailServer, app: str) -> None:
    """One tick, no beat; the worker that took it is killed while the mail server holds its first mail."""
    # An engine that was off: more mails are due than one worker claims at a time.
    made_once(("an engine that was off", settings.BASE_URL), _sweep_two_months)
    assert due() > BATCH
    killed = threading.Event()
    server.answer = lambda recipient, tried: "250 OK" if killed.wait(30) else "451 later"
    victim = programs.worker("victim", app)
    programs.send("dondoc.deliver")
    programs.until(lambda: server.tried > 0, "victim")
    kill(victim)
    killed.set()


def test_what_a_killed_worker_left_is_done_by_the_other(programs: Programs, mail_server: MailServer) -> None:
    _kill_in_the_middle(programs, mail_server, "config")
    owed = Outbox.objects.count()
    programs.worker("other")
    # The same tick again, from the broker: the mails that the dead one did not hold, and where this program was slow
    # to start, also those that it held, for its lease is over then.
    programs.until(lambda: due() <= BATCH, "other")
    # The next ticks: what is left of them.
    programs.beat()
    programs.until(lambda: not due(), "other", "beat")

    assert Outbox.objects.count() == owed
    assert sent() == len(copies(mail_server)) > BATCH
    # The mails in the dead one's hands, sent and not yet marked, may come twice.
    assert sum(copies(mail_server).values()) <= sent() + MARK_EVERY


def test_a_worker_that_acknowledges_first_takes_its_task_to_the_grave(
    programs: Programs, mail_server: MailServer
) -> None:
    """The negative control of the test above."""
    _kill_in_the_middle(programs, mail_server, "tests.early_acks")
    programs.worker("other")
    time.sleep(3)
    assert sent() == 0
    assert "received" not in programs.log("other")
