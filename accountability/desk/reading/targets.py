"""Targets that lag their line, as the list and the matrix say it (`assignments.lagging`), or have no figure yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from accountability.assignments.lagging import lagging as lagging_ones
from accountability.assignments.lagging import lagging_target
from accountability.assignments.models import AssignmentQuerySet, Target
from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.indicators.reading import province_rows
from accountability.indicators.rules import Kind
from accountability.reports.queries import targets_with_reading

PERCENT = Decimal(100)
RED = "overdue"


@dataclass(frozen=True)
class Lag:
    """One target, given to one agency or to many, as `components/goal_bar.html` takes it."""

    label: str
    text: str
    value: Decimal | None
    goal: Decimal
    top: Decimal
    tone: str = RED


class _Given(NamedTuple):
    """A target of one agency: its last figure, and whether that lags the line."""

    actual: Decimal | None
    behind: bool


def lagging(assignments: AssignmentQuerySet, at: datetime) -> list[Lag]:
    """The targets of these assignments of which one lags its line or has no figure; those that lag first. One statement.

    Where nothing arose to be measured a target lags behind nothing: it is left out, as from every average.
    """
    groups: dict[tuple[str, str, Decimal, str], list[_Given]] = {}
    rows = targets_with_reading(assignments, at).order_by("assignment__rank", "pk")
    for row in rows.filter(nothing=False).annotate(behind=lagging_target()):  # type: ignore[misc]
        one = _Given(row.actual, row.behind)  # type: ignore[attr-defined]
        groups.setdefault((row.name, row.direction, row.value, row.unit), []).append(one)
    lags = []
    for (name, direction, goal, unit), given in groups.items():
        if any(one.behind or one.actual is None for one in given):
            known = Target(direction=direction, value=goal)
            lags.append(_lag(name, known, unit, given))
    return sorted(lags, key=lambda lag: lag.tone != RED)


def red_by_target(assignments: AssignmentQuerySet) -> int:
    """How many of these assignments have a target that lags: beside the overdue, whose date has passed. One statement."""
    return assignments.filter(lagging_ones()).count()


def province_lags(today: date) -> list[Lag]:
    """The province's own figures that lag their line, and its places in rankings, which have no bar. Three statements."""
    lags = []
    for row in province_rows(today):
        value = row.reading.value if row.reading else None
        goal = row.goal.value if row.goal else None
        text = say("{told} / {asked}", told=row.told, asked=row.asked) if row.asked else row.told
        if row.movement is not None:
            text = say("{told}, {moved}", told=text, moved=row.movement.label.lower())
        if row.indicator.kind == Kind.RANK or value is None or goal is None:
            lags.append(Lag(row.indicator.name, text, None, Decimal(0), PERCENT))
            continue
        top = PERCENT if row.indicator.unit == "%" else max(goal, value)
        lags.append(Lag(row.indicator.name, text, value, goal, top))
    return lags


def _lag(name: str, known: Target, unit: str, given: list[_Given]) -> Lag:
    sign = "≥" if known.direction == Target.Direction.AT_LEAST else "≤"
    goal, total = known.value, len(given)
    asked = say("{sign} {figure}", sign=sign, figure=_figure(goal, unit))
    behind = sum(one.behind for one in given)
    tone = RED if behind else "none"
    if total == 1:
        actual = given[0].actual
        told = say("chưa có số liệu") if actual is None else _figure(actual, unit)
        top = PERCENT if unit == "%" else max(goal, actual or goal)
        return Lag(name, say("{told} / {asked}", told=told, asked=asked), actual, goal, top, tone)
    reached = sum(one.actual is not None and known.is_reached(one.actual) for one in given)
    missing = sum(one.actual is None for one in given)
    text = (
        say("chưa có số liệu / {asked}", asked=asked)
        if missing == total
        else say("{reached}/{total} đơn vị đạt {asked}", reached=reached, total=total, asked=asked)
        + (say(", {behind} chậm tiến độ", behind=behind) if behind else "")
        + (say(", {missing} chưa có số liệu", missing=missing) if missing else "")
    )
    # Of many agencies the bar shows how many reached it; their figures are not averaged.
    shown = None if missing == total else Decimal(reached)
    label = say("{name} ({total} đơn vị)", name=name, total=total)
    return Lag(label, text, shown, Decimal(total), Decimal(total), tone)


def _figure(value: Decimal, unit: str) -> str:
    return f"{number_vi(value)}\u00a0{unit}"
