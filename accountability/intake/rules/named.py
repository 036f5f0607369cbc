"""One body by its name: from the dictionary, by a head noun and its name, a group, a locality. Pure."""

from __future__ import annotations

from accountability.intake.rules.body import Body
from accountability.intake.rules.dictionary import DayNames
from accountability.intake.rules.fields import FIELDS
from accountability.intake.rules.groups import group_end, qualified_end
from accountability.intake.rules.name_numbers import region_end
from accountability.intake.rules.names import COMPANIES, name_end, parent_end, place_end
from accountability.intake.rules.nouns import HEADS, LEVEL_WORDS, NAME_NEEDED, NO_HEADS, RANKS, WITH_PARENT
from accountability.intake.rules.places import PROVINCES
from accountability.intake.rules.tokens import Tokens

# Heads of one syllable that are recognised in lower case too; the others are ordinary words then.
_LOWER_HEADS = frozenset({"sở", "bộ", "phòng"})
# A head of so many words is no ordinary phrase, in lower case either: "tổ công nghệ số cộng đồng".
_LONG_HEAD = 3
_UNITS = frozenset({"a", "c", "k", "v", "pa", "pc", "pk", "px", "pv", "ph"})
# "Đảng ủy Công an tỉnh", "Văn phòng Chi cục …": names within names.
_DEEPEST = 3


class NameReader:
    """Reads single bodies out of the tokens with the names of one day."""

    def __init__(self, tokens: Tokens, names: DayNames) -> None:
        self.tokens, self.names = tokens, names
        self.keys = tokens.keys
        self._depth = 0

    def printed(self, lo: int, hi: int) -> str:
        """The words as printed, line breaks as spaces."""
        return " ".join(self.tokens.slice(lo, hi).split())

    def _codes_of(self, text: str) -> tuple[str, ...]:
        return self.names.find(text)

    def _known(self, at: int, end: int) -> list[Body]:
        match = self.names.match(self.tokens, at, end)
        if match is None or NO_HEADS.after(self.keys, at, end) >= match.end:
            return []
        hi, codes = self._with_province(match.end, end, match.codes)
        hi = region_end(self.tokens, hi, end)
        hi = self._at_province(at, hi, end)
        hi = (
            parent_end(self.tokens, hi, end) if self.keys[at] in WITH_PARENT or self._is_unit(at, end) else hi
        )
        kind = "post" if match.is_head else "agency"
        if LEVEL_WORDS.after(self.keys, at, end) > at and kind == "agency":
            kind = "place"
        return self._ranked(at, hi, end) or [Body(at, hi, self.printed(at, hi), codes, kind)]

    def _with_province(self, at: int, end: int, codes: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        """ "… tỉnh Nghệ An" keeps the code, "… tỉnh Quảng Trị", "… Hà Nội" or "… huyện Nam Đàn" is another agency."""
        hi = place_end(self.tokens, at, end)
        if hi == at:
            hi = PROVINCES.after(self.keys, at, end) if at < end and self.tokens.capital(at) else at
        if hi == at or HEADS.after(self.keys, at, end) > at:
            return at, codes
        words = tuple(self.keys[at:hi])
        ours = self.names.province
        own = words in ((*ours,), ("tỉnh", *ours), ("tỉnh",)) or bool(ours) and words == ours[-len(words) :]
        return hi, codes if own else ()

    def _headed(self, at: int, end: int) -> list[Body]:
        """ "UBND cấp huyện, cấp xã", "Công an các đơn vị, địa phương": before the dictionary finds "UBND" alone."""
        return self._group(at, end) if HEADS.after(self.keys, at, end) > at else []

    def _group(self, at: int, end: int) -> list[Body]:
        hi = group_end(self.tokens, at, end)
        hi = self._nested(hi, end) or hi if hi > at else hi
        hi = qualified_end(self.tokens, hi, end) if hi > at else hi
        return [Body(at, hi, self.printed(at, hi), (), "group")] if hi > at else []

    def _named(self, at: int, end: int) -> list[Body]:
        head = HEADS.match(self.keys, at, end)
        if (
            head is None
            or NO_HEADS.after(self.keys, at, end) >= head[1]
            and not self._is_inspectorate(at, head[1], end)
        ):
            return []
        plain = head[1] - at == 1 and not self.tokens.capital(at) and self.keys[at] not in _LOWER_HEADS
        if plain and (head[1] >= end or not self.tokens.capital(head[1])):
            return []
        hi = self._nested(head[1], end) or name_end(self.tokens, at, head[1], end)
        hi = self._at_province(at, self._nested(hi, end) or hi, end)
        common = not self.tokens.capital(at) and head[1] - at < _LONG_HEAD
        if hi == head[1] and (head[0] == NAME_NEEDED or common):
            return []
        text = self.printed(at, hi)
        return self._ranked(at, hi, end) or [Body(at, hi, text, self._codes_of(text))]

    def _at_province(self, at: int, hi: int, end: int) -> int:
        """Past "tại Nghệ An" behind the name of a company or a bank."""
        if self.keys[at] not in COMPANIES or hi >= end or self.keys[hi] != "tại":
            return hi
        return max(hi, PROVINCES.after(self.keys, hi + 1, end))

    def _agency_of(self, at: int, end: int) -> list[Body]:
        """ "Cơ quan Bảo hiểm xã hội", "cơ quan Công an huyện": the name with the noun before it."""
        if self.keys[at : at + 2] != ["cơ", "quan"] or at + 2 >= end or not self.tokens.capital(at + 2):
            return []
        hi = self._nested(at + 2, end)
        return [Body(at, hi, self.printed(at, hi), self._codes_of(self.printed(at + 2, hi)))] if hi else []

    def _is_inspectorate(self, at: int, after: int, end: int) -> bool:
        """ "Thanh tra Sở Y tế", "Thanh tra huyện" name somebody; "thanh tra, kiểm tra" is work."""
        if self.keys[at:after] != ["thanh", "tra"] or not self.tokens.capital(at) or after >= end:
            return False
        if FIELDS.after(self.keys, after, end) > after:
            return True  # "Thanh tra giao thông"
        house = self.tokens.capital(after) and HEADS.after(self.keys, after, end) > after
        return house or self.keys[after] in ("tỉnh", "huyện", "sở", "bộ")

    def _ranked(self, at: int, hi: int, end: int) -> list[Body]:
        """ "Sở Y tế các tỉnh, thành phố", "Tổ công tác các cấp": one name makes many."""
        ranked = RANKS.after(self.keys, hi, end)
        if hi + 1 < end and self.keys[hi] == "các" and LEVEL_WORDS.after(self.keys, hi + 1, end) > hi + 1:
            ranked = max(ranked, group_end(self.tokens, hi, end))
        return [Body(at, ranked, self.printed(at, ranked), (), "group")] if ranked > hi else []

    def _nested(self, at: int, end: int) -> int:
        """Past a name that is itself that of a body: "Chi nhánh Ngân hàng …", "Đảng ủy Công an tỉnh"; 0 for none."""
        if at >= end or not self.tokens.capital(at) or HEADS.after(self.keys, at, end) == at:
            return 0
        if self._depth > _DEEPEST:
            return 0
        self._depth += 1
        inner = self._known(at, end) or self._named(at, end)
        self._depth -= 1
        return inner[-1].hi if inner else 0

    def _is_unit(self, at: int, end: int) -> bool:
        """ "C06", "PC08", "PA05": units of the police go by letters and a number."""
        keys, tokens = self.keys, self.tokens
        return (
            at + 1 < end
            and keys[at] in _UNITS
            and tokens.touch(at + 1)
            and len(keys[at + 1]) == 2
            and keys[at + 1].isdecimal()
        )

    def _unit(self, at: int, end: int) -> list[Body]:
        """ "C06 Bộ Công an", "PC06 Công an tỉnh"."""
        if not self._is_unit(at, end) or not self.tokens.capital(at):
            return []
        here = at + 2
        here += (
            here < end
            and self.keys[here] in ("-", ",", "thuộc")
            and HEADS.after(self.keys, here + 1, end) > here + 1
        )
        hi = self._nested(here, end) or at + 2
        return [Body(at, hi, self.printed(at, hi))]

    def _place(self, at: int, end: int) -> list[Body]:
        """A locality that stands for its committee: "TP. Hà Nội phải …"."""
        hi = place_end(self.tokens, at, end)
        if hi == at or not any(self.tokens.capital(i) for i in range(at + 1, hi)):
            return []
        text = self.printed(at, hi)
        return [Body(at, hi, text, self._codes_of(text), "place")]
