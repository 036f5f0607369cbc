"""The rehearsal as a table to download: one line per matter, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import HttpResponse

from accountability.core.saying import say
from accountability.escalation.rehearsal import Rehearsed

_HEAD = (
    say("Ngày"),
    say("Người nhận"),
    say("Với tư cách"),
    say("Cách gửi"),
    say("Cấp đôn đốc"),
    say("Số văn bản"),
    say("Nhiệm vụ"),
    say("Tình trạng"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(found: Rehearsed, *, name: str) -> HttpResponse:
    """The letters named in the rehearsal, UTF-8 with a mark so that Excel reads the Vietnamese."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="xem-truoc-{name}-{found.from_on:%Y-%m-%d}.csv"'
    answer.write("\ufeff")
    out = csv.writer(answer)
    out.writerow(_HEAD)
    out.writerows([_safe(cell) for cell in line] for line in _lines(found))
    return answer


def _lines(found: Rehearsed) -> Iterator[list[str]]:
    for row in found.rows:
        reader = [f"{row.on:%d/%m/%Y}", row.reader, row.as_what, row.way]
        for item in row.items:
            yield [*reader, item.rung, item.number, item.title, item.note]
        if row.more:
            yield [*reader, "", "", say("… và {more} việc khác", more=row.more), ""]
    if found.left_out:
        yield [
            "",
            "",
            "",
            "",
            "",
            "",
            say("… và {left_out} thư khác không liệt kê", left_out=found.left_out),
            "",
        ]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
