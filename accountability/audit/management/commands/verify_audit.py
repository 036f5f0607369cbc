"""`manage.py verify_audit [--anchor 12:HASH …] --json`: the audit against its seals, and against anchors on paper."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from accountability.audit.sealing import verify
from accountability.core.cli import JsonCommand
from accountability.core.text import number_vi

_SHORTEST = 16


def _anchor(text: str) -> tuple[int, str]:
    number, _, sha256 = text.replace(" ", "").partition(":")
    if not number.isdigit() or len(sha256) < _SHORTEST:
        raise ValueError(
            f"Mốc nhật ký viết như 12:{'0' * _SHORTEST}… (số thứ tự, mã băm in trên báo cáo), không phải “{text}”."
        )
    return int(number), sha256


class Command(JsonCommand):
    """Prints {"seals", "events", "unsealed", "troubles"}; code 2 when anything does not fit."""

    help = "Kiểm tra nhật ký với các mốc, và với mốc in trên báo cáo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--anchor`."""
        parser.add_argument(
            "--anchor", action="append", default=[], metavar="SỐ:MÃ", help="Mốc in trên báo cáo."
        )

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Read all of it."""
        found = verify([_anchor(text) for text in options["anchor"]])
        if found.troubles:
            raise ValueError("Nhật ký không khớp: " + " ".join(found.troubles))
        return asdict(found)

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people."""
        sealed = f"{number_vi(result['seals'])} mốc, {number_vi(result['events'])} sự kiện: khớp."
        return f"{sealed} Chưa vào mốc: {number_vi(result['unsealed'])} sự kiện."
