"""Rungs inverted for one instant, numbered days, the choice of scopes, and the halving for urgent documents."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.calendars.rules import Calendar, nth_working_day, reached_on
from accountability.core.zone import LOCAL
from accountability.escalation.default_policy import AT_ONCE, URGENT, USUAL
from accountability.escalation.rules import (
    Anchor,
    Channel,
    Condition,
    RungFacts,
    Scope,
    halved,
    most_specific_first,
)  # fmt: skip
from accountability.escalation.steps import Moment, count_days, steps_of

CALENDAR = Calendar(days_off={date(2023, 1, 2): "Tết Dương lịch", date(2023, 1, 20): "Tết"})
START = date(2022, 12, 1)


def rung(offset, unit="wd", **changes):
    facts = {"key": "x", "title": "x", "rank": 1, "anchor": Anchor.DEADLINE, "condition": Condition.NOT_DONE,
             "to": ("lead.head",), "cc": (), "channel": Channel.ACT_NOW}  # fmt: skip
    return RungFacts(offset=offset, unit=unit, **(facts | changes))


def moment(day, hour=8):
    at = datetime(day.year, day.month, day.day, hour, tzinfo=LOCAL)
    return Moment(at, day, CALENDAR)


days = st.integers(0, 80).map(lambda number: START + timedelta(days=number))


@given(due_on=days, today=days, offset=st.integers(-10, 15), unit=st.sampled_from(["wd", "d"]),
       gap=st.integers(0, 5), ordinal=st.integers(0, 3))  # fmt: skip
def test_an_anchor_is_below_the_threshold_exactly_when_its_rung_is_reached(
    due_on, today, offset, unit, gap, ordinal
):
    repeats = {"repeat_days": gap, "repeat_limit": 3} if gap else {}
    found = steps_of([rung(offset, unit, **repeats)], moment(today))
    for step in (one for one in found if one.ordinal == ordinal):
        comes = reached_on(due_on, offset, unit, CALENDAR)
        comes = nth_working_day(comes, ordinal * gap, CALENDAR) if ordinal else comes
        assert (due_on <= step.latest_on) == (comes <= today)


def test_hours_are_subtracted_from_the_instant():
    step = steps_of([rung(4, "h")], moment(date(2022, 12, 20), hour=16))[0]
    assert (step.latest_on, step.latest_at) == (None, datetime(2022, 12, 20, 12, tzinfo=LOCAL))
    assert step.up_to_on == date(2022, 12, 20)


def test_the_first_reminder_is_the_one_furthest_before_and_not_one_in_hours():
    found = steps_of([rung(-8, "h", key="h"), rung(-2, key="b"), rung(-5, key="a"), rung(1, key="c")],
                     moment(date(2022, 12, 20)))  # fmt: skip
    assert {step.rung.key for step in found if step.is_first} == {"a"}


@given(first=days, anchor=st.integers(0, 60), number=st.integers(1, 12))
def test_numbered_days_add_like_the_calendar(first, anchor, number):
    rows = {row.on: row for row in count_days(first, first + timedelta(days=120), CALENDAR)}
    start = rows[first + timedelta(days=anchor)]
    assert rows[nth_working_day(start.on, number, CALENDAR)].worked == start.worked + number
    earlier = nth_working_day(start.on, -number, CALENDAR)
    if earlier in rows:
        assert rows[earlier].worked == start.before - number + 1


@pytest.mark.parametrize(
    ("days_", "half"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 3), (15, 8), (-5, -3), (-2, -1)]
)
def test_half_of_the_days_is_rounded_away_from_zero(days_, half):
    assert halved(days_) == half


def test_urgency_goes_before_program_and_program_before_kind():
    scopes = [
        Scope(),
        Scope(kind="TB"),
        Scope(program_pk=1),
        Scope(program_pk=1, kind="TB"),
        Scope(urgency="khan"),
    ]
    assert most_specific_first(scopes) == [scopes[4], scopes[3], scopes[2], scopes[1], scopes[0]]


@pytest.mark.parametrize("ladder", [USUAL, URGENT, AT_ONCE])
def test_the_rungs_of_one_anchor_stand_in_the_order_in_which_they_come(ladder):
    for anchor in {one["anchor"] for one in ladder}:
        for citizens in (False, True):
            offsets = [
                one["citizens_offset"] if citizens and "citizens_offset" in one else one["offset"]
                for one in ladder
                if one["anchor"] == anchor
            ]
            assert offsets == sorted(offsets)


def test_whoever_is_above_is_never_told_without_the_head_of_the_agency():
    above = {"lead.direct_superior", "coordinating.direct_superior", "vice_chair", "chair"}
    for one in (*USUAL, *URGENT, *AT_ONCE):
        named = {*one["to"], *one.get("cc", ())}
        if above & named:
            assert {"lead.head", "coordinating.head"} & named, one["key"]
