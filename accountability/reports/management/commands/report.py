"""`manage.py report --program DA06 --from D --to D --out FILE.pdf [--at T] --json`: the periodic report as a PDF."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from accountability.assignments.models import Assignment
from accountability.core.cli import JsonCommand, add_at, at_from
from accountability.directives.models import Program
from accountability.printing.pdf import PdfError
from accountability.reports.making import figures_for, report_pdf
from accountability.reports.rules import validate_period


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{option}: ngày không hợp lệ “{text}”. Viết như 2022-11-15.") from error


def _program(code: str) -> Program:
    program = Program.objects.select_related("standing_agency").filter(code=code).first()
    if program is None:
        known = ", ".join(Program.objects.order_by("code").values_list("code", flat=True)) or "chưa có"
        raise ValueError(f"Không có chương trình “{code}” (đang có: {known}).")
    return program


class Command(JsonCommand):
    """Prints {"file", "pages", "sha256", "from", "to", "assignments"}; on all assignments of the program."""

    help = "Lập báo cáo định kỳ của một chương trình thành tệp PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--program`, `--from`, `--to`, `--out`, `--at`."""
        parser.add_argument("--program", required=True, metavar="MÃ", help="Mã chương trình, ví dụ DA06.")
        parser.add_argument(
            "--from", required=True, dest="from_on", metavar="D", help="Từ ngày (2022-11-01)."
        )
        parser.add_argument(
            "--to", required=True, dest="to_on", metavar="D", help="Đến hết ngày (2022-11-15)."
        )
        parser.add_argument("--out", required=True, metavar="TỆP.pdf", help="Tệp PDF sẽ ghi.")
        add_at(parser)

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Make the report and write the file."""
        period = validate_period(_day(options["from_on"], "--from"), _day(options["to_on"], "--to"))
        at, out = at_from(options), Path(options["out"])
        program = _program(options["program"])
        if not out.parent.is_dir() or out.is_dir():
            raise ValueError(f"Không ghi được tệp “{out}”: thư mục không có, hoặc đó là một thư mục.")
        figures = figures_for(program, period, rows=Assignment.objects.all(), at=at, is_demo=settings.DEMO)
        try:
            pdf = report_pdf(figures)
            out.write_bytes(pdf.data)
        except (PdfError, OSError) as error:
            raise ValueError(f"Không lập được báo cáo: {error}") from error
        return {
            "file": str(out),
            "pages": pdf.pages,
            "sha256": pdf.sha256,
            "from": period.from_on.isoformat(),
            "to": period.to_on.isoformat(),
            "assignments": figures.counts.total,
        }

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people."""
        return f"{result['file']}: {result['pages']} trang, {result['assignments']} nhiệm vụ."
