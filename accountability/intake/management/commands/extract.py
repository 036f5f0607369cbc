"""`manage.py extract FILE --date YYYY-MM-DD --json`: the assignments that a text proposes, one candidate per sentence judged."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from accountability.calendars.reading import load_calendar
from accountability.calendars.rules import check_year
from accountability.core.cli import JsonCommand
from accountability.core.secrecy import secrecy_mark
from accountability.core.text import date_vi
from accountability.intake.dictionary import load_dictionary
from accountability.intake.reading_texts import text_of
from accountability.intake.rules import Candidate, TargetFound, extract

_YEARS_AHEAD = 10


def _day(text: str | None) -> date:
    try:
        found = date.fromisoformat((text or "").strip())
    except ValueError as error:
        raise ValueError(f"--date không hợp lệ: “{text or ''}”. Viết như 2022-11-07.") from error
    check_year(found.year)
    return found


def _target(target: TargetFound) -> dict[str, Any]:
    value = int(target.value) if target.value == int(target.value) else float(target.value)
    return {"text": target.text, "value": value, "unit": target.unit, "direction": target.direction}


def _answer(candidate: Candidate) -> dict[str, Any]:
    return {
        "sentence": candidate.sentence,
        "span": list(candidate.span),
        "is_task": candidate.is_task,
        "lead": candidate.lead,
        "lead_code": candidate.lead_code,
        "coordinating": [named.phrase for named in candidate.coordinating],
        "deadline_text": candidate.deadline_text,
        "deadline_on": candidate.deadline_on.isoformat() if candidate.deadline_on else None,
        "period": candidate.period,
        "targets": [_target(target) for target in candidate.targets],
        "confidence": candidate.confidence,
        "questions": list(candidate.questions),
    }


class Command(JsonCommand):
    """Prints {"candidates": [{"sentence", "span", "is_task", "lead", "lead_code", "coordinating", "deadline_text", …}]}."""

    help = "Bóc tách nhiệm vụ từ một văn bản: mỗi câu được xét là một đề xuất."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Texts, so that what is wrong is refused in Vietnamese."""
        parser.add_argument("file", metavar="FILE", help="Tệp văn bản.")
        parser.add_argument("--date", metavar="D", help="Ngày của văn bản, 2022-11-07.")

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Read, extract; a text with a secrecy mark is refused, nothing of it is printed."""
        on = _day(options.get("date"))
        text = text_of(Path(options["file"]))
        if mark := secrecy_mark(text):
            raise ValueError(f"Văn bản có dấu chỉ độ mật “{mark}” nên không được đưa vào hệ thống.")
        calendar = load_calendar(on.year, on.year + _YEARS_AHEAD)
        found = extract(text, on, load_dictionary(), calendar)
        return {"candidates": [_answer(candidate) for candidate in found]}

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people: the assignments, one after the other."""
        tasks = [found for found in result["candidates"] if found["is_task"]]
        lines = [f"{len(result['candidates'])} câu, {len(tasks)} câu giao việc."]
        for number, task in enumerate(tasks, 1):
            due = task["deadline_text"] or "không nêu hạn"
            if task["deadline_on"]:
                due = f"{due} ({date_vi(date.fromisoformat(task['deadline_on']))})"
            lines += [
                f"{number}. {task['lead'] or '(không rõ chủ trì)'} – {due}",
                f"   {' '.join(task['sentence'].split())}",
                *(f"   ? {question}" for question in task["questions"]),
            ]
        return "\n".join(lines)
