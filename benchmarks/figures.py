"""A figure, the table of them, and how it is measured: medians of runs that alternate with their reference."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    `value` is ours, `reference` the same work by hand, both in `unit`; `bound` is what `judged` must not exceed
    ("at most") or must reach ("at least"). `judged` is the ratio value / reference where there is a reference and
    `by_ratio`, else the value itself.
    """

    name: str
    database: str
    unit: str
    value: float
    reference: float | None = None
    bound: float | None = None
    at_least: bool = False
    by_ratio: bool = True
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the reference."""
        return self.value / self.reference if self.reference else None

    @property
    def kept(self) -> bool | None:
        """Whether the bound is kept; None without a bound."""
        if self.bound is None:
            return None
        judged = self.ratio if self.by_ratio and self.ratio is not None else self.value
        return judged >= self.bound if self.at_least else judged <= self.bound

    def as_json(self) -> dict[str, Any]:
        """The figure with its ratio and verdict."""
        return asdict(self) | {"ratio": self.ratio, "kept": self.kept}


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table, which a terminal shows as well."""
    rows = [("figure", "database", "ours", "by hand", "unit", "ratio", "bound", "")]
    for one in figures:
        sign = "≥" if one.at_least else "≤"
        bound = "–" if one.bound is None else f"{sign} {_number(one.bound)}"
        bound += " ×" if one.bound is not None and one.by_ratio and one.reference is not None else ""
        verdict = {True: "yes", False: "NO", None: ""}[one.kept]
        ratio = "–" if one.ratio is None else f"{one.ratio:.2f}"
        rows.append(
            (
                one.name,
                one.database,
                _number(one.value),
                _number(one.reference),
                one.unit,
                ratio,
                bound,
                verdict,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    notes = [f"- {one.name}, {one.database}: {one.note}" for one in figures if one.note]
    return "\n".join([*lines, "", *notes])


def say(text: str) -> None:
    """Progress, for people."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


@contextmanager
def stopwatch() -> Iterator[Callable[[], float]]:
    """Seconds since the block began, frozen when it ends; the collector of garbage rests meanwhile."""
    gc.collect()
    began = time.perf_counter()
    ended: list[float] = []
    yield lambda: (ended[0] if ended else time.perf_counter()) - began
    ended.append(time.perf_counter())


def alternate(ours: Callable[[], float], reference: Callable[[], float], runs: int) -> tuple[float, float]:
    """Medians of both, run by turns, so that a busy minute hits both."""
    pairs = []
    for run in range(1, runs + 1):
        by_hand, own = reference(), ours()
        say(f"  run {run}/{runs}: ours {own:.3f}, by hand {by_hand:.3f}")
        pairs.append((own, by_hand))
    return statistics.median(own for own, _ in pairs), statistics.median(hand for _, hand in pairs)


def median(ours: Callable[[], float], runs: int) -> float:
    """The median of so many runs."""
    found = [ours() for _ in range(runs)]
    say(f"  {runs} runs: " + ", ".join(f"{value:.3f}" for value in found))
    return statistics.median(found)
