"""The deadline that the words of a document ask for: what the form would hold, and how it comes about."""

from __future__ import annotations

from datetime import date, time

import pytest

from accountability.assignments.proposing import propose_deadline
from accountability.calendars.rules import NoDate

pytestmark = pytest.mark.django_db
ISSUED, TODAY = date(2022, 11, 7), date(2022, 11, 9)


def propose(words):
    found = propose_deadline(words, issued_on=ISSUED, today=TODAY)
    return found.duration.value, found.days or found.due_on


@pytest.mark.parametrize(
    ("words", "duration", "figure"),
    [
        ("trước ngày 15/12", "fixed", date(2022, 12, 15)),
        ("trong quý I/2024", "fixed", date(2024, 3, 31)),
        ("trong 5 ngày làm việc", "working_days", 5),
        ("trong 02 tuần", "calendar_days", 14),
        ("5 ngày làm việc kể từ ngày nhận được văn bản", "working_days", 5),
        ("5 ngày làm việc kể từ ngày ký", "fixed", date(2022, 11, 14)),
        ("30 ngày kể từ ngày ban hành", "fixed", date(2022, 12, 7)),
        ("trong 3 tháng", "fixed", date(2023, 2, 9)),
    ],
)
def test_words_become_a_kind_of_duration_and_its_figure(seeded, words, duration, figure):
    assert propose(words) == (duration, figure)


def test_days_from_giving_are_explained_as_if_given_today(seeded):
    found = propose_deadline("trong 5 ngày làm việc", issued_on=ISSUED, today=TODAY)
    assert found.is_counted_from_giving
    assert (found.explanation.received_on, found.explanation.due_on) == (TODAY, date(2022, 11, 16))
    assert sum(line.counts for line in found.explanation.days) == 5


def test_a_date_that_somebody_counted_says_from_which_day(seeded):
    by_document = propose_deadline("15 ngày kể từ ngày ký", issued_on=ISSUED, today=TODAY)
    by_today = propose_deadline("trong 3 tháng", issued_on=ISSUED, today=TODAY)
    assert by_document.note == "15 ngày kể từ ngày văn bản (07/11/2022)"
    assert by_today.note == "3 tháng kể từ ngày bóc tách (09/11/2022)"


def test_an_hour_is_kept_and_before_may_exclude_its_date(seeded):
    assert propose_deadline("trước 16 giờ ngày 15/12", issued_on=ISSUED, today=TODAY).due_time == time(16)
    strict = propose_deadline("trước ngày 15/12", issued_on=ISSUED, today=TODAY, before_is_inclusive=False)
    assert strict.due_on == date(2022, 12, 14)


@pytest.mark.parametrize("words", ["trong dịp Tết 2023", "sớm", "15 ngày/lần", "trước ngày 15/10"])
def test_words_without_a_date_are_asked_about(seeded, words):
    with pytest.raises(NoDate, match="Xin hỏi"):
        propose_deadline(words, issued_on=ISSUED, today=TODAY)


@pytest.mark.parametrize("words", ["ngày 31/02/2023", "abc", "0 ngày làm việc", "9999 tháng"])
def test_nonsense_is_refused(seeded, words):
    with pytest.raises(ValueError, match=r"Không có ngày|Không hiểu|phải từ 1"):
        propose_deadline(words, issued_on=ISSUED, today=TODAY)
