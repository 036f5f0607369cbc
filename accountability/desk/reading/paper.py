"""The leaders' page on one A4 sheet: the same parts in the same order, as words and figures."""

from __future__ import annotations

from datetime import date

from accountability.core.saying import say
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
        organ=page.province_name.upper(), office=say("VĂN PHÒNG"),
        place=page.province_name.removeprefix("UBND tỉnh ").removeprefix("UBND thành phố "),
        at=page.figures_at, counts=page.counts,
        decisions=tuple(item.item for item in page.ladder.items), decisions_total=page.ladder.total,
        at_once=tuple(item.item for item in page.at_once.items), at_once_total=page.at_once.total,
        agencies=late, agencies_total=page.late_total, deadlines=page.week, deadlines_total=len(page.week),
        is_demo=page.is_assumed, left=_left(page), right=_right(page), since=since_words(page.since, page.since_meeting),
    )  # fmt: skip


def since_words(since: date, is_meeting: bool) -> str:
    """As "từ phiên họp 01/11/2022"; without a meeting "từ 01/11/2022"."""
    return (
        say("từ phiên họp {since}", since=date_vi(since))
        if is_meeting
        else say("từ {since}", since=date_vi(since))
    )


def central_note(page: CommandPage) -> str:
    """As "12 nhiệm vụ, 3 sắp đến hạn, 1 đã qua hạn"."""
    found = page.province
    return (
        say(
            "{total} nhiệm vụ, {near} sắp đến hạn, {past} đã qua hạn",
            total=found.total,
            near=found.near,
            past=found.past,
        )
        if found.total
        else ""
    )


def carried_note(page: CommandPage) -> str:
    """As "12 ý kiến: 5 đã thực hiện, 7 chưa thực hiện"."""
    found = page.carried
    return (
        say(
            "{total} ý kiến: {done} đã thực hiện, {open} chưa thực hiện",
            total=found.total,
            done=found.done,
            open=found.open,
        )
        if found.total
        else ""
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
                say(
                    "quá hạn {overdue}, sắp đến hạn {due_soon}, xong {done}",
                    overdue=one.counts.overdue,
                    due_soon=one.counts.due_soon,
                    done=one.counts.done,
                ),
            )
            for one in page.charges
        )
        parts.append(PaperPart("phu-trach", say("Theo lãnh đạo phụ trách"), lines, len(lines)))
    return tuple(parts)


def _right(page: CommandPage) -> tuple[PaperPart, ...]:
    lags = tuple((lag.label, lag.text) for lag in page.targets)
    empty = say("Không có chỉ tiêu chậm.")
    return (
        PaperPart("chi-tieu", say("Chỉ tiêu chậm"), lags, page.targets_total, say("thực hiện / giao"), empty),
    )
