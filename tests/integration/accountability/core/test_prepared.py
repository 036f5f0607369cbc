"""A prepared statement gives what its queryset gives, of the values of each call and of nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.test.utils import CaptureQueriesContext

from accountability.assignments.models import Assignment, Coordination, LeadTenure
from accountability.core import prepared as room
from accountability.core.prepared import prepared, prepared_within
from tests.given import DUE_ON, GIVEN_AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    room._kept.clear()


def shapes_of(statement: Any) -> int:
    """In how many shapes it is kept."""
    return sum(key[0] is statement.__wrapped__ for key in room._kept)  # type: ignore[index]


@prepared
def _wide(*, pks: list[int], until: date) -> QuerySet[Any]:
    rows = Assignment.objects.filter(pk__in=pks, due_on__lte=until).order_by("pk")
    helped = Exists(Coordination.objects.filter(assignment=OuterRef("pk")))
    return rows.select_related("directive__program", "lead_agency", "officer").annotate(helped=helped)


@prepared
def _by_key(*, pk: int) -> QuerySet[Any]:
    return Assignment.objects.filter(pk=pk).values_list("title", flat=True)


def test_instances_come_with_what_was_selected_and_annotated(assignments: list[Assignment]) -> None:
    pks = [row.pk for row in assignments]
    plain = list(_wide.__wrapped__(pks=pks, until=DUE_ON))  # type: ignore[attr-defined]
    for _ in range(2):  # Written, then used again.
        found = _wide(pks=pks, until=DUE_ON)
        assert found == plain
        assert [vars(row).keys() for row in found] == [vars(row).keys() for row in plain]
        with CaptureQueriesContext(connection) as more:
            told = [
                (row.directive.cited, row.lead_agency.short_name, row.officer, row.helped) for row in found
            ]
        assert not more
        assert told == [
            (row.directive.cited, row.lead_agency.short_name, row.officer, row.helped) for row in plain
        ]


def test_each_call_is_answered_by_its_own_values(assignments: list[Assignment]) -> None:
    first, second, *_ = assignments
    assert _wide(pks=[first.pk], until=DUE_ON) == [first]
    assert _wide(pks=[second.pk], until=DUE_ON) == [second]
    assert _wide(pks=[first.pk], until=date(2000, 1, 1)) == []
    assert shapes_of(_wide) == 1


def test_every_call_asks_the_database_for_rows_as_they_are(assignments: list[Assignment]) -> None:
    row = assignments[0]
    _wide(pks=[row.pk], until=DUE_ON)
    Assignment.objects.filter(pk=row.pk).update(title="Tên mới")
    with CaptureQueriesContext(connection) as asked:
        (found,) = _wide(pks=[row.pk], until=DUE_ON)
    assert (found.title, len(asked)) == ("Tên mới", 1)


@prepared
def _days(*, at: datetime, by: time, name: str) -> QuerySet[Any]:
    rows = LeadTenure.objects.filter(from_at__lte=at, agency__code=name)
    day = Coalesce("from_on", Value(date.max))
    return (
        rows.annotate(day=day)
        .exclude(assignment__due_time__lt=by)
        .order_by("pk")
        .values_list("from_at", "day")
    )


def test_instants_times_and_texts_are_values_too(assignments: list[Assignment]) -> None:
    code = assignments[0].lead_agency.code
    values = {"at": GIVEN_AT, "by": time(7), "name": code}
    plain = list(_days.__wrapped__(**values))  # type: ignore[attr-defined]
    assert plain
    assert _days(**values) == plain
    assert _days(**values | {"at": datetime(2001, 1, 1, tzinfo=GIVEN_AT.tzinfo)}) == []
    assert _days(**values | {"name": "KHONG"}) == []
    assert shapes_of(_days) == 1


@dataclass(frozen=True)
class Reader:
    """As an actor: some keys, some words."""

    own: frozenset[int]
    others: frozenset[int]
    role: str


@prepared
def _of_reader(*, reader: Reader) -> QuerySet[Any]:
    # What depends on which values are the same is as it would be of the values themselves.
    rows = Assignment.objects.filter(lead_agency__in=reader.own)
    both = reader.own & reader.others
    return (rows.filter(lead_agency__in=both) if both else rows).order_by("pk").values_list("pk", flat=True)


def test_sets_of_values_may_be_compared(assignments: list[Assignment]) -> None:
    lead, foreign = assignments[0].lead_agency_id, 999_999
    own = sorted(row.pk for row in assignments if row.lead_agency_id == lead)
    assert _of_reader(reader=Reader(frozenset({lead, foreign}), frozenset({lead, 4}), "a")) == own
    assert _of_reader(reader=Reader(frozenset({lead, foreign}), frozenset({foreign, 4}), "a")) == []
    assert _of_reader(reader=Reader(frozenset({lead, foreign}), frozenset({4, 5}), "a")) == own
    assert _of_reader(reader=Reader(frozenset(), frozenset({4}), "a")) == []


@prepared_within('SELECT *, COUNT(*) OVER () FROM ({sql}) AS "found" ORDER BY 1 DESC LIMIT {0}')
def _counted(most: int, *, pks: list[int]) -> QuerySet[Any]:
    return Assignment.objects.order_by().filter(pk__in=pks).values_list("pk", "due_on")


def test_a_statement_may_stand_within_another(assignments: list[Assignment]) -> None:
    last, *others = sorted((row.pk for row in assignments), reverse=True)
    assert _counted(1, pks=[last, *others]) == [(last, DUE_ON, len(assignments))]


@pytest.mark.parametrize("key", [2**31, 10**25, -(10**25)])
def test_a_number_that_no_column_holds_finds_nothing(key: int, assignments: list[Assignment]) -> None:
    assert _by_key(pk=key) == []
    assert _by_key(pk=assignments[0].pk) == [assignments[0].title]


def test_a_function_that_depends_on_more_than_its_arguments_is_refused() -> None:
    hidden = 5
    with pytest.raises(TypeError, match="arguments alone"):
        prepared(lambda: Assignment.objects.filter(pk=hidden))


def test_no_more_shapes_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_SHAPES", 3)
    for number in range(1, 9):
        assert _wide(pks=list(range(-number, 0)), until=DUE_ON) == []
    assert len(room._kept) == 3
    assert shapes_of(_wide) == 3
