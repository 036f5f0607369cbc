"""A long list as an annex on paper: printed in parts by child processes, two at a time, and joined with its page numbers.

WeasyPrint needs about 1.2 ms and 0.02 MB for a cell, so that 5,000 rows of 20 columns in one document take two minutes
and 2 GB. Parts of 500 rows take as long together, half of that on two cores, and a tenth of the memory; and who asked
sees how far it is. Beyond `MOST_ROWS` nobody reads paper: the workbook of the same rows is there in seconds.
"""

from __future__ import annotations

import hashlib
import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from django.template.loader import render_to_string

from accountability.printing.pdf import PdfFile, print_html, render_pdf
from accountability.printing.sheets import Cell, Sheet, shown

PART_ROWS = 500
MOST_ROWS = 5_000
WORKERS = 2  # A web process shares the machine; more would only be faster where more cores are idle.
PART_SECONDS = 300


def print_annex(
    sheet: Sheet,
    *,
    number: str = "",
    source: str = "",
    is_demo: bool = False,
    step: Callable[[int], None] = lambda rows: None,
) -> PdfFile:
    """The list as an annex in landscape: "Phụ lục ``number``", its title, ``source`` in brackets, all rows.

    ``step`` hears of the rows that are on paper, from time to time; what it raises ends the work. Raises ``PdfError``.
    Never call it in a request: 5,000 rows take a minute.
    """
    parts: list[PdfFile] = []
    rows = 0
    waiting: deque[tuple[int, Future[PdfFile]]] = deque()
    with ThreadPoolExecutor(WORKERS, "annex") as pool:
        try:
            for markup, count in _markups(sheet, number=number, source=source, is_demo=is_demo):
                waiting.append((count, pool.submit(print_html, markup, timeout=PART_SECONDS)))
                if (
                    len(waiting) > WORKERS
                ):  # The next parts are drawn up while these are printed, and no more.
                    rows = _take(waiting, parts, rows, step)
            while waiting:
                rows = _take(waiting, parts, rows, step)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return _joined(parts)


def _take(
    waiting: deque[tuple[int, Future[PdfFile]]], parts: list[PdfFile], rows: int, step: Callable[[int], None]
) -> int:
    count, part = waiting.popleft()
    parts.append(part.result())
    step(rows + count)
    return rows + count


def _markups(sheet: Sheet, *, number: str, source: str, is_demo: bool) -> Iterator[tuple[str, int]]:
    """The parts as HTML, with the number of their rows; a list without rows is one part that says so."""
    rows = iter(sheet.rows)
    total = sum(column.width for column in sheet.columns)
    columns = [(column.title, max(2, round(100 * column.width / total))) for column in sheet.columns]
    first = True
    while (part := list(islice(rows, PART_ROWS))) or first:
        context = {
            "number": number, "title": sheet.title, "source": source, "is_first": first, "is_demo": is_demo,
            "columns": columns, "about": sheet.about, "rows": [_shown(sheet, row) for row in part],
        }  # fmt: skip
        yield render_to_string("printing/annex_part.html", context), len(part)
        first = False


def _shown(sheet: Sheet, row: Sequence[Cell]) -> list[str]:
    return [shown(value, column.kind) for value, column in zip(row, sheet.columns, strict=True)]


def _joined(parts: Sequence[PdfFile]) -> PdfFile:
    """One PDF of all parts; its pages are numbered from the second on, in the middle of the upper margin."""
    from pypdf import PdfReader, PdfWriter  # 17 MB, loaded with the first annex.

    count = sum(part.pages for part in parts)
    numbers = PdfReader(io.BytesIO(render_pdf("printing/annex_numbers.html", {"pages": range(count)}).data))
    writer = PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part.data), import_outline=False)
    for page, numbered in zip(writer.pages, numbers.pages, strict=True):
        page.merge_page(numbered)
    writer.metadata = PdfReader(io.BytesIO(parts[0].data)).metadata
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    data = out.getvalue()
    return PdfFile(data=data, pages=count, sha256=hashlib.sha256(data).hexdigest())
