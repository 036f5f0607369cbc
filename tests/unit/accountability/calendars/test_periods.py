"""Periods of a rhythm cover every day exactly once, also around 29 February and over the windows of NĐ 09/2019."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountability.calendars.rules.periods import (
    CALENDAR,
    DECREE,
    MONTHS,
    WINDOWS,
    period_after,
    period_of,
    periods_closed_between,
)

ANCHOR = date(2020, 1, 8)
DAY = timedelta(days=1)
RHYTHMS = st.sampled_from(["half_month", "every_15_days", *MONTHS])
DAYS = st.dates(ANCHOR, date(2101, 12, 31))


@given(RHYTHMS, st.sampled_from(WINDOWS), DAYS)
@settings(max_examples=80)
def test_every_day_lies_in_exactly_one_period(rhythm: str, window: int, day: date) -> None:
    span = period_of(rhythm, day, ANCHOR, window)
    assert span.start_on <= day <= span.end_on
    following = period_after(span, ANCHOR, window)
    assert following.start_on == span.end_on + DAY, "no gap and no overlap"
    for edge in (span.start_on, span.end_on):
        assert edge < ANCHOR or period_of(rhythm, edge, ANCHOR, window) == span, "the same whoever asks"


@given(RHYTHMS, st.sampled_from(WINDOWS), DAYS, st.integers(0, 120), st.integers(0, 120))
@settings(max_examples=80)
def test_what_closed_is_named_once_each_without_a_gap_whatever_steps_it_is_asked_in(
    rhythm: str, window: int, since: date, before: int, after: int
) -> None:
    between, today = since + before * DAY, since + (before + after) * DAY
    whole = periods_closed_between(rhythm, since, today, ANCHOR, window)
    parts = [
        *periods_closed_between(rhythm, since, between, ANCHOR, window),
        *periods_closed_between(rhythm, between, today, ANCHOR, window),
    ]
    assert parts == whole
    for one, following in pairwise(whole):
        assert period_after(one, ANCHOR, window) == following
    first = period_of(rhythm, since, ANCHOR, window)
    assert (whole[:1] == [first]) is (first.end_on < today)
    assert not whole or whole[-1].end_on < today <= period_after(whole[-1], ANCHOR, window).end_on


@pytest.mark.parametrize(
    ("rhythm", "day", "window", "start_on", "end_on", "label"),
    [
        ("month", "2022-11-14", DECREE, "2022-10-15", "2022-11-14", "tháng 11/2022"),
        ("month", "2022-11-15", DECREE, "2022-11-15", "2022-12-14", "tháng 12/2022"),
        ("month", "2022-12-15", DECREE, "2022-12-15", "2023-01-14", "tháng 1/2023"),
        ("quarter", "2022-12-31", DECREE, "2022-12-15", "2023-03-14", "quý I/2023"),
        ("quarter", "2022-09-15", DECREE, "2022-09-15", "2022-12-14", "quý IV/2022"),
        ("half_year", "2022-06-14", DECREE, "2021-12-15", "2022-06-14", "6 tháng I/2022"),
        ("half_year", "2022-06-15", DECREE, "2022-06-15", "2022-12-14", "6 tháng II/2022"),
        ("year", "2022-12-14", DECREE, "2021-12-15", "2022-12-14", "năm 2022"),
        ("year", "2022-12-15", DECREE, "2022-12-15", "2023-12-14", "năm 2023"),
        ("month", "2024-02-29", CALENDAR, "2024-02-01", "2024-02-29", "tháng 2/2024"),
        ("quarter", "2024-02-29", CALENDAR, "2024-01-01", "2024-03-31", "quý I/2024"),
        ("half_month", "2024-02-29", CALENDAR, "2024-02-16", "2024-02-29", "16/02/2024–29/02/2024"),
        ("half_month", "2023-02-28", CALENDAR, "2023-02-16", "2023-02-28", "16/02/2023–28/02/2023"),
        ("every_15_days", "2024-03-01", CALENDAR, "2024-02-16", "2024-03-01", "16/02/2024–01/03/2024"),
    ],
)
def test_the_windows_are_those_of_the_decree(
    rhythm: str, day: str, window: int, start_on: str, end_on: str, label: str
) -> None:
    anchor = date(2024, 2, 1) if rhythm == "every_15_days" else ANCHOR
    span = period_of(rhythm, date.fromisoformat(day), anchor, window)
    assert (span.start_on.isoformat(), span.end_on.isoformat(), span.label) == (start_on, end_on, label)


def test_a_period_that_ends_today_is_not_closed_yet() -> None:
    closed = periods_closed_between("half_month", date(2022, 11, 1), date(2022, 11, 15), ANCHOR)
    assert closed == []
    (only,) = periods_closed_between("half_month", date(2022, 11, 1), date(2022, 11, 16), ANCHOR)
    assert only.end_on == date(2022, 11, 15)


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="rhythm"):
        period_of("week", ANCHOR, ANCHOR)
    with pytest.raises(ValueError, match="trước kỳ đầu tiên"):
        period_of("every_15_days", ANCHOR - DAY, ANCHOR)
