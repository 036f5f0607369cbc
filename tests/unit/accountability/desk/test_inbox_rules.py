"""What stands first in an inbox and why, and the button on each line, as tables."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accountability.assignments.rules import State
from accountability.desk.rules.inbox import (
    FAR,
    Act,
    Day,
    Reader,
    Tier,
    Work,
    day_of,
    next_act,
    part_tier,
    tier_of,
)

TODAY = date(2022, 11, 14)  # A Monday; three working days before Thursday 17/11.
DAY = Day(today=TODAY, soon_until=date(2022, 11, 17), untaken_since=date(2022, 11, 10))
HEAD = Reader(takes=True, updates=True, names=True)
FOCAL = Reader(takes=True, updates=True)
OFFICER = Reader(updates=True)
LONG_AGO, YESTERDAY = date(2022, 11, 1), TODAY - timedelta(days=1)


def work(state: State, due_on: date | None = date(2022, 12, 20), **more: object) -> Work:
    return Work(**{"state": state, "given_on": LONG_AGO, "due_on": due_on, "has_officer": True} | more)  # type: ignore[arg-type]


def test_the_tiers_stand_in_the_order_of_what_happens_if_nothing_is_done() -> None:
    assert [tier.name for tier in sorted(Tier)] == [
        "EXPLANATION_LATE",  # A superior asked, and was not answered.
        "EXPLANATION",  # A superior asked.
        "OVERDUE",  # The ladder tells the next superior.
        "PART_OVERDUE",  # Another agency is late because of us.
        "REWORK",  # The Office looks again.
        "UNTAKEN",  # The head is told that nobody took it on.
        "RECEIPT_LATE",  # The Office's list of who has not confirmed.
        "DUE_SOON",  # Late within three working days.
        "PART_DUE_SOON",
        "TO_CONFIRM",  # An agency below waits.
        "TO_ANSWER",
        "RECEIPT",  # One click, today.
        "TO_TAKE",  # Two working days left to take it on.
        "REVIEW_DUE",  # No deadline, a rhythm only.
        "TO_NAME",
        "FROM_ABOVE",  # No clock of the province.
        "TO_READ",
    ]


@pytest.mark.parametrize(
    ("why", "one", "reader", "tier"),
    [
        ("late is late, whatever else", work(State.WORKING, YESTERDAY, is_past=True), HEAD, Tier.OVERDUE),
        ("late and sent back is late", work(State.REWORK, YESTERDAY, is_past=True), HEAD, Tier.OVERDUE),
        ("late and not even taken on", work(State.ASSIGNED, YESTERDAY, is_past=True), HEAD, Tier.OVERDUE),
        ("late by the hour, today", work(State.WORKING, TODAY, is_past=True), HEAD, Tier.OVERDUE),
        ("sent back, its day far", work(State.REWORK), HEAD, Tier.REWORK),
        ("sent back without a deadline", work(State.REWORK, None), OFFICER, Tier.REWORK),
        ("lies since two working days", work(State.ASSIGNED, given_on=date(2022, 11, 10)), HEAD, Tier.UNTAKEN),
        ("lies and due soon: the head is told of it first", work(State.ASSIGNED, TODAY), FOCAL, Tier.UNTAKEN),
        ("given yesterday, due soon", work(State.ASSIGNED, TODAY, given_on=YESTERDAY), HEAD, Tier.DUE_SOON),
        ("given yesterday", work(State.ASSIGNED, given_on=YESTERDAY), HEAD, Tier.TO_TAKE),
        ("an officer takes nothing on", work(State.ASSIGNED), OFFICER, None),
        ("but sees what is near", work(State.ASSIGNED, TODAY), OFFICER, Tier.DUE_SOON),
        ("three working days before", work(State.WORKING, date(2022, 11, 17)), OFFICER, Tier.DUE_SOON),
        ("four working days before: nothing", work(State.WORKING, date(2022, 11, 18)), HEAD, None),
        ("the last day, still in time", work(State.ACKNOWLEDGED, TODAY), HEAD, Tier.DUE_SOON),
        ("an ongoing duty in its rhythm", work(State.WORKING, None, review_on=date(2022, 11, 18)), HEAD, None),
        ("its review near", work(State.WORKING, None, review_on=date(2022, 11, 17)), HEAD, Tier.REVIEW_DUE),
        ("its review past", work(State.WORKING, None, review_on=LONG_AGO), OFFICER, Tier.REVIEW_DUE),
        ("nobody named", work(State.ACKNOWLEDGED, has_officer=False), HEAD, Tier.TO_NAME),
        ("nobody named, and nobody to name", work(State.ACKNOWLEDGED, has_officer=False), FOCAL, None),
        ("nobody named, but already worked on", work(State.WORKING, has_officer=False), HEAD, None),
        ("with the Office: the agency waits", work(State.CLAIMED, YESTERDAY, is_past=True), HEAD, None),
        ("a product before UBND", work(State.SUBMITTED, YESTERDAY, is_past=True), HEAD, None),
        ("returned as not ours", work(State.RETURNED, TODAY), HEAD, None),
        ("done", work(State.DONE, YESTERDAY), HEAD, None),
        ("withdrawn", work(State.WITHDRAWN, YESTERDAY, is_past=True), HEAD, None),
    ],
)  # fmt: skip
def test_where_an_assignment_stands(why: str, one: Work, reader: Reader, tier: Tier | None) -> None:
    assert tier_of(one, reader, DAY) == tier, why


@pytest.mark.parametrize(
    ("one", "reader", "act"),
    [
        (work(State.ASSIGNED), HEAD, Act.TAKE),
        (work(State.ASSIGNED, YESTERDAY, is_past=True), FOCAL, Act.TAKE),
        (work(State.ASSIGNED), OFFICER, Act.LOOK),
        (work(State.ACKNOWLEDGED, has_officer=False), HEAD, Act.NAME),
        (work(State.ACKNOWLEDGED, has_officer=False), FOCAL, Act.UPDATE),
        (work(State.ACKNOWLEDGED), HEAD, Act.UPDATE),
        (work(State.WORKING, has_officer=False), HEAD, Act.UPDATE),
        (work(State.REWORK), OFFICER, Act.UPDATE),
        (work(State.WORKING), Reader(), Act.LOOK),
        (work(State.CLAIMED), HEAD, Act.LOOK),
    ],
)
def test_the_button_is_the_next_act_of_this_person(one: Work, reader: Reader, act: Act) -> None:
    assert next_act(one, reader) == act


def test_within_a_tier_the_oldest_day_comes_first_and_what_has_none_last() -> None:
    long_late, late = (work(State.WORKING, day, is_past=True) for day in (LONG_AGO, YESTERDAY))
    without = work(State.REWORK, None)

    assert day_of(long_late, Tier.OVERDUE) < day_of(late, Tier.OVERDUE)
    assert day_of(without, Tier.REWORK) == FAR
    assert day_of(work(State.ASSIGNED), Tier.UNTAKEN) == LONG_AGO
    assert day_of(work(State.WORKING, None, review_on=TODAY), Tier.REVIEW_DUE) == TODAY


@pytest.mark.parametrize(
    ("past", "soon", "tier"),
    [(True, True, Tier.PART_OVERDUE), (False, True, Tier.PART_DUE_SOON), (False, False, None)],
)
def test_a_part_stands_in_the_inbox_from_when_it_is_near(past: bool, soon: bool, tier: Tier | None) -> None:
    assert part_tier(is_past=past, is_soon=soon) == tier
