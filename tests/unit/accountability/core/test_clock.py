"""The clock and the reading of instants."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import override_settings

from accountability.core import clock

MORNING = datetime(2022, 11, 8, 8, 0, tzinfo=clock.LOCAL)


def provider() -> datetime:
    """A clock that stands still, told in UTC."""
    return datetime(2022, 11, 7, 17, 30, tzinfo=UTC)


@override_settings(CLOCK=f"{__name__}.provider")
def test_the_provider_of_the_setting_tells_the_time() -> None:
    assert clock.now() == provider()
    assert clock.now().utcoffset() == timedelta(hours=7)
    assert clock.today() == date(2022, 11, 8)


@override_settings(CLOCK="accountability.core.clock.system_now")
def test_the_system_clock_runs() -> None:
    first = clock.now()
    assert first <= clock.now() < first + timedelta(minutes=5)


@override_settings(CLOCK="accountability.core.clock.system_now")
def test_while_it_is_held_the_clock_stands_until_it_is_set() -> None:
    with clock.held():
        first = clock.now()
        assert clock.now() == first
        clock.forget()
        assert clock.now() > first
    assert clock.now() < clock.now()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2022-11-08T08:00", MORNING),
        (" 2022-11-08 08:00 ", MORNING),
        ("2022-11-08T08:00+07:00", MORNING),
        ("2022-11-08T01:00Z", MORNING),
        ("2022-11-08", MORNING.replace(hour=0)),
    ],
)
def test_an_instant_without_an_offset_is_vietnamese(written: str, expected: datetime) -> None:
    read = clock.parse_at(written)
    assert read == expected
    assert read.tzinfo is clock.LOCAL


@pytest.mark.parametrize("written", ["", "hôm nay", "2022-13-01", "2022-02-29", "08/11/2022", "20221108T"])
def test_nonsense_is_refused_in_vietnamese(written: str) -> None:
    with pytest.raises(ValueError, match="Thời điểm không hợp lệ"):
        clock.parse_at(written)


def test_a_naive_datetime_has_no_local_time() -> None:
    with pytest.raises(ValueError, match="múi giờ"):
        clock.local(datetime(2022, 11, 8))
