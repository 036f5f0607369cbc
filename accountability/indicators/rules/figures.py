"""One figure: a value, or one of the two ways of having none. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from accountability.core.saying import say
from accountability.core.text import number_vi

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
# What the column holds: 18 digits, two of them decimals.
_MOST = Decimal(10) ** 16


class Kind(StrEnum):
    """What sort of figure an indicator has."""

    RATIO = "ratio"  # A share in percent; numerator and denominator may be given.
    AMOUNT = "amount"  # A figure of the period itself.
    CUMULATIVE = "total"  # A figure since the beginning, which does not fall.
    RANK = "rank"  # A place among others: 1 is the best, and no percentage is made of it.


class Direction(StrEnum):
    """Which way is better."""

    AT_LEAST = "ge"
    AT_MOST = "le"


class State(StrEnum):
    """What a reading says: a figure, that nobody has one yet, or that nothing arose to be measured."""

    VALUE = "value"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Figure:
    """What a reading says. `value` exactly when `state` is VALUE; numerator and denominator together or not at all."""

    state: State
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The share in percent, rounded half up to two decimals. Raises ZeroDivisionError without cases."""
    if not denominator:
        raise ZeroDivisionError("no cases")
    return (numerator / denominator * _HUNDRED).quantize(_CENT, ROUND_HALF_UP)


def figure_of(
    kind: Kind,
    *,
    state: State = State.VALUE,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Figure:
    """The figure that was meant; a ratio that was left out is computed. Raises ValueError in Vietnamese.

    No cases at all (0 of 0) is "không phát sinh hồ sơ", never a ratio of zero.
    """
    given = (value, numerator, denominator)
    if state != State.VALUE:
        if any(one is not None for one in given):
            raise ValueError(say("Đã chọn không có số liệu hoặc không phát sinh thì không nhập số."))
        return Figure(state)
    for one in given:
        _check_size(one)
    if (numerator is None) != (denominator is None):
        raise ValueError(say("Tử số và mẫu số phải nhập cùng nhau."))
    if numerator is not None and denominator is not None:
        return _of_parts(kind, value, numerator, denominator)
    if value is None:
        raise ValueError(say("Vui lòng nhập số liệu."))
    if kind == Kind.RANK and (value < 1 or value != value.to_integral_value()):
        raise ValueError(say("Thứ hạng là số nguyên từ 1 trở lên."))
    return Figure(State.VALUE, value)


def _check_size(one: Decimal | None) -> None:
    if one is None:
        return
    if one < 0:
        raise ValueError(say("Số liệu không được âm."))
    if one >= _MOST or one != one.quantize(_CENT):
        raise ValueError(say("Số quá lớn hoặc có quá hai chữ số thập phân."))


def _of_parts(kind: Kind, value: Decimal | None, numerator: Decimal, denominator: Decimal) -> Figure:
    if kind != Kind.RATIO:
        raise ValueError(say("Chỉ tiêu này không tính từ tử số, mẫu số."))
    if not denominator:
        if numerator or value:
            raise ValueError(say("Mẫu số bằng 0 thì không có tỷ lệ."))
        return Figure(State.NOTHING)
    shown = ratio(numerator, denominator) if value is None else value
    return Figure(State.VALUE, shown, numerator, denominator)


def told(figure: Figure, unit: str, kind: Kind = Kind.AMOUNT) -> str:
    """As "5,62 %", "hạng 58", "chưa có số liệu", "không phát sinh hồ sơ"."""
    if figure.state == State.UNKNOWN or (figure.state == State.VALUE and figure.value is None):
        return say("chưa có số liệu")
    if figure.state == State.NOTHING or figure.value is None:
        return say("không phát sinh hồ sơ")
    shown = number_vi(figure.value)
    return say("hạng {place}", place=shown) if kind == Kind.RANK else f"{shown}\u00a0{unit}"
