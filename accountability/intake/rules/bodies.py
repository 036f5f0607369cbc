"""Who is named at a place of the text: one agency, one post, a group kept whole, or a list cut into its members. Pure.

Longest match against the dictionary of the day first; then the grammar of names: head noun and name, titles, groups, and lists
whose head noun is said once ("các Sở GTVT, Xây dựng, TNMT và UBND huyện …"). Every loop moves forward.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from accountability.intake.rules.dictionary import DayNames
from accountability.intake.rules.groups import group_end, is_generic_list
from accountability.intake.rules.names import field_end, name_end, place_end, proper_end
from accountability.intake.rules.nouns import (
    ALONE,
    APPOSED,
    FIELD_HEADS,
    GENERICS,
    HEADS,
    HONORIFICS,
    ISSUERS,
    LEVEL_WORDS,
    NAME_NEEDED,
    NO_HEADS,
    OPENERS,
    PLACE_HEADS,
    RANKS,
    TITLES,
)
from accountability.intake.rules.places import PROVINCES
from accountability.intake.rules.tokens import BREAK, Tokens

_LONGEST_LIST = 60
_LONGEST_BRACKET = 40
# Heads of one syllable that are recognised in lower case too; the others are ordinary words then.
_LOWER_HEADS = frozenset({"sở", "bộ", "phòng"})
# A head of so many words is no ordinary phrase, in lower case either: "tổ công nghệ số cộng đồng".
_LONG_HEAD = 3
# "các Phó Giám đốc Sở", "Chủ tịch xã": the house of the speaker, without a name.
_OWN_HOUSES = frozenset({"sở", "huyện", "xã", "ban", "phòng", "ngành"})
_JOINS = frozenset({"và", "cùng", "hoặc"})
_Read = Callable[[Tokens, int, int], int]


@dataclass(frozen=True)
class Body:
    """Who is named: tokens `lo` to `hi`, the printed phrase (with its head noun where the list left it out), the codes found.

    kind: "agency", "post" (a title of a head), "group", "place".
    """

    lo: int
    hi: int
    text: str
    codes: tuple[str, ...] = ()
    kind: str = "agency"

    @property
    def code(self) -> str | None:
        """The one agency of the dictionary, if it is one."""
        return self.codes[0] if len(self.codes) == 1 else None


@dataclass(frozen=True)
class BodyList:
    """Bodies one after the other: from token `lo` (honorifics included) to `hi` (brackets included)."""

    lo: int
    hi: int
    bodies: tuple[Body, ...]

    def before(self, at: int) -> BodyList:
        """The part that ends by this token."""
        bodies = tuple(body for body in self.bodies if body.hi <= at)
        return replace(self, bodies=bodies, hi=bodies[-1].hi if bodies else self.lo)


class Reader:
    """Reads bodies out of the tokens with the names of one day."""

    def __init__(self, tokens: Tokens, names: DayNames) -> None:
        self.tokens, self.names = tokens, names
        self.keys = tokens.keys

    def may_begin(self, at: int) -> bool:
        """Whether a name of the dictionary may begin with this token."""
        return self.keys[at] in self.names.first and self.tokens.capital(at)

    # Lists ------------------------------------------------------------------------------------------------------------

    def list_at(self, at: int, end: int) -> BodyList | None:
        """The longest list of bodies that begins here, or None."""
        start = self._after_honorific(at, end)
        bodies = self._items(start, end)
        if not bodies:
            return None
        found, here = list(bodies), self._after_bracket(bodies[-1].hi, end)
        while len(found) < _LONGEST_LIST:
            following = self._after_join(here, end)
            if following == here or self._speaks(found, here):
                break
            following = self._after_honorific(following, end)
            more = self._items(following, end) or self._left_out(found[-1], following, end)
            if not more:
                break
            if self._is_apposition(found[-1], here, following, end):
                here = self._after_bracket(more[-1].hi, end)
                continue
            found += more
            here = self._after_bracket(more[-1].hi, end)
        return BodyList(at, here, tuple(found))

    def _speaks(self, found: list[Body], join: int) -> bool:
        """ "Theo chỉ đạo của Chủ tịch UBND tỉnh, Công an tỉnh …": who speaks for the province stands alone before a comma."""
        body = found[-1]
        spoken = ISSUERS.after(self.keys, body.lo, body.hi) == body.hi
        of_him = self.keys[body.lo - 1 : body.lo] == ["của"]
        return (
            len(found) == 1 and spoken and of_him and self.keys[join] == "," and not self._title_follows(join)
        )

    def _title_follows(self, join: int) -> bool:
        return APPOSED.after(self.keys, join + 1, len(self.keys)) > join + 1

    def _is_apposition(self, last: Body, join: int, at: int, end: int) -> bool:
        """ "Giám đốc Công an tỉnh, Tổ phó Thường trực Tổ công tác": one person with a second post."""
        return last.kind == "post" and self.keys[join] == "," and APPOSED.after(self.keys, at, end) > at

    def _after_honorific(self, at: int, end: int) -> int:
        """Past "đồng chí", and past the name of a person where his post follows: "đồng chí Nguyễn Văn A - Giám đốc …"."""
        here = HONORIFICS.after(self.keys, at, end)
        name = proper_end(self.tokens, here, end) if here > at else here
        if name > here and name + 1 < end and self.keys[name] in ("-", ",", "("):
            return name + 1 if TITLES.after(self.keys, name + 1, end) > name + 1 else here
        return here

    def _after_bracket(self, at: int, end: int) -> int:
        """Past a short remark in brackets: "(C06)", "(cơ quan thường trực)"."""
        if at < end and self.keys[at] == "(":
            for here in range(at + 1, min(end, at + _LONGEST_BRACKET)):
                if self.keys[here] == ")":
                    return here + 1
                if self.keys[here] in ("trì", "hợp", ":") and here > at + 3:
                    break  # Who leads stands in the brackets: no remark.
        return at

    def _after_join(self, at: int, end: int) -> int:
        here = at
        if here < end and self.keys[here] in (",", ";"):
            here += 1
            if here < end and self.keys[here] == BREAK:
                return at
        if here < end and self.keys[here] in _JOINS:
            here += 1
            if here < end and self.keys[here] in ("với", "cả"):
                here += 1
        return here

    def _left_out(self, last: Body, at: int, end: int) -> list[Body]:
        """A member whose head noun is that of the one before: "Sở Tài chính, Xây dựng", "UBND huyện Diễn Châu, Yên Thành"."""
        words = last.text.split()
        if at >= end or last.kind == "group" or not words:
            return []
        if words[0].casefold() in FIELD_HEADS:
            hi = field_end(self.tokens, at, end)
            return [self._expanded(words[0], at, hi)] if hi > at and self._is_member(hi, end) else []
        if len(words) > 2 and words[0].casefold() in PLACE_HEADS:
            hi = proper_end(self.tokens, at, end)
            level = LEVEL_WORDS.match(self.keys, at, end)
            if level is None and hi > at and self._is_member(hi, end):
                return [self._expanded(" ".join(words[:2]), at, hi)]
            if level is not None and (hi := place_end(self.tokens, at, end)) > at:
                return [self._expanded(words[0], at, hi)]
        return []

    def _is_member(self, at: int, end: int) -> bool:
        """Whether what was read is a whole member: no further capital follows at once."""
        return at >= end or not (self.tokens.word(at) and self.tokens.capital(at))

    def _expanded(self, head: str, lo: int, hi: int) -> Body:
        text = f"{head[0].upper()}{head[1:]} {self.printed(lo, hi)}"
        return Body(lo, hi, text, self._codes_of(text))

    def _codes_of(self, text: str) -> tuple[str, ...]:
        return self.names.find(text)

    def printed(self, lo: int, hi: int) -> str:
        """The words as printed, line breaks as spaces."""
        return " ".join(self.tokens.slice(lo, hi).split())

    # One body, or the members of one ellipsis --------------------------------------------------------------------------

    def _items(self, at: int, end: int) -> list[Body]:
        if at >= end or not self.tokens.word(at):
            return []
        return (
            self._elliptical(at, end)
            or self._headed(at, end)
            or self._known(at, end)
            or self._post(at, end)
            or self._group(at, end)
            or self._named(at, end)
            or self._place(at, end)
        )

    def _known(self, at: int, end: int) -> list[Body]:
        match = self.names.match(self.tokens, at, end)
        if match is None or NO_HEADS.after(self.keys, at, end) >= match.end:
            return []
        hi, codes = self._with_province(match.end, end, match.codes)
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

    def _post(self, at: int, end: int) -> list[Body]:
        opened = OPENERS.after(self.keys, at, end)
        title = TITLES.match(self.keys, HONORIFICS.after(self.keys, opened, end), end)
        if title is None:
            return []
        inner = self._items(title[1], end)
        if not inner:
            alone = ALONE.after(self.keys, at, end)
            if title[1] < end and self.keys[title[1]] in _OWN_HOUSES:
                alone = title[1] + 1
            return [Body(at, alone, self.printed(at, alone), (), "post")] if alone > at else []
        hi = inner[-1].hi
        group = inner[0].kind == "group" or len(inner) > 1 or opened > at
        return [
            Body(at, hi, self.printed(at, hi), () if group else inner[0].codes, "group" if group else "post")
        ]

    def _headed(self, at: int, end: int) -> list[Body]:
        """ "UBND cấp huyện, cấp xã", "Công an các đơn vị, địa phương": before the dictionary finds "UBND" alone."""
        return self._group(at, end) if HEADS.after(self.keys, at, end) > at else []

    def _group(self, at: int, end: int) -> list[Body]:
        hi = group_end(self.tokens, at, end)
        hi = self._nested(hi, end) or hi if hi > at else hi
        return [Body(at, hi, self.printed(at, hi), (), "group")] if hi > at else []

    def _named(self, at: int, end: int) -> list[Body]:
        head = HEADS.match(self.keys, at, end)
        if head is None or NO_HEADS.after(self.keys, at, end) >= head[1]:
            return []
        plain = head[1] - at == 1 and not self.tokens.capital(at) and self.keys[at] not in _LOWER_HEADS
        if plain and (head[1] >= end or not self.tokens.capital(head[1])):
            return []
        hi = self._nested(head[1], end) or name_end(self.tokens, at, head[1], end)
        hi = self._nested(hi, end) or hi
        common = not self.tokens.capital(at) and head[1] - at < _LONG_HEAD
        if hi == head[1] and (head[0] == NAME_NEEDED or common):
            return []
        text = self.printed(at, hi)
        return self._ranked(at, hi, end) or [Body(at, hi, text, self._codes_of(text))]

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
        inner = self._known(at, end) or self._named(at, end)
        return inner[-1].hi if inner else 0

    def _place(self, at: int, end: int) -> list[Body]:
        """A locality that stands for its committee: "TP. Hà Nội phải …"."""
        hi = place_end(self.tokens, at, end)
        if hi == at or not any(self.tokens.capital(i) for i in range(at + 1, hi)):
            return []
        text = self.printed(at, hi)
        return [Body(at, hi, text, self._codes_of(text), "place")]

    def _elliptical(self, at: int, end: int) -> list[Body]:
        """ "các sở QHKT, Xây dựng, TNMT", "UBND các huyện: Diễn Châu, Yên Thành": the head noun goes to every member."""
        opened = OPENERS.after(self.keys, at, end)
        if opened > at:
            return self._fields_after(at, opened, end) or self._levels_after(at, opened, end)
        head = HEADS.match(self.keys, at, end)
        if head and self.printed(at, head[1]).casefold() in PLACE_HEADS and head[1] < end:
            return self._places_after(at, head[1], end)
        return []

    def _fields_after(self, at: int, opened: int, end: int) -> list[Body]:
        here = opened
        while here < end and self.keys[here] in (
            "sở",
            "ngành",
            "bộ",
            "ban",
            "phòng",
            "cục",
            "chi",
            "vụ",
            ",",
            "cơ",
            "quan",
        ):
            here += 1
        nouns = [word for word in self.keys[opened:here] if word in FIELD_HEADS]
        if not nouns or self.keys[here - 1] == "," or GENERICS.after(self.keys, opened, end) > here:
            return []
        head = self.printed(opened, opened + 1) if nouns[0] != "chi" else self.printed(opened, opened + 2)
        here += here < end and self.keys[here] == ":"
        return self._members(head, at, here, end, field_end)

    def _levels_after(self, at: int, opened: int, end: int) -> list[Body]:
        """ "các huyện Diễn Châu, Yên Thành": localities that stand for their committees."""
        level = LEVEL_WORDS.match(self.keys, opened, end)
        if level is None or level[1] >= end:
            return []
        here = level[1] + (self.keys[level[1]] == ":")
        return self._members(self.printed(opened, level[1]), at, here, end, proper_end)

    def _places_after(self, at: int, opened: int, end: int) -> list[Body]:
        if self.keys[opened] != "các":
            return []
        level = LEVEL_WORDS.match(self.keys, opened + 1, end)
        if level is None:
            return []
        here = level[1] + (level[1] < end and self.keys[level[1]] == ":")
        head = f"{self.printed(at, opened)} {self.printed(opened + 1, level[1])}"
        return self._members(head, at, here, end, proper_end)

    def _members(self, head: str, opened: int, at: int, end: int, read: _Read) -> list[Body]:
        """The members behind a head said once; the first begins where the head does."""
        found: list[Body] = []
        here = at
        while len(found) < _LONGEST_LIST:
            hi = read(self.tokens, here, end)
            if hi == here:
                break
            body = self._expanded(head, here, hi)
            found.append(body if found else replace(body, lo=opened))
            joined = self._after_join(hi, end)
            if (
                joined == hi
                or joined < end
                and (HEADS.after(self.keys, joined, end) > joined and read is not field_end)
            ):
                break
            if is_generic_list(self.tokens, joined, end):
                break
            here = joined
        return found
