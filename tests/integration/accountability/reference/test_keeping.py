"""What a process keeps of reference data, and what makes it ask again."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from accountability.agencies.models import Agency, Incumbency
from accountability.calendars.models import CalendarDay
from accountability.reference.keeping import kept_while, marks_held
from accountability.reference.models import Revision
from accountability.reference.triggers import WATCHED
from tests.cast import Province, actor

pytestmark = pytest.mark.django_db


class Asked:
    """Counts how often the agencies were read in earnest."""

    def __init__(self) -> None:
        self.times = 0
        self.find = kept_while("agencies")(self._find)

    def _find(self, kind: str) -> tuple[str, ...]:
        self.times += 1
        return tuple(Agency.objects.filter(kind=kind).values_list("name", flat=True))


@pytest.fixture
def asked(province: Province) -> Asked:
    return Asked()


def rename(province: Province, name: str) -> None:
    Agency.objects.filter(pk=province.agency("SLDTBXH").pk).update(name=name)


def test_the_same_question_is_answered_from_memory_until_a_row_changes(
    asked: Asked, province: Province
) -> None:
    before = asked.find("CM")
    assert asked.find("CM") == before
    assert asked.times == 1
    asked.find("HU")
    assert asked.times == 2
    rename(province, "Sở Đã đổi tên")
    assert "Sở Đã đổi tên" in asked.find("CM")
    assert asked.times == 3


def test_a_change_elsewhere_makes_nobody_ask_again(asked: Asked) -> None:
    asked.find("CM")
    CalendarDay.objects.filter(on__year=2023).delete()
    asked.find("CM")
    assert asked.times == 1


def test_what_was_read_of_a_change_that_is_taken_back_is_not_believed_later(
    asked: Asked, province: Province
) -> None:
    before = asked.find("CM")
    with transaction.atomic():
        rename(province, "Sở Không thành")
        assert "Sở Không thành" in asked.find("CM")
        transaction.set_rollback(True)
    assert asked.find("CM") == before
    rename(province, "Sở Đã đổi tên")
    assert "Sở Không thành" not in asked.find("CM")


def test_a_page_asks_for_the_marks_once_and_is_of_that_moment(asked: Asked, province: Province) -> None:
    with marks_held():
        before = asked.find("CM")
        rename(province, "Sở Đã đổi tên")
        assert asked.find("CM") == before
    assert asked.find("CM") != before


def test_without_a_mark_nothing_is_kept(asked: Asked) -> None:
    Revision.objects.all().delete()
    asked.find("CM")
    asked.find("CM")
    assert asked.times == 2


def test_whoever_loses_a_position_loses_it_with_the_next_question(province: Province) -> None:
    chair = province.user("chutich")
    assert actor(chair).seats
    Incumbency.objects.filter(user=chair).delete()
    assert not actor(chair).seats


def test_every_watched_table_has_its_triggers() -> None:
    """A migration that builds a table anew on SQLite takes them along; it calls `watch` again at its end."""
    if connection.vendor == "postgresql":
        sql = "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger WHERE tgname LIKE '%\\_changed' GROUP BY 1"
    else:
        sql = "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_changed' ESCAPE '\\' GROUP BY 1"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = dict(cursor.fetchall())
    each = 1 if connection.vendor == "postgresql" else 3
    assert found == {table: each for tables in WATCHED.values() for table in tables}


def test_each_verb_on_each_database_draws_a_new_mark(province: Province) -> None:
    def mark() -> str:
        return Revision.objects.get(name="calendars").mark

    marks = [mark()]
    row = CalendarDay.objects.earliest("on")
    CalendarDay.objects.filter(pk=row.pk).update(title="Thử lại")
    marks.append(mark())
    CalendarDay.objects.filter(pk=row.pk).delete()
    marks.append(mark())
    row.save(force_insert=True)
    marks.append(mark())
    assert len(set(marks)) == 4
