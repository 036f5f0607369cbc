"""`one_of` and `among` find what IN finds, on both databases; none of no keys."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import QuerySet

from accountability.core.lookups import among, named, one_of
from accountability.core.prepared import prepared

pytestmark = pytest.mark.django_db


def test_the_rows_of_these_keys_and_no_others() -> None:
    users = get_user_model().objects
    made = [users.create(username=f"canbo{number}") for number in range(5)]
    keys = {made[1].pk, made[3].pk, 10**12}
    assert set(users.filter(one_of("pk", keys))) == {made[1], made[3]}
    assert set(users.filter(one_of("pk", keys), username="canbo3")) == {made[3]}
    assert users.filter(one_of("pk", keys)).update(last_name="Lê") == 2
    assert users.filter(last_name="Lê").count() == 2


def test_no_keys_are_no_rows() -> None:
    get_user_model().objects.create(username="canbo")
    assert not get_user_model().objects.filter(one_of("pk", [])).exists()


def test_postgresql_gets_one_array() -> None:
    sql = str(get_user_model().objects.filter(one_of("pk", [1, 2, 3])).query)
    assert ("= ANY(" in sql) == (connection.vendor == "postgresql")


@prepared
def _names(*, keys: str) -> QuerySet[Any]:
    rows = get_user_model().objects.filter(among("pk", keys)).order_by("pk")
    return rows.values_list("username", flat=True)


def test_keys_in_a_text_are_found_however_many_they_are() -> None:
    made = [get_user_model().objects.create(username=f"canbo{number}") for number in range(5)]
    for some in ([], made[:1], made[1:4], made):
        assert _names(keys=named(row.pk for row in some)) == [row.username for row in some]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plans")
def test_one_plan_serves_few_keys_as_well_as_many() -> None:
    row = get_user_model().objects.create(username="canbo")
    for _ in range(9):
        assert _names(keys=named([row.pk])) == ["canbo"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%accounts%unnest%'"
        )
        assert sum(number for (number,) in cursor.fetchall()) > 0
