"""The period of a rhythm that holds a day. Pure; the rhythms are those of recurring duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from accountability.calendars.rules.rhythms import Period, blocks, every_n_days, half_months
from accountability.core.saying import say
from accountability.core.text import date_vi

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, order=True)
class Span:
    """A period with its rhythm, so that it can be named."""

    start_on: date
    end_on: date
    rhythm: str = "month"

    @property
    def label(self) -> str:
        """As "tháng 11/2022", "quý IV/2022", "năm 2022", "01/11/2022–15/11/2022"."""
        year, month = self.start_on.year, self.start_on.month
        if self.rhythm == "month":
            return say("tháng {month}/{year}", month=month, year=year)
        if self.rhythm == "quarter":
            return say("quý {quarter}/{year}", quarter=_ROMAN[month // 3], year=year)
        if self.rhythm == "half_year":
            half = 1 if month == 1 else 2
            return say("6 tháng {half}/{year}", half=_ROMAN[half - 1], year=year)
        if self.rhythm == "year":
            return say("năm {year}", year=year)
        return f"{date_vi(self.start_on)}–{date_vi(self.end_on)}"

    @property
    def short(self) -> str:
        """For the axis of a drawing: "11/2022", "IV/2022", "2022", else the last day."""
        year, month = self.start_on.year, self.start_on.month
        if self.rhythm == "month":
            return f"{month}/{year}"
        if self.rhythm == "quarter":
            return f"{_ROMAN[month // 3]}/{year}"
        return str(year) if self.rhythm == "year" else date_vi(self.end_on)


def anchor_of(day: date) -> date:
    """From when periods of fifteen days are counted when nothing else is said: the first day of the year."""
    return day.replace(month=1, day=1)


def period_of(rhythm: str, day: date, anchor: date) -> Span:
    """The period that holds the day. `anchor` is where periods of fifteen days begin; the others follow the calendar.

    Raises ValueError for a day before the anchor of such a rhythm, and for a rhythm that is not known.
    """
    found = _period(rhythm, day, anchor)
    return Span(found.start_on, found.end_on, rhythm)


def _period(rhythm: str, day: date, anchor: date) -> Period:
    if rhythm == "half_month":
        return half_months(day, day)[0]
    if rhythm == "every_15_days":
        if day < anchor:
            raise ValueError(say("Ngày {day} trước kỳ đầu tiên.", day=date_vi(day)))
        return every_n_days(anchor, 15, day)[-1]
    if rhythm not in _MONTHS:
        raise ValueError(f"rhythm {rhythm!r}")
    for _, period in blocks(day, _MONTHS[rhythm]):
        if day in period:
            return period
    raise AssertionError("unreachable: blocks never end")


def periods_until(rhythm: str, day: date, anchor: date, count: int) -> list[Span]:
    """The period that holds the day and those before it down to the anchor, the newest first, at most `count`."""
    found: list[Span] = []
    while len(found) < count and day >= anchor:
        found.append(period_of(rhythm, day, anchor))
        day = found[-1].start_on - timedelta(days=1)
    return found
