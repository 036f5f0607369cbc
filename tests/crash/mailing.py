"""The faulty mail server as tests hold it."""

from __future__ import annotations

import ctypes
import json
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def end_with_parent() -> None:
    """Called in a child: the kernel ends it when the test process dies."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1 = PR_SET_PDEATHSIG


class FaultyMail:
    """Runs the server inside a `with`; `taken` is what it has taken so far."""

    def __init__(self, folder: Path, **orders: Any) -> None:
        self.log, self.orders = folder / "taken.jsonl", orders
        self.log.touch()

    def __enter__(self) -> FaultyMail:
        command = [sys.executable, "-m", "tests.crash.faulty_smtp", str(self.log), json.dumps(self.orders)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, text=True, preexec_fn=end_with_parent
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.communicate()

    @property
    def url(self) -> str:
        """As EMAIL_URL names it."""
        return f"smtp://127.0.0.1:{self.port}"

    def point(self, settings: Any, **more: Any) -> None:
        """Let Django's settings name this server."""
        from config.settings.environment import email_settings

        for name, value in (email_settings(self.url) | more).items():
            setattr(settings, name, value)

    def taken(self) -> list[dict[str, str]]:
        """Every copy of every mail that was taken, in order."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def ids_by_subject(self) -> Mapping[str, list[str]]:
        """Subject → the Message-ID of each of its copies."""
        copies: dict[str, list[str]] = defaultdict(list)
        for mail in self.taken():
            copies[mail["subject"]].append(mail["id"])
        return copies
