"""Lines over time. Pure: figures in, a drawing out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accountability.core.charts.scale import Scale, scale_to
from accountability.core.charts.shapes import Chart, Legend, Number, Place, Shape, Table, shape, words
from accountability.core.saying import say
from accountability.core.text import number_vi

WIDTH, HEIGHT = 380, 216
_LEFT, _RIGHT, _TOP, _FOOT = 40, 12, 12, 28
_LONG, _HIGH = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _FOOT
# So many names fit below the axis.
_NAMES = 5


@dataclass(frozen=True)
class Line:
    """One line: a figure per moment, None where there is none. `dashed` tells it from another without colours."""

    label: str
    values: tuple[Number | None, ...]
    tone: str = "intime"
    dashed: bool = False


def _written(value: Number | None) -> str:
    return "–" if value is None else number_vi(value)


def lines(
    moments: Sequence[str], drawn: Sequence[Line], *, key: str, title: str, description: str, head: str,
    scale: Scale | None = None, written: Callable[[Number | None], str] = _written, now: int | None = None,
) -> Chart:  # fmt: skip
    """The lines over the moments, which are named below; `now` is the place of today, marked by an upright.

    Raises ValueError when a line has not one value per moment.
    """
    for line in drawn:
        if len(line.values) != len(moments):
            raise ValueError(f"line {line.label!r} has {len(line.values)} values for {len(moments)} moments")
    known = [value for line in drawn for value in line.values if value is not None]
    axis = scale or scale_to(max(known, default=1))
    shapes = [*_grid(axis, written), *_names(moments)]
    if now is not None and len(moments) > 1:
        x = _x(now, len(moments))
        shapes.append(
            shape("line", "now", stroke="muted", x1=x, x2=x, y1=_TOP, y2=_TOP + _HIGH, stroke_dasharray="1 3")
        )
        shapes.append(
            words(say("hôm nay"), x, _TOP + 8, anchor="end" if now > len(moments) / 2 else "start", size=11)
        )
    for line in drawn:
        shapes += _line(line, axis, len(moments))
    rows = tuple(
        (moment, *(written(line.values[place]) for line in drawn)) for place, moment in enumerate(moments)
    )
    table = Table((head, *(line.label for line in drawn)), rows if known else ())
    legend = tuple(Legend(line.label, _sample(line)) for line in drawn) if len(drawn) > 1 else ()
    return Chart(key, title, description, WIDTH, HEIGHT, tuple(shapes), table, legend)


def _x(place: int, count: int) -> float:
    return _LEFT + (_LONG * place / (count - 1) if count > 1 else _LONG / 2)


def _y(value: Number, axis: Scale) -> float:
    return _TOP + _HIGH - axis.place(value, length=_HIGH)


def _grid(axis: Scale, written: Callable[[Number | None], str]) -> list[Shape]:
    found = []
    for tick in axis.ticks:
        y = _y(tick, axis)
        found.append(shape("line", "grid", stroke="grid", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y))
        found.append(words(written(tick), _LEFT - 6, y + 4, anchor="end", size=11))
    return found


def _names(moments: Sequence[str]) -> list[Shape]:
    """The first and the last moment and some between, as many as fit."""
    last = len(moments) - 1
    places = (
        sorted({round(last * part / (_NAMES - 1)) for part in range(_NAMES)})
        if last > 0
        else [0] * len(moments)
    )
    anchors = {0: "start", last: "end"} if last > 0 else {}
    return [
        words(
            moments[place], _x(place, len(moments)), HEIGHT - 9, anchor=anchors.get(place, "middle"), size=11
        )
        for place in places
    ]


def _stroke(line: Line, tag: str, **places: Place | str) -> Shape:
    """An element in the look of the line."""
    if line.dashed:
        places["stroke_dasharray"] = "6 4"
    return shape(tag, f"line {line.tone}", stroke=line.tone, stroke_width=2.5, **places)  # type: ignore[arg-type]


def _line(line: Line, axis: Scale, count: int) -> list[Shape]:
    """The line in pieces, broken where a figure is missing; a mark at each figure unless it is dashed."""
    pieces: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(line.values):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((_x(place, count), _y(value, axis)))
    found = [
        _stroke(line, "polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in piece))
        for piece in pieces
        if len(piece) > 1
    ]  # fmt: skip
    marks = [] if line.dashed else [point for piece in pieces for point in piece]
    return found + [shape("circle", f"mark {line.tone}", fill=line.tone, cx=x, cy=y, r=3) for x, y in marks]


def _sample(line: Line) -> tuple[Shape, ...]:
    stroke = _stroke(line, "line", x1=0, x2=28, y1=6, y2=6)
    if line.dashed:
        return (stroke,)
    return stroke, shape("circle", f"mark {line.tone}", fill=line.tone, cx=14, cy=6, r=3)
