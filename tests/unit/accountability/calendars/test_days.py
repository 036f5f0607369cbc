"""Working days, one by one and by property."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.calendars.rules import (
    Calendar,
    latest_anchor,
    nth_working_day,
    reached_on,
    weekday_vi,
    working_days_between,
)
from tests.unit.accountability.calendars.calendars import DAYS, calendars

PLAIN = Calendar()
YEAR_END = Calendar(
    days_off={
        date(2023, 1, 2): "Tết Dương lịch (nghỉ bù)",
        **{date(2023, 1, d): "Tết Nguyên đán Quý Mão" for d in (20, 23, 24, 25, 26)},
    },
    decided_years=frozenset({2022, 2023}),
)
NEW_YEAR_2026 = Calendar(
    days_off={date(2026, 1, 1): "Tết Dương lịch", date(2026, 1, 2): "hoán đổi"},
    make_up_days={date(2026, 1, 10): "làm bù cho ngày 02/01/2026"},
    decided_years=frozenset({2025, 2026}),
)

OFFSETS = st.integers(min_value=-30, max_value=30)


def test_the_ladder_of_a_deadline_on_the_last_saturday_of_2022() -> None:
    due_on = date(2022, 12, 31)
    rungs = {-5: "2022-12-26", -2: "2022-12-29", 0: "2022-12-30", 1: "2023-01-03"}
    rungs |= {3: "2023-01-05", 5: "2023-01-09", 10: "2023-01-16", 15: "2023-01-30"}
    reached = {n: reached_on(due_on, n, "wd", YEAR_END).isoformat() for n in rungs}
    assert reached == rungs


def test_five_working_days_from_the_last_of_2025_count_the_swap() -> None:
    assert nth_working_day(date(2025, 12, 31), 5, NEW_YEAR_2026) == date(2026, 1, 9)
    assert nth_working_day(date(2025, 12, 31), 6, NEW_YEAR_2026) == date(2026, 1, 10)


def test_a_make_up_day_wins_over_a_weekend_and_a_day_off() -> None:
    saturday = date(2024, 5, 4)
    cal = Calendar(days_off={saturday: "nghỉ"}, make_up_days={saturday: "làm bù"})
    assert cal.is_working(saturday)
    assert cal.why(saturday) == "làm bù"


def test_each_day_says_why_it_counts_or_not() -> None:
    assert YEAR_END.why(date(2022, 12, 31)) == "thứ Bảy"
    assert YEAR_END.why(date(2023, 1, 1)) == "Chủ nhật"
    assert YEAR_END.why(date(2023, 1, 2)) == "Tết Dương lịch (nghỉ bù)"
    assert YEAR_END.why(date(2023, 1, 3)) == "ngày làm việc"
    assert weekday_vi(date(2022, 11, 7)) == "thứ Hai"


def test_an_estimated_year_says_so() -> None:
    cal = Calendar(days_off={date(2027, 1, 1): "Tết Dương lịch"})
    assert cal.why(date(2027, 1, 1)) == "Tết Dương lịch (dự kiến)"
    assert not cal.is_decided(2027)


def test_calendar_offsets_are_not_moved() -> None:
    assert reached_on(date(2022, 12, 16), 15, "d", YEAR_END) == date(2022, 12, 31)
    assert latest_anchor(date(2022, 12, 31), 15, "d", YEAR_END) == date(2022, 12, 16)


@pytest.mark.parametrize("rule", [reached_on, latest_anchor])
def test_an_offset_in_an_unknown_unit_is_refused(rule: Callable[..., date]) -> None:
    with pytest.raises(ValueError, match="Đơn vị"):
        rule(date(2022, 12, 31), 1, "h", PLAIN)


def test_a_calendar_without_working_days_is_refused_not_searched_for_ever() -> None:
    start = date(2022, 1, 1)
    closed = Calendar(days_off={start + timedelta(days=i): "đóng cửa" for i in range(1000)})
    with pytest.raises(ValueError, match="không có ngày làm việc"):
        nth_working_day(start, 1, closed)


def test_a_count_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="phạm vi"):
        nth_working_day(date.max, 1, PLAIN)


@given(calendars(), DAYS, OFFSETS)
def test_the_nth_working_day_is_never_a_day_off(cal: Calendar, start: date, n: int) -> None:
    assert cal.is_working(nth_working_day(start, n, cal))


@given(calendars(), DAYS, st.integers(min_value=1, max_value=40))
def test_counting_back_finds_the_number_again(cal: Calendar, start: date, n: int) -> None:
    end = nth_working_day(start, n, cal)
    assert working_days_between(start, end, cal) == n
    assert working_days_between(end, start, cal) == -n


@given(calendars(), DAYS, DAYS, DAYS)
def test_working_days_add_up(cal: Calendar, a: date, b: date, c: date) -> None:
    whole = working_days_between(a, c, cal)
    assert working_days_between(a, b, cal) + working_days_between(b, c, cal) == whole


@given(calendars(), DAYS, st.integers(1, 20), st.integers(1, 20))
def test_offsets_of_one_sign_add_up(cal: Calendar, start: date, n: int, m: int) -> None:
    there = nth_working_day(nth_working_day(start, n, cal), m, cal)
    assert there == nth_working_day(start, n + m, cal)
    back = nth_working_day(nth_working_day(start, -n, cal), -m, cal)
    assert back == nth_working_day(start, -n - m, cal)


@given(calendars(), DAYS, OFFSETS, st.sampled_from(["wd", "d"]))
def test_a_later_anchor_is_never_reached_earlier(cal: Calendar, anchor: date, n: int, unit: str) -> None:
    following = anchor + timedelta(days=1)
    assert reached_on(anchor, n, unit, cal) <= reached_on(following, n, unit, cal)


@given(calendars(), DAYS, OFFSETS, st.sampled_from(["wd", "d"]))
def test_the_inverse_is_the_last_anchor_reached(cal: Calendar, today: date, n: int, unit: str) -> None:
    anchor = latest_anchor(today, n, unit, cal)
    assert reached_on(anchor, n, unit, cal) <= today
    assert reached_on(anchor + timedelta(days=1), n, unit, cal) > today
