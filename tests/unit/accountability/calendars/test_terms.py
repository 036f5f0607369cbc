"""The explanation of a deadline, as data for the screen, the mail and the command."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.calendars.rules import (
    Calendar,
    Convention,
    Term,
    due_on,
    explain_deadline,
    nth_working_day,
    tet,
    working_days_between,
)
from tests.unit.accountability.calendars.calendars import DAYS, calendars

CAL = Calendar(
    days_off={date(2022, 9, 1): "Quốc khánh", date(2022, 9, 2): "Quốc khánh"},
    make_up_days={date(2022, 9, 10): "Làm bù cho thứ Sáu 02/9"},
    decided_years=frozenset({2022}),
)
TERMS = st.one_of(
    st.integers(1, 60).map(Term.working_days),
    st.integers(1, 120).map(Term.calendar_days),
    st.integers(1, 12).map(Term.months),
)


def test_working_days_are_explained_day_by_day() -> None:
    found = explain_deadline(date(2022, 8, 31), Term.working_days(2), CAL)
    assert (found.due_on, found.convention) == (date(2022, 9, 6), Convention.WORKING_DAYS)
    assert found.sentence == "2 ngày làm việc kể từ ngày tiếp theo của ngày 31/08/2022: hạn 06/09/2022."
    assert [line.counts for line in found.days] == [False] * 4 + [True] * 2
    assert found.notes == ()


def test_the_lines_of_a_mail_name_holidays_and_make_up_days_only() -> None:
    found = explain_deadline(date(2022, 8, 31), Term.working_days(6), CAL)
    assert found.due_on == date(2022, 9, 10)
    assert found.lines[1:] == (
        "Ngày nghỉ, ngày làm bù trong thời gian này: 01/09 Quốc khánh; 02/09 Quốc khánh; "
        "10/09 ngày làm việc thứ 6 (Làm bù cho thứ Sáu 02/9).",
    )


def test_the_roll_forward_says_which_day_off_it_left() -> None:
    found = explain_deadline(date(2022, 8, 30), Term.calendar_days(2), CAL)
    assert found.due_on == date(2022, 9, 5)
    assert "ngày cuối (01/09/2022) là ngày nghỉ nên chuyển" in found.sentence


def test_months_end_on_the_same_day_or_the_last_of_the_month() -> None:
    found = explain_deadline(date(2022, 1, 31), Term.months(1), CAL)
    assert found.due_on == date(2022, 2, 28)
    assert found.convention == Convention.CALENDAR_DAYS
    assert found.sentence.startswith("1 tháng kể từ")


def test_a_printed_date_has_its_words_and_no_days() -> None:
    term = Term.printed(date(2022, 9, 3), hour=time(16), words="trước 16 giờ ngày 03/9/2022")
    found = explain_deadline(date(2022, 8, 31), term, CAL)
    assert (found.due_on, found.hour, found.days) == (date(2022, 9, 3), time(16), ())
    assert "đến 16:00 của ngày đó" in found.sentence
    assert "“trước 16 giờ ngày 03/9/2022”" in found.sentence


def test_a_printed_date_before_the_receipt_stays_and_says_so() -> None:
    found = explain_deadline(date(2022, 8, 31), Term.printed(date(2022, 8, 1)), CAL)
    assert found.due_on == date(2022, 8, 1)
    assert found.notes == ("Ngày ghi trong văn bản đã qua khi nhận.",)


def test_a_year_that_nobody_decided_is_told() -> None:
    found = explain_deadline(date(2022, 12, 29), Term.working_days(5), CAL)
    assert found.estimated_years == (2023,)
    assert "năm 2023 chưa có văn bản quyết định" in found.notes[0]
    assert explain_deadline(date(2022, 12, 1), Term.working_days(5), CAL).estimated_years == ()


@pytest.mark.parametrize("count", [0, -1, 3661])
def test_a_count_that_makes_no_sense_is_refused(count: int) -> None:
    for make in (Term.working_days, Term.calendar_days, Term.months):
        with pytest.raises(ValueError, match="Số"):
            make(count)


@pytest.mark.parametrize("received_on", [date(1999, 12, 31), date(2101, 1, 1), date.max, date.min])
def test_a_receipt_outside_the_calendar_is_refused(received_on: date) -> None:
    with pytest.raises(ValueError, match="ngoài phạm vi"):
        explain_deadline(received_on, Term.working_days(1), CAL)


def test_an_end_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="ngoài phạm vi"):
        explain_deadline(date(2100, 12, 31), Term.calendar_days(3), CAL)


# The Vietnamese moon: noted beside each, where the Chinese calendar has another day.
@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2007, "2007-02-17"),  # Trung Quốc 18/02/2007
        (2022, "2022-02-01"),
        (2023, "2023-01-22"),
        (2024, "2024-02-10"),
        (2025, "2025-01-29"),
        (2026, "2026-02-17"),
        (2027, "2027-02-06"),
        (2030, "2030-02-02"),  # Trung Quốc 03/02/2030
    ],
)
def test_tet_follows_the_moon_of_viet_nam(year: int, expected: str) -> None:
    assert tet(year) == date.fromisoformat(expected)


@given(calendars(), DAYS, TERMS)
def test_a_computed_deadline_is_never_a_day_off(cal: Calendar, received_on: date, term: Term) -> None:
    assert cal.is_working(due_on(term, received_on, cal))


@given(calendars(), DAYS, TERMS)
def test_a_later_receipt_is_never_due_earlier(cal: Calendar, received_on: date, term: Term) -> None:
    assert due_on(term, received_on, cal) <= due_on(term, received_on + timedelta(days=1), cal)


@given(calendars(), DAYS, TERMS)
def test_the_explanation_lists_every_day_once_up_to_the_deadline(
    cal: Calendar, received_on: date, term: Term
) -> None:
    found = explain_deadline(received_on, term, cal)
    wanted = [received_on + timedelta(days=i) for i in range(1, (found.due_on - received_on).days + 1)]
    assert [line.on for line in found.days] == wanted
    counted = sum(line.counts for line in found.days)
    if term.convention == Convention.WORKING_DAYS:
        assert counted == term.count == working_days_between(received_on, found.due_on, cal)
    elif not term.in_months:
        assert counted == term.count


@given(calendars(), DAYS, st.integers(1, 60), DAYS)
def test_one_more_day_off_moves_a_deadline_by_one_working_day_or_not_at_all(
    cal: Calendar, received_on: date, count: int, holiday: date
) -> None:
    more = Calendar({**cal.days_off, holiday: "nghỉ"}, cal.make_up_days)
    before = due_on(Term.working_days(count), received_on, cal)
    after = due_on(Term.working_days(count), received_on, more)
    hit = cal.is_working(holiday) and not more.is_working(holiday) and received_on < holiday <= before
    assert after == (nth_working_day(before, 1, cal) if hit else before)
