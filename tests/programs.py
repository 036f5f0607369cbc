"""Workers and beats of Celery as programs of their own, on the rows of a test.

To load Celery, Django and the rooms takes most of the processor time of a start. Where the start itself is not what is tested, a
test loads them once and each of its programs is forked from there (tests/loaded_celery.py), with the same command line.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from urllib.parse import quote
from uuid import uuid4

from config.settings.environment import BASE_DIR
from tests.loaded_celery import Forked, LoadedCelery

# Seconds; cores are shared, and a worker starts Python, Django and the rooms.
PATIENCE = 60

Program = subprocess.Popen[bytes] | Forked


class Programs:
    """Starts Celery programs inside a `with`; at its end none is left. `in_earnest`: each as production starts it."""

    def __init__(
        self, *, database: dict[str, Any], broker: str, mail: str, folder: Path, in_earnest: bool = False
    ) -> None:
        self.folder, self.in_earnest = folder, in_earnest
        self.running: list[Program] = []
        self.loaded: LoadedCelery | None = None
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
            "DATABASE_URL": _url(database),
            "CELERY_BROKER_URL": broker,
            "CELERY_QUEUE": f"test-{uuid4().hex}",
            "EMAIL_URL": mail,
            "ENGINE_DELIVER_SECONDS": "1",
            "ENGINE_SWEEP_SECONDS": "1",
        }

    def __enter__(self) -> Programs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for program in self.running:
            kill(program)
        if self.loaded:
            self.loaded.close()

    def worker(self, name: str, app: str = "config") -> Program:
        """A worker that does one task at a time, ready to work."""
        options = ("--concurrency", "1", "--hostname", f"{name}@%h", "--loglevel", "INFO")
        program = self._start(app, name, "worker", *options, "--without-gossip", "--without-mingle")
        self.until(lambda: " ready." in self.log(name), name)
        return program

    def beat(self) -> Program:
        """The beat that sends a tick each second."""
        return self._start("config", "beat", "beat", "--loglevel", "INFO")

    def send(self, task: str) -> None:
        """Send one task and wait until the broker has it."""
        program = self._start("config", f"call-{task}", "call", task)
        assert program.wait(PATIENCE) == 0, self.log(f"call-{task}")

    def log(self, name: str) -> str:
        """What the program said so far."""
        return (self.folder / f"{name}.log").read_text(encoding="utf-8")

    def until(self, holds: Callable[[], bool], *names: str) -> None:
        """Wait until it holds; after a minute the test fails with what the programs of these names said."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, "\n".join(self.log(name) for name in names)
            time.sleep(0.05)

    def _start(self, app: str, name: str, *command: str) -> Program:
        arguments = ["celery", "--app", app, *command]
        with open(self.folder / f"{name}.log", "wb") as log:
            program = self._in_earnest(arguments, log) if self.in_earnest else self._forked(arguments, log)
        self.running.append(program)
        return program

    def _in_earnest(self, arguments: list[str], log: IO[bytes]) -> Program:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=BASE_DIR, env=self.environment, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip

    def _forked(self, arguments: list[str], log: IO[bytes]) -> Program:
        self.loaded = self.loaded or LoadedCelery(self.environment)
        return self.loaded.fork(arguments, log)


def kill(program: Program) -> None:
    """SIGKILL to the program and its children."""
    if program.poll() is None:
        os.killpg(program.pid, signal.SIGKILL)
    program.wait(PATIENCE)


def _url(database: dict[str, Any]) -> str:
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    account = f"{database['USER']}:{quote(database['PASSWORD'])}"
    return f"postgres://{account}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
