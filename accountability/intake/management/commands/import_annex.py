"""`manage.py import_annex FILE --directive NUMBER [--issuer CODE] [--year YYYY] --json [--commit]`: an annex by command."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from accountability.core.cli import JsonCommand, add_at, at_from
from accountability.core.garbage import collector_rests
from accountability.directives.models import Directive
from accountability.intake.actions import commit_annex, keep_annex
from accountability.intake.finding import find_directive
from accountability.intake.ground import ground_of, known_of
from accountability.intake.rules.headers import best_sheet
from accountability.intake.rules.judging import judge
from accountability.intake.rules.rows import source_rows
from accountability.intake.rules.tree import path_text
from accountability.intake.rules.verdicts import NOTE, OUTSIDE, Judged, Status
from accountability.intake.sources import Source, of_path

Answers = Mapping[int, Mapping[str, str]]
_LONGEST_PATH = 2_000
_NO_TITLES = (
    "Không tìm thấy dòng tiêu đề có cột nội dung nhiệm vụ và cột cơ quan chủ trì. "
    "Vui lòng sửa tiêu đề (mẫu có trên trang “Từ phụ lục”), hoặc chọn cột trên trang đó."
)


class Command(JsonCommand):
    """Prints {"rows": [{"row", "ok", "assignment", "problems"}], "created", "refused"}; one row per duty of the sheet.

    Without --commit nothing is written, and "created" counts what would be. With it everything is written or, while a row is
    refused, nothing. Nobody is there to ask: a coordinating body outside the dictionary is kept as a note, and "remarks" says
    so. Beside the contract: "committed", and of each row its "status" (create, exists, refused) and
    "remarks" (misspellings with their distance).
    """

    help = "Nhập nhiệm vụ của một văn bản từ bảng phụ lục (.xlsx, .xls, .ods, .csv, .docx)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the directive, and whether to write."""
        parser.add_argument("file", metavar="FILE", help="Tệp phụ lục.")
        parser.add_argument(
            "--directive",
            required=True,
            metavar="NUMBER",
            help="Số, ký hiệu như trên văn bản (812/KH-UBND), hoặc id:<pk>.",
        )
        parser.add_argument(
            "--issuer", default="UBND", metavar="CODE", help="Mã cơ quan ban hành (mặc định UBND)."
        )
        parser.add_argument("--year", type=_year, metavar="YYYY", help="Năm của văn bản.")
        parser.add_argument("--commit", action="store_true", help="Ghi nhiệm vụ; không có thì chỉ xem trước.")
        add_at(parser)

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Read, judge, and with --commit write."""
        directive = find_directive(options["directive"], issuer=options["issuer"], year=options["year"])
        path = Path(options["file"])
        if not path.is_file():
            raise ValueError(f"Không có tệp {path}.")
        with collector_rests():
            source = Source(path.name, of_path(path, path.name))
            answers, judged = _judged(directive, source)
            answer = _answer(judged)
        if options["commit"] and not answer["refused"] and answer["created"]:
            _commit(directive, source, path, answers, at=at_from(options))
            answer["committed"] = True
        elif options["commit"]:
            answer["created"] = 0
        return answer

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people: refused rows with their cells, then the counts."""
        lines = [
            f"Dòng {row['row']}, ô {problem['cell']}: {problem['message']}"
            for row in result["rows"]
            for problem in row["problems"]
        ]
        verb = "Đã ghi" if result["committed"] else "Sẽ ghi"
        return "\n".join(
            [*lines, f"{verb} {result['created']} nhiệm vụ; {result['refused']} dòng chưa ghi được."]
        )


def _year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4):
        raise argparse.ArgumentTypeError(f"năm không hợp lệ: “{text}”, viết như 2022")
    return int(text)


def _judged(directive: Directive, source: Source) -> tuple[Answers, list[Judged]]:
    """The rows, and the answers that they were judged with, by row number."""
    number, layout = best_sheet(source.sheets)
    if layout is None or not layout.is_sure:
        raise ValueError(_NO_TITLES)
    rows = source_rows(source.sheets[number], layout)
    ground, known = ground_of(directive), known_of(directive)
    judged = judge(rows, {}, ground, known)
    answers = {
        one.row.number: {OUTSIDE + text: NOTE for text in one.outside} for one in judged if one.outside
    }
    if answers:
        judged = judge(rows, {number - 1: own for number, own in answers.items()}, ground, known)
    return answers, judged


def _answer(judged: list[Judged]) -> dict[str, Any]:
    duties = [one for one in judged if one.status not in (Status.HEADING, Status.SKIPPED)]
    created = sum(len(one.leads) for one in duties if one.status == Status.CREATE)
    return {
        "rows": [_row(one) for one in duties],
        "created": created,
        "refused": sum(one.status == Status.REFUSED for one in duties),
        "committed": False,
    }


def _row(one: Judged) -> dict[str, Any]:
    deadline = one.deadline
    return {
        "row": one.row.number,
        "ok": one.status != Status.REFUSED,
        "status": one.status.value,
        "assignment": {
            "content": one.content,
            "group": path_text(one.path, _LONGEST_PATH) or None,
            "product": one.product or None,
            "lead": one.printed_lead or None,
            "lead_code": one.leads[0] if len(one.leads) == 1 else None,
            "coordinating": list(one.printed_parts),
            "deadline_text": deadline.words or None,
            "deadline_on": deadline.due_on.isoformat() if deadline.due_on else None,
            "period": deadline.period or None,
        },
        "problems": [{"cell": problem.cell, "message": problem.message} for problem in one.problems],
        "remarks": list(one.remarks),
    }


@transaction.atomic
def _commit(directive: Directive, source: Source, path: Path, answers: Answers, *, at: Any) -> None:
    kept = Source(source.name, source.sheets, data=path.read_bytes())
    annex = keep_annex(directive, kept, by=None, at=at, corrections=answers)
    commit_annex(annex.pk, by=None, at=at)
