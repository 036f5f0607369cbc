"""`manage.py verify_audit [--anchor 12:HASH …] --json`: the audit against its seals, closed reports and frozen rankings against
their hashes, and whether the database still guards what is only ever added to.

Anchors are those given, from paper, and those that the closed reports carry.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import connection

from accountability.audit.sealing import verify
from accountability.audit.triggers import unguarded
from accountability.core.cli import JsonCommand
from accountability.core.text import number_vi
from accountability.ranking.models import Ranking
from accountability.ranking.tabling import hash_of
from accountability.reports.freezing import is_whole
from accountability.reports.models import Snapshot

_SHORTEST = 16


def _anchor(text: str) -> tuple[int, str]:
    number, _, sha256 = text.replace(" ", "").partition(":")
    if not number.isdigit() or len(sha256) < _SHORTEST:
        raise ValueError(
            f"Mốc nhật ký viết như 12:{'0' * _SHORTEST}… (số thứ tự, mã băm in trên báo cáo), không phải “{text}”."
        )
    return int(number), sha256


class Command(JsonCommand):
    """Prints {"seals", "events", "unsealed", "troubles", "reports", "rankings", "unguarded"}; code 2 when anything does not fit."""

    help = "Kiểm tra nhật ký với các mốc, mốc in trên báo cáo, và số liệu đã chốt của báo cáo định kỳ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--anchor`."""
        parser.add_argument(
            "--anchor", action="append", default=[], metavar="SỐ:MÃ", help="Mốc in trên báo cáo."
        )

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Read all of it."""
        anchors, reports, broken = [_anchor(text) for text in options["anchor"]], 0, []
        for snapshot in Snapshot.objects.select_related("cycle__kind__program").iterator(chunk_size=20):
            reports += 1
            if snapshot.anchor:
                anchors.append((snapshot.anchor["number"], snapshot.anchor["sha256"]))
            if not is_whole(snapshot):
                broken.append(f"Số liệu đã chốt bị sửa: {snapshot}.")
        rankings = Ranking.objects.exclude(sha256="").select_related("version")
        broken += [f"Bảng xếp hạng đã chốt bị sửa: {one}." for one in rankings if hash_of(one) != one.sha256]
        found = verify(anchors)
        if troubles := [*found.troubles, *broken]:
            raise ValueError("Nhật ký không khớp: " + " ".join(troubles))
        return asdict(found) | {
            "reports": reports, "rankings": rankings.count(), "unguarded": unguarded(connection)
        }  # fmt: skip

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people."""
        sealed = f"{number_vi(result['seals'])} mốc, {number_vi(result['events'])} sự kiện: khớp."
        unsealed = f"Chưa vào mốc: {number_vi(result['unsealed'])} sự kiện."
        kept = f"Báo cáo đã chốt: {number_vi(result['reports'])} bản, xếp hạng đã chốt: {number_vi(result['rankings'])} bảng, khớp."
        open_ones = ", ".join(result["unguarded"])
        guards = f" Cơ sở dữ liệu không giữ các bảng: {open_ones}." if open_ones else ""
        return f"{sealed} {unsealed} {kept}{guards}"
