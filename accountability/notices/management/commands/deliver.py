"""`manage.py deliver [--at T] --json`: send every mail that is due."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from accountability.core.cli import JsonCommand, add_at, at_from
from config.jobs import deliver_now


class Command(JsonCommand):
    """Prints {"sent", "retried", "dead"}; a channel that is down is one line on standard error."""

    help = "Gửi mọi thư đã đến lúc gửi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--at T`."""
        add_at(parser)

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Deliver, and warn when the mail system refuses or is not there."""
        result = deliver_now(at_from(options))
        if result.stopped:
            self.stderr.write(f"Kênh gửi thư đang dừng: {result.stopped}")
        return {"sent": result.sent, "retried": result.retried, "dead": result.dead}

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people."""
        return f"Đã gửi {result['sent']} thư, hoãn {result['retried']}, không gửi được {result['dead']}."
