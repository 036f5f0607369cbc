"""The occurrences of a series: which was the last, which period follows, when it opens and is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef

from accountability.assignments.models import Assignment, Series
from accountability.assignments.rules import State
from accountability.calendars.rules import Period, blocks, every_n_days, half_months
from accountability.core.saying import say

_R = Series.Rhythm


@dataclass(frozen=True)
class Occurrence:
    """One period of a series: its dates, the day from which its assignment is there, and its deadline."""

    start_on: date
    end_on: date
    opens_on: date
    due_on: date


def _short(series: Series, from_on: date) -> Iterator[Occurrence]:
    """Half-months, or stretches of 15 days: open with their first day, due on their last."""
    until = from_on.replace(year=from_on.year + 1, day=1)
    periods: tuple[Period, ...]
    if series.rhythm == _R.HALF_MONTH:
        periods = half_months(series.starts_on, until)
    else:
        periods = every_n_days(series.starts_on, 15, until)
    for period in periods:
        yield Occurrence(period.start_on, period.end_on, period.start_on, period.end_on)


def _long(series: Series, from_on: date) -> Iterator[Occurrence]:
    """Months, quarters, half-years, years, with the window of the series."""
    window = series.window
    for block, period in blocks(from_on, Series.MONTHS[_R(series.rhythm)], series.closing):
        opens = window.opens.on(block) if window.opens else period.start_on
        due = window.due.on(block) if window.due else period.end_on
        yield Occurrence(period.start_on, period.end_on, opens, due)


def occurrences(series: Series, *, after: date | None = None) -> Iterator[Occurrence]:
    """The occurrences from the first one, or from that which follows the period that started on `after`; without end.

    The first is the first period that has not ended, and whose deadline has not passed, when the series starts.
    """
    from_on = after or series.starts_on
    found = _long(series, from_on) if _R(series.rhythm) in Series.MONTHS else _short(series, from_on)
    for one in found:
        if after is not None and one.start_on <= after:
            continue
        if one.end_on >= series.starts_on and one.due_on >= series.starts_on:
            yield one


def first_period(series: Series, *, after: date | None = None) -> Occurrence:
    """The first occurrence of a series, or the one that follows the period which started on `after`."""
    return next(occurrences(series, after=after))


def last_given(series: Iterable[int]) -> list[Assignment]:
    """The last given occurrence of each of these series. One query."""
    given = Assignment.objects.exclude(state=State.DRAFT)
    newer = given.filter(series=OuterRef("series"), period_start__gt=OuterRef("period_start"))
    rows = given.filter(~Exists(newer), series__in=list(series)).order_by("pk")
    return list(rows.select_related("directive", "lead_agency", "lead_position"))


def following(series: Series, last_start: date | None) -> Occurrence | None:
    """The occurrence after the one that started on `last_start`; None when nothing was given, or the series has ended."""
    if last_start is None:
        return None
    found = first_period(series, after=last_start)
    ended = series.ends_on is not None and found.start_on > series.ends_on
    return None if ended else found


def next_opening(series: Series, last_start: date | None) -> date | None:
    """`series.next_opens_on` from the facts: when the occurrence after the last one opens, None when none follows."""
    found = following(series, last_start)
    return found.opens_on if found else None


def set_next_openings(rows: Sequence[Series]) -> None:
    """Put down on each series when its next occurrence opens, from the facts; the caller saves. One query."""
    given = Assignment.objects.filter(series__in=rows).exclude(state=State.DRAFT).order_by()
    last = dict(given.values_list("series").annotate(Max("period_start")))
    for row in rows:
        row.next_opens_on = next_opening(row, last.get(row.pk))


_LATE = say("Kỳ mở muộn")


def opening_note(note: str, opens_on: date, today: date) -> str:
    """The ground of a deadline, with how late its occurrence was opened; an earlier occurrence's lateness falls away.

    The deadline does not move for that: the report is owed by its rhythm. But whoever judges shall see it.
    """
    plain = note.partition(_LATE)[0].rstrip(" ;")
    days = (today - opens_on).days
    if days <= 0:
        return plain
    late = say(
        "{LATE} {days} ngày (lẽ ra ngày {opens_on:%d/%m/%Y})", LATE=_LATE, days=days, opens_on=opens_on
    )
    return say("{plain}; {late}", plain=plain, late=late)[:300] if plain else late
