"""Which anchors a sweep looks for: those of which there is a fact."""

from __future__ import annotations

import pytest

from accountability.assignments.actions import claim_completion, raise_obstacle
from accountability.escalation.anchors import BUILDERS
from accountability.escalation.models import SweepRun
from accountability.escalation.rules import Anchor
from accountability.escalation.sources import anchors_without_facts
from tests.cast import actor

from .conftest import morning

pytestmark = pytest.mark.django_db

ALWAYS = {Anchor.DEADLINE, Anchor.LAST_PROGRESS}


@pytest.fixture
def looked_for():
    run = SweepRun.objects.create(at=morning("2022-12-01"), ran_at=morning("2022-12-01"))
    return lambda: set(BUILDERS) - anchors_without_facts(run.pk)


def test_without_facts_only_deadlines_and_silence_are_looked_for(make, looked_for):
    make()
    assert looked_for() == ALWAYS


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"state": "assigned"}, Anchor.ASSIGNED),
        ({"state": "rework"}, Anchor.RETURN),
        ({"next_review_on": "2022-12-31"}, Anchor.REVIEW),
    ],
)
def test_the_state_of_an_assignment_is_a_fact(make, looked_for, changes, anchor):
    make(**changes)
    assert looked_for() == ALWAYS | {anchor}


def test_what_waits_for_an_answer_is_a_fact_until_it_is_answered(make, looked_for, cast):
    row, at = make(), morning("2022-12-01")
    claim_completion(
        row.pk,
        number="1",
        symbol="BC",
        result_on=at.date(),
        summary="Xong",
        by=actor(cast["labour_head"]),
        at=at,
    )
    assert looked_for() == ALWAYS | {Anchor.CLAIM}
    row.completions.update(outcome="accepted")
    assert looked_for() == ALWAYS


def test_a_difficulty_is_a_fact_until_it_is_answered(make, looked_for, cast, province):
    row, at = make(), morning("2022-12-01")
    obstacle = raise_obstacle(
        row.pk, text="Thiếu máy", proposal="Cấp máy", addressed_to=province.position("phochutich"),
        by=actor(cast["labour_head"]), at=at,
    )  # fmt: skip
    assert looked_for() == ALWAYS | {Anchor.OBSTACLE}
    type(obstacle).objects.update(answered_at=at)
    assert looked_for() == ALWAYS
