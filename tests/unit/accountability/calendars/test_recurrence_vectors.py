"""Recurrence against RFC 5545: its own examples, and `dateutil`'s reading of it as a second opinion."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import MONTHLY, YEARLY, rrule

from accountability.calendars.rules import every_n_days, monthly


def test_rfc_5545_skips_the_31st_where_ours_clamps() -> None:
    # RFC 5545 §3.3.10: "FREQ=MONTHLY" from 31 January has no occurrence in months without a 31st. An office's monthly
    # duty has one each month: ours takes the last day, as BYMONTHDAY=28,29,30,31;BYSETPOS=-1 says it.
    start, until = datetime(2007, 1, 31), datetime(2007, 12, 31)
    skipping = [at.date() for at in rrule(MONTHLY, dtstart=start, until=until)]
    clamped = rrule(MONTHLY, bymonthday=(28, 29, 30, 31), bysetpos=-1, dtstart=start, until=until)
    ours = monthly(start.date(), until.date())
    assert [day.isoformat()[5:] for day in skipping] == [
        "01-31", "03-31", "05-31", "07-31", "08-31", "10-31", "12-31",
    ]  # fmt: skip
    assert set(skipping) < set(ours)
    assert list(ours) == [at.date() for at in clamped]


def test_rfc_5545_month_ends() -> None:
    # RFC 5545 §3.8.5.3: "Monthly on the third-to-the-last day of the month, forever" from 28/09/1997, by BYMONTHDAY=-3:
    # 28/09, 29/10, 28/11, 29/12/1997, 29/01, 26/02/1998. The month's end is two days later, and never drifts.
    stated = ["1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29", "1998-01-29", "1998-02-26"]
    ends = [date.fromisoformat(day) + timedelta(days=2) for day in stated]
    # A series that starts on the 31st finds every month's end; it is anchored, not chained.
    assert list(monthly(date(1997, 8, 31), date(1998, 2, 28))[1:]) == ends


def test_rfc_5545_every_other_day() -> None:
    # RFC 5545 §3.8.5.3: "Every 10 days, 5 occurrences" from 02/09/1997: 2, 12, 22 September, 2, 12 October.
    starts = [period.start_on for period in every_n_days(date(1997, 9, 2), 10, date(1997, 10, 12))]
    assert [day.isoformat() for day in starts] == [
        "1997-09-02", "1997-09-12", "1997-09-22", "1997-10-02", "1997-10-12",
    ]  # fmt: skip


def test_rfc_5545_a_leap_day_each_year() -> None:
    # RFC 7529 §4.1 (SKIP=BACKWARD for RFC 5545): yearly from 29/02/2024 falls on 28 February in common years; plain
    # RFC 5545 skips to 2028.
    plain = rrule(YEARLY, dtstart=datetime(2024, 2, 29), count=2)
    assert [at.date() for at in plain] == [date(2024, 2, 29), date(2028, 2, 29)]
    assert [day.isoformat() for day in monthly(date(2024, 2, 29), date(2028, 2, 29), every=12)] == [
        "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29",
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["2022-01-31", "2023-08-30", "2024-02-29", "2022-11-07"])
@pytest.mark.parametrize("every", [1, 2, 3, 6, 12])
def test_a_monthly_rhythm_agrees_with_the_month_arithmetic_of_rrule(start: str, every: int) -> None:
    first = datetime.fromisoformat(start)
    days = range(min(first.day, 28), first.day + 1)
    rule = rrule(
        MONTHLY,
        interval=every,
        bymonthday=tuple(days),
        bysetpos=-1,
        dtstart=first,
        until=datetime(2040, 1, 1),
    )
    assert list(monthly(first.date(), date(2040, 1, 1), every)) == [at.date() for at in rule]
