"""Assignments whose target lags its straight line: the last figure against the line on the day of its data, in SQL.

The line runs from the day on which the assignment was given to its deadline; `indicators.rules.Line` says the same of one figure
(a test holds the two together). Nothing of it is stored: a figure, a correction, a deadline that moves, each would have to think of it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from accountability.assignments.models import Target, TargetReading
from accountability.assignments.rules import OPEN_STATES


class DaysBetween(Func):
    """How many days lie from the first date to the second; alike on SQLite and PostgreSQL."""

    arity = 2
    output_field = IntegerField()
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def __init__(self, start: Any, end: Any) -> None:
        super().__init__(end, start)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps dates as text."""
        return self.as_sql(
            compiler, connection, template="CAST(julianday(%(expressions)s) AS INTEGER)",
            arg_joiner=") - julianday(", **context,
        )  # fmt: skip


def figures_of(outer: str) -> QuerySet[TargetReading]:
    """The figures of a target, the last one first; `outer` names the target's key in the outer query."""
    return TargetReading.objects.filter(target_id=OuterRef(outer)).order_by("-data_on", "-pk")


def _last_figures(**of: Any) -> QuerySet[TargetReading]:
    last = Subquery(figures_of("target_id").values("pk")[:1])
    return TargetReading.objects.filter(pk=last, **of).order_by()


def behind_line(assignment: str = "assignment_id") -> Exists:
    """A target of the assignment is behind; `assignment` names the assignment's key in the outer query."""
    return Exists(_behind(_last_figures(target__assignment_id=OuterRef(assignment))))


def own_reading_behind(last: str = "last_pk") -> Exists:
    """For rows that are targets: the last figure of this one, whose key is `last`, is behind."""
    return Exists(_behind(TargetReading.objects.filter(pk=OuterRef(last)).order_by()))


def lagging_target() -> Exists:
    """For rows that are targets: this one lags, and its assignment still goes on."""
    own = _last_figures(target_id=OuterRef("pk"), target__assignment__state__in=OPEN_STATES)
    return Exists(_behind(own))


def lagging() -> Q:
    """Assignments that go on and have a target that lags, as a filter.

    The figures are judged, not the assignments: what is not measured is never looked at.
    """
    found = _behind(_last_figures(target__assignment__state__in=OPEN_STATES))
    return Q(pk__in=found.values("target__assignment_id"))


def _behind(readings: QuerySet[TargetReading]) -> QuerySet[TargetReading]:
    start, due = F("target__assignment__assigned_on"), F("target__assignment__due_on")
    span = DaysBetween(start, due)
    gone = Greatest(Least(DaysBetween(start, F("data_on")), span), Value(0))
    goal = Cast("target__value", FloatField())
    # Without a baseline the line begins at zero, and a limit is a limit from the first day on; a baseline that is better than
    # the goal asks for keeping the goal (`indicators.rules.Line` says the same).
    given, rises = Cast("target__from_value", FloatField()), Q(target__direction=Target.Direction.AT_LEAST)
    base = Case(
        When(rises, then=Least(Coalesce(given, Value(0.0)), goal)),
        default=Greatest(Coalesce(given, goal), goal),
    )
    days = Cast(span, FloatField())
    rows = readings.annotate(
        has=Cast("value", FloatField()) * days,
        needs=base * days + (goal - base) * Cast(gone, FloatField()),
    )
    runs = Q(target__assignment__due_on__gt=start)
    short = rises & runs & Q(has__lt=F("needs"))
    stands = Q(target__assignment__due_on__isnull=True) | Q(target__assignment__due_on__lte=start)
    over = ~rises & (runs & Q(has__gt=F("needs")) | stands & Q(value__gt=F("target__value")))
    return rows.filter(short | over)
