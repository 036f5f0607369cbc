"""Delivery of 2,000 mails, from rows in the outbox to rows marked as sent.

Ours: `config.jobs.run_delivery`: claims by lease and fence, asks whether each is still due, sends, marks; one worker.
By hand: `smtplib` handing over the same stored bytes on one kept connection to the same server, and nothing else.
Two servers: aiosmtpd, which itself costs more than either, and Postfix's smtp-sink, a server in C.
"""

from __future__ import annotations

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from accountability.agencies.models import Incumbency
from accountability.core.clock import parse_at
from accountability.notices.actions import post_mails
from accountability.notices.message import MailDraft, MailItem
from accountability.notices.models import Outbox, OutboxState
from benchmarks.figures import Figure, alternate, stopwatch
from benchmarks.ground import AT_2026
from benchmarks.sinks import KINDS, sink
from config.jobs import run_delivery

MAILS = 2000
BOUNDS = {"aiosmtpd": 0.70, "smtp-sink": 0.60}
AT = parse_at(AT_2026)


def measure(database: str, runs: int) -> list[Figure]:
    """On the database of the settings, to both servers."""
    _owe()
    figures = []
    for kind, title in KINDS.items():
        with sink(kind) as port:
            ours, hand = alternate(_ours, lambda: _by_hand(port), runs)
        figures.append(
            Figure(f"delivery to {title}", database, "mails/s", ours, hand, BOUNDS[kind], at_least=True)
        )
    return figures


def _owe() -> None:
    """So many mails of the usual size, to the heads of the province in turn."""
    users = [row.user for row in Incumbency.objects.filter(to_on=None).select_related("user").order_by("pk")]
    drafts = [
        MailDraft(
            kind="assigned", dedupe_key=f"bench:{number}", to=users[number % len(users)],
            subject_line=f"Giao nhiệm vụ chủ trì: Nhiệm vụ đo khối lượng số {number}",
            lines=("Giao nhiệm vụ chủ trì.",), subjects=(f"a:{number}",), payload={"assignments": []},
            items=(MailItem("900/KH-UBND", f"Nhiệm vụ đo khối lượng số {number}", f"/nhiem-vu/{number}/", AT.date()),),
        )
        for number in range(1, MAILS + 1)
    ]  # fmt: skip
    with transaction.atomic():
        post_mails(drafts, at=AT)


def _ours() -> float:
    """Mails per second, each of them sent and marked."""
    Outbox.objects.update(state=OutboxState.NEW, sent_at=None, lease_until=None, attempts=0, next_at=AT)
    with stopwatch() as seconds:
        done = run_delivery(AT)
    assert done.sent == MAILS, done
    return MAILS / seconds()


def _by_hand(port: int) -> float:
    """Mails per second of smtplib alone."""
    mails = [(address, bytes(mime)) for address, mime in Outbox.objects.values_list("recipient", "mime")]
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    with stopwatch() as seconds, smtplib.SMTP("127.0.0.1", port) as smtp:
        for address, mime in mails:
            smtp.sendmail(sender, [address], mime)
    return len(mails) / seconds()
