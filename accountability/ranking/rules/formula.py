"""The published formula: from what was counted to a score, and the sum that anybody can do again by hand (DOMAIN §1.5).

    score = max(0, 100 × (on time + 0.5 × done late) / due − 10 × returned / due − 20 × unexplained / due)

Ratios only, so that nobody is punished for having much to do. All is exact: weights are decimals, the one division is a
fraction, and the one rounding (two places, a half goes up) is the last thing that happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from accountability.core.saying import say
from accountability.core.text import number_vi

FULL = Decimal(100)
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Band:
    """From this share of tasks done in time (percent, inclusive) on: what may be looked at. Never does anything itself."""

    from_percent: Decimal
    proposal: str


@dataclass(frozen=True)
class Formula:
    """The weights of one published version.

    `late_share` is what a task done late is worth of one done in time (0 to 1). `returned_points` and `unexplained_points`
    are taken off for a share of 100 %. `simple_weight` is what a simple report weighs beside any other task (over 0, to 1).
    Under `min_tasks` tasks nobody is ranked.
    """

    late_share: Decimal = Decimal("0.5")
    returned_points: Decimal = Decimal(10)
    unexplained_points: Decimal = Decimal(20)
    simple_weight: Decimal = Decimal(1)
    min_tasks: int = 5
    bands: tuple[Band, ...] = field(default=())

    def __post_init__(self) -> None:
        """Raises ValueError in Vietnamese for weights under which a score could leave 0 to 100."""
        if not 0 <= self.late_share <= 1:
            raise ValueError(say("Hệ số của nhiệm vụ hoàn thành quá hạn phải từ 0 đến 1."))
        if not 0 < self.simple_weight <= 1:
            raise ValueError(say("Trọng số của báo cáo đơn giản phải lớn hơn 0 và không quá 1."))
        if not (0 <= self.returned_points <= FULL and 0 <= self.unexplained_points <= FULL):
            raise ValueError(say("Điểm trừ phải từ 0 đến 100."))
        if self.min_tasks < 1:
            raise ValueError(say("Số nhiệm vụ tối thiểu phải từ 1 trở lên."))


@dataclass(frozen=True)
class Tally:
    """What was counted of one agency: weights, which are numbers of tasks where every task weighs one."""

    due: Decimal = Decimal(0)
    on_time: Decimal = Decimal(0)
    late_done: Decimal = Decimal(0)
    returned: Decimal = Decimal(0)
    unexplained: Decimal = Decimal(0)

    def times(self, number: int) -> Tally:
        """So many copies of all tasks."""
        return Tally(
            self.due * number, self.on_time * number, self.late_done * number, self.returned * number,
            self.unexplained * number,
        )  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One line of the sum: what it is, how it is worked out, what comes out. Only the last one is rounded."""

    title: str
    sum: str
    value: str


def _points(counted: Tally, by: Formula) -> Decimal:
    """What is divided by what was due."""
    earned = FULL * (counted.on_time + by.late_share * counted.late_done)
    return earned - by.returned_points * counted.returned - by.unexplained_points * counted.unexplained


def score(counted: Tally, by: Formula) -> Fraction | None:
    """The exact score, 0 to 100; None where nothing was due."""
    if counted.due <= 0:
        return None
    return max(Fraction(0), Fraction(_points(counted, by)) / Fraction(counted.due))


def rounded(exact: Fraction) -> Decimal:
    """To two places, a half goes up: what is shown, and what places are given by."""
    cents = exact * 100
    whole, rest = divmod(cents.numerator, cents.denominator)
    return Decimal(whole + (2 * rest >= cents.denominator)) * _CENT


def rate(on_time: int, due: int) -> Decimal | None:
    """The share of tasks done in time, in percent to two places; None where nothing was due."""
    return rounded(Fraction(100 * on_time, due)) if due else None


def band_of(on_time: int, due: int, bands: Sequence[Band]) -> Band | None:
    """The highest band that the share reaches, by the exact share; None under all of them, or where nothing was due."""
    if not due:
        return None
    share = Fraction(100 * on_time, due)
    reached = [band for band in bands if share >= Fraction(band.from_percent)]
    return max(reached, key=lambda band: band.from_percent, default=None)


def explained(counted: Tally, by: Formula) -> tuple[Step, ...]:
    """The sum line by line, in exact decimals up to the one division. Empty where nothing was due."""
    exact = score(counted, by)
    if exact is None:
        return ()
    earned = FULL * (counted.on_time + by.late_share * counted.late_done)
    returned, unexplained = (
        by.returned_points * counted.returned, by.unexplained_points * counted.unexplained
    )  # fmt: skip
    points = earned - returned - unexplained
    steps = [
        Step(
            say("Điểm của nhiệm vụ hoàn thành: 100 × (đúng hạn + hệ số × quá hạn)"),
            f"{_n(FULL)} × ({_n(counted.on_time)} + {_n(by.late_share)} × {_n(counted.late_done)})", _n(earned),
        ),
        Step(
            say("Trừ nhiệm vụ bị yêu cầu bổ sung, thực hiện lại"),
            f"{_n(by.returned_points)} × {_n(counted.returned)}", _n(returned),
        ),
        Step(
            say("Trừ nhiệm vụ phải giải trình mà không giải trình"),
            f"{_n(by.unexplained_points)} × {_n(counted.unexplained)}", _n(unexplained),
        ),
        Step(say("Còn lại"), f"{_n(earned)} − {_n(returned)} − {_n(unexplained)}", _n(points)),
        Step(
            say("Chia cho số nhiệm vụ đến hạn trong kỳ, làm tròn hai chữ số thập phân"),
            f"{_n(points)} : {_n(counted.due)}", number_vi(rounded(Fraction(points) / Fraction(counted.due)), 2),
        ),
    ]  # fmt: skip
    if points < 0:
        steps.append(Step(say("Điểm không dưới 0"), "0", "0,00"))
    return tuple(steps)


def _n(value: Decimal) -> str:
    """As a Vietnamese number with no more places than it needs, without points between thousands: it is calculated with."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",").replace("-", "−")
