"""The only reader of the clock (DESIGN §2 habit 3).

Edges (views, commands, jobs) call `now()` or `today()` once and hand the value down.
Which clock is read is the setting `CLOCK`, a dotted path to a function without arguments.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from accountability.core.saying import say
from accountability.core.zone import LOCAL, local

__all__ = ["LOCAL", "forget", "held", "local", "now", "parse_at", "system_now", "today"]

# The moment read first, in a list of at most one; None where the clock simply runs.
_held: ContextVar[list[datetime] | None] = ContextVar("held", default=None)


def system_now() -> datetime:
    """The instant on this machine's clock, aware, in Asia/Ho_Chi_Minh."""
    return datetime.now(LOCAL)


def now() -> datetime:
    """The present instant by the provider named in `settings.CLOCK`, in Asia/Ho_Chi_Minh."""
    moment = _held.get()
    if moment:
        return moment[0]
    provider = cast(Callable[[], datetime], import_string(settings.CLOCK))
    read = local(provider())
    if moment is not None:
        moment.append(read)
    return read


@contextmanager
def held() -> Iterator[None]:
    """Inside, the clock is read once: what a page shows and what an act records is of one moment."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def forget() -> None:
    """The clock was set: who holds a moment reads it again."""
    moment = _held.get()
    if moment:
        moment.clear()


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
            say("Thời điểm không hợp lệ: “{text}”. Viết như 2022-11-08T08:00 hoặc 2022-11-08.", text=text)
        ) from error
