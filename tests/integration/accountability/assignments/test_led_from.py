"""The day since when its present lead has an assignment: written with every change of lead, filled for what was there before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps

from accountability.assignments.actions import reassign
from accountability.assignments.actions.instructing import LeaderWord
from accountability.assignments.models import Assignment, LeadTenure
from accountability.assignments.projection import rebuild
from accountability.assignments.rules import State
from tests.cast import Province, actor

from .conftest import GIVEN_AT, NOW

BEFORE = [("assignments", "0140_words_by_letter")]
WITH_THE_DAY = [("assignments", "0151_indexes_that_cover")]


def tenure_of(row: Assignment) -> LeadTenure:
    return LeadTenure.objects.get(assignment=row, to_at=None)


def test_whoever_is_given_it_leads_from_that_day(assignment) -> None:
    assert assignment.led_from_on == tenure_of(assignment).from_on == GIVEN_AT.date()


def test_whoever_takes_over_leads_from_his_own_day(working, cast, province: Province) -> None:
    word = LeaderWord(province.position("chutich"), NOW.date(), text="Giao Công an tỉnh")
    row = reassign(
        working.pk, to=province.position("congan").agency, cause="Đúng thẩm quyền", word=word, by=actor(cast["chair"]), at=NOW,
    )  # fmt: skip
    row.refresh_from_db()

    assert row.led_from_on == tenure_of(row).from_on == NOW.date()
    assert rebuild(row) == {}


def test_a_day_that_is_not_that_of_the_tenure_is_mended_from_it(assignment) -> None:
    Assignment.objects.filter(pk=assignment.pk).update(led_from_on=date(2022, 1, 1))
    assignment.refresh_from_db()

    assert rebuild(assignment) == {"led_from_on": (date(2022, 1, 1), GIVEN_AT.date())}


def test_the_database_refuses_what_was_given_without_a_day(assignment) -> None:
    rows = Assignment.objects.filter(pk=assignment.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(led_from_on=None)

    rows.update(state=State.DRAFT, led_from_on=None)  # A draft has no lead yet.
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state=State.ASSIGNED)


@pytest.mark.django_db(transaction=True)
def test_rows_of_before_get_the_day_of_their_tenure_and_keep_all_else(
    transactional_db: None, give, cast, province: Province
) -> None:
    given, passed_on, ended = (
        give(),
        give(title="Việc đã chuyển"),
        give(title="Việc không còn nhật ký chủ trì"),
    )
    word = LeaderWord(province.position("chutich"), NOW.date(), text="Giao Công an tỉnh")
    reassign(
        passed_on.pk,
        to=province.position("congan").agency,
        cause="Thẩm quyền",
        word=word,
        by=actor(cast["chair"]),
        at=NOW,
    )
    LeadTenure.objects.filter(assignment=ended).delete()
    Assignment.objects.filter(pk=given.pk).update(state=State.WORKING)
    before = _rows()
    try:
        earlier = _migrate(BEFORE).get_model("assignments", "Assignment")
        assert "led_from_on" not in {field.name for field in earlier._meta.fields}
        assert [row | {"led_from_on": None} for row in earlier.objects.order_by("pk").values()] == [
            row | {"led_from_on": None} for row in before
        ]
    finally:
        _migrate(WITH_THE_DAY)

    assert _rows() == before
    assert [row["led_from_on"] for row in before] == [GIVEN_AT.date(), NOW.date(), GIVEN_AT.date()]


def _rows() -> list[dict[str, Any]]:
    return list(Assignment.objects.order_by("pk").values())


def _migrate(to: list[tuple[str, str]]) -> StateApps:
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps
