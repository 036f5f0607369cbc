"""The rhythm of a duty as printed: "15 ngày/01 lần", "hằng quý, 6 tháng, năm", "thường xuyên". Pure."""

from __future__ import annotations

from accountability.intake.rules.tokens import NUMBER, Tokens, phrase_set, words_of

_EVERY = frozenset({"hằng", "hàng", "mỗi"})
_UNITS = frozenset({"ngày", "tuần", "tháng", "quý", "năm", "kỳ"})
_FIXED = phrase_set(
    [
        "thường xuyên, liên tục", "theo định kỳ", "khi phát sinh", "khi có phát sinh", "đột xuất khi có yêu cầu", "hai tuần một lần", "mỗi tháng một lần", "mỗi tuần một lần", "mỗi quý một lần", "mỗi năm một lần",
    ]
)  # fmt: skip
_AFTER_CONSTANT = words_of(", . ; và") | {""}


def find_period(tokens: Tokens, lo: int, hi: int) -> str | None:
    """The printed phrase of the first rhythm in the sentence, or None."""
    weak: str | None = None
    at = lo
    while at < hi:
        end = _rhythm(tokens, at, hi)
        if end > at:
            return _printed(tokens, at, end)
        if weak is None:
            weak = _weak(tokens, at, lo, hi)
        at += 1
    return weak


def _printed(tokens: Tokens, lo: int, hi: int) -> str:
    return " ".join(tokens.slice(lo, hi).split())


def _rhythm(tokens: Tokens, at: int, hi: int) -> int:
    keys = tokens.keys
    if keys[at] in _EVERY and at + 1 < hi and keys[at + 1] in _UNITS:
        return _more_units(tokens, at + 2, hi)
    if tokens.shapes[at] == NUMBER:
        return _times(tokens, at, hi)
    return _FIXED.after(keys, at, hi)


def _more_units(tokens: Tokens, at: int, hi: int) -> int:
    """Past ", 6 tháng, năm" after "hằng quý"."""
    here, keys = at, tokens.keys
    while here + 1 < hi and keys[here] in (",", "và"):
        following = here + 1 + (keys[here + 1] in _EVERY or tokens.shapes[here + 1] == NUMBER)
        if following >= hi or keys[following] not in _UNITS:
            break
        here = following + 1
        if here + 1 < hi and keys[here] in ("đầu", "cuối") and keys[here + 1] == "năm":
            here += 2
    return here


def _times(tokens: Tokens, at: int, hi: int) -> int:
    """ "15 ngày/01 lần", "6 tháng một lần", "02 lần/năm", "01 tháng/lần"."""
    keys = tokens.keys
    if at + 3 >= hi and at + 2 >= hi:
        return at
    if keys[at + 1 : at + 2] and keys[at + 1] in _UNITS:
        here = at + 2
        here += here < hi and keys[here] == "/"
        if here < hi and (tokens.shapes[here] == NUMBER or keys[here] in ("một", "hai")):
            here += 1
        return here + 1 if here < hi and keys[here] == "lần" and here > at + 1 else at
    if keys[at + 1 : at + 3] == ["lần", "/"] and at + 3 < hi:
        here = at + 3 + (tokens.shapes[at + 3] == NUMBER)
        return here + 1 if here < hi and keys[here] in _UNITS else at
    return at


def _weak(tokens: Tokens, at: int, lo: int, hi: int) -> str | None:
    """ "định kỳ", "thường xuyên" as an adverb of the duty, not of what somebody does."""
    keys = tokens.keys
    if keys[at : at + 2] == ["định", "kỳ"] and (at == lo or keys[at - 1] != "cáo"):
        return _printed(tokens, at, at + 2)
    if keys[at : at + 2] != ["thường", "xuyên"]:
        return None
    before = keys[at - 1] if at > lo else ","
    return (
        _printed(tokens, at, at + 2) if before in (",", "và", ";", "-", "tục", "kỳ", "tỉnh", "vị") else None
    )
