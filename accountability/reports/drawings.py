"""Drawings that several pages and the report show: the same figures give the same drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from accountability.assignments.ageing import BANDS, Band
from accountability.core.charts import Bar, Chart, Line, Scale, columns, lines
from accountability.core.saying import joined, say
from accountability.core.text import number_vi
from accountability.reports.rules import Point, ReportFigures

PERCENT = Scale(top=100, step=25)


def ageing_chart(bands: Sequence[tuple[Band, int]], url: Callable[[Band], str] = lambda band: "") -> Chart:
    """How many are overdue in each band; empty when nothing is. `url` leads to the rows of a band."""
    total = sum(number for _, number in bands)
    told = joined(
        "; ",
        [say("{band} ngày: {number}", band=band.label, number=number_vi(number)) for band, number in bands],
    )
    return columns(
        [Bar(band.label, number, url=url(band)) for band, number in bands] if total else [],
        key="tuoi-no", title=say("Số việc quá hạn theo số ngày"), description=told, head=(say("Số ngày quá hạn"), say("Số việc")),
    )  # fmt: skip


def percent(value: int | Decimal | None) -> str:
    """As "66,7 %"."""
    return "–" if value is None else f"{number_vi(value)}\u00a0%"


def trend_chart(trend: tuple[Point, ...]) -> Chart:
    """Tỷ lệ hoàn thành đúng hạn, week by week."""
    known = [point for point in trend if point.rate is not None]
    told = say("Chưa có việc nào đến hạn.")
    if known:
        told = say(
            "Từ {percent} ngày {on:%d/%m/%Y} đến {percent2} ngày {on2:%d/%m/%Y}.",
            percent=percent(known[0].rate),
            on=known[0].on,
            percent2=percent(known[-1].rate),
            on2=known[-1].on,
        )
    return lines(
        [f"{point.on:%d/%m}" for point in trend],
        [Line(say("Tỷ lệ đúng hạn"), tuple(point.rate for point in trend), tone="done")],
        key="xu-huong", title=say("Tỷ lệ hoàn thành đúng hạn theo tuần"), description=told, head=say("Đến ngày"), scale=PERCENT,
        written=percent,
    )  # fmt: skip


def report_charts(figures: ReportFigures) -> list[Chart]:
    """The drawings of a report from its frozen figures, those that have something to show."""
    by_label = dict(figures.ageing)
    charts = (
        trend_chart(figures.trend),
        ageing_chart([(band, by_label.get(band.label, 0)) for band in BANDS]),
    )
    return [chart for chart in charts if not chart.is_empty]
