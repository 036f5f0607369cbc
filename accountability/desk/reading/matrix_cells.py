"""The cells of the matrix: how each assignment stands, with its figure, and the parts of coordinating agencies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from accountability.assignments.badges import LAGGING, timing_badge
from accountability.assignments.duties import last_readings
from accountability.assignments.lagging import lagging_target
from accountability.assignments.models import (
    AssignmentQuerySet,
    Completion,
    Coordination,
    DeadlineVersion,
    Submission,
    Target,
)
from accountability.assignments.rules import (
    ASIDE_STATES,
    DUE_SOON_WORKING_DAYS,
    Bucket,
    State,
    Timing,
    TimingFacts,
    timing,
)
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import nth_working_day
from accountability.core.saying import say
from accountability.core.text import number_vi
from accountability.core.zone import local
from accountability.desk.reading.matrix import Column
from accountability.desk.rules.matrix import ASIDE, Given, is_ended, lagged


def _of_columns(rows: AssignmentQuerySet, columns: Sequence[Column]) -> AssignmentQuerySet:
    keys = {one.duty_key for one in columns if one.duty_key}
    return rows.filter(
        Q(pk__in=[one.alone for one in columns if one.alone])
        | Q(series__in=[one.series for one in columns if one.series], duty_key="")
        | Q(duty_key__in=keys, directive__in={one.directive for one in columns if one.duty_key})
    )


def cells_on(
    rows: AssignmentQuerySet, columns: Sequence[Column], at: datetime, *, with_helpers: bool
) -> list[Given]:
    """The assignments of these columns as cells, with the parts of coordinating agencies where asked for."""
    of_page = _of_columns(rows, columns)
    places = {
        (one.directive, one.duty_key, one.series, one.alone): place for place, one in enumerate(columns)
    }
    standing = _Standing(of_page, at)
    figures, lagging = _figures(of_page)
    found: list[Given] = []
    column_of: dict[int, tuple[int, str, date | None]] = {}
    for pk, agency, directive, key, series, *facts in of_page.values_list(
        "pk", "lead_agency_id", "directive_id", "duty_key", "series_id", *_FACTS
    ):
        alone = 0 if key or series else pk
        place = places.get((directive, key, 0 if key else series or 0, alone))
        if place is None:
            continue  # The same key in another document.
        column_of[pk] = (place, facts[0], facts[1])
        look, words, days = standing.of(pk, facts)
        if pk in lagging:
            look, words = lagged(look), say("{words} · {lags}", words=words, lags=LAGGING.label)
        found.append(Given(pk, agency, place, look, words, is_ended(facts[0]), days, figures.get(pk, "")))
    if with_helpers:
        found += _helping(of_page, column_of, local(at).date())
    return found


_FACTS = ("state", "due_on", "done_on", "due_time", "excused_time", "owed_days")


class _Standing:
    """Tells how an assignment stands, from its facts; facts that many share are judged once. Five statements."""

    def __init__(self, rows: AssignmentQuerySet, at: datetime) -> None:
        keys = rows.values("pk")
        waiting = {"assignment__in": keys, "outcome": "waiting"}
        held = dict(Submission.objects.filter(**waiting).values_list("assignment_id", "submitted_on"))
        self.held = held | dict(
            Completion.objects.filter(**waiting).values_list("assignment_id", "counts_on")
        )
        late = DeadlineVersion.objects.filter(assignment__in=keys, after_expiry=True)
        self.overran = set(late.values_list("assignment_id", flat=True))
        cal = calendar_around(local(at).date())

        @cache
        def soon_from(due_on: date) -> date:
            return nth_working_day(due_on, -DUE_SOON_WORKING_DAYS, cal)

        @cache
        def judged(
            state: str, due_on: date | None, done_on: date | None, due_time: time | None, excused_time: time | None, owed_days: int,
            held_since: date | None, overran: bool,
        ) -> tuple[str, str, int]:  # fmt: skip
            facts = TimingFacts(
                State(state), due_on, excused_time or due_time, done_on, held_since, owed_days,
                overran,
            )  # fmt: skip
            return _said(timing(facts, at=at, soon_from=soon_from), facts.state)

        self.judged = judged

    def of(self, pk: int, facts: Iterable[Any]) -> tuple[str, str, int]:
        """Look, words, days late; the facts in the order of `_FACTS`."""
        return self.judged(*facts, self.held.get(pk), pk in self.overran)


def _said(found: Timing, state: State) -> tuple[str, str, int]:
    if state in ASIDE_STATES:
        return ASIDE, state.label, 0
    badge = timing_badge(found, state)
    words = (
        badge.label
        if badge.label.startswith(state.label)
        else say("{badge} · {state}", badge=badge.label, state=state.label)
    )
    return found.bucket.value, words, found.days_overdue


def _figures(rows: AssignmentQuerySet) -> tuple[dict[int, str], set[int]]:
    """Assignment → its first target: what was reported, and what is wanted; and those of which a target lags.

    Two statements.
    """
    targets = list(
        Target.objects.filter(assignment__in=rows.values("pk"))
        .order_by("assignment_id", "pk")
        .annotate(lags=lagging_target())
        .values_list("pk", "assignment_id", "value", "unit", "lags")
    )
    if not targets:
        return {}, set()
    readings = last_readings(rows)
    found: dict[int, str] = {}
    lagging = {assignment for _, assignment, *_, lags in targets if lags}
    for pk, assignment, wanted, unit, _ in targets:
        found.setdefault(assignment, _figure(readings.get(pk), wanted, unit, empty=pk in readings))
    return found, lagging


def _figure(reading: Decimal | None, wanted: Decimal, unit: str, *, empty: bool) -> str:
    """As "12/50" or "5,62/20 %"; "–/50" while nobody reported, "không/50" where nothing arose to be measured."""
    said = number_vi(reading) if reading is not None else say("không") if empty else "–"
    return say(
        "{said}/{wanted}{word}", said=said, wanted=number_vi(wanted), word=" %" if unit.strip() == "%" else ""
    )


def _helping(
    rows: AssignmentQuerySet, column_of: dict[int, tuple[int, str, date | None]], today: date
) -> list[Given]:
    """The parts of coordinating agencies: reported, owed, or owed after the day. One statement."""
    parts: QuerySet[Coordination] = Coordination.objects.filter(assignment__in=rows.values("pk"))
    found = []
    for assignment, agency, state, own_due_on in parts.values_list(
        "assignment_id", "agency_id", "state", "due_on"
    ):
        if assignment not in column_of:
            continue
        place, lead_state, lead_due_on = column_of[assignment]
        look, words, days = _part_said(state, lead_state, own_due_on or lead_due_on, today)
        found.append(Given(assignment, agency, place, look, words, days_late=days, helps=True))
    return found


def _part_said(state: str, lead_state: str, due_on: date | None, today: date) -> tuple[str, str, int]:
    label = say("Phối hợp: {label}", label=Coordination.State(state).label.lower())
    if state == Coordination.State.REPORTED:
        return Bucket.DONE_ON_TIME.value, label, 0
    if lead_state in ASIDE_STATES:
        return ASIDE, say("Phối hợp: {label}", label=State(lead_state).label.lower()), 0
    days = (today - due_on).days if due_on and not is_ended(lead_state) else 0
    if days > 0:
        return Bucket.OVERDUE.value, say("{label}, quá hạn {days} ngày", label=label, days=days), days
    return Bucket.NO_DEADLINE.value, label, 0
