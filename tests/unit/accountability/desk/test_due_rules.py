"""Days of the calendar of deadlines, without a database."""

from __future__ import annotations

from datetime import date

import pytest

from accountability.calendars.rules import FIRST_YEAR, LAST_YEAR, Calendar
from accountability.desk.rules.due import Day, View, clipped, days_of, span_of, weeks

ON = date(2022, 11, 8)  # A Tuesday.


@pytest.mark.parametrize("view", [View.AUTO, View.MONTH])
def test_a_month_is_shown_in_whole_weeks(view: View) -> None:
    span = span_of(view, ON)
    assert (span.first, span.last) == (date(2022, 10, 31), date(2022, 12, 4))
    assert (span.back, span.forward) == (date(2022, 10, 1), date(2022, 12, 1))


def test_a_week_begins_on_monday_and_an_agenda_keeps_to_its_month() -> None:
    week, agenda, day = span_of(View.WEEK, ON), span_of(View.AGENDA, ON), span_of(View.DAY, ON)
    assert (week.first, week.last, week.back, week.forward) == (
        date(2022, 11, 7), date(2022, 11, 13), date(2022, 11, 1), date(2022, 11, 15),
    )  # fmt: skip
    assert (agenda.first, agenda.last) == (date(2022, 11, 1), date(2022, 11, 30))
    assert (day.first, day.last, day.back, day.forward) == (ON, ON, date(2022, 11, 7), date(2022, 11, 9))


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("on", [date.min, date.max, date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)])
def test_the_calendar_ends_somewhere(view: View, on: date) -> None:
    span = span_of(view, clipped(on))
    assert span.first.year >= FIRST_YEAR - 1
    assert span.last.year <= LAST_YEAR + 1
    assert (span.back is None) != (span.forward is None)


@pytest.mark.parametrize("view", [View.MONTH, View.WEEK, View.AGENDA, View.DAY])
def test_going_on_and_back_leads_through_every_day(view: View) -> None:
    seen, on = set(), date(2022, 1, 1)
    while on is not None and on.year == 2022:
        span = span_of(view, on)
        seen.update(span.days)
        assert span.forward is not None
        assert span_of(view, span.forward).back is not None
        on = span.forward
    assert {date(2022, 1, 1).fromordinal(date(2022, 1, 1).toordinal() + n) for n in range(360)} <= seen


def test_days_off_say_why_and_weekends_do_not() -> None:
    cal = Calendar({date(2022, 11, 9): "Nghỉ bù"}, {date(2022, 11, 12): "Làm bù"}, frozenset({2022}))
    span = span_of(View.WEEK, ON)
    days = {day.on.day: day for day in days_of(span, ON, ON, cal, of_month=False)}
    assert [day.on.day for day in days.values() if not day.works] == [9, 13]
    assert "Nghỉ bù" in days[9].why
    assert (days[13].why, days[8].is_today, days[9].is_today) == ("", True, False)


def test_days_of_the_months_beside_are_outside() -> None:
    days = days_of(span_of(View.MONTH, ON), ON, ON, Calendar({}, {}, frozenset({2022})), of_month=True)
    assert [len(week) for week in weeks(days)] == [7] * 5
    assert [day.on for day in days if day.is_outside][0::4] == [date(2022, 10, 31), date(2022, 12, 4)]


def test_what_is_not_shown_is_counted() -> None:
    assert Day(ON, False, False, True, "", count=45, entries=[1, 2, 3]).more == 42
