"""The titles of those whom a ladder tells: kept, and the same as the directory of the day gives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accountability.accounts.models import User
from accountability.agencies.models import Incumbency, Position
from accountability.assignments.models import Assignment
from accountability.escalation.hearers import Told, titles_told
from accountability.escalation.policies import ladders_in_force
from accountability.escalation.recipients import NAMES, Directory
from accountability.escalation.rules import Anchor
from tests.asked import statements
from tests.cast import Province

from .conftest import Make, morning

pytestmark = pytest.mark.django_db
DAY = date(2022, 12, 20)


def told(row: Assignment, day: date = DAY) -> dict[str, Told]:
    row = Assignment.objects.get(pk=row.pk)
    return dict(titles_told(row, ladders_in_force(morning("2022-12-20")).of(row.directive), day))


def by_directory(row: Assignment) -> dict[str, Told]:
    """The same, asked for this very assignment."""
    row = Assignment.objects.get(pk=row.pk)
    directory, found = Directory([row], today=DAY), {}
    for rung in ladders_in_force(morning("2022-12-20")).of(row.directive).of(Anchor.DEADLINE):
        hearing = directory.addressees(row, rung)
        names = [(one.is_copy, one.title or one.user.display_name or NAMES[one.name]) for one in hearing]
        found[rung.key] = Told(
            *(tuple(name for copy, name in names if copy == kind) for kind in (False, True))
        )
    return found


@pytest.fixture
def rows(make: Make, province: Province, cast: dict[str, User]) -> list[Assignment]:
    """Assignments that differ in all that decides who hears."""
    return [
        make(), make(lead=province.agency("SNV")), make(officer=cast["labour_officer"]), make(field="KT"),
        make(supervisor=province.position("phochutich")), make(specialist=province.position("chuyenvien")),
        make(lead_position=province.position("ldtbxh")), make(lead=province.agency("UBND")),
    ]  # fmt: skip


def test_it_is_what_the_directory_gives_for_each(rows: list[Assignment]) -> None:
    for row in rows:
        assert told(row) == by_directory(row), row.pk
    assert len({tuple(sorted(told(row).items())) for row in rows}) > 3


def test_assignments_that_are_alike_are_asked_about_once(make: Make) -> None:
    told(make())
    with statements() as asked:
        told(make(title="Việc khác", due_on=date(2023, 3, 1)))
    assert not [one for one in asked if 'FROM "agencies_' in one]


def test_who_leaves_a_position_or_an_account_is_told_no_more(make: Make, province: Province) -> None:
    row = make()
    heads = Position.objects.filter(pk=province.position("ldtbxh").pk)
    title = heads.get().title
    assert any(title in one.to for one in told(row).values())
    holder = Incumbency.objects.get(position__in=heads, to_on=None).user
    User.objects.filter(pk=holder.pk).update(is_active=False)
    assert told(row) == by_directory(row)
    assert not any(title in one.to for one in told(row).values())
    User.objects.filter(pk=holder.pk).update(is_active=True)
    heads.update(title="Giám đốc Sở khác")
    assert any("Giám đốc Sở khác" in one.to for one in told(row).values())


def test_each_day_has_its_own_holders(make: Make, province: Province) -> None:
    row, position = make(), province.position("ldtbxh")
    Incumbency.objects.filter(position=position).update(to_on=DAY)
    today, tomorrow = told(row), told(row, DAY + timedelta(days=1))
    assert any(position.title in one.to for one in today.values())
    assert not any(position.title in one.to for one in tomorrow.values())
