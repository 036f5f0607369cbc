"""A deliverer is killed (SIGKILL) while a mail server holds its mail."""

from __future__ import annotations

import multiprocessing
import time
from datetime import timedelta

import pytest
from django.db import connection

from accountability.core.clock import system_now
from accountability.notices.delivery import Delivered, deliver
from accountability.notices.models import Outbox

from .conftest import MORNING

pytestmark = [
    pytest.mark.crash,
    pytest.mark.django_db(transaction=True),
    # Python 3.12 warns of forking beside the mail server's thread; the child uses neither.
    pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning"),
]


def deliver_in_child():
    deliver(at=MORNING, system_now=system_now)


def kill_while_sending(server):
    """Start a deliverer in a process of its own and kill it once the server has the mail."""
    connection.close()  # a child must not share it
    child = multiprocessing.get_context("fork").Process(target=deliver_in_child)
    child.start()
    patience = time.monotonic() + 10
    while not server.accepted and time.monotonic() < patience:
        time.sleep(0.01)
    child.kill()
    child.join(10)
    return child.exitcode


def test_its_mail_goes_out_again_with_the_same_message_id(post, scripted, settings):
    server = scripted({"CONTENT": "TAKE, SILENCE"}, {})
    settings.EMAIL_TIMEOUT = 30
    mails = {post(f"k:{n}").message_id for n in range(3)}

    assert kill_while_sending(server) == -9
    assert set(Outbox.objects.values_list("state", flat=True)) == {"sending"}
    assert deliver(at=MORNING, system_now=system_now) == Delivered()

    later = system_now() + timedelta(minutes=2)
    assert deliver(at=MORNING, system_now=lambda: later) == Delivered(sent=3)

    arrived = [line for text in server.accepted for line in text.decode().splitlines()]
    copies = [line.removeprefix("Message-ID: ") for line in arrived if "Message-ID" in line]
    assert set(copies) == mails
    assert len(copies) == 4  # at least once: the mail in the server's hands came twice
