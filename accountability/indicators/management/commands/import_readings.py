"""`manage.py import_readings so-lieu.xlsx --indicator CODE --by congan --data-on 2022-10-31 --source "…" --json`: the table as the page takes it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from accountability.access.permissions import Permission
from accountability.accounts.models import User
from accountability.agencies.reading import actor_for
from accountability.core.cli import JsonCommand, add_at, at_from
from accountability.core.text import number_vi
from accountability.core.zone import local
from accountability.indicators.access import access_indicator, reach
from accountability.indicators.actions import record_readings
from accountability.indicators.models import Indicator
from accountability.indicators.pasting import DryRun, dry_run, text_of
from accountability.indicators.reading import participants
from accountability.indicators.rules import Span, period_of
from accountability.indicators.rules.typing import Percent
from accountability.intake.sources import of_path


class Command(JsonCommand):
    """Prints {"indicator", "period", "rows", "problems", "share", "asked", "written"}; with problems or questions nothing is written."""

    help = "Nhập số liệu chỉ tiêu từ bảng tính: tất cả hoặc không ghi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whose figures they are, and who answers for them."""
        parser.add_argument("file", type=Path, help="Tệp .xlsx, .xls, .ods hoặc .csv; lấy bảng đầu tiên.")
        parser.add_argument("--indicator", required=True, metavar="CODE", help="Mã chỉ tiêu.")
        parser.add_argument("--by", required=True, metavar="USER", help="Tài khoản của người nhập.")
        parser.add_argument(
            "--data-on", required=True, type=date.fromisoformat, help="Số liệu tính đến ngày."
        )
        parser.add_argument("--source", required=True, help="Nguồn số liệu.")
        parser.add_argument("--confirm", default="", metavar="LỜI", help="Xác nhận mọi số liệu bị hỏi lại.")
        parser.add_argument(
            "--percent", default="", choices=list(Percent), help="Cả cột không quá 1: 0,0562 là 5,62 % (share) hay 0,06 % (as_is)."
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="Chỉ xem trước.")
        add_at(parser)

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Read, look, and write when everything is clear."""
        at = at_from(options)
        today = local(at).date()
        actor = actor_for(User.objects.get(username=options["by"]), today=today)
        pk = Indicator.objects.get(code=options["indicator"]).pk
        indicator = access_indicator(actor, pk, Permission.ENTER_READING)
        sheets = of_path(options["file"], options["file"].name)
        period = period_of(indicator.rhythm, options["data_on"], indicator.starts_on)
        seen = reach(actor, indicator, Permission.ENTER_READING)
        agencies = list(participants(indicator, today).filter(seen.within("pk")))
        found = dry_run(
            indicator, text_of(sheets[0], indicator.kind) if sheets else "", agencies, period=period, data_on=options["data_on"],
            source=options["source"], answers={agency.pk: options["confirm"] for agency in agencies},
            percent=options["percent"],
        )  # fmt: skip
        written = 0
        answered = bool(options["confirm"]) or not found.asked
        if found.is_clear and answered and not options["dry_run"]:
            written = len(record_readings(pk, found.entries, period=period, by=actor, at=at))
        return _told(indicator, period, found, written)

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people: what was written, or why nothing was."""
        if result["problems"]:
            return f"Chưa ghi gì. {result['problems'][0]}"
        if result["share"] and not result["written"]:
            return f"Chưa ghi gì: cho biết {result['share']} nghĩa là gì (--percent)."
        if result["asked"] and not result["written"]:
            return f"Chưa ghi gì: {len(result['asked'])} cơ quan có số liệu cần xác nhận (--confirm)."
        return f"Đã ghi {result['written']} số liệu, kỳ {result['period']}."


def _told(indicator: Indicator, period: Span, found: DryRun, written: int) -> dict[str, Any]:
    names = {entry.agency.pk: entry.agency.short_name for entry in found.entries}
    return {
        "indicator": indicator.code, "period": period.label, "rows": len(found.entries), "written": written,
        "problems": found.problems,
        "share": number_vi(found.share) if found.share is not None and found.percent is None else None,
        "asked": {names[agency]: [one.text for one in asked] for agency, asked in found.asked.items()},
    }  # fmt: skip
