"""The periods of an indicator are those of every rhythm here: `calendars.rules.periods`."""

from accountability.calendars.rules.periods import Span, anchor_of, period_of, periods_until

__all__ = ["Span", "anchor_of", "period_of", "periods_until"]
