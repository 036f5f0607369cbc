"""`manage.py ladder_preview --policy CODE [--days 30] [--draft] [--at T] --json`: who would receive what."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from accountability.core.cli import JsonCommand, add_at, at_from
from accountability.escalation.models import Policy
from accountability.escalation.policy_drafts import draft_of, rungs_of
from accountability.escalation.rehearsal import DAYS, Busy, rehearse

_MOST_DAYS = 120


class Command(JsonCommand):
    """Prints {"policy", "from_on", "days", "letters", "readers", "by_rung", "rows", "left_out", "stopped_on"}."""

    help = "Chạy thử rà soát cho những ngày tới theo một quy tắc rồi bỏ đi: ai sẽ nhận gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--policy CODE`, `--days N`, `--draft`, `--at T`."""
        parser.add_argument("--policy", required=True, metavar="CODE", help="Mã quy tắc, ví dụ default.")
        parser.add_argument("--days", type=int, default=DAYS, help="Số ngày, kể cả hôm nay.")
        parser.add_argument("--draft", action="store_true", help="Theo bản thảo, như thể có hiệu lực ngay.")
        add_at(parser)

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Rehearse; it holds the database's locks until it is done."""
        if not 1 <= options["days"] <= _MOST_DAYS:
            raise ValueError(f"Số ngày phải từ 1 đến {_MOST_DAYS}.")
        policy = Policy.objects.filter(code=options["policy"]).first()
        if policy is None:
            raise ValueError(f"Không có quy tắc có mã “{options['policy']}”.")
        rungs = None
        if options["draft"]:
            draft = draft_of(policy)
            if draft is None:
                raise ValueError("Quy tắc này không có bản thảo.")
            rungs = rungs_of(draft)
        try:
            found = rehearse(policy, rungs, at=at_from(options), days=options["days"])
        except (Busy, LookupError) as failure:
            raise ValueError(str(failure)) from failure
        return {
            "policy": policy.code, "from_on": found.from_on, "days": found.days, "letters": found.total,
            "readers": len(found.readers), "by_rung": dict(found.by_rung), "left_out": found.left_out,
            "stopped_on": found.stopped_on,
            "rows": [
                {"on": row.on, "reader": row.reader, "as": row.as_what, "way": row.way,
                 "items": [{"rung": item.rung, "number": item.number, "title": item.title} for item in row.items]}
                for row in found.rows
            ],
        }  # fmt: skip

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people: the figures, then one line per letter."""
        lines = [f"{result['letters']} thư, {result['readers']} người nhận trong {result['days']} ngày."]
        lines += [f"  {count:>6}  {title}" for title, count in result["by_rung"].items()]
        for row in result["rows"]:
            what = "; ".join(dict.fromkeys(item["rung"] for item in row["items"]))
            lines.append(f"{row['on']:%d/%m/%Y}  {row['as']}: {row['way']} ({what})")
        return "\n".join(lines)
