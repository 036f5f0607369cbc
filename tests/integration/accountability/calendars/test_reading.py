"""The calendar as the database tells it, seeded by the migrations."""

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import holidays
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from accountability.calendars.models import CalendarDay
from accountability.calendars.reading import calendar_around, load_calendar
from accountability.calendars.rules import nth_working_day, working_days_between

pytestmark = pytest.mark.django_db
SEED = import_module("accountability.calendars.migrations.0002_seed_2022_to_2026")
NUMBERS = import_module("accountability.calendars.migrations.0003_numbers_of_notices")


def _working_days(year: int) -> int:
    calendar = load_calendar(year, year)
    return working_days_between(date(year - 1, 12, 31), date(year, 12, 31), calendar)


@pytest.mark.parametrize(
    ("year", "off", "worked"), [(2022, 11, 0), (2023, 11, 0), (2024, 12, 1), (2025, 12, 1), (2026, 14, 2)]
)
def test_each_year_has_its_days_off_and_make_up_days(year: int, off: int, worked: int) -> None:
    rows = CalendarDay.objects.filter(on__year=year)
    assert rows.filter(kind="off").count() == off
    assert rows.filter(kind="work").count() == worked


def test_the_table_departs_from_the_library_only_in_the_swap_of_new_year_2026() -> None:
    table = load_calendar(2022, 2026)
    library = holidays.country_holidays("VN", years=range(2021, 2028))
    days = (date(2022, 1, 1) + timedelta(days=i) for i in range(5 * 365 + 1))
    differ = {day for day in days if table.is_working(day) != library.is_working_day(day)}
    assert differ == {date(2026, 1, 2), date(2026, 1, 10)}


def test_every_seeded_row_is_a_decision_with_a_document() -> None:
    assert CalendarDay.objects.count() > 60
    assert not CalendarDay.objects.filter(estimated=True).exists()
    assert not CalendarDay.objects.filter(document="").exists()


def test_days_off_fall_on_weekdays_and_make_up_days_on_saturdays() -> None:
    for row in CalendarDay.objects.all():
        assert row.on.weekday() == 5 if row.kind == "work" else row.on.weekday() < 5


def test_the_swap_of_new_year_2026_is_counted() -> None:
    calendar = load_calendar(2025, 2026)
    assert nth_working_day(date(2025, 12, 31), 5, calendar) == date(2026, 1, 9)
    assert calendar.is_working(date(2026, 1, 10))
    assert calendar.is_working(date(2024, 5, 4))


def test_the_ladder_of_the_last_saturday_of_2022_holds_on_the_seeded_calendar() -> None:
    calendar = calendar_around(date(2022, 11, 8))
    assert nth_working_day(date(2022, 12, 31), 15, calendar) == date(2023, 1, 30)


def test_a_year_without_rows_is_estimated_and_says_so() -> None:
    calendar = load_calendar(2027, 2027)
    assert not calendar.is_decided(2027)
    assert calendar.is_decided(2026)
    assert calendar.why(date(2027, 2, 8)).endswith("(dự kiến)")
    assert _working_days(2027) == 261 - 12


def test_the_calendar_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        load_calendar(2022, 2026)


def test_a_change_of_the_table_is_seen_at_once() -> None:
    monday = date(2022, 11, 14)
    assert load_calendar(2022, 2022).is_working(monday)
    CalendarDay.objects.create(on=monday, kind="off", title="Bão", document="Công điện số 1/CĐ-UBND")
    assert not load_calendar(2022, 2022).is_working(monday)


def test_years_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="sớm hơn"):
        load_calendar(2023, 2022)


@pytest.mark.parametrize("broken", [{"kind": "half"}, {"document": ""}, {"title": ""}])
def test_the_database_refuses_a_row_without_ground(broken: dict[str, str]) -> None:
    row = {"kind": "off", "title": "Bão", "document": "Công điện"} | broken
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(on=date(2022, 11, 14), **row)


def test_the_seed_can_be_taken_back_and_keeps_what_the_office_changed() -> None:
    CalendarDay.objects.filter(on=date(2022, 9, 1)).update(document="Thông báo của Văn phòng")
    before = CalendarDay.objects.count()
    # The seed asks the editor for its connection only.
    editor = SimpleNamespace(connection=connection)
    NUMBERS.take_back(apps, editor)
    SEED.unseed(apps, editor)
    assert list(CalendarDay.objects.values_list("on", flat=True)) == [date(2022, 9, 1)]
    SEED.seed(apps, editor)
    NUMBERS.complete(apps, editor)
    assert CalendarDay.objects.count() == before
    assert CalendarDay.objects.get(on=date(2022, 9, 1)).document == "Thông báo của Văn phòng"
