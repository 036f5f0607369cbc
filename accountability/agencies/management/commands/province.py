"""`manage.py province --as-of 2026 --json`: agencies, positions and programs of a real installation; no accounts, no story."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accountability.agencies.facts import AS_OF_2022, AS_OF_2026
from accountability.agencies.loading import load_province
from accountability.agencies.models import Agency, Position
from accountability.core import clock
from accountability.core.cli import JsonCommand
from accountability.directives.loading import load_program
from accountability.directives.models import Program

YEARS = {"2022": AS_OF_2022, "2026": AS_OF_2026}


class Command(JsonCommand):
    """Prints {"as_of", "agencies", "positions", "programs"}: how many there are now, and the programs' codes. A second run adds nothing."""

    help = "Nạp danh mục cơ quan, chức danh của tỉnh (không có tài khoản, không có số liệu giả định)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--as-of`."""
        parser.add_argument("--as-of", choices=sorted(YEARS), default="2026", help="Tỉnh của năm nào.")

    @transaction.atomic
    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Load what is missing."""
        as_of = YEARS[options["as_of"]]
        at = clock.now()
        load_province(as_of=as_of, at=at)
        load_program(at)
        return {
            "as_of": as_of.isoformat(),
            "agencies": Agency.objects.count(),
            "positions": Position.objects.count(),
            "programs": list(Program.objects.order_by("code").values_list("code", flat=True)),
        }

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people: what comes next."""
        return (
            f"Có {result['agencies']} cơ quan, {result['positions']} chức danh. Giao chức danh cho từng người bằng lệnh "
            "take_office."
        )
