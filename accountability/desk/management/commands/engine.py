"""`manage.py engine`: the embedded engine. It delivers and sweeps until it is asked to stop."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections

from accountability.core import clock
from config.jobs import run_delivery, tick

log = logging.getLogger("config.engine")

# Seconds of real time; the demo's clock stands still, and its mails still go out.
DELIVER_EVERY = 5
TICK_EVERY = 60
# After a failure the waits double up to this.
LONGEST_WAIT = 300


class Command(BaseCommand):
    """SIGTERM or SIGINT ends it after the work in hand. A failure is logged, and work goes on a little later."""

    help = "Bộ máy nhắc việc: gửi thư mỗi 5 giây, rà soát thời hạn mỗi phút."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until stopped."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        log.info("engine started")
        run(stop)
        connections.close_all()
        log.info("engine stopped")


def run(stop: threading.Event) -> None:
    """Beat until `stop` is set; never ends by an error."""
    ticked_at: float | None = None
    failures = 0
    while not stop.is_set():
        due = ticked_at is None or time.monotonic() - ticked_at >= TICK_EVERY
        if _worked(tick if due else _deliver):
            failures = 0
            ticked_at = time.monotonic() if due else ticked_at
        else:
            failures += 1
        stop.wait(min(DELIVER_EVERY * 2**failures, LONGEST_WAIT))


def _deliver() -> None:
    run_delivery(clock.now())


def _worked(job: Callable[[], object]) -> bool:
    """Do the job; False when it failed, which is logged whole."""
    close_old_connections()
    try:
        job()
    except Exception:  # whatever it is, the next beat may fare better
        log.exception("engine: %s failed", job.__name__)
        return False
    return True
