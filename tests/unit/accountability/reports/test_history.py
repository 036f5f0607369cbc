"""How work went, from the dates of its facts: by hand, and against counting every assignment on every day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from accountability.reports.rules import BucketCounts, Facts, points, span, weeks_back

D0 = date(2022, 9, 1)


def day(number: int) -> date:
    return D0 + timedelta(days=number)


@dataclass(frozen=True)
class Work:
    """One assignment by its dates, in days after the first."""

    given: int
    due: int
    done: int | None = None
    left: int | None = None


def facts_of(works: list[Work]) -> Facts:
    """The same sums as the database counts."""
    sums = {
        name: Counter[date]() for name in ("given", "ended", "done", "on_time", "missed", "settled", "left")
    }
    for one in works:
        sums["given"][day(one.given)] += 1
        gone = one.left
        sums["ended"][day(one.due if gone is None else min(one.due, gone))] += 1
        if gone is not None:
            sums["left"][day(gone)] += 1
            if gone > one.due:
                sums["missed"][day(one.due)] += 1
                sums["settled"][day(gone)] += 1
            continue
        in_time = one.done is not None and one.done <= one.due
        if not in_time:
            sums["missed"][day(one.due)] += 1
        if one.done is not None:
            sums["done"][day(one.done)] += 1
            sums["on_time" if in_time else "settled"][day(one.done)] += 1
    return Facts(**sums)


def test_what_is_left_falls_as_work_is_done_and_lies_above_the_plan_when_it_is_late() -> None:
    works = [Work(0, 10, done=8), Work(0, 10), Work(0, 20, done=25), Work(5, 40, left=12)]
    found = points(facts_of(works), [day(0), day(10), day(11), day(25)])

    assert [point.remaining for point in found] == [3, 3, 3, 1]
    assert [point.planned for point in found] == [3, 2, 2, 0]
    assert [point.rate for point in found] == [None, Decimal(100), Decimal(50), Decimal("33.3")]


def _by_counting(works: list[Work], on: int) -> tuple[int, Decimal | None]:
    remaining = sum(
        work.given <= on
        and not (work.done is not None and work.done <= on)
        and not (work.left is not None and work.left <= on)
        for work in works
    )
    known = [work for work in works if work.left is None]
    done = [work for work in known if work.done is not None and work.done <= on]
    late = sum(work.due < on and not (work.done is not None and work.done <= on) for work in known)
    late += sum(work.due < on < work.left for work in works if work.left is not None)
    counts = BucketCounts(
        done_on_time=sum(work.done <= work.due for work in done if work.done is not None),
        done_late=sum(work.done > work.due for work in done if work.done is not None), overdue=late,
    )  # fmt: skip
    return remaining, counts.rate


@st.composite
def _works(draw: st.DrawFn) -> Work:
    begun = draw(st.integers(0, 30))
    due = draw(st.integers(begun, 60))
    end = draw(st.one_of(st.none(), st.integers(begun, 80)))
    return Work(begun, due, **{draw(st.sampled_from(["done", "left"])): end})


@given(st.lists(_works(), max_size=30), st.integers(0, 90))
def test_sums_of_days_give_what_counting_every_assignment_gives(works: list[Work], on: int) -> None:
    (point,) = points(facts_of(works), [day(on)])
    assert (point.remaining, point.rate) == _by_counting(works, on)


def test_weeks_end_today() -> None:
    assert weeks_back(day(21), 3) == [day(7), day(14), day(21)]


def test_a_span_holds_both_ends_and_today_and_stays_short() -> None:
    long = span(day(0), day(1_000), today=day(101), most=24)

    assert long[0] == day(0)
    assert long[-1] == day(1_000)
    assert day(101) in long
    assert len(long) <= 27
    assert span(day(3), day(3), today=day(3), most=24) == [day(3)]
