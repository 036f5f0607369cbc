"""Agencies and positions that are kept: as the tables have them, until one changes; and nobody shares an instance."""

from __future__ import annotations

import pytest
from django.db import transaction

from accountability.agencies.bodies import agencies_of, positions_of_keys, short_names
from accountability.agencies.models import Agency, Position
from tests.asked import statements
from tests.cast import Province

pytestmark = pytest.mark.django_db


def columns_of(row: Agency | Position) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_they_are_as_the_tables_have_them_and_are_read_once(province: Province) -> None:
    keys = {province.agency("SLDTBXH").pk, province.agency("UBND").pk}
    held = province.position("phochutich").pk
    for _ in range(2):
        with statements() as asked:
            agencies, positions = agencies_of(keys), positions_of_keys([held])
    assert not [one for one in asked if "agencies_" in one]
    stored = {row.pk: row for row in Agency.objects.filter(pk__in=keys).select_related("parent")}
    assert {pk: columns_of(row) for pk, row in agencies.items()} == {
        pk: columns_of(row) for pk, row in stored.items()
    }
    assert [row.parent for row in agencies.values()] == [stored[pk].parent for pk in agencies]
    assert columns_of(positions[held]) == columns_of(Position.objects.get(pk=held))
    assert short_names() == dict(Agency.objects.values_list("pk", "short_name"))


def test_a_change_shows_at_once_and_one_that_is_taken_back_never_later(province: Province) -> None:
    pk = province.agency("SLDTBXH").pk
    before = short_names()[pk]

    def rename(name: str) -> None:
        Agency.objects.filter(pk=pk).update(short_name=name)

    with transaction.atomic():
        rename("Sở Không thành")
        assert (agencies_of([pk])[pk].short_name, short_names()[pk]) == ("Sở Không thành",) * 2
        transaction.set_rollback(True)
    assert (agencies_of([pk])[pk].short_name, short_names()[pk]) == (before,) * 2
    rename("Sở Mới")
    assert (agencies_of([pk])[pk].short_name, short_names()[pk]) == ("Sở Mới",) * 2


def test_what_one_does_to_his_instance_no_other_sees(province: Province) -> None:
    pk = province.position("phochutich").pk
    mine = positions_of_keys([pk])[pk]
    mine.title = "Chức danh chưa ghi"
    mine.fields.append("XX")
    other = positions_of_keys([pk])[pk]
    assert (other.title, "XX" in other.fields) == (Position.objects.get(pk=pk).title, False)


def test_keys_that_nobody_has_are_nothing(province: Province) -> None:
    assert agencies_of([10**8]) == {}
    assert positions_of_keys([]) == {}
