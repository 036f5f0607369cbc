"""The series of drafts of a recurring duty, and the window in which their occurrences are due."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from accountability.assignments.actions.guards import Refused
from accountability.assignments.models import Series
from accountability.calendars.rules import read_window
from accountability.core.saying import as_said, say
from accountability.directives.models import Directive


class Recurrence(NamedTuple):
    """How the occurrences of a recurring duty are due and called, beyond rhythm and start (`models.Series`)."""

    window_words: str = ""
    closing: int = Series.Closing.CALENDAR
    title_pattern: str = ""
    ends_on: date | None = None


def drafted_series(
    directive: Directive, *, title: str, product: str, rhythm: str, starts_on: date | None, how: Recurrence,
    duty_key: str, number: int,
) -> list[Series | None]:  # fmt: skip
    """A series per lead, not saved yet, each to be edited and ended with the others or alone; None where nothing recurs."""
    if not rhythm or starts_on is None:
        return [None] * number
    made: list[Series | None] = []
    for _ in range(number):
        row = Series(
            directive=directive, duty_key=duty_key, title=title.strip()[:450], rhythm=rhythm,
            starts_on=starts_on, product=product, closing=how.closing,
            title_pattern=how.title_pattern.strip(), ends_on=how.ends_on,
        )  # fmt: skip
        set_window(row, how.window_words)
        made.append(row)
    return made


def set_window(row: Series, words: str) -> None:
    """Keep the printed words and what they come to.

    Raises Refused when they cannot be read, or belong to a rhythm that is not counted in months.
    """
    row.window_words = words.strip()
    months = Series.MONTHS.get(Series.Rhythm(row.rhythm))
    if months is None:
        if row.window_words:
            raise Refused(
                say("Nhịp nửa tháng và 15 ngày có hạn là ngày cuối kỳ; vui lòng để trống ô “Hạn trong kỳ”.")
            )
        return
    try:
        row.window = read_window(row.window_words, period_months=months)
    except ValueError as error:
        raise Refused(as_said(error)) from error
