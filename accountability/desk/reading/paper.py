"""The leaders' page on one A4 sheet: the same parts in the same order, as words and figures."""

from __future__ import annotations

from datetime import date

from accountability.core.text import date_vi
from accountability.desk.reading.command import CommandPage
from accountability.desk.reading.common import Line, Queue
from accountability.reports.rules import AgencyLine, ChairPage, PaperPart


def paper_of(page: CommandPage) -> ChairPage:
    """The page for paper; `fitted_pages` cuts it to what one sheet holds."""
    late = tuple(
        AgencyLine(line.name, line.counts, line.fresh) for line in page.agencies if line.counts.overdue
    )
    return ChairPage(
        organ=page.province_name.upper(), office="VĂN PHÒNG",
        place=page.province_name.removeprefix("UBND tỉnh ").removeprefix("UBND thành phố "),
        at=page.figures_at, counts=page.counts,
        decisions=tuple(item.item for item in page.ladder.items), decisions_total=page.ladder.total,
        at_once=tuple(item.item for item in page.at_once.items), at_once_total=page.at_once.total,
        agencies=late, agencies_total=page.late_total, deadlines=page.week, deadlines_total=len(page.week),
        is_demo=page.is_assumed, left=_left(page), right=_right(page), since=since_words(page.since, page.since_meeting),
    )  # fmt: skip


def since_words(since: date, is_meeting: bool) -> str:
    """As "từ phiên họp 01/11/2022"; without a meeting "từ 01/11/2022"."""
    return f"từ phiên họp {date_vi(since)}" if is_meeting else f"từ {date_vi(since)}"


def central_note(page: CommandPage) -> str:
    """As "12 nhiệm vụ, 3 sắp đến hạn, 1 đã qua hạn"."""
    found = page.province
    return f"{found.total} nhiệm vụ, {found.near} sắp đến hạn, {found.past} đã qua hạn" if found.total else ""


def carried_note(page: CommandPage) -> str:
    """As "12 ý kiến: 5 đã thực hiện, 7 chưa thực hiện"."""
    found = page.carried
    return (
        f"{found.total} ý kiến: {found.done} đã thực hiện, {found.open} chưa thực hiện" if found.total else ""
    )


def _part(queue: Queue, note: str) -> PaperPart:
    return PaperPart(queue.key, queue.title, tuple(map(_words, queue.lines)), queue.count, note, queue.empty)


def _words(line: Line) -> tuple[str, str]:
    return line.title, line.label


def _left(page: CommandPage) -> tuple[PaperPart, ...]:
    parts = [_part(page.central, central_note(page)), _part(page.instructions, carried_note(page))]
    if page.charges:
        lines = tuple(
            (
                one.title,
                f"quá hạn {one.counts.overdue}, sắp đến hạn {one.counts.due_soon}, xong {one.counts.done}",
            )
            for one in page.charges
        )
        parts.append(PaperPart("phu-trach", "Theo lãnh đạo phụ trách", lines, len(lines)))
    return tuple(parts)


def _right(page: CommandPage) -> tuple[PaperPart, ...]:
    lags = tuple((lag.label, lag.text) for lag in page.targets)
    empty = "Không có chỉ tiêu chậm."
    return (PaperPart("chi-tieu", "Chỉ tiêu chậm", lags, page.targets_total, "thực hiện / giao", empty),)
