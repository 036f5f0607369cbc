"""Workers and beats of Celery as programs of their own, on the rows of a test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from config.settings.environment import BASE_DIR

# Seconds; cores are shared, and a worker starts Python, Django and the rooms.
PATIENCE = 60


class Programs:
    """Starts Celery programs inside a `with`; at its end none is left."""

    def __init__(self, *, database: dict[str, Any], broker: str, mail: str, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
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

    def worker(self, name: str, app: str = "config") -> subprocess.Popen[bytes]:
        """A worker that does one task at a time, ready to work."""
        options = ("--concurrency", "1", "--hostname", f"{name}@%h", "--loglevel", "INFO")
        program = self._start(app, name, "worker", *options, "--without-gossip", "--without-mingle")
        self.until(lambda: " ready." in self.log(name), name)
        return program

    def beat(self) -> subprocess.Popen[bytes]:
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

    def _start(self, app: str, name: str, *command: str) -> subprocess.Popen[bytes]:
        with open(self.folder / f"{name}.log", "wb") as log:
            program = subprocess.Popen(
                [sys.executable, "-m", "celery", "--app", app, *command],
                cwd=BASE_DIR,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running.append(program)
        return program


def kill(program: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the program and its children."""
    if program.poll() is None:
        os.killpg(program.pid, signal.SIGKILL)
    program.wait(PATIENCE)


def _url(database: dict[str, Any]) -> str:
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    account = f"{database['USER']}:{quote(database['PASSWORD'])}"
    return f"postgres://{account}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
