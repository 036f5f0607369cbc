"""When in its period a recurring duty is opened and due, read from the words of a document. Pure.

"từ ngày 1 đến ngày 5 hằng tháng" opens on the 1st and is due on the 5th; "ngày 06 của tháng cuối quý" is due on the 6th
of the third month; "trước ngày 10 tháng sau" on the 10th of the month after the period (DOMAIN §5).
"""

from __future__ import annotations

import calendar as months
import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from accountability.core.saying import say
from accountability.core.text import fold


@dataclass(frozen=True)
class MonthDay:
    """A day of the `month`-th month of a period, counted from 1; one past the last is the month after the period."""

    month: int
    day: int

    def on(self, block_start: date) -> date:
        """That day for the period whose first month begins on `block_start`; clamped to the month's end."""
        month = block_start + relativedelta(months=self.month - 1)
        return month.replace(day=min(self.day, months.monthrange(month.year, month.month)[1]))


@dataclass(frozen=True)
class Window:
    """When an occurrence opens and when it is due; None: with the first, and on the last day of its period."""

    opens: MonthDay | None = None
    due: MonthDay | None = None


_WHOLE = {"", "cuoi ky", "cuoi thang", "cuoi quy", "cuoi nam", "ngay cuoi ky", "het ky"}
_LEAD = re.compile(r"^(?:(?:va|gui|bao cao|truoc|cham nhat|muon nhat|den|vao|la|trong khoang|trong)\s+)*")
_SPAN = re.compile(
    r"tu (?:ngay )?(?:mung )?(?P<first>\d{1,2}) ?(?:den|-|–) ?(?:het )?(?:ngay )?(?P<last>\d{1,2})(?P<rest>.*)"
)
_DAY = re.compile(r"(?:ngay )?(?:mung )?(?P<last>\d{1,2})(?P<rest>.*)")
_UNIT = r"(?:quy|ky|nam|6 thang|nua nam)"
_HELP = say(
    "viết như “từ ngày 1 đến ngày 5 hằng tháng”, “ngày 06 của tháng cuối quý”, “trước ngày 10 "
    "tháng sau”, hoặc để trống nếu hạn là ngày cuối kỳ."
)


def read_window(words: str, *, period_months: int) -> Window:
    """The window that these words name, for a period of so many months.

    Raises ValueError in Vietnamese for words that cannot be read, a day that no month has, and a month left open.
    """
    text = _LEAD.sub("", fold(words).replace("(", "").replace(")", "").strip(" .,;"))
    if text in _WHOLE:
        return Window()
    span = _SPAN.fullmatch(text)
    match = span or _DAY.fullmatch(text)
    if match is None:
        raise ValueError(say("Chưa đọc được hạn trong kỳ “{strip}”: {HELP}", strip=words.strip(), HELP=_HELP))
    month = _month(match["rest"].strip(" ,"), period_months, words)
    due = MonthDay(month, _day(match["last"]))
    if span is None:
        return Window(due=due)
    opens = MonthDay(month, _day(span["first"]))
    if opens.day > due.day:
        raise ValueError(
            say(
                "Cửa sổ báo cáo từ ngày {day} đến ngày {day2} bị ngược; vui lòng sửa.",
                day=opens.day,
                day2=due.day,
            )
        )
    return Window(opens, due)


def _day(figure: str) -> int:
    day = int(figure)
    if not 1 <= day <= 31:
        raise ValueError(say("Không có ngày {day} trong tháng.", day=day))
    return day


def _month(rest: str, period_months: int, words: str) -> int:
    """Which month of the period: the words after the day."""
    text = re.sub(r"^(?:cua|trong|o) ", "", re.sub(r"\b(?:hang|moi|cac)\b ?", "", rest).strip()).strip()
    if re.fullmatch(rf"thang dau(?: tien)?(?: cua)? {_UNIT} (?:sau|tiep theo|ke tiep)", text) or re.fullmatch(
        r"thang (?:sau|tiep theo|ke tiep|lien ke)(?: lien ke)?", text
    ):
        return period_months + 1
    if re.fullmatch(rf"thang dau(?: tien)?(?:(?: cua)? {_UNIT})?", text):
        return 1
    if re.fullmatch(rf"thang cuoi(?: cung)?(?:(?: cua)? {_UNIT})?", text):
        return period_months
    text = re.sub(r"^/ ?", "thang ", text) if period_months == 12 else text  # "25/11" of each year.
    if match := re.fullmatch(r"thang (?:thu )?(\d{1,2}|hai|ba)(?:(?: cua)? (?:quy|ky|nam))?", text):
        number = {"hai": 2, "ba": 3}.get(match[1]) or int(match[1])
        if 1 <= number <= period_months:
            return number
        raise ValueError(
            say(
                "Kỳ này có {period_months} tháng, không có tháng thứ {number}.",
                period_months=period_months,
                number=number,
            )
        )
    if period_months == 1 and text in ("", "thang"):
        return 1
    if text in ("", "thang", "quy", "nam", "ky"):
        raise ValueError(
            say(
                "Chưa rõ tháng nào trong kỳ của “{strip}”: vui lòng ghi “tháng đầu”, “tháng cuối” hoặc "
                "“tháng sau”.",
                strip=words.strip(),
            )
        )
    raise ValueError(say("Chưa đọc được hạn trong kỳ “{strip}”: {HELP}", strip=words.strip(), HELP=_HELP))
