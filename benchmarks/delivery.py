"""Delivery of the mails that a sweep with 1,000 newly overdue owes, from rows in the outbox to rows marked as sent.

Ours: `config.jobs.run_delivery`: claims by lease and fence, asks whether each is still due, sends, marks; one worker.
By hand: `smtplib` handing over the same stored bytes on one kept connection to the same server, and nothing else.
Two servers: aiosmtpd, which itself costs more than either, and Postfix's smtp-sink, a server in C.
"""

from __future__ import annotations

import smtplib
from email.utils import parseaddr

from django.conf import settings

from accountability.core.clock import parse_at
from accountability.notices.models import Outbox, OutboxState
from benchmarks.figures import Figure, alternate, stopwatch
from benchmarks.ground import AT
from benchmarks.profiling import profiled
from benchmarks.sinks import KINDS, sink
from config.jobs import run_delivery, run_sweep

BOUNDS = {"aiosmtpd": 0.70, "smtp-sink": 0.60}
NOON = parse_at(AT)


def measure(database: str, runs: int) -> list[Figure]:
    """On the database of the settings, to both servers."""
    run_sweep(NOON)
    mails = Outbox.objects.count()
    figures = []
    for kind, title in KINDS.items():
        with sink(kind) as port:
            ours, hand = alternate(_ours, lambda: _by_hand(port), runs)
            profiled(_ours)
        figures.append(
            Figure(
                f"delivery of {mails:,} mails to {title}",
                database,
                "mails/s",
                ours,
                hand,
                BOUNDS[kind],
                at_least=True,
            )
        )
    return figures


def _ours() -> float:
    """Mails per second, each of them sent and marked."""
    Outbox.objects.update(state=OutboxState.NEW, sent_at=None, lease_until=None, attempts=0, next_at=NOON)
    with stopwatch() as seconds:
        done = run_delivery(NOON)
    assert done.sent == Outbox.objects.count(), done
    return done.sent / seconds()


def _by_hand(port: int) -> float:
    """Mails per second of smtplib alone."""
    mails = [(address, bytes(mime)) for address, mime in Outbox.objects.values_list("recipient", "mime")]
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    with stopwatch() as seconds, smtplib.SMTP("127.0.0.1", port) as smtp:
        for address, mime in mails:
            smtp.sendmail(sender, [address], mime)
    return len(mails) / seconds()
