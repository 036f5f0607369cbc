"""Worker processes of a test, and the one who kills them."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from types import TracebackType

from django.db import connections

Job = Callable[[], None]


def end_with_parent() -> None:
    """Called in a child: the kernel ends it when the test process dies."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1 = PR_SET_PDEATHSIG


def forked(job: Job) -> multiprocessing.process.BaseProcess:
    """Start a process that does the job, and dies with the test. Close the database's connections before."""

    def run() -> None:
        end_with_parent()
        job()

    process = multiprocessing.get_context("fork").Process(target=run, daemon=True)
    process.start()
    return process


class Workers:
    """Some forked processes that do one job; whoever is killed is replaced at once. Ended with the `with`."""

    def __init__(self, number: int, job: Job, *, seed: int = 1) -> None:
        self.number, self.job, self.kills = number, job, 0
        self.draw = random.Random(seed)
        self.running: list[multiprocessing.process.BaseProcess] = []

    def __enter__(self) -> Workers:
        connections.close_all()  # A child must not share a connection.
        self.running = [forked(self.job) for _ in range(self.number)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self.running:
            worker.kill()
            worker.join()

    def kill_one(self) -> None:
        """SIGKILL to one of them, and a fresh one in its place."""
        connections.close_all()
        place = self.draw.randrange(self.number)
        pid = self.running[place].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        self.running[place].join()
        self.kills += 1
        self.running[place] = forked(self.job)


def wait_until(true: Callable[[], bool], *, seconds: float, what: str) -> float:
    """Wait; the seconds that it took. Raises AssertionError after `seconds`."""
    started = time.monotonic()
    while not true():
        assert time.monotonic() - started < seconds, f"sau {seconds} giây vẫn chưa: {what}"
        time.sleep(0.05)
    return time.monotonic() - started
