"""Lists whose head noun is said once: "các Sở GTVT, Xây dựng, TNMT", "UBND các huyện: Diễn Châu, Yên Thành". Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from accountability.intake.rules.body import Body
from accountability.intake.rules.groups import is_generic_list
from accountability.intake.rules.named import NameReader
from accountability.intake.rules.names import field_end, place_end, proper_end
from accountability.intake.rules.nouns import FIELD_HEADS, GENERICS, HEADS, LEVEL_WORDS, OPENERS, PLACE_HEADS
from accountability.intake.rules.tokens import BREAK, CAPITALS, Tokens, words_of

LONGEST_LIST = 60
_JOINS = frozenset({"và", "cùng", "hoặc"})
_Read = Callable[[Tokens, int, int], int]
_HEADS_IN_PLACES = words_of("trường đoàn hội cảng quỹ tổ đội trạm hạt viện đài")
_HEAD_WORDS = words_of("sở ngành bộ ban phòng cục chi vụ , cơ quan")


class EllipsisReader(NameReader):
    """Gives the head noun of a list to its members."""

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
        while here < end and self.keys[here] in _HEAD_WORDS:
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
        while len(found) < LONGEST_LIST:
            hi = read(self.tokens, here, end)
            if hi == here:
                break
            body = self._expanded(head, here, hi)
            found.append(body if found else replace(body, lo=opened))
            joined = self._after_join(hi, end)
            if joined == hi or self._begins_another(joined, end, fields=read is field_end):
                break
            if is_generic_list(self.tokens, joined, end):
                break
            here = joined
        return found

    def _begins_another(self, at: int, end: int, *, fields: bool) -> bool:
        """Whether the list of one head ends here; among fields, where a level follows: "các Sở Tài chính, Công an tỉnh"."""
        if not fields:
            return self._begins_body(at, end)
        head = HEADS.match(self.keys, at, end)
        return head is not None and LEVEL_WORDS.after(self.keys, head[1], end) > head[1]

    def _begins_body(self, at: int, end: int) -> bool:
        """Whether a body of its own begins here; "Trường Vinh", "Đoàn Kết" are places though their first word is a head."""
        head = HEADS.match(self.keys, at, end)
        return head is not None and not (head[1] - at == 1 and self.keys[at] in _HEADS_IN_PLACES)

    def _left_out(self, last: Body, at: int, end: int) -> list[Body]:
        """A member whose head noun is that of the one before: "Sở Tài chính, Xây dựng", "UBND huyện Diễn Châu, Yên Thành"."""
        words = last.text.split()
        if at >= end or last.kind == "group" or not words:
            return []
        if words[0].casefold() in FIELD_HEADS:
            hi = field_end(self.tokens, at, end)
            if hi > at and self._is_member(hi, end):
                return [self._expanded(words[0], at, hi)]
            return self._initials(at, end)
        if len(words) > 2 and words[0].casefold() in PLACE_HEADS:
            hi = proper_end(self.tokens, at, end)
            level = LEVEL_WORDS.match(self.keys, at, end)
            if level is None and hi > at and self._is_member(hi, end):
                return [self._expanded(" ".join(words[:2]), at, hi)]
            if level is not None and (hi := place_end(self.tokens, at, end)) > at:
                return [self._expanded(words[0], at, hi)]
        return []

    def _initials(self, at: int, end: int) -> list[Body]:
        """Initials that no table knows, with a place behind them: "CATP Vinh"."""
        hi = proper_end(self.tokens, at, end)
        if self.tokens.shapes[at] != CAPITALS or hi == at:
            return []
        text = self.printed(at, hi)
        return [Body(at, hi, text, self._codes_of(text))]

    def _is_member(self, at: int, end: int) -> bool:
        """Whether what was read is a whole member: no further capital follows at once."""
        return at >= end or not (self.tokens.word(at) and self.tokens.capital(at))

    def _expanded(self, head: str, lo: int, hi: int) -> Body:
        text = f"{head[0].upper()}{head[1:]} {self.printed(lo, hi)}"
        return Body(lo, hi, text, self._codes_of(text))

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
