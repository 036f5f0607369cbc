"""A sweep that finds 1,000 overdue assignments of 1,000 different heads, and hands one mail each to the C server.

Ours: `run_sweep` and then `run_delivery`, everything committed. The bound is in seconds: 5 (RT 5 takes 164 s for 1,000
on such a machine; Redmine's reminders, which escalate nothing, 29 s). By hand: smtplib handing over the same mails,
already built, on one connection.
"""

from __future__ import annotations

import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.db import connection

from accountability.core.clock import parse_at
from accountability.escalation.models import Escalation, SweepRun
from accountability.notices.models import Notification, Outbox
from benchmarks.figures import Figure, alternate, say, stopwatch
from benchmarks.ground import AT
from benchmarks.profiling import profiled
from benchmarks.sinks import sink
from config.jobs import run_delivery, run_sweep

HEADS = 1000
SECONDS = 5.0
NOON = parse_at(AT)


def measure(database: str, runs: int) -> list[Figure]:
    """On the database of the settings."""
    with sink("smtp-sink") as port:
        _ours()  # Warm, and the mails for the reference.
        ours, hand = alternate(_ours, lambda: _by_hand(port), runs)
        profiled(_ours)
    name = f"sweep and mail, {HEADS:,} heads"
    return [Figure(name, database, "s", ours, hand, SECONDS, by_ratio=False)]


def _ours() -> float:
    _forget()
    with stopwatch() as seconds:
        swept = run_sweep(NOON)
        swept_after = seconds()
        sent = run_delivery(NOON).sent
    say(f"    sweep {swept_after:.2f} s, delivery {seconds() - swept_after:.2f} s, {sent} mails")
    assert swept.escalated == {"late-1": HEADS}, swept.escalated
    heads = Outbox.objects.filter(state="sent").values("recipient_user").distinct().count()
    assert heads >= HEADS, heads
    return seconds()


def _forget() -> None:
    """Take the last run back: its claims, notices and mails; and that it looked at all, or the next looks at changes only."""
    Outbox.objects.all().delete()
    Notification.objects.all().delete()
    Escalation.objects.filter(rung_key="late-1").delete()
    SweepRun.objects.update(looked_at_all=False)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "VACUUM escalation_escalation, notices_notification, notices_outbox, notices_mailsubject"
            )


def _by_hand(port: int) -> float:
    mails = [(address, bytes(mime)) for address, mime in Outbox.objects.values_list("recipient", "mime")]
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    with stopwatch() as seconds, smtplib.SMTP("127.0.0.1", port) as smtp:
        for address, mime in mails:
            smtp.sendmail(sender, [address], mime)
    return seconds()
