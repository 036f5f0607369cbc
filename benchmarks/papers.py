"""What leaves the house as a file: the 15-day report, a workbook of 100,000 rows, an annex of 2,000 rows on paper.

- The report of 20,000 assignments of 150 agencies as PDF, figures and all, beside WeasyPrint alone on the same finished
  HTML in a process of its own.
- 100,000 rows × 12 columns as a workbook with filter and fixed head, beside XlsxWriter in its mode of constant memory with
  the same cells, formats and widths; each in a process of its own, whose memory is told.
- An annex of 2,000 rows × 12 columns printed in four parts, once, beside WeasyPrint on one part of 500 rows, once, four times
  over: what a part takes does not depend on how many there are, and 5,000 rows took the run ten minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from benchmarks.figures import Figure, alternate, median, say, stopwatch
from benchmarks.ground import AT

ROWS, ANNEX_ROWS = 100_000, 2_000
TIMES, SECONDS, MEGABYTES, ANNEX_MEGABYTES = 1.3, 5.0, 60.0, 400.0
_BARE = (
    "import sys, weasyprint; weasyprint.HTML(string=sys.stdin.read()).write_pdf(sys.argv[1])\n"
    "print(open('/proc/self/status').read())"
)


def measure(database: str, runs: int) -> list[Figure]:
    """On the database of the settings."""
    figures = _report(database, runs)
    if database == "sqlite":  # The others ask no database.
        figures += [*_workbook(runs), *_annex()]
    return figures


# The report -------------------------------------------------------------------------------------------------------------


def _report(database: str, runs: int) -> list[Figure]:
    from django.template.loader import render_to_string

    from accountability.assignments.models import Assignment
    from accountability.core.clock import parse_at
    from accountability.directives.models import Directive, Program
    from accountability.printing.pdf import ready_child
    from accountability.reports.making import TEMPLATE, figures_for, report_charts, report_pdf
    from accountability.reports.rules import half_month_of

    at = parse_at(AT)
    program = Program.objects.get(code="DA06")
    Directive.objects.filter(program=None).update(program=program)
    period = half_month_of(at.date())

    def figures() -> object:
        return figures_for(program, period, rows=Assignment.objects.real(), at=at, is_demo=False)

    def whole() -> float:
        with stopwatch() as seconds, ready_child() as child:
            made = report_pdf(figures(), child=child)  # type: ignore[arg-type]
        assert made.pages > 1
        return seconds()

    frozen = figures()
    agencies = sum(len(block.agencies) for block in frozen.blocks)  # type: ignore[attr-defined, misc]
    number = frozen.counts.total  # type: ignore[attr-defined]
    say(f"  the report counts {number:,} assignments of {agencies} agencies")
    markup = render_to_string(TEMPLATE, {"figures": frozen, "charts": report_charts(frozen)})  # type: ignore[arg-type]
    ours, bare = alternate(whole, lambda: _by_weasyprint(markup), runs)
    name, note = f"15-day report of {number:,} assignments", f"{agencies} agencies; from rows to a PDF"
    return [
        Figure(name, database, "s", ours, bare, TIMES, note=note),
        Figure(f"{name}, in seconds", database, "s", ours, None, SECONDS, by_ratio=False),
    ]


def _by_weasyprint(markup: str, peaks: list[float] | None = None) -> float:
    """WeasyPrint alone, on HTML whose style sheets and fonts are told by files; `peaks` gathers its memory in MB."""
    from django.conf import settings

    told = markup.replace('href="asset:', f'href="file://{settings.BASE_DIR}/static/')
    sheet = Path(settings.BASE_DIR, "static/print/fonts.css").read_text("utf-8")
    fonts = sheet.replace("asset:", f"file://{settings.BASE_DIR}/static/")
    told = told.replace(
        f'<link rel="stylesheet" href="file://{settings.BASE_DIR}/static/print/fonts.css">',
        f"<style>{fonts}</style>",
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as out, stopwatch() as seconds:
        command = [sys.executable, "-c", _BARE, out.name]
        status = subprocess.run(command, input=told, text=True, check=True, stdout=subprocess.PIPE).stdout
    if peaks is not None:
        peaks.append(_peak(status))
    return seconds()


# The workbook -----------------------------------------------------------------------------------------------------------

TITLES = ("STT", "Văn bản giao", "Nội dung nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Ngày giao",
          "Thời hạn", "Số ngày quá hạn", "Tỷ lệ", "Trạng thái", "Ghi chú")  # fmt: skip
WIDTHS = (6, 34, 60, 40, 26, 30, 12, 12, 9, 9, 24, 20)


def _rows(count: int) -> Iterator[tuple[object, ...]]:
    first = date(2022, 1, 1).toordinal()
    for number in range(1, count + 1):
        yield (
            number, f"Kế hoạch số {number % 300}/KH-UBND", f"Nhiệm vụ {number}: rà soát, làm sạch dữ liệu dân cư tỉnh",
            "Báo cáo", "Sở Lao động - Thương binh và Xã hội", "Sở Y tế; Sở Tư pháp",
            date.fromordinal(first + number % 900), date.fromordinal(first + number % 700) if number % 3 else None,
            number % 60 or None, number % 100, "Đang thực hiện", "",
        )  # fmt: skip


def _our_book(path: str) -> None:
    from accountability.printing.sheets import Column, Kind, Sheet, write_xlsx

    kinds = [Kind.AUTO] * 6 + [Kind.DATE, Kind.DATE, Kind.NUMBER, Kind.PERCENT, Kind.AUTO, Kind.AUTO]
    columns = [Column(*told) for told in zip(TITLES, WIDTHS, kinds, strict=True)]
    write_xlsx(Path(path), Sheet("Nhiệm vụ", columns, _rows(ROWS), [("Danh sách", "Nhiệm vụ")]))  # type: ignore[arg-type]


def _their_book(path: str) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("Nhiệm vụ")
        plain, wrapped = (
            book.add_format({"valign": "top"}),
            book.add_format({"valign": "top", "text_wrap": True}),
        )
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
        part = book.add_format({"num_format": "0.0%", "valign": "top"})
        for place, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
            page.set_column(place, place, width)
            page.write_string(0, place, title, wrapped)
        page.freeze_panes(1, 0)
        for number, row in enumerate(_rows(ROWS), 1):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, place, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, int):
                    page.write_number(
                        number, place, value / 100 if place == 9 else value, part if place == 9 else plain
                    )
                elif isinstance(value, str) and value:
                    page.write_string(number, place, value, wrapped if WIDTHS[place] >= 40 else plain)
        page.autofilter(0, 0, ROWS, len(TITLES) - 1)


def _alone(writer: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one writer in a new process that does nothing else."""
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as folder:
        script = (
            "import django, json, sys, time; django.setup(); from benchmarks import papers\n"
            f"papers._warm(); began = time.perf_counter(); papers.{writer}(sys.argv[1])\n"
            "used = time.perf_counter() - began\n"
            "print(json.dumps([used, papers._peak(open('/proc/self/status').read())]))"
        )
        command = [sys.executable, "-c", script, f"{folder}/a.xlsx"]
        seconds, megabytes = json.loads(
            subprocess.run(command, capture_output=True, text=True, check=True).stdout
        )
    return seconds, megabytes


def _peak(status: str) -> float:
    """The highest resident memory in MB; `ru_maxrss` would tell that of the process that started this one."""
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def _warm() -> None:
    """Load both writers, so that neither pays for it in its time."""
    import xlsxwriter  # noqa: F401

    import accountability.printing.sheets

    assert accountability.printing.sheets


def _workbook(runs: int) -> list[Figure]:
    peaks: list[float] = []

    def ours() -> float:
        seconds, megabytes = _alone("_our_book")
        peaks.append(megabytes)
        return seconds

    own, theirs = alternate(ours, lambda: _alone("_their_book")[0], runs)
    base = median(lambda: _alone("_nothing")[1], 1)
    name = f"workbook of {ROWS:,} rows × {len(TITLES)}"
    return [
        Figure(name, "–", "s", own, theirs, TIMES, note="beside XlsxWriter in constant memory"),
        Figure(
            f"{name}, memory", "–", "MB", max(peaks) - base, None, MEGABYTES, by_ratio=False,
            note=f"above the {base:.0f} MB of a process with Django and both writers loaded",
        ),
    ]  # fmt: skip


def _nothing(path: str) -> None:
    """A process that writes nothing: what Django itself takes."""


# The annex --------------------------------------------------------------------------------------------------------------


def _annex() -> list[Figure]:
    from accountability.printing import annex
    from accountability.printing.sheets import Column, Sheet

    columns = [Column(*told) for told in zip(TITLES, WIDTHS, strict=True)]

    def sheet(count: int) -> Sheet:
        return Sheet("Danh mục nhiệm vụ", columns, _rows(count), [])  # type: ignore[arg-type]

    told: list[int] = []
    pages: list[int] = []

    def ours() -> float:
        with stopwatch() as seconds:
            pages.append(annex.print_annex(sheet(ANNEX_ROWS), step=told.append).pages)
        return seconds()

    ((markup, count),) = annex._markups(sheet(annex.PART_ROWS), number="", source="", is_demo=False)
    parts = ANNEX_ROWS // count
    peaks: list[float] = []
    own, hand = alternate(ours, lambda: parts * _by_weasyprint(markup, peaks), 1)
    note = f"{pages[-1]} pages in {parts} parts, {annex.WORKERS} at a time; progress told {len(told) // len(pages)} times"
    name = f"annex of {ANNEX_ROWS:,} rows × {len(TITLES)} on paper"
    return [
        Figure(name, "–", "s", own, hand, TIMES, note=note),
        Figure(f"{name}, memory of a part", "–", "MB", max(peaks), None, ANNEX_MEGABYTES, by_ratio=False),
    ]
