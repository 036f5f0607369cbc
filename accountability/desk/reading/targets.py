"""Targets that lag: not reached, or without any figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from accountability.assignments.models import AssignmentQuerySet, Target
from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.indicators.reading import province_rows
from accountability.indicators.rules import Kind
from accountability.reports.queries import targets_with_reading

PERCENT = Decimal(100)


@dataclass(frozen=True)
class Lag:
    """One target, given to one agency or to many, as `components/goal_bar.html` takes it."""

    label: str
    text: str
    value: Decimal | None
    goal: Decimal
    top: Decimal
    tone: str = "overdue"


def lagging(assignments: AssignmentQuerySet, at: datetime) -> list[Lag]:
    """The targets of these assignments that are not reached; those with figures first. One statement.

    Where nothing arose to be measured a target lags behind nothing: it is left out, as from every average.
    """
    groups: dict[tuple[str, str, Decimal, str], list[Decimal | None]] = {}
    rows = targets_with_reading(assignments, at).order_by("assignment__rank", "pk")
    for row in rows.filter(nothing=False):  # type: ignore[misc]
        found = groups.setdefault((row.name, row.direction, row.value, row.unit), [])
        found.append(row.actual)  # type: ignore[attr-defined]
    lags = []
    for (name, direction, goal, unit), actuals in groups.items():
        known = Target(direction=direction, value=goal)
        reached = sum(actual is not None and known.is_reached(actual) for actual in actuals)
        if reached < len(actuals):
            lags.append(_lag(name, direction, goal, unit, actuals, reached))
    return sorted(lags, key=lambda lag: lag.value is None)


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


def _lag(
    name: str, direction: str, goal: Decimal, unit: str, actuals: list[Decimal | None], reached: int
) -> Lag:
    sign = "≥" if direction == Target.Direction.AT_LEAST else "≤"
    asked = say("{sign} {figure}", sign=sign, figure=_figure(goal, unit))
    missing = sum(actual is None for actual in actuals)
    if len(actuals) == 1:
        actual = actuals[0]
        told = say("chưa có số liệu") if actual is None else _figure(actual, unit)
        top = PERCENT if unit == "%" else max(goal, actual or goal)
        return Lag(name, say("{told} / {asked}", told=told, asked=asked), actual, goal, top)
    total = len(actuals)
    text = (
        say("chưa có số liệu / {asked}", asked=asked)
        if missing == total
        else say("{reached}/{total} đơn vị đạt {asked}", reached=reached, total=total, asked=asked)
        + (say(", {missing} chưa có số liệu", missing=missing) if missing else "")
    )
    # Of many agencies the bar shows how many reached it; their figures are not averaged.
    shown = None if missing == total else Decimal(reached)
    return Lag(
        say("{name} ({total} đơn vị)", name=name, total=total), text, shown, Decimal(total), Decimal(total)
    )


def _figure(value: Decimal, unit: str) -> str:
    return f"{number_vi(value)}\u00a0{unit}"
