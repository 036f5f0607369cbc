"""Numbers that belong to a name: "Khu vực 8", "Hải quan khu vực XI", "Công ty … Lam Hồng 68". Pure."""

from __future__ import annotations

from accountability.intake.rules.cues import CUES, Cue
from accountability.intake.rules.tokens import NUMBER, Tokens

# Kinds of cues that end a name even where it is not known.
STOPS = frozenset(Cue) - {Cue.NONE}
_ROMAN = frozenset("ivx")
_REGIONS = (["khu", "vực"], ["cơ", "sở"])
_CLOSING = frozenset({",", ";", ".", ":", ")", "và"})


def is_cue(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a cue that ends a name begins here."""
    cue = CUES.match(tokens.keys, at, end)
    return cue is not None and cue[0] in STOPS


def region_end(tokens: Tokens, at: int, end: int) -> int:
    """Past "Khu vực 8", "khu vực XI", "cơ sở 5" behind the name of a branch, or past their number alone; `at` for none."""
    number = at + 2 if tokens.keys[at : at + 2] in _REGIONS else at
    if number >= end or number == at and tokens.keys[at - 2 : at] not in _REGIONS:
        return at
    roman = tokens.capital(number) and set(tokens.keys[number]) <= _ROMAN
    return number + 1 if roman or tokens.shapes[number] == NUMBER else at


def is_own_number(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a number closes a name: nothing is counted by it, the predicate or the end follows."""
    if at >= end or tokens.shapes[at] != NUMBER or not tokens.word(at - 1):
        return False
    after = at + 1
    return after >= end or tokens.keys[after] in _CLOSING or is_cue(tokens, after, end)
