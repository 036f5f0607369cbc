"""Expressions of time in a sentence, with what introduces them: "trước ngày 15/12/2022", "trong quý I", "từ ngày 17/9". Pure.

Reads forward, token by token; what the words mean as a date is `calendars/rules/phrases.py`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass

from accountability.intake.rules.time_cores import CoreReader
from accountability.intake.rules.time_words import (
    AT_ONCE_STOPS,
    INTROS,
    NUMBER_WORDS,
    OCCASIONS,
    VAGUE,
    Form,
    Intro,
)
from accountability.intake.rules.tokens import NUMBER, words_of


@dataclass(frozen=True)
class Time:
    """An expression from token `lo` (its introduction included, `at` without) to `hi`."""

    lo: int
    at: int
    hi: int
    form: Form
    intro: Intro
    has_year: bool = False
    words: str = ""  # Of the introduction: "trước", "đến hết" …

    @property
    def is_exact(self) -> bool:
        """Whether it names a day, a month, a quarter or a year."""
        return self.form in (Form.DATE, Form.MONTH, Form.QUARTER, Form.HALF, Form.YEAR)


_RHYTHMS = words_of("hằng hàng mỗi")
_MOST_WORDS = 16
# "xong trước ngày …", "ngay trong tháng …": read with the introduction, printed without.
_NO_PART = frozenset({"xong", "ngay"})


class TimeReader(CoreReader):
    """Reads the times of one stretch of tokens."""

    def all_from(self, lo: int) -> list[Time]:
        """Every expression, left to right, none overlapping."""
        found: list[Time] = []
        at = lo
        while at < self.end:
            time = self._at(at) if self._may_begin(at) else None
            if time is not None:
                found.append(time)
                at = time.hi
            else:
                at += 1
        return found

    def _may_begin(self, at: int) -> bool:
        key = self.keys[at]
        return key in _FIRST or self.tokens.shapes[at] == NUMBER

    def _at(self, at: int) -> Time | None:
        vague = VAGUE.after(self.keys, at, self.end)
        if vague > at:
            return Time(at, at, vague, Form.VAGUE, Intro.NONE)
        intro = INTROS.match(self.keys, at, self.end)
        if intro is not None:
            for start in self._starts(intro[1]):
                core = self._core(start)
                if core:
                    words = " ".join(self.keys[at : intro[1]])
                    lo = at + (self.keys[at] in _NO_PART and intro[1] > at + 1)
                    return Time(lo, start, core[1], core[0], intro[0], core[2], words)
        if self.keys[at] == "ngay":
            return self._at_once(at)
        core = self._core(at)
        return Time(at, at, core[1], core[0], Intro.NONE, core[2]) if core else None

    def _starts(self, at: int) -> tuple[int, ...]:
        """Where the time itself may begin after its introduction: at once, or behind an hour of the day."""
        hour = self._hour_end(at)
        return (hour, at) if hour > at else (at,)

    def _hour_end(self, at: int) -> int:
        """Past "16 giờ 30 ngày", "17h00", "16:30"."""
        here = at
        if here + 1 >= self.end or self.tokens.shapes[here] != NUMBER:
            return at
        if self.keys[here + 1] not in ("giờ", "h", "g", ":"):
            return at
        here += 2
        if here < self.end and self.tokens.shapes[here] == NUMBER:
            here += 1
            here += here < self.end and self.keys[here] in ("phút", "p")
        here += here < self.end and self.keys[here] == ","
        here += here < self.end and self.keys[here] == "của"
        core = self._core(here)
        return here if core is not None and core[0] in (Form.DATE, Form.DAY_OF) else at

    def _at_once(self, at: int) -> Time | None:
        """ "ngay" after a verb; "ngay sau hội nghị này"; not "ngay từ", "ngay khi"."""
        following = self.keys[at + 1] if at + 1 < self.end else ""
        if following == "sau":
            hi = at + 2
            while (
                hi < min(self.end, at + _MOST_WORDS)
                and self.tokens.word(hi)
                and self.keys[hi] not in ("thì", "phải")
            ):
                hi += 1
                if self.keys[hi - 1] in ("này", "trên", "nay"):
                    break
            return Time(at, at, hi, Form.VAGUE, Intro.AFTER)
        if following in AT_ONCE_STOPS:
            return None
        return Time(at, at, at + 1, Form.VAGUE, Intro.NONE)


_FIRST = (
    set(INTROS.first)
    | set(VAGUE.first)
    | {"ngay", "ngày", "tháng", "quý", "qúy", "năm", "hết", "cuối"}
    | NUMBER_WORDS
    | set(OCCASIONS.first)
)
