"""The only reader of the clock (DESIGN §2 habit 3).

Edges (views, commands, jobs) call `now()` or `today()` once and hand the value down.
Which clock is read is the setting `CLOCK`, a dotted path to a function without arguments.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from accountability.core.zone import LOCAL, local

__all__ = ["LOCAL", "local", "now", "parse_at", "system_now", "today"]


def system_now() -> datetime:
    """The instant on this machine's clock, aware, in Asia/Ho_Chi_Minh."""
    return datetime.now(LOCAL)


def now() -> datetime:
    """The present instant by the provider named in `settings.CLOCK`, in Asia/Ho_Chi_Minh."""
    provider = cast(Callable[[], datetime], import_string(settings.CLOCK))
    return local(provider())


def today() -> date:
    """The present date in Asia/Ho_Chi_Minh."""
    return now().date()


def parse_at(text: str) -> datetime:
    """Read an ISO instant; without an offset it is Asia/Ho_Chi_Minh, a date alone is 00:00.

    Raises ValueError with a Vietnamese message for anything else.
    """
    cleaned = text.strip()
    try:
        if len(cleaned) == len("2022-11-08"):
            return datetime.combine(date.fromisoformat(cleaned), time.min, tzinfo=LOCAL)
        parsed = datetime.fromisoformat(cleaned)
        return parsed.replace(tzinfo=LOCAL) if parsed.tzinfo is None else local(parsed)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f"Thời điểm không hợp lệ: “{text}”. Viết như 2022-11-08T08:00 hoặc 2022-11-08."
        ) from error
