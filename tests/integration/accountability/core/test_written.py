"""A statement is written with marks; where a value would be computed, chosen or compared with what no mark fits, it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from accountability.assignments.models import Assignment
from accountability.calendars.models import DemoClock
from accountability.core import prepared as room
from accountability.core import written
from accountability.core.marks import UP
from accountability.core.prepared import prepared
from tests.given import DUE_ON, GIVEN_AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    room._kept.clear()


@prepared
def _tomorrow(*, today: date) -> QuerySet[Any]:
    return Assignment.objects.filter(due_on__lte=date.fromordinal(today.toordinal() + 500))


@prepared
def _next_day(*, today: date, other: date) -> QuerySet[Any]:
    return Assignment.objects.filter(due_on=today + timedelta(days=1), directive__issued_on=other)


@prepared
def _next_key(*, pk: int, other: int) -> QuerySet[Any]:
    return Assignment.objects.filter(pk=pk + 1, lead_agency=other)


@prepared
def _key_as_text(*, pk: int) -> QuerySet[Any]:
    return Assignment.objects.filter(title=pk)


@prepared
def _day_of(*, at: datetime, lead: int) -> QuerySet[Any]:
    return Assignment.objects.filter(due_on=at, lead_agency=lead)


@prepared
def _larger(*, pk: int, other: int) -> QuerySet[Any]:
    return Assignment.objects.filter(pk=pk) if pk < other else Assignment.objects.filter(lead_agency=other)


@prepared
def _smallest(*, pks: list[int]) -> QuerySet[Any]:
    return Assignment.objects.filter(pk=min(pks))


@prepared
def _like(*, words: str) -> QuerySet[Any]:
    return Assignment.objects.filter(title__contains=words)


def test_what_is_computed_from_a_value_is_refused() -> None:
    with pytest.raises(TypeError, match="give it as a value"):
        _tomorrow(today=DUE_ON)
    with pytest.raises(TypeError, match="give it as a value"):
        _like(words="x")


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        (_next_day, {"today": DUE_ON, "other": GIVEN_AT.date()}),
        (_next_key, {"pk": 1, "other": 2}),
        (_key_as_text, {"pk": 1}),
        (_day_of, {"at": GIVEN_AT, "lead": 3}),
        (_larger, {"pk": 1, "other": 2}),
        (_smallest, {"pks": [4, 3, 9]}),
    ],
)
def test_a_mark_is_not_taken_for_its_neighbour_or_another_kind(
    statement: Any, values: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match="prepared statement"):
        statement(**values)


@prepared
def _clock(*, pk: int) -> QuerySet[Any]:
    return DemoClock.objects.filter(pk=pk).values_list("now_at", flat=True)


def test_the_smallest_column_takes_a_mark() -> None:
    """PostgreSQL is not asked for a number that no row can have."""
    DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": GIVEN_AT})
    assert _clock(pk=DemoClock.ONLY_PK) == [GIVEN_AT]
    assert _clock(pk=DemoClock.ONLY_PK + 1) == []


def test_marks_that_fit_no_row_are_refused_and_not_taken_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(written, "UP", replace(UP, number=2**70))
    with pytest.raises(TypeError, match="do not fit"):
        _clock(pk=DemoClock.ONLY_PK)
