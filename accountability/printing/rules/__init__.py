"""Pure rules of paper: the letterhead and how figures and dates are written; no database, no clock."""

from .letter import Letter
from .wording import (
    capitalised,
    clipped,
    clock_and_date,
    clock_time,
    decimal_text,
    joined,
    long_date,
    padded,
    percent_text,
    sentence,
    short_date,
    without_stop,
)

__all__ = [
    "Letter",
    "capitalised",
    "clipped",
    "clock_and_date",
    "clock_time",
    "decimal_text",
    "joined",
    "long_date",
    "padded",
    "percent_text",
    "sentence",
    "short_date",
    "without_stop",
]
