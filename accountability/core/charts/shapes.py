"""What a chart is made of. A template writes it out; nothing here knows of HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Number = int | Decimal
# Where something lies in a drawing.
Place = int | float | Decimal

# Tone → the colour for papers without our style sheet; on screens the class decides, dark mode included.
COLOURS: Mapping[str, str] = {
    "overdue": "#bd2718", "soon": "#8a4b08", "intime": "#1f5a99", "done": "#1b6e42", "none": "#566273",
    "ink": "#1b2430", "muted": "#566273", "grid": "#e1e5ea",
}  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """One element of an SVG: its tag, its attributes in their order, its text."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True)
class Bar:
    """One figure with its name; `url` leads to the rows behind it, `told` is the figure in words."""

    label: str
    value: Number | None
    told: str = ""
    url: str = ""


@dataclass(frozen=True)
class Legend:
    """What a line or an area stands for, with a sample of it."""

    label: str
    sample: tuple[Shape, ...]


@dataclass(frozen=True)
class Table:
    """The figures of the chart: heads of columns, rows of texts, and where the first cell of a row leads."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    urls: tuple[str, ...] = ()

    @property
    def lines(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """(first cell, its address, the other cells) of each row."""
        urls = self.urls or ("",) * len(self.rows)
        return [(row[0], url, row[1:]) for row, url in zip(self.rows, urls, strict=True)]


@dataclass(frozen=True)
class Chart:
    """A drawing of `width` × `height` units, what it is called and says, its legend and its figures."""

    key: str
    title: str
    description: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    table: Table
    legend: tuple[Legend, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.table.rows


def _number(value: Place) -> str:
    return f"{float(value):.1f}".rstrip("0").rstrip(".")


def shape(
    tag: str, classes: str, *, fill: str = "", stroke: str = "", text: str = "", **places: Place | str
) -> Shape:
    """An element: `fill` and `stroke` are tones, `places` numbers or words by the name of their attribute."""
    attributes = [("class", classes)]
    # As CSS has it, what is not filled is black unless it says none.
    attributes.append(("fill", COLOURS[fill] if fill else "none"))
    if stroke:
        attributes.append(("stroke", COLOURS[stroke]))
    for name, value in places.items():
        attributes.append((name.replace("_", "-"), value if isinstance(value, str) else _number(value)))
    return Shape(tag, tuple(attributes), text)


def words(
    text: str, x: Place, y: Place, *, anchor: str = "start", look: str = "muted", size: int = 12
) -> Shape:
    """A text that begins, ends or has its middle at x, with its foot at y."""
    return shape("text", f"words {look}", fill=look, text=text, x=x, y=y, text_anchor=anchor, font_size=size)
