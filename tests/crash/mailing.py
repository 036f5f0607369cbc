"""The faulty mail server as tests hold it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from django.db import connections

from tests.crash.faulty_smtp import serve
from tests.crash.killing import forked

ROOT = Path(__file__).resolve().parents[2]


class FaultyMail:
    """Runs the server inside a `with`; `taken` is what it has taken so far."""

    def __init__(self, folder: Path, **orders: Any) -> None:
        self.log, self.orders = folder / "taken.jsonl", orders
        self.log.touch()

    def __enter__(self) -> FaultyMail:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            self.port = listening.getsockname()[1]
            connections.close_all()  # The child must not share one.
            self.process = forked(lambda: asyncio.run(serve(listening, self.log, self.orders)))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.join()

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
