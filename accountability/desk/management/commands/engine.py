"""`manage.py engine`: the embedded engine. It delivers and sweeps until it is asked to stop."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections

from config.jobs import deliver_now, long_work_now, tick

log = logging.getLogger("config.engine")

# After a failure the waits double up to this.
LONGEST_WAIT = 300


class Command(BaseCommand):
    """SIGTERM or SIGINT ends it after the work in hand. A failure is logged, and work goes on a little later."""

    help = "Bộ máy nhắc việc: gửi thư mỗi vài giây, rà soát thời hạn khi đến lúc."

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
    """Beat until `stop` is set; never ends by an error.

    Its seconds are real time: the demo's clock stands still, and its mails still go out.
    """
    ticked_at: float | None = None
    failures = 0
    while not stop.is_set():
        due = ticked_at is None or time.monotonic() - ticked_at >= settings.ENGINE_SWEEP_SECONDS
        if _worked(tick if due else deliver_now):
            failures = 0
            ticked_at = time.monotonic() if due else ticked_at
        else:
            failures += 1
        _worked(long_work_now)  # Its failures are told to whoever asked; they must not slow the mails down.
        stop.wait(min(settings.ENGINE_DELIVER_SECONDS * 2**failures, LONGEST_WAIT))


def _worked(job: Callable[[], object]) -> bool:
    """Do the job; False when it failed, which is logged whole."""
    close_old_connections()
    try:
        job()
    except Exception:  # whatever it is, the next beat may fare better
        log.exception("engine: %s failed", job.__name__)
        return False
    return True
