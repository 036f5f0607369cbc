"""The periods of a rhythm, one after the other without gap or overlap, and the names they go by. Pure.

One home for whoever counts by periods: indicators (of a figure) and reports (of what is closed). The rhythms are those of
recurring duties, `half_month`, `every_15_days`, `month`, `quarter`, `half_year`, `year`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from accountability.calendars.rules.rhythms import Period, blocks, half_months
from accountability.core.saying import say
from accountability.core.text import date_vi

# Which day a period of months begins on. By NĐ 09/2019/NĐ-CP Điều 12 figures of a month run from the 15th of the month
# before to its 14th, and so for quarter, half-year and year (DOMAIN §1.6); other rules take calendar months.
CALENDAR, DECREE = 1, 15
WINDOWS = (CALENDAR, DECREE)
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
DAYS = 15
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, order=True)
class Span:
    """A period with its rhythm, so that it can be named; `block` is the first day of its calendar month, quarter, year."""

    start_on: date
    end_on: date
    rhythm: str = "month"
    block: date | None = None

    @property
    def _named_by(self) -> date:
        """The quarter from 15/12 to 14/3 is that of the new year."""
        return self.block or self.start_on

    @property
    def label(self) -> str:
        """As "tháng 11/2022", "quý IV/2022", "năm 2022", "01/11/2022–15/11/2022"."""
        year, month = self._named_by.year, self._named_by.month
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
        year, month = self._named_by.year, self._named_by.month
        if self.rhythm == "month":
            return f"{month}/{year}"
        if self.rhythm == "quarter":
            return f"{_ROMAN[month // 3]}/{year}"
        return str(year) if self.rhythm == "year" else date_vi(self.end_on)


def anchor_of(day: date) -> date:
    """From when periods of fifteen days are counted when nothing else is said: the first day of the year."""
    return day.replace(month=1, day=1)


def period_of(rhythm: str, day: date, anchor: date, window: int = CALENDAR) -> Span:
    """The period that holds the day.

    `anchor` is where periods of fifteen days begin; `window` (`CALENDAR`, `DECREE`) is where those of months do.
    Raises ValueError for a day before the anchor of such a rhythm, and for a rhythm that is not known.
    """
    block, found = _period(rhythm, day, anchor, window)
    return Span(found.start_on, found.end_on, rhythm, block)


def _period(rhythm: str, day: date, anchor: date, window: int) -> tuple[date | None, Period]:
    if rhythm == "half_month":
        return None, half_months(day, day)[0]
    if rhythm == "every_15_days":
        if day < anchor:
            raise ValueError(say("Ngày {day} trước kỳ đầu tiên.", day=date_vi(day)))
        start = anchor + timedelta(days=(day - anchor).days // DAYS * DAYS)
        return None, Period(start, start + timedelta(days=DAYS - 1))
    if rhythm not in MONTHS:
        raise ValueError(f"rhythm {rhythm!r}")
    for block, period in blocks(day, MONTHS[rhythm], window):
        if day in period:
            return block, period
    raise AssertionError("unreachable: blocks never end")


def period_after(span: Span, anchor: date, window: int = CALENDAR) -> Span:
    """The period that follows."""
    return period_of(span.rhythm, span.end_on + timedelta(days=1), anchor, window)


def periods_until(rhythm: str, day: date, anchor: date, count: int) -> list[Span]:
    """The period that holds the day and those before it down to the anchor, the newest first, at most `count`."""
    found: list[Span] = []
    while len(found) < count and day >= anchor:
        found.append(period_of(rhythm, day, anchor))
        day = found[-1].start_on - timedelta(days=1)
    return found


def periods_closed_between(
    rhythm: str, since: date, today: date, anchor: date, window: int = CALENDAR
) -> list[Span]:
    """The periods that ended from `since` to yesterday, the oldest first: those whose reports are owed.

    A period ends with its last day, so one that ends today is not among them.
    """
    found: list[Span] = []
    day = max(since, anchor) if rhythm == "every_15_days" else since
    while day < today:
        span = period_of(rhythm, day, anchor, window)
        if span.end_on >= today:
            break
        found.append(span)
        day = span.end_on + timedelta(days=1)
    return found
