"""Figures that took long to read are kept for a minute, with their moment; lists and states never are.

Kept per process. What is read quickly is read anew each time, so that small installations never show old figures.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from django.conf import settings
from django.core.cache import cache

# A reading that took less is not worth keeping.
LONG_SECONDS = 0.2


class OfMoment(Protocol):
    """Figures that say of which moment they are."""

    @property
    def at(self) -> datetime:
        """The instant that they were read for."""


Figures = TypeVar("Figures", bound=OfMoment)


def kept(key: str, at: datetime, read: Callable[[], Figures]) -> Figures:
    """The figures of that key, at most FIGURES_KEPT_SECONDS (0: never kept) older than `at`; read when there are none.

    `at` is the instant of the page: figures of a later one, or of before a jump of the clock, are not shown. The key names
    everything else that they depend on, the reader's scope first. In demo mode the clock may stand still, and nothing is
    kept.
    """
    seconds = 0 if settings.DEMO else settings.FIGURES_KEPT_SECONDS
    found: Figures | None = cache.get(key) if seconds else None
    if found is not None and timedelta(0) <= at - found.at <= timedelta(seconds=seconds):
        return found
    began = time.monotonic()
    made = read()
    if seconds and time.monotonic() - began >= LONG_SECONDS:
        cache.set(key, made, timeout=seconds)
    return made
