"""`manage.py generate --assignments N --overdue P --at T --seed S --json`: assignments by the million."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings

from accountability.core.cli import JsonCommand
from accountability.core.clock import parse_at
from accountability.desk.generating import Order, generate, refuse


class Command(JsonCommand):
    """Prints {"at", "seed", "assignments", "overdue", "heads", "directives", "reminders", "given_on", "late_due"}.

    `overdue` assignments reach rung late-1 at T, unclaimed; nothing else is reached at T. Progress goes to stderr.
    """

    help = (
        "Sinh nhiệm vụ giả định để thử khối lượng: P phần trăm đến mức quá hạn 1 ngày làm việc (late-1) tại T và chưa "
        "được nhắc; số còn lại đến hạn sau T từ 30 đến 120 ngày. Cùng tham số thì cùng dữ liệu."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is ordered, and `--yes`."""
        parser.add_argument("--assignments", type=int, required=True, metavar="N", help="Số nhiệm vụ.")
        parser.add_argument(
            "--overdue", required=True, metavar="P", help="Phần trăm quá hạn tại T, từ 0 đến 100."
        )
        parser.add_argument(
            "--at",
            required=True,
            metavar="T",
            help="Thời điểm rà soát (ISO; thiếu múi giờ là Asia/Ho_Chi_Minh).",
        )
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="Hạt giống ngẫu nhiên (mặc định 1)."
        )
        parser.add_argument(
            "--heads", type=int, metavar="H",
            help="Số thủ trưởng khác nhau chủ trì (mặc định: mọi thủ trưởng của tỉnh; nhiều hơn thì thêm xã giả định).",
        )  # fmt: skip
        parser.add_argument(
            "--yes",
            action="store_true",
            help="Vẫn sinh khi cơ sở dữ liệu có văn bản thật hoặc là production.",
        )

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Refuse, or make it."""
        try:
            overdue = Decimal(options["overdue"])
        except InvalidOperation as error:
            raise ValueError("Tỷ lệ quá hạn (--overdue) là số phần trăm từ 0 đến 100.") from error
        order = Order(
            options["assignments"], overdue, parse_at(options["at"]), options["seed"], options["heads"]
        )
        refuse(in_production=settings.SETTINGS_MODULE.endswith(".production"), sure=options["yes"])
        made = generate(order, say=self.stderr.write)
        return {
            "at": order.at.isoformat(), "seed": order.seed, "assignments": made.assignments, "overdue": made.overdue,
            "heads": made.heads, "directives": made.directives, "reminders": made.reminders,
            "given_on": made.given_on.isoformat(), "late_due": [day.isoformat() for day in made.late_due],
        }  # fmt: skip

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people."""
        return (
            f"Đã sinh {result['assignments']} nhiệm vụ ({result['overdue']} quá hạn tại {result['at']}) cho "
            f"{result['heads']} thủ trưởng, từ {result['directives']} văn bản."
        )
