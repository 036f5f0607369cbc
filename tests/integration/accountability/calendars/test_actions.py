"""Deciding days and moving the demo clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from accountability.audit.models import AuditEvent
from accountability.calendars import demo_clock
from accountability.calendars.actions import decide_day, move_demo_clock
from accountability.calendars.models import CalendarDay, DemoClock
from accountability.calendars.reading import load_calendar
from accountability.core import clock

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 8, 8, 0, tzinfo=clock.LOCAL)
STORM = {"kind": "off", "title": "Nghỉ tránh bão", "document": "Công điện số 09/CĐ-UBND"}


@pytest.fixture
def demo(settings: Settings) -> None:
    """Demo mode with its own clock."""
    settings.DEMO = True
    settings.CLOCK = "accountability.calendars.demo_clock.now"


def test_a_decided_day_changes_the_calendar_and_leaves_an_audit_event() -> None:
    row = decide_day(on=date(2022, 11, 14), by=None, at=AT, **STORM)
    assert load_calendar(2022, 2022).why(date(2022, 11, 14)) == "Nghỉ tránh bão"
    event = AuditEvent.objects.get(action="calendars.day_decided")
    assert (event.target_kind, event.target_pk) == ("calendar_day", row.pk)


def test_a_second_decision_replaces_the_first() -> None:
    decide_day(on=date(2022, 9, 1), by=None, at=AT, **STORM)
    assert CalendarDay.objects.get(on=date(2022, 9, 1)).title == "Nghỉ tránh bão"
    assert CalendarDay.objects.filter(on=date(2022, 9, 1)).count() == 1


def test_the_first_decision_of_a_year_keeps_the_estimated_holidays() -> None:
    decide_day(on=date(2027, 3, 1), by=None, at=AT, **STORM)
    calendar = load_calendar(2027, 2027)
    assert not calendar.is_working(date(2027, 2, 8))
    assert not calendar.is_working(date(2027, 3, 1))
    assert CalendarDay.objects.filter(on__year=2027, estimated=True).count() == 12


@pytest.mark.parametrize(
    "broken", [{"kind": "half"}, {"title": "  "}, {"document": ""}], ids=["kind", "title", "document"]
)
def test_a_day_without_ground_is_refused_and_nothing_is_written(broken: dict[str, str]) -> None:
    before = CalendarDay.objects.count()
    with pytest.raises(ValueError, match="ngày|Ngày"):
        decide_day(on=date(2027, 3, 1), by=None, at=AT, **(STORM | broken))
    assert CalendarDay.objects.count() == before


@pytest.mark.usefixtures("demo")
def test_the_demo_stands_at_its_first_moment_and_reading_writes_nothing() -> None:
    assert clock.now() == AT
    assert clock.now() == AT
    assert not DemoClock.objects.exists()


@pytest.mark.usefixtures("demo")
def test_the_demo_clock_moves_forward_for_every_reader() -> None:
    assert move_demo_clock(to=datetime(2022, 11, 10, 1, 0, tzinfo=UTC), by=None) == AT + timedelta(days=2)
    assert clock.now() == demo_clock.now() == AT + timedelta(days=2)
    assert clock.today() == date(2022, 11, 10)
    assert AuditEvent.objects.filter(action="calendars.demo_clock_moved").count() == 1


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("step", [timedelta(0), timedelta(minutes=-1)])
def test_the_demo_clock_never_moves_back(step: timedelta) -> None:
    with pytest.raises(ValueError, match="chỉ tiến"):
        move_demo_clock(to=AT + step, by=None)
    assert clock.now() == AT


def test_outside_demo_mode_the_clock_cannot_be_moved(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(ValueError, match="trình diễn"):
        move_demo_clock(to=AT + timedelta(days=1), by=None)
    assert not DemoClock.objects.exists()


def test_there_is_only_one_demo_clock() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DemoClock.objects.create(pk=2, now_at=AT)
