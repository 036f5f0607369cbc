"""`manage.py sweep [--at T] [--all] --json`: claim every rung that is reached, and tell whom it concerns."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from accountability.core.cli import JsonCommand, add_at, at_from
from config.jobs import sweep_now


class Command(JsonCommand):
    """Prints {"at", "reminded", "escalated", "merged", "notices", "mails"}; a second run at T gives zeros."""

    help = "Rà soát thời hạn: nhắc việc, đôn đốc theo quy tắc."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--at T`, `--all`."""
        add_at(parser)
        parser.add_argument(
            "--all",
            action="store_true",
            help="Rà soát toàn bộ, kể cả khi hôm nay đã rà soát (sau khi sửa dữ liệu ngoài hệ thống).",
        )

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Sweep once; a sweep that runs already is waited for."""
        at = at_from(options)
        result = sweep_now(at, everything=options["all"])
        return {
            "at": at.isoformat(),
            "reminded": result.reminded,
            "escalated": {rung: count for rung, count in result.escalated.items() if count},
            "merged": result.merged,
            "notices": result.notices,
            "mails": result.mails,
        }

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people."""
        rungs = ", ".join(f"{rung} {count}" for rung, count in result["escalated"].items()) or "không có"
        return (
            f"Nhắc việc {result['reminded']}; đôn đốc: {rungs}; gộp {result['merged']}; "
            f"{result['notices']} thông báo, {result['mails']} thư."
        )
