"""One duty of many leads: how far the group is, who lags, what the figures sum up to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

from accountability.assignments.models import AssignmentQuerySet, Target, TargetReading
from accountability.assignments.reading import bucket_counts, bucketed
from accountability.assignments.rules import Bucket, State
from accountability.core.text import number_vi

_LAGGARDS_FIRST = (Bucket.OVERDUE, Bucket.DUE_SOON, Bucket.IN_TIME, Bucket.NO_DEADLINE, Bucket.DONE_LATE, Bucket.DONE_ON_TIME)  # fmt: skip
_ENDED = (State.DONE, State.HANDED_OVER)


def family(duty_key: str) -> str:
    """What a duty and its replications have in common: the key of a replication begins with that of the first."""
    return duty_key.split(".")[0]


def of_family(rows: AssignmentQuerySet, duty_key: str) -> AssignmentQuerySet:
    """The assignments of the duty, in whatever document it was given."""
    root = family(duty_key)
    return rows.filter(duty_key=root) | rows.filter(duty_key__startswith=f"{root}.")


def duty_parts(prefix: str = "") -> dict[str, Case]:
    """What tells duties of one directive apart beside `duty_key`: the series, and the assignment that stands alone.

    0 where they do not matter. `prefix` leads to the assignment ("assignment__").
    """
    key, series = f"{prefix}duty_key", f"{prefix}series"
    nothing = Value(0)
    of_series = When(**{key: ""}, then=Coalesce(F(f"{series}_id"), nothing))
    alone = When(**{key: "", series: None}, then=F(f"{prefix}pk"))
    whole = IntegerField()
    return {
        "of_series": Case(of_series, default=nothing, output_field=whole),
        "alone": Case(alone, default=nothing, output_field=whole),
    }


@dataclass
class Figure:
    """One target over the whole group; `is_share`: percentages, of which a sum would say nothing."""

    name: str
    unit: str
    direction: str
    wanted: list[Decimal] = field(default_factory=list)
    reported: list[Decimal] = field(default_factory=list)
    reached: int = 0

    @property
    def is_share(self) -> bool:
        """Percentages are averaged, everything else is summed up."""
        return self.unit.strip() == "%"

    @property
    def leads(self) -> int:
        """How many have this target."""
        return len(self.wanted)

    @property
    def silent(self) -> int:
        """How many have reported no figure: chưa có số liệu, never zero."""
        return len(self.wanted) - len(self.reported)

    @property
    def behind(self) -> int:
        """How many have reported and not reached it."""
        return len(self.reported) - self.reached

    @property
    def wanted_words(self) -> str:
        """The figures to reach together, in Vietnamese notation."""
        return _said(self.wanted_in_all)

    @property
    def reported_words(self) -> str:
        """What was reported together, in Vietnamese notation; empty while nobody has."""
        return _said(self.reported_in_all)

    @property
    def wanted_in_all(self) -> Decimal | None:
        """The sum of the figures to reach; of percentages the average."""
        return _in_all(self.wanted, self.is_share)

    @property
    def reported_in_all(self) -> Decimal | None:
        """The sum of the last readings; of percentages the average of those that reported."""
        return _in_all(self.reported, self.is_share)


def _said(value: Decimal | None) -> str:
    return "" if value is None else number_vi(value)


def _in_all(values: list[Decimal], is_share: bool) -> Decimal | None:
    if not values:
        return None
    total = sum(values, Decimal(0))
    return round(total / len(values), 2) if is_share else total


@dataclass
class RollUp:
    """Where a group stands."""

    total: int
    left: int
    states: list[tuple[State, int]]
    buckets: dict[str, int]
    figures: list[Figure]


def roll_up(rows: AssignmentQuerySet, at: datetime) -> RollUp:
    """Where these assignments stand together. The number of queries does not depend on theirs."""
    counted = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    states = [(state, counted[state.value]) for state in State if state.value in counted]
    real = rows.real()
    total = real.count()
    return RollUp(
        total=total,
        left=total - real.filter(state__in=_ENDED).count(),
        states=states,
        buckets=bucket_counts(rows, at),
        figures=figures_of(real),
    )


def figures_of(rows: AssignmentQuerySet) -> list[Figure]:
    """The targets of the assignments by name, unit and direction, with the last reading of each. Two queries."""
    targets = list(Target.objects.filter(assignment__in=rows.order_by().values("pk")).order_by("pk"))
    last = last_readings(rows)
    found: dict[tuple[str, str, str], Figure] = {}
    for target in targets:
        reading = last.get(target.pk)
        if target.pk in last and reading is None:
            continue  # Nothing arose to be measured: outside every sum and average.
        key = (target.name, target.unit, target.direction)
        figure = found.setdefault(key, Figure(*key))
        figure.wanted.append(target.value)
        if reading is not None:
            figure.reported.append(reading)
            figure.reached += target.is_reached(reading)
    return list(found.values())


def last_readings(rows: AssignmentQuerySet) -> dict[int, Decimal | None]:
    """Target key → its last reading, by the date of the data; None where nothing arose to be measured. One query."""
    found = TargetReading.objects.filter(target__assignment__in=rows.order_by().values("pk"))
    return dict(found.order_by("data_on", "pk").values_list("target_id", "value"))


def laggards_first(rows: AssignmentQuerySet, at: datetime) -> QuerySet[Any]:
    """The assignments, the longest overdue first, what is done last."""
    place = Case(
        *(When(bucket=bucket.value, then=Value(number)) for number, bucket in enumerate(_LAGGARDS_FIRST)),
        output_field=IntegerField(),
    )
    found = bucketed(rows, at).annotate(place=place)
    return found.order_by("place", F("excused_on").asc(nulls_last=True), "lead_agency__rank", "pk")


def periods_of(rows: AssignmentQuerySet) -> list[tuple[date, date]]:
    """The periods of a recurring duty, the newest first; empty for any other."""
    found = (
        rows.exclude(period_start=None).order_by("-period_start").values_list("period_start", "period_end")
    )
    return [(start, end) for start, end in found.distinct() if start and end]
