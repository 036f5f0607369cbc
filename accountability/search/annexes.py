"""Long lists on paper: a list of the site, or every assignment of a report, printed in parts by an engine (`printing.annex`).

A cell costs about a millisecond: 1,000 rows of ten columns take ten seconds, a request should take two. So every list goes to
the engine, in parts from 500 rows on, and beyond `MOST_ROWS` there is the workbook only.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import QueryDict

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.printing.annex import MOST_ROWS, print_annex
from accountability.printing.sheets import Sheet
from accountability.reports.annex import annex_sheet, annex_source
from accountability.reports.cycle_access import access_cycle
from accountability.reports.freezing import current
from accountability.reports.models import Snapshot
from accountability.search.lists import Listed
from accountability.search.papers import NoPaper, Paper, Step, register_paper

TOO_LONG = say(
    "Bản in tối đa {most} dòng; vui lòng thu hẹp điều kiện lọc hoặc xuất Excel.", most=number_vi(MOST_ROWS)
)


def list_on_paper(sheet: Sheet, listed: Listed, *, step: Step) -> bytes:
    """The columns of the list that go on paper, as an annex. Raises PdfError."""
    chosen = [place for place in range(len(sheet.columns)) if place in listed.on_paper]
    rows = [[row[place] for place in chosen] for row in sheet.rows]
    columns = [sheet.columns[place] for place in chosen]
    paper = Sheet(sheet.title, columns, rows, sheet.about)
    return print_annex(paper, is_demo=settings.DEMO, step=step).data


def register_annexes() -> None:
    """Make the annex of a report known as a paper; called when the room is ready."""
    register_paper(
        Paper(
            "cycle-detail", say("Phụ lục chi tiết của báo cáo"), "phu-luc-bao-cao", size=_size, draw=_draw,
            unit=say("nhiệm vụ"),
        )
    )  # fmt: skip


def _snapshot(actor: Actor, pk: int) -> Snapshot:
    return current(access_cycle(actor, pk))


def _size(actor: Actor, pk: int, query: QueryDict, at: datetime) -> int:
    count = _snapshot(actor, pk).assignments
    if count > MOST_ROWS:
        raise NoPaper(
            say(
                "Báo cáo có {n} nhiệm vụ; bản in tối đa {most}. Danh mục đầy đủ có trong tệp Excel của báo cáo.",
                n=number_vi(count), most=number_vi(MOST_ROWS),
            )
        )  # fmt: skip
    return count


def _draw(actor: Actor, pk: int, query: QueryDict, at: datetime, step: Step) -> bytes:
    snapshot = _snapshot(actor, pk)
    source = annex_source(snapshot)
    return print_annex(annex_sheet(snapshot), source=source, is_demo=snapshot.is_assumed, step=step).data
