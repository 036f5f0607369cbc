"""Drawings that several pages and the report show: the same figures give the same drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from accountability.assignments.ageing import BANDS, Band
from accountability.core.charts import Bar, Chart, Line, Scale, columns, lines
from accountability.core.text import number_vi
from accountability.reports.rules import Point, ReportFigures

PERCENT = Scale(top=100, step=25)


def ageing_chart(bands: Sequence[tuple[Band, int]], url: Callable[[Band], str] = lambda band: "") -> Chart:
    """How many are overdue in each band; empty when nothing is. `url` leads to the rows of a band."""
    total = sum(number for _, number in bands)
    told = "; ".join(f"{band.label} ngày: {number_vi(number)}" for band, number in bands)
    return columns(
        [Bar(band.label, number, url=url(band)) for band, number in bands] if total else [],
        key="tuoi-no", title="Số việc quá hạn theo số ngày", description=told, head=("Số ngày quá hạn", "Số việc"),
    )  # fmt: skip


def percent(value: int | Decimal | None) -> str:
    """As "66,7 %"."""
    return "–" if value is None else f"{number_vi(value)}\u00a0%"


def trend_chart(trend: tuple[Point, ...]) -> Chart:
    """Tỷ lệ hoàn thành đúng hạn, week by week."""
    known = [point for point in trend if point.rate is not None]
    told = "Chưa có việc nào đến hạn."
    if known:
        told = (
            f"Từ {percent(known[0].rate)} ngày {known[0].on:%d/%m/%Y} đến {percent(known[-1].rate)} "
            f"ngày {known[-1].on:%d/%m/%Y}."
        )
    return lines(
        [f"{point.on:%d/%m}" for point in trend],
        [Line("Tỷ lệ đúng hạn", tuple(point.rate for point in trend), tone="done")],
        key="xu-huong", title="Tỷ lệ hoàn thành đúng hạn theo tuần", description=told, head="Đến ngày", scale=PERCENT,
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
