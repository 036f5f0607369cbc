"""PostgreSQL keeps the plan of a prepared statement; what it finds is of the values of each call and of the table as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import NotSupportedError, connection, transaction
from django.db.models import QuerySet

from accountability.assignments.models import Assignment
from accountability.core import prepared as room
from accountability.core.planned import plans_are_kept, rows_of, with_constants
from accountability.core.prepared import prepared

PROBE = "SELECT id, title FROM probe WHERE id >= %s ORDER BY id"

only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plans")


@prepared
def _titled(*, pk: int, title: str) -> QuerySet[Any]:
    rows = Assignment.objects.filter(pk=pk, title=title).exclude(title="100 % 'xong'")
    return rows.values_list("title", "state")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    room._kept.clear()


@pytest.fixture
def probe(transactional_db: None) -> Iterator[None]:
    """A table of two rows that others may change meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE probe (id integer, title varchar(20))")
        cursor.execute("INSERT INTO probe VALUES (1, 'một'), (2, 'hai')")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE probe")


def plans_of(words: str) -> int:
    """How many statements with these words the server keeps a plan of, for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return sum(words in text for (text,) in cursor.fetchall())


def by_somebody_else(sql: str) -> None:
    """Run on another connection, as a migration is."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(sql)
    finally:
        other.close()


@only_postgresql
@pytest.mark.django_db
def test_a_plan_is_kept_from_the_third_run_on_and_answers_by_the_values_of_each(
    assignments: list[Assignment],
) -> None:
    first, second, *_, last = assignments
    kept = []
    for row in (first, second, first, second, first, second, first, second):
        assert _titled(pk=row.pk, title=row.title) == [(row.title, row.state)]
        kept.append(plans_of("100 % 'xong'") + plans_of("100 % ''xong''"))
    assert kept == [0, 0, 1, 1, 1, 1, 1, 1]
    assert _titled(pk=first.pk, title=last.title) == []


@pytest.mark.django_db
def test_without_plans_the_same_is_found(
    assignments: list[Assignment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "prepare_threshold", None)
    row = assignments[0]
    for _ in range(4):
        assert _titled(pk=row.pk, title=row.title) == [(row.title, row.state)]
    assert not plans_are_kept()
    if connection.vendor == "postgresql":
        assert plans_of("xong") == 0


@only_postgresql
def test_constants_stand_in_the_text_and_values_apart(db: None) -> None:
    text = with_constants("SELECT %s, %s WHERE '10 %%' = %s", ["a%s'b", 7, "10"], frozenset({1}))
    assert text == "SELECT 'a%%s''b', %s WHERE '10 %%' = '10'"
    assert rows_of(text, [7], planned=True) == []
    assert rows_of("SELECT 'a%%s''b', %s", [7], planned=True) == [("a%s'b", 7)]


@only_postgresql
def test_a_column_of_another_type_is_read_by_a_new_plan(probe: None) -> None:
    for first in (1, 2, 1, 2):
        rows_of(PROBE, [first], planned=True)
    by_somebody_else("ALTER TABLE probe ALTER COLUMN id TYPE bigint, ALTER COLUMN title TYPE text")
    assert rows_of(PROBE, [1], planned=True) == [(1, "một"), (2, "hai")]


@only_postgresql
def test_within_a_transaction_the_error_is_told_and_the_connection_not_used_again(probe: None) -> None:
    for _ in range(4):
        rows_of(PROBE, [1], planned=True)
    by_somebody_else("ALTER TABLE probe ALTER COLUMN id TYPE bigint")
    with pytest.raises(NotSupportedError), transaction.atomic():
        rows_of(PROBE, [1], planned=True)
    connection.close_if_unusable_or_obsolete()
    assert connection.connection is None
    assert rows_of(PROBE, [2], planned=True) == [(2, "hai")]


@only_postgresql
def test_a_new_connection_knows_no_plans_and_finds_the_same(probe: None) -> None:
    for _ in range(4):
        rows_of(PROBE, [1], planned=True)
    assert plans_of("FROM probe WHERE") == 1
    connection.close()
    assert rows_of(PROBE, [1], planned=True) == [(1, "một"), (2, "hai")]
    assert plans_of("FROM probe WHERE") == 0


@only_postgresql
def test_a_connection_that_the_server_ended_is_opened_anew(probe: None) -> None:
    for _ in range(4):
        rows_of(PROBE, [1], planned=True)
    backend = connection.connection.info.backend_pid
    by_somebody_else(f"SELECT pg_terminate_backend({backend}, 5000)")
    connection.health_check_done = False  # As when a request begins.
    assert rows_of(PROBE, [2], planned=True) == [(2, "hai")]
    assert connection.connection.info.backend_pid != backend


@only_postgresql
def test_plans_live_through_a_savepoint_that_is_undone(probe: None) -> None:
    with transaction.atomic():
        for _ in range(4):
            rows_of(PROBE, [1], planned=True)
        with pytest.raises(ValueError, match="không"), transaction.atomic():
            raise ValueError("không")
        assert len(rows_of(PROBE, [1], planned=True)) == 2
