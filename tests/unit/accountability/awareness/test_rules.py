"""When receipt is due; which figures of a briefing fit."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from accountability.awareness.rules import briefing_refusal, receipt_due_on, share
from accountability.calendars.rules import Calendar
from accountability.core.zone import LOCAL

CAL = Calendar(days_off={date(2022, 9, 2): "Quốc khánh"})
FITS = {
    "held_on": date(2022, 11, 9), "issued_on": date(2022, 11, 7), "today": date(2022, 11, 10), "convened": 40,
    "present": 38, "staff": 60, "informed": 57,
}  # fmt: skip


@pytest.mark.parametrize(
    ("sent_at", "due_on"),
    [
        ("2022-11-07T08:00", date(2022, 11, 7)),
        ("2022-11-07T16:59", date(2022, 11, 7)),
        ("2022-11-07T17:00", date(2022, 11, 8)),  # After hours: the next working day.
        ("2022-11-05T09:00", date(2022, 11, 7)),  # A Saturday.
        ("2022-09-01T20:00", date(2022, 9, 5)),  # The evening before a holiday and a weekend.
        ("2022-11-08T05:00", date(2022, 11, 8)),
    ],
)
def test_receipt_is_confirmed_in_the_working_day_in_which_the_document_came(
    sent_at: str, due_on: date
) -> None:
    sent = datetime.fromisoformat(sent_at).replace(tzinfo=LOCAL)
    assert receipt_due_on(sent, CAL, closes=time(17)) == due_on


def test_an_office_that_closes_earlier_confirms_on_the_next_day() -> None:
    sent = datetime(2022, 11, 7, 16, 45, tzinfo=LOCAL)
    assert receipt_due_on(sent, CAL, closes=time(16, 30)) == date(2022, 11, 8)


def test_everybody_is_a_hundred_percent_and_all_but_one_is_not() -> None:
    assert (share(460, 460), share(459, 460), share(0, 3)) == (100, 99, 0)
    with pytest.raises(ValueError, match="ít nhất một người"):
        share(0, 0)


def test_figures_that_fit_are_not_refused() -> None:
    assert briefing_refusal(**FITS) == ""


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"held_on": date(2022, 11, 11)}, "không được sau hôm nay"),
        ({"held_on": date(2022, 11, 6)}, "không được trước ngày văn bản (07/11/2022)"),
        ({"present": 41}, "Số người có mặt (41)"),
        ({"informed": 61}, "Số người đã được phổ biến (61)"),
        ({"convened": 0, "present": 0}, "từ 1 trở lên"),
        ({"staff": 0, "informed": 0}, "từ 1 trở lên"),
        ({"present": -1}, "số âm"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_the_reason(changed: dict[str, object], words: str) -> None:
    assert words in briefing_refusal(**(FITS | changed))
