"""The periods that are ranked: calendar months, quarters, half-years, years. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from accountability.core.saying import say


class Kind(StrEnum):
    """How long a period is."""

    label: str
    months: int

    def __new__(cls, value: str, label: str = "", months: int = 1) -> Kind:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.months = months
        return member

    MONTH = "month", say("Tháng"), 1
    QUARTER = "quarter", say("Quý"), 3
    HALF = "half", say("6 tháng"), 6
    YEAR = "year", say("Năm"), 12


@dataclass(frozen=True, order=True)
class Period:
    """From the first to the last day, both inside."""

    from_on: date
    to_on: date
    kind: Kind = Kind.MONTH

    @property
    def title(self) -> str:
        """As "Tháng 10/2022", "Quý III/2022", "6 tháng đầu năm 2022", "Năm 2022"."""
        month, year = self.from_on.month, self.from_on.year
        if self.kind == Kind.MONTH:
            return say("Tháng {month}/{year}", month=f"{month:02d}", year=year)
        if self.kind == Kind.QUARTER:
            return say("Quý {quarter}/{year}", quarter=("I", "II", "III", "IV")[month // 3], year=year)
        if self.kind == Kind.HALF:
            first, second = (
                say("6 tháng đầu năm {year}", year=year),
                say("6 tháng cuối năm {year}", year=year),
            )
            return first if month == 1 else second
        return say("Năm {year}", year=year)


def period_of(kind: Kind, day: date) -> Period:
    """The period of that kind that holds the day."""
    months = kind.months
    from_on = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Period(from_on, from_on + relativedelta(months=months) - timedelta(days=1), kind)


def previous_period(period: Period) -> Period:
    """The one before."""
    return period_of(period.kind, period.from_on - timedelta(days=1))


def ended_periods(kind: Kind, today: date, number: int) -> list[Period]:
    """The last periods that have ended, the latest first."""
    found = [previous_period(period_of(kind, today))]
    while len(found) < number:
        found.append(previous_period(found[-1]))
    return found
