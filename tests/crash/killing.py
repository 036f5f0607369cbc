"""Worker processes of a test, and the one who kills them."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from types import TracebackType

from django.db import connections

from tests.crash.mailing import end_with_parent

Job = Callable[[], None]


class Workers:
    """Some forked processes that do one job; whoever is killed is replaced at once. Ended with the `with`."""

    def __init__(self, number: int, job: Job, *, seed: int = 1) -> None:
        self.number, self.job, self.kills = number, job, 0
        self.draw = random.Random(seed)
        self.running: list[multiprocessing.process.BaseProcess] = []

    def __enter__(self) -> Workers:
        connections.close_all()  # A child must not share a connection.
        self.running = [self._start() for _ in range(self.number)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self.running:
            worker.kill()
            worker.join()

    def _start(self) -> multiprocessing.process.BaseProcess:
        worker = multiprocessing.get_context("fork").Process(target=self._run, daemon=True)
        worker.start()
        return worker

    def _run(self) -> None:
        end_with_parent()
        self.job()

    def kill_one(self) -> None:
        """SIGKILL to one of them, and a fresh one in its place."""
        connections.close_all()
        place = self.draw.randrange(self.number)
        pid = self.running[place].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        self.running[place].join()
        self.kills += 1
        self.running[place] = self._start()


def wait_until(true: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Wait; the seconds that it took. Raises AssertionError after `seconds`."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds, f"sau {seconds} giây vẫn chưa: {what}"
        time.sleep(0.05)
    return time.monotonic() - started
