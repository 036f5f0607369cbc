"""What `generate` is asked for, the days that follow from it, and the list of assignments. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import gcd
from random import Random

from accountability.calendars.rules import Calendar, latest_anchor, nth_working_day, reached_on
from accountability.core.zone import LOCAL, local

SYMBOL = "KH-GIADINH"  # Of the directives that are made here; no office uses it.
PER_DIRECTIVE = 20_000
MOST = 10_000_000
GIVEN_DAYS_BEFORE = 12  # Less than the 15 days of the rung `silent`, more than the first reminder needs.
DUE_DAYS_AFTER = (30, 120)


@dataclass(frozen=True)
class Order:
    """What is asked for: how many, how many of them overdue (per cent), at which instant, drawn how, over how many heads.

    `heads` None means all heads of the province; more than it has means further communes, made for the purpose.
    Raises ValueError in Vietnamese.
    """

    assignments: int
    overdue: Decimal
    at: datetime
    seed: int
    heads: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.assignments <= MOST:
            raise ValueError(f"Số nhiệm vụ (--assignments) phải từ 1 đến {MOST:,}.".replace(",", "."))
        if not (self.overdue.is_finite() and 0 <= self.overdue <= 100):
            raise ValueError("Tỷ lệ quá hạn (--overdue) là số phần trăm từ 0 đến 100.")
        if self.heads is not None and not 1 <= self.heads <= 100_000:
            raise ValueError("Số thủ trưởng (--heads) phải từ 1 đến 100.000.")

    @property
    def late(self) -> int:
        """How many reach late-1; a half is rounded up."""
        share = Decimal(self.assignments) * self.overdue / 100
        return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))

    @property
    def directives(self) -> int:
        """How many directives they come from."""
        return -(-self.assignments // PER_DIRECTIVE)


@dataclass(frozen=True)
class Days:
    """The days of an order, from its instant and the calendar."""

    today: date
    given_on: date
    acknowledged_on: date
    late_from: date
    late_due: tuple[date, ...]
    later_due: tuple[date, ...]

    @property
    def given_at(self) -> datetime:
        """When the directives were approved."""
        return datetime.combine(self.given_on, time(8, 0), tzinfo=LOCAL)

    @property
    def acknowledged_at(self) -> datetime:
        """When the heads took them on."""
        return datetime.combine(self.acknowledged_on, time(9, 0), tzinfo=LOCAL)


def days_of(at: datetime, calendar: Calendar) -> Days:
    """When things are given and due, so that exactly late-1 is reached by `at` and was not the day before."""
    today = local(at).date()
    last_due = latest_anchor(today, 1, "wd", calendar)
    late_from = reached_on(last_due, 1, "wd", calendar)
    given_on = nth_working_day(today - timedelta(days=GIVEN_DAYS_BEFORE + 1), 1, calendar)
    acknowledged_on = nth_working_day(given_on, 1, calendar)
    if acknowledged_on >= last_due:
        raise ValueError(
            f"Không dựng được dữ liệu cho ngày {today:%d/%m/%Y}, giữa kỳ nghỉ dài; chọn ngày khác."
        )
    candidates = (last_due - timedelta(days=back) for back in range((last_due - acknowledged_on).days))
    late_due = [day for day in candidates if reached_on(day, 1, "wd", calendar) == late_from]
    first, last = DUE_DAYS_AFTER
    later_due = [today + timedelta(days=days) for days in range(first, last + 1)]
    return Days(today, given_on, acknowledged_on, late_from, tuple(sorted(late_due)), tuple(later_due))


@dataclass(frozen=True)
class Slot:
    """One assignment of the order: its number, the place of its lead in the list of heads, its deadline."""

    n: int
    directive: int
    rank: int
    head: int
    late: bool
    due_on: date


def slots(order: Order, days: Days, heads: int) -> Iterator[Slot]:
    """Every assignment, late ones strewn among the others by the seed; late and other ones go round all heads."""
    draw = Random(order.seed)  # noqa: S311  (for data that come out the same, not for secrets)
    total, late = order.assignments, order.late
    step = total * 618 // 1000 + draw.randrange(1, total // 50 + 2)  # Near the golden section: evenly strewn.
    while gcd(step, total) != 1:
        step += 1
    place = draw.randrange(total)
    late_from, other_from = draw.randrange(heads), draw.randrange(heads)
    for n in range(total):
        # `place` visits every number below `total` once: so many of them are below `late`.
        is_late = place < late
        dues = days.late_due if is_late else days.later_due
        head = (late_from + place if is_late else other_from + place - late) % heads
        yield Slot(
            n, n // PER_DIRECTIVE, n % PER_DIRECTIVE + 1, head, is_late, dues[draw.randrange(len(dues))]
        )
        place = (place + step) % total
