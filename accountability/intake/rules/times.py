"""Expressions of time in a sentence, with what introduces them: "trước ngày 15/12/2022", "trong quý I", "từ ngày 17/9". Pure.

Reads forward, token by token; what the words mean as a date is `calendars/rules/phrases.py`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from accountability.intake.rules.tokens import NUMBER, PhraseTable, Tokens, phrase_set, words_of


class Form(Enum):
    """What kind of time is named."""

    DATE = "date"  # 15/12, 15/12/2022, ngày 15 tháng 12
    DAY_OF = "day of"  # ngày 06 của tháng cuối quý, ngày 20 hằng tháng
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"  # 6 tháng đầu năm
    YEAR = "year"
    COUNT = "count"  # 30 ngày làm việc
    OCCASION = "occasion"  # Tết, dịp lễ
    VAGUE = "vague"  # ngay, trong thời gian tới


class Intro(Enum):
    """What the words before make of it."""

    BY = "by"  # trước, đến, chậm nhất
    IN = "in"  # trong, vào
    FROM = "from"  # từ, kể từ
    AFTER = "after"  # sau
    NONE = "none"


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


_INTROS: PhraseTable[Intro] = PhraseTable(
    {
        **dict.fromkeys(
            [
                "trước", "đến", "tới", "đến hết", "hết", "chậm nhất", "chậm nhất là", "chậm nhất sau", "không quá sau", "chậm nhất vào", "chậm nhất trước", "chậm nhất đến", "chậm nhất đến hết",
                "chậm nhất là trước", "chậm nhất trong", "muộn nhất", "muộn nhất là", "muộn nhất vào", "không muộn hơn", "không chậm quá", "không quá", "không để quá",
                "xong trước", "trước thời điểm", "đến trước", "đến thời điểm", "cho đến hết", "cho đến", "tối đa", "hạn cuối", "hạn chót", "hạn cuối là", "hạn chót là", "hạn đến", "thời hạn đến", "thời hạn là",
                "đến cuối", "trước cuối", "trước khi hết", "đến ngày cuối", "xong trong", "muộn nhất trước", "muộn nhất đến", "chậm nhất vào lúc", "trước lúc",
            ],
            Intro.BY,
        ),
        **dict.fromkeys(
            [
                "trong", "vào", "ngay trong", "trong vòng", "trong thời hạn", "trong thời gian", "trong khoảng", "nội trong", "cuối", "vào cuối", "trong cuối", "đầu", "vào đầu",
                "trong dịp", "vào dịp", "nhân dịp", "dịp", "trong nửa đầu", "trong nửa cuối", "giữa", "trong và sau dịp", "vào lúc", "trong thời gian tối đa", "trong thời hạn tối đa", "trong thời hạn chậm nhất",
            ],
            Intro.IN,
        ),
        **dict.fromkeys(
            ["từ", "kể từ", "bắt đầu từ", "tính từ", "từ nay", "có hiệu lực từ", "có hiệu lực thi hành từ", "có hiệu lực kể từ", "có hiệu lực thi hành kể từ"], Intro.FROM
        ),
        **dict.fromkeys(["sau", "ngay sau", "từ sau", "qua"], Intro.AFTER),
    }
)  # fmt: skip
VAGUE = phrase_set(
    [
        "trong thời gian tới", "trong thời gian sớm nhất", "thời gian sớm nhất", "trong thời gian sắp tới", "trong thời gian ngắn nhất", "sớm nhất có thể", "trong những ngày tới", "trong ít ngày tới",
        "trong tuần tới", "trong tháng tới", "trong quý tới", "ngay lập tức", "trong giai đoạn tới", "ngay trong thời gian tới", "trong thời gian gần nhất", "trước mắt", "trong tuần", "ngay trong tuần này", "trong tuần này", "ngay hôm nay",
    ]
)  # fmt: skip
_AT_ONCE_STOPS = words_of("""
    từ khi tại trong cả ở trên sau trước đầu đến với vào thẳng ngắn
    """)  # fmt: skip
_UNITS = phrase_set(
    [
        "ngày làm việc",
        "ngày đêm",
        "ngày",
        "tuần",
        "tuần lễ",
        "tháng",
        "giờ",
        "giờ làm việc",
        "giờ đồng hồ",
        "h",
    ]
)
_OCCASIONS = phrase_set(
    [
        "tết nguyên đán", "tết", "tết dương lịch", "tết âm lịch", "tết cổ truyền", "tết trung thu", "lễ", "ngày lễ", "quốc khánh", "kỷ niệm",
        "lễ 30/4", "lễ quốc khánh", "mùa mưa bão", "mùa mưa lũ", "năm học mới", "khai giảng", "kỳ nghỉ lễ", "nghỉ lễ", "nghỉ tết",
    ]
)  # fmt: skip
_WEEKDAYS = phrase_set(
    [f"{day}{week}" for day in ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật") for week in ("", " hằng tuần", " hàng tuần", " tuần này", " tuần tới", " tuần sau")]
)  # fmt: skip
_NUMBER_WORDS = words_of("một hai ba bốn năm sáu bảy tám chín mười")
_ROMAN = words_of("i ii iii iv")
_RHYTHMS = words_of("hằng hàng mỗi")
_MOST_WORDS = 16


class TimeReader:
    """Reads the times of one stretch of tokens."""

    def __init__(self, tokens: Tokens, end: int) -> None:
        self.tokens, self.keys, self.end = tokens, tokens.keys, end

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
        intro = _INTROS.match(self.keys, at, self.end)
        if intro is not None:
            for start in self._starts(intro[1]):
                core = self._core(start)
                if core:
                    words = " ".join(self.keys[at : intro[1]])
                    return Time(at, start, core[1], core[0], intro[0], core[2], words)
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
        if following in _AT_ONCE_STOPS:
            return None
        return Time(at, at, at + 1, Form.VAGUE, Intro.NONE)

    # Cores: what is named, without its introduction ---------------------------------------------------------------------

    def _core(self, at: int) -> tuple[Form, int, bool] | None:
        if at >= self.end:
            return None
        key = self.keys[at]
        if (
            key in ("ngày", "hết", "cuối")
            and at + 1 < self.end
            and (key == "ngày" or self.keys[at + 1] in ("ngày", "tháng", "quý", "năm"))
        ):
            return self._after_day(at) if key == "ngày" else self._core(at + 1)
        if key == "tháng":
            return self._month(at)
        if key in ("quý", "qúy"):
            return self._quarter(at)
        if key == "năm":
            return self._year(at)
        if self.tokens.shapes[at] == NUMBER or key in _NUMBER_WORDS:
            return self._numeric(at) or self._half(at) or self._count(at)
        weekday = _WEEKDAYS.after(self.keys, at, self.end)
        if weekday > at:
            return Form.DAY_OF, weekday, False
        hi = _OCCASIONS.after(self.keys, at, self.end)
        return (Form.OCCASION, *self._occasion_end(hi)) if hi > at else None

    def _after_day(self, at: int) -> tuple[Form, int, bool] | None:
        here = at + 1
        weekday = _WEEKDAYS.after(self.keys, here, self.end)
        if weekday > here:
            return Form.DAY_OF, weekday, False
        if self.keys[here] == "cuối":
            rest = self._core(here + 1) if here + 1 < self.end else None
            return rest
        numeric = self._numeric(here)
        if numeric is not None:
            return numeric
        if self.tokens.shapes[here] != NUMBER or not self._small(here, 31):
            return None
        here = self._over_bracket(here + 1)
        if here < self.end and self.keys[here] == "tháng":
            month = self._month(here)
            return (Form.DATE, month[1], month[2]) if month else None
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
        if here < self.end and (self.keys[here] in _ROMAN or self._small(here, 4)):
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
        hi = _UNITS.after(self.keys, here, self.end)
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


_FIRST = (
    set(_INTROS.first)
    | set(VAGUE.first)
    | {"ngay", "ngày", "tháng", "quý", "qúy", "năm", "hết", "cuối"}
    | _NUMBER_WORDS
    | set(_OCCASIONS.first)
)
