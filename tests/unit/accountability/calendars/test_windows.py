"""Windows of recurring duties as documents write them, and the calendar blocks that they stand in."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from accountability.calendars.rules import MonthDay, Period, Window, blocks, read_window


@pytest.mark.parametrize(
    ("words", "months", "window"),
    [
        ("", 1, Window()),
        ("cuối quý", 3, Window()),
        ("từ ngày 1 đến ngày 5 hằng tháng", 1, Window(MonthDay(1, 1), MonthDay(1, 5))),
        ("Từ ngày 01 đến hết ngày 05 hàng tháng", 1, Window(MonthDay(1, 1), MonthDay(1, 5))),
        ("từ mùng 1 đến 5", 1, Window(MonthDay(1, 1), MonthDay(1, 5))),
        ("ngày 06 của tháng cuối quý", 3, Window(due=MonthDay(3, 6))),
        ("trước ngày 20 hằng tháng", 1, Window(due=MonthDay(1, 20))),
        ("trước ngày 10 tháng sau", 1, Window(due=MonthDay(2, 10))),
        ("chậm nhất ngày 05 của tháng đầu quý sau", 3, Window(due=MonthDay(4, 5))),
        ("ngày 15 tháng thứ hai của quý", 3, Window(due=MonthDay(2, 15))),
        ("ngày 06 tháng cuối kỳ", 6, Window(due=MonthDay(6, 6))),
        ("trước ngày 25 tháng 11", 12, Window(due=MonthDay(11, 25))),
        ("trước ngày 25/11 hằng năm", 12, Window(due=MonthDay(11, 25))),
    ],
)
def test_the_words_of_a_window_are_read(words: str, months: int, window: Window) -> None:
    assert read_window(words, period_months=months) == window


@pytest.mark.parametrize(
    ("words", "months", "asked"),
    [
        ("ngày 06 hằng quý", 3, "Chưa rõ tháng nào"),
        ("ngày 32 hằng tháng", 1, "Không có ngày 32"),
        ("từ ngày 9 đến ngày 5 hằng tháng", 1, "bị ngược"),
        ("ngày 6 tháng thứ 4 của quý", 3, "không có tháng thứ 4"),
        ("khi có yêu cầu", 1, "Chưa đọc được"),
    ],
)
def test_what_is_not_clear_is_asked(words: str, months: int, asked: str) -> None:
    with pytest.raises(ValueError, match=asked):
        read_window(words, period_months=months)


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert MonthDay(2, 31).on(date(2023, 1, 1)) == date(2023, 2, 28)


def test_calendar_quarters_follow_each_other() -> None:
    found = list(islice(blocks(date(2022, 11, 7), 3), 3))
    assert [period for _, period in found] == [
        Period(date(2022, 7, 1), date(2022, 9, 30)),
        Period(date(2022, 10, 1), date(2022, 12, 31)),
        Period(date(2023, 1, 1), date(2023, 3, 31)),
    ]


@pytest.mark.parametrize(
    ("every", "start", "period"),
    [
        (1, date(2022, 12, 1), Period(date(2022, 11, 15), date(2022, 12, 14))),
        (3, date(2022, 10, 1), Period(date(2022, 9, 15), date(2022, 12, 14))),
        (6, date(2022, 7, 1), Period(date(2022, 6, 15), date(2022, 12, 14))),
        (12, date(2022, 1, 1), Period(date(2021, 12, 15), date(2022, 12, 14))),
    ],
)
def test_periods_that_close_on_the_14th_are_those_of_the_decree(
    every: int, start: date, period: Period
) -> None:
    """NĐ 09/2019/NĐ-CP Điều 12, as DOMAIN repeats it."""
    assert (start, period) in list(islice(blocks(date(2022, 12, 1), every, 15), 2))
