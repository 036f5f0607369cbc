"""`manage.py bounce [FILE ...] --json`: take in delivery status notifications, one .eml each, or one on standard input."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from accountability.core.cli import JsonCommand, add_at, at_from
from accountability.notices.bounces import NotABounce, read_report, take_in


class Command(JsonCommand):
    """Prints {"bounced", "noted", "refused": [{"file", "why"}]}.

    `noted` are reports that change nothing: a delay, or one that was read before. A single report
    that cannot be used is an error; among several files the others are still taken in.
    """

    help = "Ghi nhận thư bị trả lại từ báo cáo chuyển thư (RFC 3464), tệp .eml hoặc đầu vào chuẩn."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`FILE ...` and `--at T`."""
        parser.add_argument(
            "files", nargs="*", metavar="FILE", help="Tệp .eml; thiếu hoặc “-” là đầu vào chuẩn."
        )
        add_at(parser)

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Take the reports in, each in a transaction of its own."""
        at, files = at_from(options), options["files"] or ["-"]
        bounced, noted, refused = 0, 0, []
        for name in files:
            try:
                _, marked = take_in(read_report(_read(name)), by=None, at=at)
            except (NotABounce, OSError) as error:
                if len(files) == 1:
                    raise ValueError(f"{name}: {error}") from error
                refused.append({"file": name, "why": str(error)})
            else:
                bounced, noted = bounced + marked, noted + (not marked)
        return {"bounced": bounced, "noted": noted, "refused": refused}

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people."""
        lines = [f"{one['file']}: {one['why']}" for one in result["refused"]]
        lines.append(f"Đã ghi {result['bounced']} thư bị trả lại, {result['noted']} báo cáo không đổi gì.")
        return "\n".join(lines)


def _read(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
