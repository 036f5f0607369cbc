"""Two workers deliver at once; with the guard switched off the same test shows the doubles."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from django.db import connection

from accountability.core.clock import system_now
from accountability.notices import delivery
from accountability.notices.delivery import Claim, deliver
from accountability.notices.models import Outbox

from .conftest import MORNING

pytestmark = pytest.mark.django_db(transaction=True)

MAILS = 30


def deliver_twice_at_once():
    """Two workers in threads, released together; what each reports, or the error that it hit."""
    start, results = threading.Barrier(2), []

    def worker():
        try:
            start.wait(10)
            results.append(deliver(at=MORNING, system_now=system_now, batch=5))
        except Exception as error:  # shown by the assertion on the results
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def copies(mail_server):
    return Counter(message["Message-ID"] for message in mail_server.messages)


def test_two_workers_send_each_mail_once(post, mail_server):
    keys = {post(f"k:{n}").message_id for n in range(MAILS)}

    results = deliver_twice_at_once()

    assert sum(result.sent for result in results) == MAILS
    assert copies(mail_server) == dict.fromkeys(keys, 1)


def test_without_the_guard_two_workers_double(post, mail_server, monkeypatch):
    together = threading.Barrier(2)

    def unguarded(*, at, now, limit):
        rows = list(Outbox.objects.claimable(at=at, system_now=now)[:limit])
        together.wait(10)  # both have looked
        for row in rows:
            Outbox.objects.filter(pk=row.pk).update(
                state="sending", fence=1, lease_until=now + delivery.lease()
            )
            row.fence = 1
        together.wait(10)  # both have taken
        return [Claim(row, abandoned=False) for row in rows]

    monkeypatch.setattr(delivery, "claim", unguarded)
    post()

    deliver_twice_at_once()

    assert copies(mail_server).total() == 2
