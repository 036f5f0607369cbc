"""Deadlines of cells: dates, serial numbers, quarters, ranges, rhythms, numbers of days, and what is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from accountability.assignments.rules import Duration
from accountability.intake.rules.cells import DeadlineReader

from .annexes import ISSUED_ON, NO_DAYS_OFF

READER = DeadlineReader(ISSUED_ON, NO_DAYS_OFF)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("30/11/2022", "2022-11-30"), ("30.11.2022", "2022-11-30"), ("Trước 15/12", "2022-12-15"),
        ("Trước ngày 15/12/2022", "2022-12-15"), ("Quý IV/2022", "2022-12-31"), ("Quý 4 năm 2022", "2022-12-31"),
        ("Tháng 12/2022", "2022-12-31"), ("12/2022", "2022-12-31"), ("Tháng 12", "2022-12-31"), ("Năm 2023", "2023-12-31"),
        ("2023", "2023-12-31"), ("44895", "2022-11-30"), ("44895.0", "2022-11-30"),
        ("Hoàn thành trong năm 2022", "2022-12-31"), ("Chậm nhất 20/11/2022", "2022-11-20"),
        ("Quý III - IV/2022", "2022-12-31"), ("2022-2025", "2025-12-31"), ("2022 – 2023", "2023-12-31"),
        ("Từ tháng 11 đến tháng 12/2022", "2022-12-31"), ("01/11 - 15/12/2022", "2022-12-15"), ("Tháng 11-12/2022", "2022-12-31"),
        ("15-12-2022", "2022-12-15"), ("3 tháng", "2023-02-07"),
    ],
)  # fmt: skip
def test_words_that_name_a_day(text: str, on: str) -> None:
    found = READER.read(text)
    assert (found.question, found.duration, found.due_on) == ("", Duration.FIXED, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("text", "days", "rhythm"),
    [
        ("Hằng tháng", 30, "month"), ("Hàng tháng", 30, "month"), ("Định kỳ hằng quý", 91, "quarter"),
        ("6 tháng/lần", 182, "half_year"), ("Định kỳ 6 tháng", 182, "half_year"), ("định kỳ 06 tháng", 182, "half_year"),
        ("Định kỳ 3 tháng", 91, "quarter"), ("Hằng năm", 365, "year"), ("15 ngày/lần", 15, "every_15_days"),
        ("15 ngày/01 lần", 15, "every_15_days"), ("Định kỳ 15 ngày", 15, "every_15_days"), ("Định kỳ tháng", 30, "month"),
    ],
)  # fmt: skip
def test_rhythms_recur_from_the_day_of_the_document(text: str, days: int, rhythm: str) -> None:
    found = READER.read(text)
    assert (found.rhythm, found.since, found.until, found.review_days) == (
        rhythm,
        READER.issued_on,
        None,
        days,
    )
    assert (found.period, found.due_on, found.question) == (text, None, "")


@pytest.mark.parametrize(("text", "days"), [("Thường xuyên", 30), ("Hằng tuần", 7), ("Định kỳ hằng tuần", 7)])
def test_what_recurs_by_no_period_is_an_ongoing_duty_with_its_reviews(text: str, days: int) -> None:
    found = READER.read(text)
    assert (found.duration, found.review_days, found.period, found.rhythm, found.since) == (
        Duration.ONGOING,
        days,
        text,
        "",
        None,
    )


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [("05 ngày làm việc", Duration.WORKING_DAYS, 5), ("Trong vòng 10 ngày", Duration.CALENDAR_DAYS, 10)],
)
def test_numbers_of_days_stay_numbers_until_the_duty_is_given(text: str, kind: Duration, days: int) -> None:
    found = READER.read(text)
    assert (found.duration, found.days, found.due_on) == (kind, days, None)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Khẩn trương", "hạn là ngày nào"), ("Trước 15/01", "năm nào"), ("Quý IV/2022; Quý I/2023", "2 thời hạn"),
        ("Trước ngày 25 hằng tháng", "nhịp định kỳ"), ("11/30/2022", "Không có ngày"), ("15/10/2022", "trước ngày văn bản"),
        ("12", "Không hiểu thời hạn"), ("3500", "Không hiểu thời hạn"), ("x" * 201, "dài quá"),
    ],
)  # fmt: skip
def test_what_is_open_is_asked_about(text: str, question: str) -> None:
    found = READER.read(text)
    assert question in found.question
    assert (found.due_on, found.days) == (None, None)


@pytest.mark.parametrize("text", ["", "  ", "-"])
def test_an_empty_cell_has_no_deadline(text: str) -> None:
    assert READER.read(text).duration == Duration.NONE


def test_a_serial_number_is_told_as_the_day_that_it_is() -> None:
    found = READER.read("44895")
    assert (found.words, found.remark) == ("30/11/2022", "số 44895 của bảng tính là ngày 30/11/2022")
