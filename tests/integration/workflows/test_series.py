"""The half-month reports to the Chairman: the clock opens each period once, also after an outage."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from accountability.assignments.models import Assignment
from accountability.core.zone import LOCAL
from workflows.acts import live_task
from workflows.flows import AssignmentFlow
from workflows.series import open_due_occurrences

pytestmark = pytest.mark.django_db


def periods() -> list[tuple[date | None, date | None, date | None]]:
    rows = Assignment.objects.exclude(series=None).order_by("period_start")
    return [(row.period_start, row.period_end, row.due_on) for row in rows]


def test_the_first_period_is_the_first_half_of_november(story: None) -> None:
    assert periods() == [(date(2022, 11, 1), date(2022, 11, 15), date(2022, 11, 15))]


def test_a_period_does_not_open_before_it_begins(story: None) -> None:
    assert open_due_occurrences(at=datetime(2022, 11, 15, 23, 59, tzinfo=LOCAL)) == 0
    assert open_due_occurrences(at=datetime(2022, 11, 16, 0, 0, tzinfo=LOCAL)) == 1
    row = Assignment.objects.get(period_start=date(2022, 11, 16))
    assert row.title.endswith("(kỳ 16/11–30/11/2022)")
    assert live_task(row.process_id, AssignmentFlow.acknowledge) is not None
    assert row.coordinations.get().agency.code == "VPUBND"


def test_after_six_weeks_of_silence_every_period_is_there_once(story: None) -> None:
    at = datetime(2022, 12, 20, 8, 0, tzinfo=LOCAL)
    assert open_due_occurrences(at=at) == 3
    assert open_due_occurrences(at=at) == 0
    assert [end for _, end, _ in periods()] == [
        date(2022, 11, 15), date(2022, 11, 30), date(2022, 12, 15), date(2022, 12, 31),
    ]  # fmt: skip
