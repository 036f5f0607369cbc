"""What a time names, without its introduction: a day, a month, a quarter, a year, a number of days, an occasion. Pure."""

from __future__ import annotations

from accountability.intake.rules.time_words import NUMBER_WORDS, OCCASIONS, ROMAN, UNITS, WEEKDAYS, Form
from accountability.intake.rules.tokens import NUMBER, Tokens

_DEEPEST = 3  # "ngày cuối cùng của tháng …": times within times.


class CoreReader:
    """Reads the cores of times: their form, their end, and whether they bear a year."""

    def __init__(self, tokens: Tokens, end: int) -> None:
        self.tokens, self.keys, self.end = tokens, tokens.keys, end

    def _core(self, at: int, depth: int = 0) -> tuple[Form, int, bool] | None:
        if at >= self.end or depth > _DEEPEST:
            return None
        key = self.keys[at]
        if (
            key in ("ngày", "hết", "cuối")
            and at + 1 < self.end
            and (key == "ngày" or self.keys[at + 1] in ("ngày", "tháng", "quý", "năm"))
        ):
            return self._after_day(at, depth) if key == "ngày" else self._core(at + 1, depth + 1)
        if key == "tháng":
            return self._month(at)
        if key in ("quý", "qúy"):
            return self._quarter(at)
        if key == "năm":
            return self._year(at)
        if self.tokens.shapes[at] == NUMBER or key in NUMBER_WORDS:
            return self._numeric(at) or self._half(at) or self._count(at)
        weekday = WEEKDAYS.after(self.keys, at, self.end)
        if weekday > at:
            return Form.DAY_OF, weekday, False
        hi = OCCASIONS.after(self.keys, at, self.end)
        return (Form.OCCASION, *self._occasion_end(hi)) if hi > at else None

    def _after_day(self, at: int, depth: int) -> tuple[Form, int, bool] | None:
        here = at + 1
        weekday = WEEKDAYS.after(self.keys, here, self.end)
        if weekday > here:
            return Form.DAY_OF, weekday, False
        if self.keys[here] == "cuối":
            rest = self._core(here + 1, depth + 1) if here + 1 < self.end else None
            return rest
        numeric = self._numeric(here)
        if numeric is not None:
            return numeric
        if self.tokens.shapes[here] != NUMBER or not self._small(here, 31):
            return None
        here = self._over_bracket(here + 1)
        if here < self.end and self.keys[here] == "tháng":
            month = self._month(here)
            if month is not None:
                return Form.DATE, month[1], month[2]
        return self._day_of(here)

    def _day_of(self, at: int) -> tuple[Form, int, bool] | None:
        """ "(ngày 20) hằng tháng", "(ngày 06) của tháng cuối quý", "(ngày 15) tháng cuối quý": no date, it returns."""
        here = at
        while here < min(self.end, at + 8) and (
            self.keys[here]
            in (
                "của",
                "tháng",
                "cuối",
                "đầu",
                "quý",
                "mỗi",
                "hằng",
                "hàng",
                "kỳ",
                "kế",
                "tiếp",
                "sau",
                "liền",
                "năm",
                "báo",
                "cáo",
            )
        ):
            here += 1
        rhythmic = {"hằng", "hàng", "mỗi", "quý", "kỳ", "sau", "tiếp"} & set(self.keys[at:here])
        return (
            (Form.DAY_OF, here, False)
            if here > at and (rhythmic or self.keys[at] == "của")
            else (Form.DAY_OF, at, False)
        )

    def _over_bracket(self, at: int) -> int:
        """Past "(sáu)", "(hai mươi lăm)"."""
        if at < self.end and self.keys[at] == "(":
            for here in range(at + 1, min(self.end, at + 6)):
                if self.keys[here] == ")":
                    return here + 1
        return at

    def _small(self, at: int, most: int) -> bool:
        return (
            at < self.end
            and self.tokens.shapes[at] == NUMBER
            and len(self.keys[at]) <= 2
            and 1 <= int(self.keys[at]) <= most
        )

    def _is_year(self, at: int) -> bool:
        return (
            at < self.end
            and self.tokens.shapes[at] == NUMBER
            and len(self.keys[at]) == 4
            and self.keys[at][:2] in ("19", "20", "21")
        )

    def _numeric(self, at: int) -> tuple[Form, int, bool] | None:
        """ "15/12", "20.7.2020", "1-7-2021"."""
        keys = self.keys
        if (
            not self._small(at, 31)
            or at + 2 >= self.end
            or keys[at + 1] not in "/.-"
            or not self._small(at + 2, 12)
        ):
            return None
        if not (self.tokens.touch(at + 1) and self.tokens.touch(at + 2)):
            return None
        here = at + 3
        if (
            here + 1 < self.end
            and keys[here] == keys[at + 1]
            and self.tokens.touch(here)
            and self._is_year(here + 1)
        ):
            return None if self._in_number(here + 2) else (Form.DATE, here + 2, True)
        if self._in_number(here):
            return None
        if (
            here + 1 < self.end
            and keys[here] == "năm"
            and (keys[here + 1] == "nay" or self._is_year(here + 1))
        ):
            return Form.DATE, here + 2, True
        return Form.DATE, here, False

    def _in_number(self, at: int) -> bool:
        """Whether the digits go on as the number of a document or a decimal: "01/2022/QĐ-UBND", "5.12%"."""
        if at < self.end and self.keys[at] == "%":
            return True
        return (
            at + 1 < self.end
            and self.keys[at] in ("/", "-")
            and self.tokens.touch(at)
            and self.tokens.touch(at + 1)
        )

    def _month(self, at: int) -> tuple[Form, int, bool] | None:
        here = at + 1
        if here < self.end and self.keys[here] == "này":
            return Form.MONTH, here + 1, True
        if not self._small(here, 12):
            return None
        here = self._over_bracket(here + 1)
        return (Form.MONTH, *self._year_after(here))

    def _quarter(self, at: int) -> tuple[Form, int, bool] | None:
        here = at + 1
        if here < self.end and (self.keys[here] in ROMAN or self._small(here, 4)):
            return (Form.QUARTER, *self._year_after(here + 1))
        return None

    def _year_after(self, at: int) -> tuple[int, bool]:
        """Past "/2022", "-2023", " năm 2022", " năm nay"; and whether there was one."""
        if at + 1 < self.end and self.keys[at] in ("/", "-", ".", "năm"):
            if self._is_year(at + 1):
                return at + 2, True
            if self.keys[at] == "năm" and self.keys[at + 1] in ("nay", "này"):
                return at + 2, True
        return at, False

    def _year(self, at: int) -> tuple[Form, int, bool] | None:
        if self._is_year(at + 1) or at + 1 < self.end and self.keys[at + 1] == "nay":
            return Form.YEAR, at + 2, True
        return None

    def _half(self, at: int) -> tuple[Form, int, bool] | None:
        """ "6 tháng đầu năm 2023", "9 tháng đầu năm"."""
        keys = self.keys
        if (
            self._small(at, 12)
            and at + 3 < self.end
            and keys[at + 1] == "tháng"
            and keys[at + 2] in ("đầu", "cuối")
            and keys[at + 3] == "năm"
        ):
            if self._is_year(at + 4):
                return Form.HALF, at + 5, True
            return Form.HALF, at + 4, False
        return None

    def _count(self, at: int) -> tuple[Form, int, bool] | None:
        here = self._over_bracket(at + 1)
        hi = UNITS.after(self.keys, here, self.end)
        if hi == here or self.tokens.shapes[at] == NUMBER and len(self.keys[at]) > 4:
            return None
        if (
            hi < self.end
            and self.keys[hi] in ("/", "một", "lần")
            or self.keys[at - 1 : at]
            and self.keys[at - 1] in ("/", ",")
        ):
            return None
        return Form.COUNT, hi, False

    def _occasion_end(self, at: int) -> tuple[int, bool]:
        here = at
        while here < min(self.end, at + 3) and self.tokens.word(here) and self.tokens.capital(here):
            here += 1  # "Quý Mão"
        here += here < self.end and self.keys[here] in ("năm", "-", "/") and self._is_year(here + 1)
        if self._is_year(here):
            return here + 1, True
        return (here, False)
