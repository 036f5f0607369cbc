"""How dates, numbers and delays are written on our screens. Pure formatting: nothing here decides what is late."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from accountability.core.saying import reader, say
from accountability.core.text import number_vi
from accountability.desk import links

register = template.Library()

WEEKDAYS = (
    say("Thứ Hai"),
    say("Thứ Ba"),
    say("Thứ Tư"),
    say("Thứ Năm"),
    say("Thứ Sáu"),
    say("Thứ Bảy"),
    say("Chủ nhật"),
)


def _local(value: date | datetime) -> date | datetime:
    """Bring an aware instant to the time zone in force; leave dates and naive times alone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def vn_date(value: Any) -> str:
    """Write a date or an instant as dd/mm/yyyy; anything else, such as None, as nothing."""
    return f"{_local(value):%d/%m/%Y}" if isinstance(value, date) else ""


@register.filter
def vn_short_date(value: Any) -> str:
    """Write a date or an instant as dd/mm, for lists whose year is plain."""
    return f"{_local(value):%d/%m}" if isinstance(value, date) else ""


@register.filter
def vn_datetime(value: Any) -> str:
    """Write an instant as "08:15 ngày 16/11/2022" (a mere date without the hour)."""
    if isinstance(value, datetime):
        return say("{at:%H:%M} ngày {at:%d/%m/%Y}", at=_local(value))
    return vn_date(value)


@register.filter
def vn_long_date(value: Any) -> str:
    """Write a date as "Thứ Tư, 16/11/2022"."""
    if not isinstance(value, date):
        return ""
    return say("{WEEKDAYS}, {value}", WEEKDAYS=WEEKDAYS[_local(value).weekday()], value=vn_date(value))


@register.filter
def iso_date(value: Any) -> str:
    """Write a date as yyyy-mm-dd, which <input type="date"> and <time datetime> expect."""
    return f"{_local(value):%Y-%m-%d}" if isinstance(value, date) else ""


@register.filter
def vn_number(value: Any, decimals: int | None = None) -> str:
    """Write a number the Vietnamese way, 1.234,5; `decimals` rounds half up, else the digits given are kept.

    Anything that is no number is written as an empty string, so a missing figure never looks like 0.
    """
    if value is None or isinstance(value, bool):
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return ""
    if not number.is_finite():
        return ""
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-int(decimals)), rounding=ROUND_HALF_UP)
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


@register.filter
def figure(value: Any) -> str:
    """Write a figure as it was reported, 5,62 or 50: zeros that only its column added fall away. Nothing for no number."""
    return number_vi(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else ""


@register.filter
def mail_address(value: Any) -> SafeString:
    """An address of mail that a narrow column breaks after its @ or a dot, and in no word."""
    parts = re.split(r"(?<=[@.])", str(value or ""))
    return format_html(
        '<span class="address">{}</span>',
        format_html_join(mark_safe("<wbr>"), "{}", ((one,) for one in parts)),
    )


@register.filter
def percent(value: Any, decimals: int | None = None) -> str:
    """Write a percentage (already times 100) as "5,62 %", with a space that does not break."""
    number = vn_number(value, decimals)
    return f"{number}\u00a0%" if number else ""


@register.filter
def late_words(days: Any) -> str:
    """Write calendar days past the deadline: 22 -> "Quá hạn 22 ngày", 0 -> "Đến hạn hôm nay", -3 -> "Còn 3 ngày"."""
    if not isinstance(days, int):
        return ""
    if days > 0:
        return say("Quá hạn {days} ngày", days=vn_number(days))
    return say("Đến hạn hôm nay") if days == 0 else say("Còn {value} ngày", value=vn_number(-days))


@register.filter
def initials(title: Any) -> str:
    """Make up to two letters of a position for the round mark: "Chủ tịch UBND tỉnh" -> "CT"."""
    letters = [word[0].upper() for word in str(title or "").split() if word[0].isalpha()]
    return "".join(letters[:2])


@register.filter
def share(value: Any, total: Any) -> str:
    """Write value / total as a percentage from 0 to 100 for an SVG width, with a point; "0" when there is no total."""
    if not value or not total:
        return "0"
    return f"{min(100.0, max(0.0, float(value) * 100 / float(total))):.1f}"


@register.simple_tag
def icon(name: str) -> SafeString:
    """One icon of the sprite; decoration only, so give words beside it. The style page shows the names."""
    return _icon(name, static("vendor/tabler-icons/icons.svg"))


@cache
def _icon(name: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )


@register.simple_tag
def address_of(name: str) -> str:
    """As `links.address_of`, which looks it up once."""
    return links.address_of(name)


@register.simple_tag
def drawn_once(template: str) -> SafeString:
    """A part of the frame that says the same to everybody on every page, drawn once in each language."""
    return _draw(template) if settings.DEBUG else _drawn(reader(), template)


@lru_cache(maxsize=50)
def _drawn(language: str, template: str) -> SafeString:
    return _draw(template)


def _draw(template: str) -> SafeString:
    return mark_safe(render_to_string(template).strip())  # noqa: S308 - rendered by the template engine


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep a rendered part of a template under a name, to print it twice: {% capture as x %}...{% endcapture %}."""
    return mark_safe(content.strip())  # noqa: S308 - rendered by the template engine, so escaped already


@register.filter
def shortened(value: Any, most: int) -> str:
    """At most so many characters, the last one "…"; as `truncatechars`, which goes through short texts by the letter."""
    text = str(value)
    return text if len(text) <= most else Truncator(text).chars(most)
