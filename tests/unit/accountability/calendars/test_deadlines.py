"""Deadlines and their explanation."""

from collections.abc import Callable
from datetime import date

import pytest

from accountability.calendars.rules import (
    Calendar,
    DayLine,
    calendar_days_roll_forward,
    explain,
    printed_date,
    working_days_after_receipt,
)

CAL = Calendar(
    days_off={date(2022, 9, 1): "Quốc khánh", date(2022, 9, 2): "Quốc khánh 02/9"},
    make_up_days={date(2022, 9, 10): "làm bù"},
    decided_years=frozenset({2022}),
)


def test_the_day_of_receipt_is_not_counted() -> None:
    assert working_days_after_receipt(date(2022, 8, 30), 1, CAL) == date(2022, 8, 31)
    assert working_days_after_receipt(date(2022, 8, 31), 3, CAL) == date(2022, 9, 7)


def test_an_end_on_a_day_off_moves_to_the_next_working_day() -> None:
    assert calendar_days_roll_forward(date(2022, 8, 30), 2, CAL) == date(2022, 9, 5)
    assert calendar_days_roll_forward(date(2022, 8, 30), 1, CAL) == date(2022, 8, 31)


def test_a_printed_date_never_moves() -> None:
    assert printed_date(date(2022, 12, 31)) == date(2022, 12, 31)


@pytest.mark.parametrize("rule", [working_days_after_receipt, calendar_days_roll_forward])
@pytest.mark.parametrize("n", [0, -3])
def test_a_duration_has_at_least_one_day(rule: Callable[..., date], n: int) -> None:
    with pytest.raises(ValueError, match="từ 1 trở lên"):
        rule(date(2022, 8, 30), n, CAL)


def test_the_explanation_goes_day_by_day() -> None:
    assert explain(date(2022, 8, 31), date(2022, 9, 6), CAL) == (
        DayLine(date(2022, 9, 1), False, "Quốc khánh"),
        DayLine(date(2022, 9, 2), False, "Quốc khánh 02/9"),
        DayLine(date(2022, 9, 3), False, "thứ Bảy"),
        DayLine(date(2022, 9, 4), False, "Chủ nhật"),
        DayLine(date(2022, 9, 5), True, "ngày làm việc thứ 1"),
        DayLine(date(2022, 9, 6), True, "ngày làm việc thứ 2"),
    )


def test_the_explanation_names_a_make_up_day() -> None:
    lines = explain(date(2022, 9, 9), date(2022, 9, 10), CAL)
    assert lines == (DayLine(date(2022, 9, 10), True, "ngày làm việc thứ 1 (làm bù)"),)


def test_calendar_days_count_and_the_roll_forward_does_not() -> None:
    lines = explain(date(2022, 8, 30), date(2022, 9, 5), CAL, calendar_days=2)
    assert [line.counts for line in lines] == [True, True, False, False, False, False]
    assert lines[1].why == "ngày thứ 2 (Quốc khánh)"
    assert lines[-1].why == "chuyển sang ngày làm việc kế tiếp (thứ Hai)"


def test_nothing_lies_between_a_receipt_and_an_earlier_deadline() -> None:
    assert explain(date(2022, 9, 9), date(2022, 9, 9), CAL) == ()
    assert explain(date(2022, 9, 9), date(2022, 9, 1), CAL) == ()
