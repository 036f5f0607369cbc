"""A query whose SQL is written once gives what Django's own would, for every value."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from accountability.audit.models import AuditEvent
from accountability.calendars.models import CalendarDay, DemoClock
from accountability.core.clock import LOCAL
from accountability.core.prepared import Prepared

pytestmark = pytest.mark.django_db

TET, REUNIFICATION = date(2022, 1, 31), date(2022, 5, 2)


def days(first: date, last: date, kind: str) -> QuerySet[CalendarDay, Any]:
    rows = CalendarDay.objects.filter(on__gte=first, on__lte=last, kind=kind)
    return rows.order_by("on").values_list("on", "title", "kind")


@pytest.mark.parametrize(("first", "last"), [(TET, REUNIFICATION), (REUNIFICATION, TET), (TET, TET)])
@pytest.mark.parametrize("kind", ["off", "work", "O'Hara"])
def test_it_gives_what_the_query_gives_each_time_that_it_is_asked(first: date, last: date, kind: str) -> None:
    prepared = Prepared(days)
    assert prepared.rows(first=TET, last=TET, kind="off") == list(days(TET, TET, "off"))
    assert prepared.rows(first=first, last=last, kind=kind) == list(days(first, last, kind))


def test_something_is_found_at_all() -> None:
    ((on, _, kind),) = Prepared(days).rows(first=TET, last=TET, kind="off")
    assert (on, kind) == (TET, "off")
    assert Prepared(days).first(first=TET, last=TET, kind="work") is None


def moved_before(at: datetime, pk: int) -> QuerySet[DemoClock, Any]:
    return DemoClock.objects.filter(Q(now_at__lt=at), pk=pk).values_list("now_at", "pk")


def test_instants_and_keys_are_written_as_the_database_wants_them() -> None:
    at = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
    DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": at})
    prepared = Prepared(moved_before)
    assert prepared.rows(at=at + timedelta(microseconds=1), pk=DemoClock.ONLY_PK) == [(at, 1)]
    assert prepared.rows(at=at, pk=DemoClock.ONLY_PK) == []
    assert prepared.rows(at=at + timedelta(days=1), pk=DemoClock.ONLY_PK + 1) == []


def both(first: date, last: date) -> QuerySet[Any, Any]:
    early = CalendarDay.objects.filter(on=first).order_by().values_list("on", "title")
    late = CalendarDay.objects.filter(on=last).order_by().values_list("on", "title")
    return early.annotate(place=Value(0)).union(late.annotate(place=Value(1)), all=True)


def test_a_union_is_a_query_like_others() -> None:
    found = Prepared(both).rows(first=TET, last=REUNIFICATION)
    assert sorted(found) == sorted(both(TET, REUNIFICATION))
    assert {row[0] for row in found} == {TET, REUNIFICATION}


def test_the_sql_is_written_once() -> None:
    built = []

    def counted(on: date) -> QuerySet[CalendarDay, Any]:
        built.append(on)
        return CalendarDay.objects.filter(on=on).values_list("pk")

    prepared = Prepared(counted)
    with CaptureQueriesContext(connection) as asked:
        assert prepared.rows(on=TET) != prepared.rows(on=REUNIFICATION)
    assert len(asked) == 2
    assert len(built) == 1


@pytest.mark.parametrize(
    "values",
    [{}, {"first": TET, "last": TET}, {"first": TET, "last": TET, "kind": 1}, {"first": "2022-01-31", "last": TET, "kind": "off"}],
)  # fmt: skip
def test_other_values_than_it_was_built_for_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Prepared(days).rows(**values)


def test_a_value_that_is_no_plain_comparison_is_refused_and_not_ignored() -> None:
    def titled(words: str) -> QuerySet[AuditEvent, Any]:
        return AuditEvent.objects.filter(action__contains=words).values_list("pk")

    with pytest.raises(TypeError, match="words"):
        Prepared(titled).rows(words="moved")
