"""Drawings that several pages show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from accountability.assignments.ageing import Band
from accountability.core.charts import Bar, Chart, columns
from accountability.core.saying import joined, say
from accountability.core.text import number_vi


def ageing_chart(bands: Sequence[tuple[Band, int]], url: Callable[[Band], str]) -> Chart:
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
