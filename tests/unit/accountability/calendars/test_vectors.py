"""Dates and expectations from the tests of other projects: facts, typed anew, with the source beside each table.

Where a convention of theirs is not ours, the table's comment says so and the test translates it; no expectation was
changed. Licences of the sources concern their code, none of which is here.
"""

from datetime import date, datetime, time, timedelta

import pytest

from accountability.assignments.rules import is_past
from accountability.calendars.rules import (
    Calendar,
    Term,
    calendar_days_roll_forward,
    due_on,
    months_roll_forward,
    next_working_instant,
    nth_working_day,
    working_days_between,
)
from accountability.core.zone import LOCAL

ONE_DAY = timedelta(days=1)


def _d(text: str) -> date:
    return date.fromisoformat(text)


def _off(*days: str) -> Calendar:
    return Calendar(dict.fromkeys((_d(day) for day in days), "bank holiday"))


WEEKDAYS = Calendar()

# Bank holidays of England and Wales that lie in the spans below (GOV.UK; listed in lite-api's test_dates.py too).
ENGLAND = _off(
    "2017-05-29", "2017-08-28", "2019-05-06", "2019-08-26", "2019-12-25", "2019-12-26", "2020-01-01", "2020-04-10",
    "2020-04-13", "2020-05-08", "2021-05-03", "2021-05-31", "2021-08-30", "2023-12-25", "2023-12-26", "2024-01-01",
)  # fmt: skip


# Ministry of Justice --------------------------------------------------------------------------------------------------

# ministryofjustice/correspondence_tool_staff: spec/services/deadline_calculator/business_days_spec.rb.
# Same convention as ours: the day of receipt is not counted.
MOJ_AFTER_RECEIPT = (
    ("2017-05-18", 3, "2017-05-23"),
    ("2017-05-18", 10, "2017-06-02"),
    ("2017-05-18", 20, "2017-06-16"),
    ("2017-05-18", 30, "2017-06-30"),
    ("2017-05-18", 40, "2017-07-14"),
    ("2021-07-03", 3, "2021-07-07"),
    ("2021-07-03", 10, "2021-07-16"),
    ("2021-07-03", 20, "2021-07-30"),
    ("2021-05-01", 3, "2021-05-06"),
    ("2021-05-01", 10, "2021-05-17"),
    ("2021-05-01", 20, "2021-06-01"),
)
# The same file, `business_unit_deadline_for_date`: there the given day is day 1; ours begins the day after.
MOJ_FROM_THE_DAY = (("2017-05-18", 20, "2017-06-15"), ("2017-05-18", 10, "2017-06-01"))
# The same file, `days_before` with and without the additional (Scottish) holidays.
MOJ_BEFORE = (
    ("2023-12-04", 10, "2023-11-17", _off("2023-11-30")),
    ("2023-12-04", 10, "2023-11-20", WEEKDAYS),
)
# The same file, `days_late`; negative results are cut off at 0 there.
MOJ_LATE = (("2017-05-18", "2017-05-18", 0), ("2017-05-18", "2017-05-23", 3), ("2017-05-23", "2017-05-18", 0))
# The same folder, calendar_months_spec.rb: n months, and the next working day when that is a day off.
MOJ_MONTHS = (
    ("2019-09-27", 1, "2019-10-28"),
    ("2019-04-06", 1, "2019-05-07"),
    ("2019-08-27", 2, "2019-10-28"),
    ("2019-09-26", 3, "2019-12-27"),
    ("2019-10-01", 3, "2020-01-02"),
    ("2019-01-31", 1, "2019-02-28"),
)


@pytest.mark.parametrize(("received_on", "days", "expected"), MOJ_AFTER_RECEIPT)
def test_moj_working_days_after_receipt(received_on: str, days: int, expected: str) -> None:
    assert due_on(Term.working_days(days), _d(received_on), ENGLAND) == _d(expected)


@pytest.mark.parametrize(("start", "days", "expected"), MOJ_FROM_THE_DAY)
def test_moj_counts_a_units_deadline_from_the_day_itself(start: str, days: int, expected: str) -> None:
    assert due_on(Term.working_days(days), _d(start) - ONE_DAY, ENGLAND) == _d(expected)


@pytest.mark.parametrize(("end", "days", "expected", "cal"), MOJ_BEFORE)
def test_moj_working_days_before(end: str, days: int, expected: str, cal: Calendar) -> None:
    assert nth_working_day(_d(end), -days, cal) == _d(expected)


@pytest.mark.parametrize(("deadline", "answered", "expected"), MOJ_LATE)
def test_moj_days_late(deadline: str, answered: str, expected: int) -> None:
    assert max(0, working_days_between(_d(deadline), _d(answered), ENGLAND)) == expected


@pytest.mark.parametrize(("received_on", "months", "expected"), MOJ_MONTHS)
def test_moj_calendar_months(received_on: str, months: int, expected: str) -> None:
    assert months_roll_forward(_d(received_on), months, ENGLAND) == _d(expected)


def test_moj_ten_calendar_days() -> None:
    # calendar_months_spec.rb: internal deadline of a request received on 25/06/2018.
    assert calendar_days_roll_forward(date(2018, 6, 25), 10, WEEKDAYS) == date(2018, 7, 5)


# uktrade/lite-api ------------------------------------------------------------------------------------------------------

# uktrade/lite-api: api/common/tests/test_dates.py, `number_of_days_since`: calendar days passed when n working days
# were counted back, the day itself included. Ours does not count the day, so it starts from the next.
LITE_SINCE = (
    ("2020-02-10", 1, 1), ("2020-02-11", 2, 2), ("2020-02-12", 3, 3), ("2020-02-13", 4, 4), ("2020-02-14", 5, 5),
    ("2020-02-15", 6, 9), ("2020-02-16", 7, 11),
)  # fmt: skip
# The same file, `working_hours_in_range`: 24 hours per working day, [from, to). The cases that begin and end at
# midnight are whole days; one more from its comment "12 working days" between two part days.
LITE_HOURS = (
    ("2020-04-01", "2020-04-03", 48), ("2020-04-03", "2020-04-05", 24), ("2020-04-03", "2020-04-06", 24),
    ("2020-04-10", "2020-04-14", 0), ("2020-04-09", "2020-04-14", 24), ("2020-04-10", "2020-04-30", 12 * 24),
)  # fmt: skip


@pytest.mark.parametrize(("day", "count", "passed"), LITE_SINCE)
def test_lite_counts_back_from_the_day_itself(day: str, count: int, passed: int) -> None:
    assert nth_working_day(_d(day) + ONE_DAY, -count, ENGLAND) == _d(day) - timedelta(days=passed - 1)


@pytest.mark.parametrize(("start", "end", "hours"), LITE_HOURS)
def test_lite_hours_over_weekends_and_easter(start: str, end: str, hours: int) -> None:
    assert 24 * working_days_between(_d(start) - ONE_DAY, _d(end) - ONE_DAY, ENGLAND) == hours


def test_lite_working_days_over_christmas() -> None:
    assert working_days_between(date(2023, 12, 22), date(2024, 1, 22), ENGLAND) == 18


# Redmine ----------------------------------------------------------------------------------------------------------------

# redmine/redmine: test/unit/lib/redmine/utils/date_calculation.rb. Counts [from, to); no holidays.
EVERY_DAY = Calendar(make_up_days={date(2012, 10, 1) + timedelta(days=i): "làm việc" for i in range(61)})
REDMINE_BETWEEN = (
    (EVERY_DAY, 18, "2012-10-09", "2012-10-27"), (EVERY_DAY, 6, "2012-10-09", "2012-10-15"),
    (EVERY_DAY, 5, "2012-10-09", "2012-10-14"), (EVERY_DAY, 3, "2012-10-09", "2012-10-12"),
    (EVERY_DAY, 3, "2012-10-14", "2012-10-17"), (EVERY_DAY, 16, "2012-10-14", "2012-10-30"),
    (WEEKDAYS, 14, "2012-10-09", "2012-10-27"), (WEEKDAYS, 4, "2012-10-09", "2012-10-15"),
    (WEEKDAYS, 4, "2012-10-09", "2012-10-14"), (WEEKDAYS, 3, "2012-10-09", "2012-10-12"),
    (WEEKDAYS, 8, "2012-10-09", "2012-10-19"), (WEEKDAYS, 8, "2012-10-11", "2012-10-23"),
    (WEEKDAYS, 2, "2012-10-14", "2012-10-17"), (WEEKDAYS, 11, "2012-10-14", "2012-10-30"),
)  # fmt: skip
REDMINE_ADDED = (
    (EVERY_DAY, "2012-10-10", "2012-10-10", 0), (EVERY_DAY, "2012-10-11", "2012-10-10", 1),
    (EVERY_DAY, "2012-10-12", "2012-10-10", 2), (EVERY_DAY, "2012-10-13", "2012-10-10", 3),
    (EVERY_DAY, "2012-10-25", "2012-10-10", 15),
    (WEEKDAYS, "2012-10-10", "2012-10-10", 0), (WEEKDAYS, "2012-10-11", "2012-10-10", 1),
    (WEEKDAYS, "2012-10-12", "2012-10-10", 2), (WEEKDAYS, "2012-10-15", "2012-10-10", 3),
    (WEEKDAYS, "2012-10-31", "2012-10-10", 15), (WEEKDAYS, "2012-10-19", "2012-10-09", 8),
    (WEEKDAYS, "2012-10-23", "2012-10-11", 8),
)  # fmt: skip


@pytest.mark.parametrize(("cal", "expected", "start", "end"), REDMINE_BETWEEN)
def test_redmine_working_days_between(cal: Calendar, expected: int, start: str, end: str) -> None:
    assert working_days_between(_d(start) - ONE_DAY, _d(end) - ONE_DAY, cal) == expected


@pytest.mark.parametrize(("cal", "expected", "start", "count"), REDMINE_ADDED)
def test_redmine_adds_working_days(cal: Calendar, expected: str, start: str, count: int) -> None:
    assert nth_working_day(_d(start), count, cal) == _d(expected)


# GLPI -------------------------------------------------------------------------------------------------------------------

# glpi-project/glpi: phpunit/functional/CalendarTest.php. Default calendar: Monday to Friday, 8-20 h. Its "end of day"
# is 20:00 or 24:00 of the same date; ours is the date itself.
GLPI_COMPUTED = (("2018-11-19", 7, "2018-11-28"), ("2018-11-19", -7, "2018-11-08"))
GLPI_WORKED = (
    ("2019-01-01", True), ("2019-01-02", True), ("2019-01-03", True), ("2019-01-04", True), ("2019-01-05", False),
    ("2019-01-06", False),
)  # fmt: skip
GLPI_OPEN = (
    ("2019-01-01T00:00", False), ("2019-01-02T08:30", True), ("2019-01-03T18:10", True), ("2019-01-04T21:00", False),
    ("2019-01-05T08:30", False), ("2019-01-06T00:00", False),
)  # fmt: skip


@pytest.mark.parametrize(("start", "days", "expected"), GLPI_COMPUTED)
def test_glpi_end_dates(start: str, days: int, expected: str) -> None:
    assert nth_working_day(_d(start), days, WEEKDAYS) == _d(expected)


@pytest.mark.parametrize(("day", "worked"), GLPI_WORKED)
def test_glpi_working_days(day: str, worked: bool) -> None:
    assert WEEKDAYS.is_working(_d(day)) is worked


@pytest.mark.parametrize(("moment", "is_open"), GLPI_OPEN)
def test_glpi_working_hours(moment: str, is_open: bool) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=LOCAL)
    assert (next_working_instant(at, WEEKDAYS, opens=time(8), closes=time(20)) == at) is is_open


def test_glpi_a_week_has_five_working_days() -> None:
    # activeProvider: 2019-01-01 00:00 to 2019-01-08 00:00 is 12 hours × 5.
    assert working_days_between(date(2018, 12, 31), date(2019, 1, 7), WEEKDAYS) == 5


# Zammad -----------------------------------------------------------------------------------------------------------------

# zammad/zammad: spec/models/ticket/escalation_examples.rb. A deadline with an hour: first response due 10:30, update
# 11:30, solution 12:30 of 2013-03-21; the sign of `*_diff_in_min` says whether it was late. (UTC there; the zone does
# not matter to the comparison.)
ZAMMAD = (
    ("10:30", "10:00", False), ("10:30", "14:00", True), ("11:30", "11:00", False), ("11:30", "12:00", True),
    ("12:30", "11:30", False), ("12:30", "13:00", True),
)  # fmt: skip


@pytest.mark.parametrize(("due", "done", "late"), ZAMMAD)
def test_zammad_lateness_by_the_hour(due: str, done: str, late: bool) -> None:
    at = datetime.combine(date(2013, 3, 21), time.fromisoformat(done), tzinfo=LOCAL)
    assert is_past(date(2013, 3, 21), time.fromisoformat(due), at) is late


# biz --------------------------------------------------------------------------------------------------------------------

# zendesk/biz: spec/dates_spec.rb (Mondays only, holiday 2006-01-09), spec/calculation/for_duration_spec.rb (days),
# active_spec.rb. biz moves an hour outside the opening to the edge of a period; dates agree, hours we do not keep.
MONDAYS = Calendar(
    {
        day: "đóng cửa"
        for day in (date(2006, 1, 1) + timedelta(days=i) for i in range(40))
        if day.weekday() != 0 or day == date(2006, 1, 9)
    }
)
BIZ = (
    (MONDAYS, "2006-01-01", 1, "2006-01-02"), (MONDAYS, "2006-01-01", 2, "2006-01-16"),
    # The schedule of spec/support/time.rb is open from Monday to Saturday; two days over the week's end and back.
    (Calendar(make_up_days={date(2006, 1, 7): "sáng thứ Bảy"}), "2006-01-06", 2, "2006-01-09"),
    (Calendar(make_up_days={date(2006, 1, 7): "sáng thứ Bảy"}), "2006-01-09", -2, "2006-01-06"),
    (WEEKDAYS, "2006-01-03", 2, "2006-01-05"),
)  # fmt: skip


@pytest.mark.parametrize(("cal", "start", "days", "expected"), BIZ)
def test_biz_dates(cal: Calendar, start: str, days: int, expected: str) -> None:
    assert nth_working_day(_d(start), days, cal) == _d(expected)
