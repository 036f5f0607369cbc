"""How figures and dates are written in an administrative document."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

ELLIPSIS = "…"


def short_date(day: date | None) -> str:
    """``01/11/2022``, ``21/7/2022``; empty for ``None``.

    NĐ 30/2020, Phụ lục I, II.4: days under 10 and the months 1 and 2 take a leading 0.
    """
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def long_date(day: date | None) -> str:
    """``ngày 05 tháng 01 năm 2023``; with dots to be filled in by hand for ``None``."""
    if day is None:
        return "ngày … tháng … năm …"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def clock_and_date(at: datetime) -> str:
    """``08 giờ 00 ngày 16/11/2022``, in the time zone that ``at`` carries."""
    return f"{clock_time(at)} ngày {short_date(at.date())}"


def clock_time(at: datetime) -> str:
    """``08 giờ 00``, in the time zone that ``at`` carries."""
    return f"{at.hour:02d} giờ {at.minute:02d}"


def padded(count: int) -> str:
    """``04``, ``12``, ``0``: counts under 10 take a leading 0, as offices write them."""
    return f"{count:02d}" if count else "0"


def decimal_text(value: Decimal) -> str:
    """``5,62`` or ``1.497.360``: comma for decimals, dot for thousands, no idle zeros."""
    whole, _, fraction = f"{value:,f}".partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def percent_text(value: Decimal | None, missing: str = "–") -> str:
    """``61%`` or ``66,7%``; ``missing`` for ``None``."""
    return missing if value is None else f"{decimal_text(value)}%"


def clipped(text: str, limit: int) -> str:
    """``text`` on one line in at most ``limit`` characters, cut at a word with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    if " " in head[limit // 2 :]:
        head = head[: head.rindex(" ")]
    return head.rstrip(" ,;.:–-") + ELLIPSIS


def sentence(text: str) -> str:
    """``text`` on one line, ended by a full stop unless it already ends a sentence."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?…" else f"{line}."


def without_stop(text: str) -> str:
    """``text`` on one line without its closing full stop or semicolon."""
    return " ".join(text.split()).rstrip(".; ")


def capitalised(text: str) -> str:
    """``text`` with its first letter as a capital, the others untouched."""
    return text[:1].upper() + text[1:]


def joined(names: Sequence[str], limit: int) -> str:
    """The first ``limit`` names with semicolons, then how many agencies remain."""
    if len(names) <= limit:
        return "; ".join(names)
    return f"{'; '.join(names[:limit])} và {padded(len(names) - limit)} đơn vị khác"
