"""`manage.py tick`: one beat of the engine, for cron or a timer instead of `engine`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accountability.core.cli import JsonCommand
from config.jobs import tick


class Command(JsonCommand):
    """Prints {"swept": bool}."""

    help = "Một nhịp của bộ máy: gửi thư, và rà soát khi đã đến lúc."

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Deliver, and sweep when it is its turn."""
        return {"swept": tick() is not None}

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people."""
        return "Đã rà soát và gửi thư." if result["swept"] else "Đã gửi thư; chưa đến lúc rà soát."
