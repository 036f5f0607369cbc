"""`one_of` finds what IN finds, on both databases; none of no keys."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from accountability.core.lookups import one_of

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
