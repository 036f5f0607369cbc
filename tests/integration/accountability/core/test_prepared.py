"""A prepared statement gives what its queryset gives, of the values of each call and of nobody else's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce
from django.test.utils import CaptureQueriesContext

from accountability.assignments.models import Assignment, Coordination, LeadTenure
from accountability.calendars.models import DemoClock
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


@prepared
def _clock(*, pk: int) -> QuerySet[Any]:
    return DemoClock.objects.filter(pk=pk).values_list("now_at", flat=True)


def test_the_smallest_column_takes_a_mark() -> None:
    """PostgreSQL is not asked for a number that no row can have."""
    DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": GIVEN_AT})
    assert _clock(pk=DemoClock.ONLY_PK) == [GIVEN_AT]
    assert _clock(pk=DemoClock.ONLY_PK + 1) == []


def test_marks_that_fit_no_row_are_refused_and_not_taken_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_UP", replace(room._UP, number=2**70))
    with pytest.raises(TypeError, match="do not fit"):
        _clock(pk=DemoClock.ONLY_PK)
