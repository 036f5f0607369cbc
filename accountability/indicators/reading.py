"""What the pages show of indicators: the last figures by agency, how they stand, and how they went."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from accountability.agencies.models import Agency, AgencyQuerySet
from accountability.core.charts import Chart, lines, scale_to
from accountability.core.charts import Line as Drawn
from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.indicators.access import Reach
from accountability.indicators.models import Indicator, IndicatorTarget, Reading, ReadingQuerySet
from accountability.indicators.rules import (
    Direction,
    Kind,
    Line,
    Span,
    Standing,
    Words,
    moved,
    period_of,
    periods_until,
    standing_of,
    words_of,
)  # fmt: skip

# A trend goes back so many periods.
DRAWN = 12
_WORST_FIRST = [
    Standing.MISSED, Standing.BEHIND, Standing.UNKNOWN, Standing.ON_LINE, Standing.REACHED, Standing.NOT_ASKED,
    Standing.NOTHING,
]  # fmt: skip
_SHORT = (Standing.MISSED, Standing.BEHIND, Standing.UNKNOWN, Standing.ON_LINE)
LAGS = (Standing.BEHIND, Standing.MISSED)


@dataclass(frozen=True)
class Row:
    """An agency (or, on an agency's page, an indicator) with its last figure and how it stands."""

    indicator: Indicator
    agency: Agency
    reading: Reading | None
    goal: IndicatorTarget | None
    standing: Standing
    # Of a place in a ranking: the figure of the period before.
    before: Reading | None = None

    @property
    def words(self) -> Words:
        """The standing in words and looks; of a place in a ranking of which nothing is asked, how it moved."""
        if self.standing == Standing.NOT_ASKED and self.movement is not None:
            return self.movement
        return words_of(self.standing)

    @property
    def movement(self) -> Words | None:
        """How a place in a ranking moved since the period before; None for any other figure, and for the first one."""
        now = self.reading.value if self.reading else None
        then = self.before.value if self.before else None
        return None if now is None or then is None else moved(now, then)

    @property
    def told(self) -> str:
        """The figure in words."""
        return self.indicator.words(self.reading.figure) if self.reading else say("chưa có số liệu")

    @property
    def asked(self) -> str:
        """What was asked for, as "≥ 50 %"; empty when nothing was."""
        if self.goal is None:
            return ""
        sign = "≥" if self.indicator.direction == Direction.AT_LEAST else "≤"
        return f"{sign} {number_vi(self.goal.value)}\u00a0{self.indicator.unit}".rstrip()

    @property
    def period(self) -> Span | None:
        """The period of the figure."""
        if self.reading is None:
            return None
        return Span(self.reading.period_start, self.reading.period_end, self.indicator.rhythm)


def goal_for(goals: Iterable[IndicatorTarget], agency: Agency, day: date) -> IndicatorTarget | None:
    """What is asked of the agency on that day: its own before that of its sort, a later one before an earlier one."""
    fits = [
        goal
        for goal in goals
        if goal.start_on <= day <= goal.end_on
        and (goal.agency_id == agency.pk or (goal.agency_id is None and goal.agency_kind == agency.kind))
    ]
    return max(fits, key=lambda goal: (goal.agency_id is not None, goal.start_on), default=None)


def line_of(indicator: Indicator, goal: IndicatorTarget) -> Line:
    """The straight line of a goal: from the baseline on its own day where that falls into the period, else from its start."""
    start = goal.start_on
    if indicator.baseline_on is not None and goal.start_on <= indicator.baseline_on < goal.end_on:
        start = indicator.baseline_on
    return Line(goal.value, Direction(indicator.direction), start, goal.end_on, indicator.baseline)


def participants(indicator: Indicator, day: date) -> AgencyQuerySet:
    """The agencies of that day of which something is asked, or for which something was reported."""
    asked = IndicatorTarget.objects.current().filter(indicator=indicator)
    told = Reading.objects.filter(indicator=indicator)
    return (
        Agency.objects.on(day)
        .filter(
            Q(pk__in=asked.filter(agency__isnull=False).values("agency"))
            | Q(kind__in=asked.filter(agency__isnull=True).values("agency_kind"))
            | Q(pk__in=told.values("agency"))
        )
        .order_by("rank", "pk")
    )


def last_readings() -> ReadingQuerySet:
    """The current readings of the last period of each indicator and agency."""
    later = Reading.objects.filter(
        indicator=OuterRef("indicator"), agency=OuterRef("agency"), period_start__gt=OuterRef("period_start")
    )
    return Reading.objects.current().filter(~Exists(later))


def places_before(indicators: Iterable[Indicator], agencies: Q) -> dict[tuple[int, int], Reading]:
    """(Indicator, agency) → the figure before the last one, of rankings only. One statement, none without a ranking."""
    ranks = [one.pk for one in indicators if one.kind == Kind.RANK]
    found: dict[tuple[int, int], list[Reading]] = defaultdict(list)
    if ranks:
        rows = Reading.objects.current().filter(agencies, indicator__in=ranks).order_by("period_start")
        for row in rows:
            found[row.indicator_id, row.agency_id].append(row)
    before = {key: [one for one in rows[:-1] if one.value is not None] for key, rows in found.items()}
    return {key: rows[-1] for key, rows in before.items() if rows}


def row_of(
    indicator: Indicator, agency: Agency, reading: Reading | None, goals: Iterable[IndicatorTarget], today: date,
    before: Reading | None = None,
) -> Row:  # fmt: skip
    """Put together what is known: a figure is held against the goal of its own period."""
    goal = goal_for(goals, agency, reading.data_on if reading else today)
    line = line_of(indicator, goal) if goal else None
    figure, data_on = (reading.figure, reading.data_on) if reading else (None, None)
    return Row(indicator, agency, reading, goal, standing_of(figure, data_on, line), before)


def table(indicator: Indicator, seen: Reach, today: date) -> list[Row]:
    """Every agency that the reader may see, the worst first. Three statements, a fourth for a ranking."""
    goals = list(indicator.goals.current().select_related("agency"))
    readings = {
        row.agency_id: row
        for row in last_readings().filter(seen.within(), indicator=indicator).select_related("reported_by")
    }
    agencies = participants(indicator, today).filter(seen.within("pk"))
    before = places_before([indicator], seen.within())
    rows = [
        row_of(
            indicator, agency, readings.get(agency.pk), goals, today, before.get((indicator.pk, agency.pk))
        )
        for agency in agencies
    ]
    return sorted(rows, key=lambda row: _WORST_FIRST.index(row.standing))


def rows_of_agency(indicators: Sequence[Indicator], agency: Agency, today: date) -> list[Row]:
    """The indicators of one agency. Two statements, a third where one is a ranking."""
    keys = [indicator.pk for indicator in indicators]
    goals: dict[int, list[IndicatorTarget]] = defaultdict(list)
    for goal in (
        IndicatorTarget.objects.current()
        .filter(indicator__in=keys)
        .filter(Q(agency=agency) | Q(agency_kind=agency.kind))
    ):
        goals[goal.indicator_id].append(goal)
    readings = {row.indicator_id: row for row in last_readings().filter(agency=agency, indicator__in=keys)}
    before = places_before(indicators, Q(agency=agency))
    return [
        row_of(
            indicator,
            agency,
            readings.get(indicator.pk),
            goals[indicator.pk],
            today,
            before.get((indicator.pk, agency.pk)),
        )
        for indicator in indicators
        if indicator.pk in readings or goals[indicator.pk]
    ]


@dataclass(frozen=True)
class Tally:
    """How many agencies stand how with one indicator."""

    counts: Counter[Standing]

    @property
    def marks(self) -> list[tuple[int, Words]]:
        """How many, in which words; the worst first."""
        return [(self.counts[one], words_of(one)) for one in _WORST_FIRST if self.counts[one]]

    @property
    def is_judged(self) -> bool:
        """Whether something is asked of somebody who had anything to measure."""
        return any(
            self.counts[one] for one in _WORST_FIRST if one not in (Standing.NOT_ASKED, Standing.NOTHING)
        )

    @property
    def is_reached(self) -> bool:
        """Whether everybody of whom something is asked has reached it."""
        return self.is_judged and not any(self.counts[one] for one in _SHORT)


def tallies(indicators: Sequence[Indicator], reaches: dict[int, Reach], today: date) -> dict[int, Tally]:
    """Indicator → how the agencies that the reader may see stand. Three statements for all of them."""
    keys = [indicator.pk for indicator in indicators]
    goals: dict[int, list[IndicatorTarget]] = defaultdict(list)
    for goal in IndicatorTarget.objects.current().filter(indicator__in=keys):
        goals[goal.indicator_id].append(goal)
    readings: dict[int, dict[int, Reading]] = defaultdict(dict)
    for row in last_readings().filter(indicator__in=keys):
        readings[row.indicator_id][row.agency_id] = row
    agencies = list(Agency.objects.on(today).filter(_measured(keys)))
    found = {}
    for indicator in indicators:
        own, asked = readings[indicator.pk], goals[indicator.pk]
        kinds, named = (
            {goal.agency_kind for goal in asked if not goal.agency_id},
            {g.agency_id for g in asked},
        )
        rows = (
            row_of(indicator, agency, own.get(agency.pk), asked, today)
            for agency in agencies
            if agency.pk in reaches[indicator.pk]
            and (agency.pk in own or agency.pk in named or agency.kind in kinds)
        )
        found[indicator.pk] = Tally(Counter(row.standing for row in rows))
    return found


def group_sums(
    indicators: Iterable[Indicator], found: Mapping[int, Tally]
) -> dict[tuple[int | None, str], str]:
    """(Program, group) → "04/05": how many of its indicators are reached by everybody, of those that ask for something."""
    counts: dict[tuple[int | None, str], list[bool]] = defaultdict(list)
    for one in indicators:
        if found[one.pk].is_judged:
            counts[one.program_id, one.group].append(found[one.pk].is_reached)
    return {key: f"{sum(reached):02d}/{len(reached):02d}" for key, reached in counts.items()}


def _measured(keys: list[int]) -> Q:
    asked = IndicatorTarget.objects.current().filter(indicator__in=keys)
    told = Reading.objects.filter(indicator__in=keys)
    return (
        Q(pk__in=asked.filter(agency__isnull=False).values("agency"))
        | Q(kind__in=asked.filter(agency__isnull=True).values("agency_kind"))
        | Q(pk__in=told.values("agency"))
    )


def history(indicator: Indicator, agency: Agency, most: int = 50) -> list[Reading]:
    """All readings of an agency, corrected ones too, the newest first; with what was asked about them."""
    rows = Reading.objects.filter(indicator=indicator, agency=agency).select_related(
        "reported_by", "corrected_by"
    )
    return list(rows.prefetch_related("doubts").order_by("-period_start", "-pk")[:most])


def trend(indicator: Indicator, agency: Agency, today: date) -> Chart:
    """The figures of the last periods beside the line of what is asked for. Two statements."""
    goals = list(indicator.goals.current())
    current = Reading.objects.current().filter(indicator=indicator, agency=agency, value__isnull=False)
    by_start = {row.period_start: row for row in current.order_by("-period_start")[:DRAWN]}
    periods = periods_until(indicator.rhythm, today, indicator.starts_on, DRAWN)[::-1]
    moments, values, wanted = [], [], []
    for period in periods:
        row = by_start.get(period.start_on)
        day = row.data_on if row else min(period.end_on, today)
        goal = goal_for(goals, agency, day)
        moments.append(period.short)
        values.append(row.value if row else None)
        wanted.append(_rounded(line_of(indicator, goal).on(day)) if goal else None)
    drawn = [Drawn(say("Số liệu"), tuple(values))]
    if any(one is not None for one in wanted):
        drawn.append(Drawn(say("Mức cần đạt theo tiến độ"), tuple(wanted), tone="none", dashed=True))
    known = [one for one in (*values, *wanted) if one is not None]
    return lines(
        moments, drawn, key=f"xu-the-{indicator.pk}", head=say("Kỳ"),
        title=say("{indicator}: {agency}", indicator=indicator.name, agency=agency.short_name),
        description=say("Số liệu {n} kỳ gần nhất và mức cần đạt theo tiến độ.", n=len(periods)),
        scale=scale_to(max(known, default=1)),
    )  # fmt: skip


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def province_rows(today: date) -> list[Row]:
    """The province's own figures that lag, and every place in a ranking: for the Chairman. Three statements."""
    province = Agency.objects.filter(kind=Agency.Kind.PROVINCE).order_by("rank", "pk").first()
    if province is None:
        return []
    told = Reading.objects.filter(indicator=OuterRef("pk"), agency=province)
    going_on = Indicator.objects.filter(Q(ended_on=None) | Q(ended_on__gte=today), Exists(told))
    rows = rows_of_agency(list(going_on), province, today)
    return [row for row in rows if row.standing in LAGS or row.indicator.kind == Kind.RANK]


def current_period(indicator: Indicator, today: date) -> Span:
    """The period that holds today; the first one while the indicator has not begun, the last one after its end."""
    day = min(today, indicator.ended_on or today)
    return period_of(indicator.rhythm, max(day, indicator.starts_on), indicator.starts_on)
