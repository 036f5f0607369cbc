"""The ladder as the page of an assignment shows it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from accountability.assignments.models import Assignment
from accountability.escalation.models import Rung
from accountability.escalation.reading import (
    Step,
    claim_titles,
    claims_of,
    ladder_of,
    last_run,
    open_decisions,
    open_explanations,
)
from accountability.escalation.sweep import sweep

from .conftest import morning

pytestmark = pytest.mark.django_db


def ladder(row: Assignment, at: datetime) -> list[Step]:
    """As the page of the assignment asks for it."""
    return ladder_of(row, at, claims_of(row), lead_since=row.tenures.get(to_at=None).from_on)


def test_the_ladder_shows_what_passed_what_comes_next_and_to_whom(make):
    row = make(last_report_on=date(2023, 1, 5))
    sweep(at=morning("2023-01-05"))
    steps = {step.key: step for step in ladder(row, morning("2023-01-05"))}
    assert steps["late-1"].merged
    assert steps["late-3"].claimed_at == morning("2023-01-05")
    assert [step.key for step in steps.values() if step.is_next] == ["late-5"]
    assert steps["late-5"].reached_on == date(2023, 1, 9)
    assert steps["late-15"].to == ("Chủ tịch UBND tỉnh",)


def test_a_claim_is_called_as_the_version_under_which_it_was_made_called_it(make):
    row = make()
    sweep(at=morning("2023-01-05"))
    claims = claims_of(row)
    titles = {claim.rung_key: claim_titles(claims)[claim.pk] for claim in claims}
    assert titles == {
        one.key: one.title for one in Rung.objects.filter(version=claims[0].version_id, key__in=titles)
    }
    claims[0].rung_key = "gone"
    assert claim_titles(claims)[claims[0].pk] == "gone"


def test_there_is_no_ladder_without_a_deadline_or_for_outside_bodies(make, province):
    outside = province.position("nhnn").agency
    assert ladder(make(due_on=None), morning("2022-12-01")) == []
    assert ladder(make(lead=outside), morning("2022-12-01")) == []


def test_rungs_before_the_assignment_are_not_shown(make):
    row = make(given_at=morning("2022-12-29"))
    assert [step.key for step in ladder(row, morning("2022-12-29"))][:2] == ["due-soon-2", "due-today"]


def test_open_demands_are_read_within_what_one_may_see(make):
    assert last_run() is None
    row = make()
    sweep(at=morning("2023-01-31"))
    run = last_run()
    assert run is not None
    assert run.at == morning("2023-01-31")
    everything, nothing = Assignment.objects.all(), Assignment.objects.none()
    assert [one.assignment for one in open_explanations(everything)] == [row]
    assert [one.assignment for one in open_decisions(everything)] == [row]
    assert not open_explanations(nothing).exists()
    assert not open_decisions(nothing).exists()
