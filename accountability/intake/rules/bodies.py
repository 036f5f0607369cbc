"""Who is named at a place of the text: one agency, one post, a group kept whole, or a list cut into its members. Pure.

Longest match against the dictionary of the day first; then the grammar of names: head noun and name, titles, groups, and lists
whose head noun is said once. Every loop moves forward, and bodies within bodies go only a few levels deep.
"""

from __future__ import annotations

from accountability.intake.rules.body import Body, BodyList
from accountability.intake.rules.cues import CUES, Cue
from accountability.intake.rules.ellipsis import LONGEST_LIST, EllipsisReader
from accountability.intake.rules.groups import qualified_end
from accountability.intake.rules.names import name_end, proper_end
from accountability.intake.rules.nouns import (
    ALONE,
    APPOSED,
    HONORIFICS,
    ISSUERS,
    OPENERS,
    RANKS,
    ROLES_APPOSED,
    TITLES,
)
from accountability.intake.rules.tails import unit_end, with_tail

_LONGEST_BRACKET = 40
# "các Phó Giám đốc Sở", "Chủ tịch xã": the house of the speaker, without a name.
# "Trưởng phòng Văn hóa": the title holds the head noun of the house.
_HOUSES_OF_TITLES = frozenset({"phòng", "ban"})
_OWN_HOUSES = frozenset({"sở", "huyện", "xã", "ban", "phòng", "ngành"})
# What stands around a role in apposition, and what ends it without a sign.
_BEFORE_ROLES = frozenset({",", "-", "–", "—"})
_PREDICATES = frozenset({Cue.LEAD, Cue.COORDINATE, Cue.DUTY, Cue.ADVERB, Cue.RECEIVER})
_LONGEST_ROLE = 20
_EACH = frozenset({"mỗi", "từng"})
_DEEPEST = 3


class Reader(EllipsisReader):
    """Reads lists of bodies, posts included."""

    def may_begin(self, at: int) -> bool:
        """Whether a name of the dictionary may begin with this token."""
        return self.tokens.capital(at) and (
            self.keys[at] in self.names.first or self._is_unit(at, len(self.keys))
        )

    def list_at(self, at: int, end: int) -> BodyList | None:
        """The longest list of bodies that begins here, or None."""
        start = self._after_honorific(at, end)
        bodies = self._whole(start, end)
        if not bodies:
            return None
        found, here = list(bodies), self._after_bracket(bodies[-1].hi, end)
        while len(found) < LONGEST_LIST:
            here = self._after_role(here, end)
            following = self._after_join(here, end)
            if following == here or self._speaks(found, here):
                break
            following = self._after_honorific(following, end)
            if following < end and self.keys[following] in _EACH:
                break  # "…, mỗi đơn vị thành lập 02 đoàn": the same once more.
            more = self._whole(following, end) or self._left_out(found[-1], following, end)
            if not more:
                break
            if self._is_apposition(found[-1], here, following, end):
                here = self._after_bracket(more[-1].hi, end)
                continue
            if found[-1].kind == "place" != more[0].kind and self.keys[here] == ";":
                break  # "… vào thành phố Vinh; UBND thành phố Vinh phối hợp": a place of the matter, then who acts.
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

    def _after_role(self, at: int, end: int) -> int:
        """Past ", Cơ quan thường trực Đề án 06 tỉnh,": what the body before is beside its name; `at` for none.

        It is closed by a comma or a dash, or by the predicate itself; the comma is left to join what follows.
        """
        if at >= end or self.keys[at] not in _BEFORE_ROLES:
            return at
        role = ROLES_APPOSED.after(self.keys, at + 1, end)
        if role == at + 1:
            return at
        for here in range(role, min(end, role + _LONGEST_ROLE)):
            if self.keys[here] in _BEFORE_ROLES:
                return here + (self.keys[here] != ",")
            if self.keys[here] in (";", ".", ":", "("):
                break
            cue = CUES.match(self.keys, here, end)
            if cue is not None and cue[0] in _PREDICATES and here > role:
                return here
        return at

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

    def _whole(self, at: int, end: int) -> list[Body]:
        """The body or bodies that begin here, the last with what tells which are meant."""
        bodies = self._items(at, end)
        if bodies:
            return [*bodies[:-1], with_tail(bodies[-1], self.tokens, end)]
        hi = unit_end(self.tokens, at, end) if at < end and self.tokens.word(at) else at
        return [Body(at, hi, self.printed(at, hi), (), "group")] if hi > at else []

    def _items(self, at: int, end: int) -> list[Body]:
        """One body, or the members of one ellipsis; bodies within bodies only a few levels deep."""
        if at >= end or not self.tokens.word(at) or self._depth > _DEEPEST:
            return []
        self._depth += 1
        try:
            return (
                self._elliptical(at, end)
                or self._headed(at, end)
                or self._agency_of(at, end)
                or self._known(at, end)
                or self._post(at, end)
                or self._group(at, end)
                or self._named(at, end)
                or self._unit(at, end)
                or self._place(at, end)
            )
        finally:
            self._depth -= 1

    def _after_titles(self, at: int, end: int) -> int:
        """Past further titles of the same house: "Bí thư, Chủ tịch UBND các xã"."""
        here = at
        for _ in range(_DEEPEST):
            joined = here + (here < end and self.keys[here] in (",", "và", "hoặc"))
            after = TITLES.after(self.keys, joined, end)
            if joined == here or after == joined or self._items(here, end):
                break
            here = after
        return here

    def _post(self, at: int, end: int) -> list[Body]:
        opened = OPENERS.after(self.keys, at, end)
        start = HONORIFICS.after(self.keys, opened, end)
        title = TITLES.match(self.keys, start, end)
        if title is None and self.keys[start : start + 2] == ["trưởng", "các"] and self.tokens.capital(start):
            title = "trưởng", start + 1
        if title is None:
            return []
        title = title[0], self._after_titles(title[1], end)
        inner = self._items(title[1], end)
        if not inner and self.keys[title[1] - 1] in _HOUSES_OF_TITLES:
            named = name_end(self.tokens, title[1] - 1, title[1], end)
            ranked = RANKS.after(self.keys, named, end)
            if ranked > named > title[1]:
                return [Body(at, ranked, self.printed(at, ranked), (), "group")]
            if named > title[1]:
                return [Body(at, named, self.printed(at, named), (), "post")]
        if not inner:
            alone = ALONE.after(self.keys, start, end)
            alone = alone if alone > start else at
            if title[1] < end and self.keys[title[1]] in _OWN_HOUSES:
                alone = title[1] + 1
            kind = "group" if opened > at else "post"
            return [Body(at, alone, self.printed(at, alone), (), kind)] if alone > at else []
        hi = inner[-1].hi
        group = inner[0].kind == "group" or len(inner) > 1 or opened > at or self.keys[at] == "các"
        hi = qualified_end(self.tokens, hi, end) if group else hi
        return [
            Body(at, hi, self.printed(at, hi), () if group else inner[0].codes, "group" if group else "post")
        ]
