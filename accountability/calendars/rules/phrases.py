"""The words of a document about a deadline, read as a `Term`, or as a question. Pure.

Forms: DOMAIN §7 and the habits of Vietnamese offices. Read without diacritics and case, so that "trong quy I/2024"
is understood too. What names no date is asked about, never guessed.
"""

import calendar as months
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from accountability.calendars.rules.lunar import LAST_YEAR, check_year, tet, tet_day
from accountability.calendars.rules.terms import Term
from accountability.core.text import date_vi, fold, one_line

LONGEST = 300


class NoDate(ValueError):
    """The words name no date; the message is the question to ask, in Vietnamese."""


@dataclass(frozen=True)
class _Said:
    """What the readers below share: the words, the day of receipt, and whether "trước ngày X" includes X."""

    words: str
    received_on: date
    inclusive: bool

    def year(self, text: str | None) -> int:
        """The year that was written, or that of the receipt."""
        return int(text) if text else self.received_on.year

    def printed(self, on: date, *, year_given: bool, hour: time | None = None) -> Term:
        """The printed date; one that has passed and bears no year is asked about."""
        if not year_given and on < self.received_on:
            raise NoDate(f"“{self.words}” không ghi năm, mà ngày {date_vi(on)} đã qua. Xin hỏi: năm nào?")
        return Term.printed(on, hour=hour, words=self.words)


def read_term(text: str, received_on: date, *, before_is_inclusive: bool = True) -> Term:
    """Read "trước ngày 31/12/2022", "trong quý I/2024", "5 ngày làm việc" … as a term.

    `before_is_inclusive`: the printed date of "trước ngày X" is in time (DESIGN §5). Raises NoDate with a question
    for words without a date, ValueError for what does not exist or is not understood; both in Vietnamese.
    """
    words = one_line(text)
    if not words or len(words) > LONGEST:
        raise ValueError(f"Vui lòng nhập thời hạn, không quá {LONGEST} ký tự.")
    check_year(received_on.year)
    said = _Said(words, received_on, before_is_inclusive)
    plain = _plain(words)
    for pattern, read in _READERS:
        if match := pattern.fullmatch(plain):
            return read(match, said)
    raise ValueError(
        f"Không hiểu thời hạn “{words}”. Viết như: trước ngày 31/12/2022; trong tháng 3/2024; trong quý I/2024; "
        "5 ngày làm việc."
    )


_BRACKETS = re.compile(r"\([^()]*\)")
_OPENING = re.compile(r"^(?:(?:hoan thanh|xong|bao cao|thoi han|han cuoi|han chot|han)(?: la)?(?:: ?| ))+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def _plain(words: str) -> str:
    """Folded, without brackets ("05 (năm) ngày"), opening verbs and closing marks."""
    folded = one_line(_BRACKETS.sub(" ", fold(words.translate(_DASHES)))).strip(" .,;:/")
    return _OPENING.sub("", folded)


# Dates ----------------------------------------------------------------------------------------------------------------

# "chậm nhất là trước ngày …", "không muộn hơn ngày …", "xong trước ngày …": the word that bounds comes last.
_AT_LATEST = (
    r"(?:(?:cham nhat|muon nhat|khong muon hon|khong cham qua|khong (?:de )?qua|xong|han|han cuoi|han chot|thoi han|cho|toi da)"
    r"(?: la| vao)?(?: luc| thoi diem)? )?"
)
_BOUND = (
    _AT_LATEST
    + r"(?:(?P<bound>truoc|den het|den truoc|den|toi|het|khong qua|trong|vao)(?: luc| thoi diem)? )?"
)
_DAY = (
    r"(?:(?:het )?ngay )?(?:"
    r"(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    r"|(?P<d>[0-9]{1,2}) ?[/.-] ?(?P<m>[0-9]{1,2})(?:(?: ?[/.-] ?| nam )(?P<y>[0-9]{4})|(?P<this> nam nay))?"
    r"|(?P<d2>[0-9]{1,2}) thang (?P<m2>[0-9]{1,2})(?:(?: nam |[/.-])(?P<y2>[0-9]{4})|(?P<this2> nam nay))?"
    r"|(?P<near>(?:hom )?nay|mai))"
)
_HOUR = r"(?P<h>[0-9]{1,2}) ?(?:gio|g|h|:) ?(?P<min>[0-9]{1,2})?(?: ?phut)?,? (?:cua )?"


def _real_date(year: int, month: int, day: int) -> date:
    check_year(year)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"Không có ngày {day:02d}/{month:02d}/{year}.") from error


def _date_of(match: re.Match[str], said: _Said) -> tuple[date, bool]:
    """The date in the match, and whether it bears a year."""
    if match["near"]:
        return said.received_on + timedelta(days=match["near"] == "mai"), True
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return _real_date(year, month, day), True
    year_text = match["y"] or match["y2"]
    day, month = int(match["d"] or match["d2"]), int(match["m"] or match["m2"])
    return _real_date(said.year(year_text), month, day), bool(year_text or match["this"] or match["this2"])


def _on_date(match: re.Match[str], said: _Said) -> Term:
    on, year_given = _date_of(match, said)
    if match["bound"] == "truoc" and not said.inclusive:
        on -= timedelta(days=1)
    return said.printed(on, year_given=year_given)


def _at_hour(match: re.Match[str], said: _Said) -> Term:
    """ "trước 16 giờ ngày …": the hour bounds, the day is meant as it stands."""
    on, year_given = _date_of(match, said)
    hour, minute = int(match["h"]), int(match["min"] or 0)
    if hour == 24 and minute == 0:
        return said.printed(on, year_given=year_given)
    if hour > 23 or minute > 59:
        raise ValueError(f"Không có giờ {hour:02d}:{minute:02d}.")
    return said.printed(on, year_given=year_given, hour=time(hour, minute))


# Months, quarters, years ----------------------------------------------------------------------------------------------

_WHOLE = (
    _AT_LATEST + r"(?:(?P<bound>truoc|ngay trong|noi trong|trong|den het|het|den|toi|vao) )?"
    r"(?:cuoi |het |ngay cuoi(?: cung)?(?: cua)? )?"
)
_YEAR = r"(?:(?: ?[/.-] ?| nam )(?P<y>[0-9]{4})| (?P<this>nam nay))?"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _months(year: int, first: int, last: int, match: re.Match[str], said: _Said, year_given: bool) -> Term:
    """The last day of these months; with "trước" the day before their first."""
    check_year(year)
    if match["bound"] == "truoc":
        return said.printed(date(year, first, 1) - timedelta(days=1), year_given=year_given)
    return said.printed(date(year, last, months.monthrange(year, last)[1]), year_given=year_given)


def _in_month(match: re.Match[str], said: _Said) -> Term:
    if match["m"] == "nay":
        here = said.received_on
        return _months(here.year, here.month, here.month, match, said, year_given=True)
    month = int(match["m"])
    if not 1 <= month <= 12:
        raise ValueError(f"Không có tháng {month}.")
    return _months(said.year(match["y"]), month, month, match, said, year_given=bool(match["y"]))


def _in_quarter(match: re.Match[str], said: _Said) -> Term:
    quarter = _QUARTERS.get(match["q"])
    if quarter is None:
        raise ValueError(f"Không có quý {match['q'].upper()}.")
    return _months(
        said.year(match["y"]), 3 * quarter - 2, 3 * quarter, match, said, year_given=bool(match["y"])
    )


def _in_year(match: re.Match[str], said: _Said) -> Term:
    return _months(said.year(match["y"]), 1, 12, match, said, year_given=True)


def _first_months(match: re.Match[str], said: _Said) -> Term:
    last = 12 if match["end"] == "cuoi" else int(match["m"])
    if not 1 <= last <= 12:
        raise ValueError(f"Không có {last} tháng đầu năm.")
    return _months(said.year(match["y"]), 1, last, match, said, year_given=bool(match["y"]))


# Tết ------------------------------------------------------------------------------------------------------------------

_TET = (
    r"tet(?: nguyen dan| am lich| co truyen)?(?: [a-z]+ (?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi))?"
)
_TET_YEAR = r"(?: ?(?:nam|-|/)? ?(?P<y>[0-9]{4}))?"


def _tet_year(text: str | None, said: _Said) -> int:
    """The year written, or that of the next Tết after the receipt."""
    if text:
        return int(text)
    year = said.received_on.year
    return year if tet(year) > said.received_on else min(year + 1, LAST_YEAR)


def _before_tet(match: re.Match[str], said: _Said) -> Term:
    return said.printed(tet(_tet_year(match["y"], said)) - timedelta(days=1), year_given=True)


def _before_new_year(match: re.Match[str], said: _Said) -> Term:
    return said.printed(_real_date(int(match["y"]), 1, 1) - timedelta(days=1), year_given=True)


def _on_tet_day(match: re.Match[str], said: _Said) -> Term:
    on = tet_day(_tet_year(match["y"], said), int(match["n"]))
    if match["bound"] == "truoc" and not said.inclusive:
        on -= timedelta(days=1)
    return said.printed(on, year_given=True)


def _around_tet(match: re.Match[str], said: _Said) -> Term:
    eve = tet(_tet_year(match["y"], said)) - timedelta(days=1)
    raise NoDate(
        f"“{said.words}” không phải một ngày. Xin hỏi: hạn là trước Tết (đến hết {date_vi(eve)}) "
        "hay một ngày cụ thể nào?"
    )


# Numbers of days, and words without a date ------------------------------------------------------------------------------

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi lam": 15, "hai muoi": 20, "ba muoi": 30,
}  # fmt: skip
_COUNT = rf"(?:cham nhat (?:la )?)?(?:trong |noi trong |sau |toi da |khong qua )?(?:vong |thoi han |thoi gian )?(?:toi da |cham nhat )?(?P<n>-? ?[0-9]+|{'|'.join(_NUMBERS)})"
_SINCE = r"(?:,? (?:ke )?tu (?:ngay|khi)(?: .*)?| sau khi nhan.*)?"


def _number(text: str) -> int:
    if text in _NUMBERS:
        return _NUMBERS[text]
    digits = text.replace(" ", "")
    return int(digits) if len(digits) <= 9 else 10**9


def _counted(match: re.Match[str], said: _Said) -> Term:
    count, unit = _number(match["n"]), match["unit"]
    if unit == "ngay lam viec":
        return Term.working_days(count, said.words)
    if unit.startswith("thang"):
        return Term.months(count, said.words)
    return Term.calendar_days(count * 7 if unit.startswith("tuan") else count, said.words)


def _ask(question: str) -> Callable[[re.Match[str], _Said], Term]:
    def refuse(match: re.Match[str], said: _Said) -> Term:
        raise NoDate(f"“{said.words}” {question}")

    return refuse


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Said], Term]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (_BOUND + _DAY, _on_date),
        (_BOUND + _HOUR + _DAY, _at_hour),
        (_WHOLE + r"thang (?P<m>[0-9]{1,2}|nay)" + _YEAR, _in_month),
        (_WHOLE + r"(?P<m>[0-9]{1,2}) ?[/.-] ?(?P<y>[0-9]{4})", _in_month),
        (_WHOLE + r"quy (?P<q>[ivx]+|[0-9]{1,2})" + _YEAR, _in_quarter),
        (_WHOLE + r"nam (?:(?P<y>[0-9]{4})|nay)", _in_year),
        (_WHOLE + r"(?P<m>[0-9]{1,2}) thang (?P<end>dau|cuoi) nam(?: (?P<y>[0-9]{4}))?", _first_months),
        (rf"truoc {_TET}{_TET_YEAR}", _before_tet),
        (r"truoc tet duong lich(?: nam)? (?P<y>[0-9]{4})", _before_new_year),
        (rf"{_BOUND}(?:ngay )?(?:mung|mong) (?P<n>[0-9]{{1,2}}) {_TET}{_TET_YEAR}", _on_tet_day),
        (rf"(?:trong |vao |sau |nhan |den )?(?:dip )?{_TET}{_TET_YEAR}", _around_tet),
        (rf"{_COUNT} (?P<unit>ngay lam viec|ngay dem|ngay|tuan le|tuan|thang){_SINCE}", _counted),
        (
            r"(?:trong )?(?:vong )?[0-9]+ ?(?:gio|h)(?: lam viec)?",
            _ask("tính theo giờ nên cần biết giờ nhận. Xin hỏi: trước mấy giờ, ngày nào?"),
        ),
        (
            r"(?:dinh ky|hang|moi|thuong xuyen).*|.*(?:/lan|/ lan|mot lan|/thang|/quy)",
            _ask("là nhịp định kỳ, không phải một thời hạn. Xin hỏi: kỳ đầu từ ngày nào?"),
        ),
        (
            r"ngay|ngay lap tuc|khan truong.*|som.*|kip thoi|(?:trong )?thoi gian (?:toi|sap toi|som nhat)"
            r"|(?:trong |vao )?(?:dau|giua|trung tuan|thuong tuan|ha tuan) .*|(?:trong |vao |nhan )?dip .*",
            _ask("không phải một ngày. Xin hỏi: hạn là ngày nào?"),
        ),
    )
)
