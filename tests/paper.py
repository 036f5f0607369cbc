"""A printed page as a ruler sees it: lines of text with their places, sizes, faces and colours; rules and frames.

Lengths are millimetres from the upper left corner of the page, sizes are points.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTCurve, LTLine, LTRect, LTTextLine

MM = 25.4 / 72


@dataclass(frozen=True)
class Run:
    """Letters of one face side by side."""

    text: str
    font: str
    size: float
    color: tuple[float, ...]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font


@dataclass(frozen=True)
class Line:
    """One line of text, in order from left to right."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def left(self) -> float:
        return next(run.left for run in self.runs if run.text.strip())

    @property
    def right(self) -> float:
        return next(run.right for run in reversed(self.runs) if run.text.strip())

    @property
    def top(self) -> float:
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        return max(run.bottom for run in self.runs)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def face(self) -> tuple[float, bool, bool]:
        """Size, bold, italic; fails where the line mixes faces."""
        faces = {(run.size, run.bold, run.italic) for run in self.runs if run.text.strip()}
        assert len(faces) == 1, (self.text, faces)
        return faces.pop()


@dataclass(frozen=True)
class Rule:
    """A drawn stroke or box."""

    left: float
    right: float
    top: float
    bottom: float
    color: tuple[float, ...]

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass
class Page:
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def line(self, start: str) -> Line:
        """The line that begins so."""
        found = [line for line in self.lines if line.text.startswith(start)]
        assert found, (start, [line.text for line in self.lines])
        return found[0]

    def rule_below(self, line: Line, within: float = 3.5) -> Rule:
        """The horizontal rule just below the line, around its middle."""
        near = [rule for rule in self.rules if rule.height < 1 and line.bottom - 1.5 <= rule.top <= line.bottom + within
                and abs(rule.middle - line.middle) < 3 and rule.width > 3]  # fmt: skip
        assert near, f"no rule below {line.text!r}"
        return min(near, key=lambda rule: rule.top)


def pages_of(data: bytes) -> list[Page]:
    """Every page of the PDF."""
    return [
        _page(one)
        for one in extract_pages(io.BytesIO(data), laparams=LAParams(char_margin=1.2, boxes_flow=None))
    ]


def _page(found: Any) -> Page:
    page = Page(found.width * MM, found.height * MM)
    for one in _leaves(found):
        if isinstance(one, LTTextLine):
            runs = tuple(_runs(one, found.height))
            if any(run.text.strip() for run in runs):
                page.lines.append(Line(runs))
        elif isinstance(one, LTRect | LTLine | LTCurve):
            color = one.non_stroking_color if one.fill else one.stroking_color
            page.rules.append(
                Rule(
                    one.x0 * MM,
                    one.x1 * MM,
                    (found.height - one.y1) * MM,
                    (found.height - one.y0) * MM,
                    _color(color),
                )
            )
    page.lines.sort(key=lambda line: (round(line.top, 1), line.left))
    return page


def _leaves(one: Any) -> Iterator[Any]:
    if isinstance(one, LTTextLine | LTRect | LTLine | LTCurve):
        yield one
    elif hasattr(one, "__iter__"):
        for inner in one:
            yield from _leaves(inner)


def _runs(line: LTTextLine, height: float) -> Iterator[Run]:
    chars: list[LTChar] = []
    for one in [*(char for char in line if isinstance(char, LTChar)), None]:
        if chars and (one is None or _key(one) != _key(chars[0])):
            yield Run(
                "".join(char.get_text() for char in chars), chars[0].fontname.split("+")[-1], round(_size(chars[0]), 2),
                _color(chars[0].graphicstate.ncolor), chars[0].x0 * MM, chars[-1].x1 * MM,
                (height - chars[0].y1) * MM, (height - chars[0].y0) * MM,
            )  # fmt: skip
            chars = []
        if one is not None:
            chars.append(one)


def _size(char: LTChar) -> float:
    return abs(char.matrix[3]) * char.fontsize if hasattr(char, "fontsize") else char.size


def _key(char: LTChar) -> tuple[Any, ...]:
    return char.fontname, round(_size(char), 2), _color(char.graphicstate.ncolor)


def _color(color: Any) -> tuple[float, ...]:
    if color is None:
        return (0.0,)
    return tuple(float(part) for part in (color if isinstance(color, list | tuple) else (color,)))
