"""Vietnamese text: one spelling for comparing, forms for printing, secrecy marks. Pure."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from accountability.core.saying import say
from accountability.core.secrecy import secrecy_mark
from accountability.core.spelling import normal, one_line
from accountability.core.zone import local

__all__ = [
    "agency_key",
    "date_vi",
    "date_words",
    "fold",
    "moment_vi",
    "normal",
    "number_vi",
    "one_line",
    "parse_number_vi",
    "same_name",
    "secrecy_mark",
    "slug",
]

_AGENCY_NOISE = re.compile(r"[\s&,.\-\u2010-\u2015/]+")


def fold(text: str) -> str:
    """The searching form: lower case, no diacritics, đ as d, single spaces."""
    lowered = one_line(text).lower().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """`fold` with letters and digits only: "Diễn Châu" gives "dienchau"."""
    return re.sub(r"[^a-z0-9]+", "", fold(text))


def same_name(a: str, b: str) -> bool:
    """Whether two names differ only in composition, tone placement, case or white space."""
    return one_line(a).casefold() == one_line(b).casefold()


def agency_key(text: str) -> str:
    """The key under which an agency's name or abbreviation is found (DOMAIN §5).

    Sở LĐ,TB&XH = Sở LĐTBXH; diacritics stay, so that Sở NV and Sở NVH differ.
    """
    return _AGENCY_NOISE.sub("", normal(text)).casefold()


def date_vi(on: date) -> str:
    """dd/mm/yyyy."""
    return f"{on.day:02d}/{on.month:02d}/{on.year:04d}"


def moment_vi(at: datetime) -> str:
    """As "08:00 ngày 08/11/2022", in Asia/Ho_Chi_Minh. Raises ValueError for a naive datetime."""
    here = local(at)
    return say("{at:%H:%M} ngày {at:%d/%m/%Y}", at=here)


def date_words(on: date) -> str:
    """As "ngày 07 tháng 11 năm 2022".

    Days below 10 and months 1 and 2 get a leading zero (NĐ 30/2020, Phụ lục I).
    """
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return say("ngày {day:02d} tháng {month} năm {year}", day=on.day, month=month, year=on.year)


def number_vi(value: Decimal | int, places: int | None = None) -> str:
    """A number in Vietnamese notation: dot for thousands, comma for decimals.

    `places` fixes the number of decimals; without it trailing zeros fall away (50.00 gives "50").
    Raises ValueError for NaN and infinities.
    """
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(say("Không phải là một số."))
    text = f"{number:,.{places}f}" if places is not None else f"{number:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


_NUMBER_VI = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")


def parse_number_vi(text: str) -> Decimal:
    """Read "5,62", "1.497.360" or "50".

    Raises ValueError in Vietnamese for the rest: "5.62" is asked about, not guessed.
    """
    cleaned = text.strip().replace("\u00a0", "")
    if not _NUMBER_VI.fullmatch(cleaned):
        raise ValueError(
            say(
                "“{strip}” chưa đúng cách viết số: dấu phẩy cho phần thập phân (5,62), dấu chấm cho hàng "
                "nghìn (1.497.360).",
                strip=text.strip(),
            )
        )
    return Decimal(cleaned.replace(".", "").replace(",", "."))
