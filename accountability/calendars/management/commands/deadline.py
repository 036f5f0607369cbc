"""`manage.py deadline --from D (--working-days N | --calendar-days N | --text "…") --json`: when is it due, and why."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings

from accountability.calendars.reading import load_calendar
from accountability.calendars.rules import LAST_YEAR, Term, check_year, explain_deadline, read_term
from accountability.core.cli import JsonCommand
from accountability.core.text import date_vi

_WAYS = {"working_days": "--working-days", "calendar_days": "--calendar-days", "text": "--text"}
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")
# The longest term is ten years; its end may move on over a Tết.
_YEARS_AHEAD = 11


def _day(text: str | None) -> date:
    """The day of receipt: 2025-12-31 or 31/12/2025."""
    if not text or not text.strip():
        raise ValueError("Thiếu --from: ngày nhận văn bản, viết như 2025-12-31.")
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            found = datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
        check_year(found.year)
        return found
    raise ValueError(f"Ngày không hợp lệ: “{text}”. Viết như 2025-12-31 hoặc 31/12/2025.")


def _count(text: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(text.strip()):
        raise ValueError(f"Số ngày không hợp lệ: “{text}”; phải là số nguyên từ 1 trở lên.")
    return int(text)


def _term(options: Mapping[str, Any], received_on: date) -> Term:
    given = [name for name in _WAYS if options.get(name) is not None]
    if len(given) != 1:
        raise ValueError(f"Cần đúng một trong ba: {', '.join(_WAYS.values())}.")
    if given == ["working_days"]:
        return Term.working_days(_count(options["working_days"]))
    if given == ["calendar_days"]:
        return Term.calendar_days(_count(options["calendar_days"]))
    inclusive = settings.DEADLINE_BEFORE_IS_INCLUSIVE
    return read_term(options["text"], received_on, before_is_inclusive=inclusive)


class Command(JsonCommand):
    """Prints {"due_on", "convention", "days": [{"on", "counts", "why"}]}, and beside it what a reader may want.

    Beside the contract: "from_on", "due_time" (of "trước 16 giờ ngày …"), "sentence", "notes" (what is uncertain) and
    "estimated_years" (nobody has decided their days off yet).
    """

    help = "Tính thời hạn và giải thích từng ngày."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Texts, so that a wrong number is refused in Vietnamese."""
        parser.add_argument("--from", dest="from_on", metavar="D", help="Ngày nhận (không tính), 2025-12-31.")
        parser.add_argument("--working-days", metavar="N", help="N ngày làm việc sau ngày nhận.")
        parser.add_argument(
            "--calendar-days", metavar="N", help="N ngày; rơi vào ngày nghỉ thì chuyển ngày sau."
        )
        parser.add_argument("--text", metavar="CHỮ", help="Thời hạn như trong văn bản: “trong quý I/2024”.")

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Compute; whatever makes no sense is refused with its reason."""
        received_on = _day(options.get("from_on"))
        term = _term(options, received_on)
        calendar = load_calendar(received_on.year, min(received_on.year + _YEARS_AHEAD, LAST_YEAR))
        found = explain_deadline(received_on, term, calendar)
        return {
            "from_on": found.received_on.isoformat(),
            "due_on": found.due_on.isoformat(),
            "due_time": f"{found.hour:%H:%M}" if found.hour else None,
            "convention": found.convention.value,
            "sentence": found.sentence,
            "days": [
                {"on": line.on.isoformat(), "counts": line.counts, "why": line.why} for line in found.days
            ],
            "notes": list(found.notes),
            "estimated_years": list(found.estimated_years),
        }

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people: the sentence, each day, the notes."""
        days = [
            f"  {date_vi(date.fromisoformat(day['on']))}  {'✓' if day['counts'] else '–'}  {day['why']}"
            for day in result["days"]
        ]
        return "\n".join([result["sentence"], *days, *result["notes"]])
