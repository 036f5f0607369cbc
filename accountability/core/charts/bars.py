"""Columns over named bands, and bars of a ranking. Pure: figures in, a drawing out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accountability.core.charts.scale import Scale
from accountability.core.charts.shapes import Bar, Chart, Shape, Table, shape, words
from accountability.core.text import number_vi

WIDTH = 380
_TOP, _FOOT, _HIGH = 22, 24, 132
_ROW, _LABEL, _FIGURE = 24, 132, 52
# An agency's name that is longer ends in dots; the table beside the drawing has it whole.
_LETTERS = 20


def _told(bar: Bar) -> str:
    if bar.told:
        return bar.told
    return number_vi(bar.value) if bar.value is not None else "–"


def columns(
    bars: Sequence[Bar],
    *,
    key: str,
    title: str,
    description: str,
    head: tuple[str, str],
    tone: str = "overdue",
) -> Chart:
    """Upright columns with their figure above and their name below; what is zero has a line on the ground."""
    ground, slot = _TOP + _HIGH, (WIDTH - 16) / max(1, len(bars))
    largest = max((float(bar.value or 0) for bar in bars), default=0.0) or 1.0
    shapes: list[Shape] = []
    for place, bar in enumerate(bars):
        middle = 8 + slot * (place + 0.5)
        high = float(bar.value or 0) / largest * _HIGH
        broad = slot * 0.62
        shapes.append(
            shape("rect", f"pillar {tone}", fill=tone, x=middle - broad / 2, y=ground - max(high, 1.5), width=broad,
                  height=max(high, 1.5), rx=2)
        )  # fmt: skip
        shapes.append(
            words(_told(bar), middle, ground - max(high, 1.5) - 6, anchor="middle", look="ink", size=13)
        )
        shapes.append(words(bar.label, middle, ground + 16, anchor="middle"))
    shapes.append(shape("line", "axis", stroke="muted", x1=8, x2=WIDTH - 8, y1=ground, y2=ground))
    table = Table(head, tuple((bar.label, _told(bar)) for bar in bars), tuple(bar.url for bar in bars))
    return Chart(key, title, description, WIDTH, ground + _FOOT, tuple(shapes), table)


@dataclass(frozen=True)
class _Row:
    """Where one bar of a ranking lies."""

    bar: Bar
    y: float


def ranking(
    bars: Sequence[Bar], *, key: str, title: str, description: str, head: tuple[str, str], top: int = 100,
    tone: str = "intime",
) -> Chart:  # fmt: skip
    """Bars that lie, one per name, in the order given, on an axis from 0 to `top`; what has no figure has no bar."""
    long, scale = WIDTH - _LABEL - _FIGURE, Scale(top=top, step=top)
    shapes: list[Shape] = []
    for row in (_Row(bar, 4 + _ROW * place) for place, bar in enumerate(bars)):
        name = (
            row.bar.label if len(row.bar.label) <= _LETTERS else row.bar.label[: _LETTERS - 1].rstrip() + "…"
        )
        shapes.append(words(name, _LABEL - 8, row.y + 14, anchor="end", look="ink"))
        shapes.append(shape("rect", "track", fill="grid", x=_LABEL, y=row.y + 4, width=long, height=12, rx=2))
        if row.bar.value:
            shapes.append(
                shape("rect", f"pillar {tone}", fill=tone, x=_LABEL, y=row.y + 4,
                      width=scale.place(row.bar.value, length=long), height=12, rx=2)
            )  # fmt: skip
        shapes.append(words(_told(row.bar), WIDTH - _FIGURE + 6, row.y + 14, look="ink"))
    table = Table(head, tuple((bar.label, _told(bar)) for bar in bars), tuple(bar.url for bar in bars))
    return Chart(key, title, description, WIDTH, 8 + _ROW * max(1, len(bars)), tuple(shapes), table)
