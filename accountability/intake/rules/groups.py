"""Groups that a document names as one: "các sở, ban, ngành", "UBND các huyện, thành phố, thị xã", "các đơn vị liên quan". Pure."""

from __future__ import annotations

from accountability.intake.rules.cues import CUES, Cue
from accountability.intake.rules.fields import FIELDS
from accountability.intake.rules.names import proper_end
from accountability.intake.rules.nouns import (
    GENERICS,
    HEADS,
    LEVEL_OF_GROUP,
    LEVEL_WORDS,
    NO_HEADS,
    OPENERS,
    ROLES_APPOSED,
    STOP_WORDS,
    SUFFIXES,
    VERBISH,
)
from accountability.intake.rules.tail_words import UNITS
from accountability.intake.rules.tokens import CAPITAL, NUMBER, Tokens, phrase_set, words_of

# Nouns of a group that need no "các": "phối hợp với chính quyền địa phương".
STANDALONE = phrase_set(
    ["doanh nghiệp", "nhà trường", "gia đình", "chính quyền", "cơ quan chức năng", "lực lượng chức năng", "ngành chức năng", "đơn vị chức năng", "đơn vị tư vấn", "đơn vị thi công", "cơ quan chuyên môn", "cơ quan báo chí", "người dân", "nhân dân", "chủ đầu tư", "cán bộ, đảng viên"]
)  # fmt: skip
_LONGEST_KIND = 2
_MOST_NOUNS = 40
_MOST_SUFFIXES = 6
_MOST_MODIFIERS = 7
_MOST_QUALIFIERS = 16
_QUALIFIERS = words_of("có bị phụ nằm nơi đạt chậm ven vùng thuộc ở hưởng vi mắc để được xảy dọc")
# "Các đơn vị có biện pháp …": what is to be done, not which are meant.
_OF_DUTY = words_of("biện phương trách báo hình lộ cơ công ý hướng nhiệm thể sự giải kế văn")
# Verbs that only say how something stands: "… có chỉ số giảm điểm".
_STATES = words_of("giảm tăng đạt")
_MEASURES = words_of("thấp cao chậm lớn kém yếu")
_FIGURES = words_of("% /")
_NOUNS_OF_WORK = words_of(
    "lệ sơ cầu tác việc án độ số vốn được quả hoạch đang chưa không tích đợt vụ chậm nguy cơ để"
)
# What makes "UBND các huyện", "Công an các đơn vị, địa phương", "UBND cấp xã" a group.
_GROUP_WORDS = frozenset({"các", "cấp"})
_WORK = frozenset({Cue.VERB, Cue.ADVERB, Cue.DUTY, Cue.LEAD, Cue.COORDINATE, Cue.RECEIVER})
_BREAKERS = frozenset({Cue.ASSIGN, Cue.ASK, Cue.LEAD, Cue.COORDINATE, Cue.DUTY, Cue.RECEIVER})


def is_generic_list(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a group begins here."""
    return group_end(tokens, at, end) > at


def group_end(tokens: Tokens, at: int, end: int) -> int:
    """Past the group that begins at this token; `at` for none."""
    if at >= end:
        return at
    opened = OPENERS.after(tokens.keys, at, end)
    if opened > at:
        return _nouns_end(tokens, opened, end, at, least=1)
    head = HEADS.match(tokens.keys, at, end)
    if head and head[1] < end and (many := _many_end(tokens, head[1], end)) > head[1]:
        return _suffixes_end(tokens, many, end)
    if head and head[1] < end and tokens.keys[head[1]] in _GROUP_WORDS:
        headed = _headed_end(tokens, at, head[1], end)
        if headed > at or STANDALONE.after(tokens.keys, at, end) == at:
            return headed
    return (
        at
        if tokens.keys[at] == "cấp" and tokens.keys[at + 1 : at + 2] != ["ủy"]
        else _nouns_end(tokens, at, end, at, least=2)
    )


def _many_end(tokens: Tokens, at: int, end: int) -> int:
    """Past levels without names behind a head: "UBND 21 huyện, thành phố", "UBND xã, phường"; `at` for none."""
    counted = tokens.shapes[at] == NUMBER and (at + 1 >= end or tokens.keys[at + 1] != ".")
    here, count = at + counted, 0
    while count < _MOST_NOUNS:
        level = LEVEL_WORDS.after(tokens.keys, here, end)
        if level == here or tokens.capital(here) and not counted or level < end and tokens.capital(level):
            break
        count += 1
        last, here = level, _over_comma(tokens, level, end)
        if here == last:
            break
    return last if count > 1 - counted else at


def _headed_end(tokens: Tokens, at: int, opened: int, end: int) -> int:
    """ "UBND các huyện, thành phố, thị xã", "UBND cấp huyện, cấp xã", "Công an các tỉnh, thành này"."""
    if tokens.keys[opened] == "cấp":
        here = _levels_end(tokens, opened, end)
        return _suffixes_end(tokens, here, end) if here > opened else at
    return _nouns_end(tokens, opened + 1, end, at, least=1)


def _levels_end(tokens: Tokens, at: int, end: int) -> int:
    """Past "cấp huyện, cấp xã", "cấp tỉnh"."""
    here = at
    for _ in range(5):
        level = LEVEL_OF_GROUP.match(tokens.keys, here, end)
        if level is None:
            break
        after = level[1]
        if tokens.keys[after - 1] == "cấp":
            named = LEVEL_WORDS.after(tokens.keys, after, end)
            if named == after:
                break
            after = named
        here = after
        following = _over_comma(tokens, here, end)
        if following == here or following >= end or tokens.keys[following] != "cấp":
            break
        here = following
    return here


def _over_comma(tokens: Tokens, at: int, end: int) -> int:
    if at < end and tokens.keys[at] in ("-", "–") and ROLES_APPOSED.after(tokens.keys, at + 1, end) > at + 1:
        return at  # "Công an tỉnh - cơ quan thường trực …": one body and its role, no row.
    if at < end and tokens.keys[at] in (",", "và", "-", "/", "–"):
        here = at + 1
        if here < end and tokens.keys[at] == "," and tokens.keys[here] == "và":
            here += 1
        return here
    return at


def _is_noun(tokens: Tokens, at: int, end: int) -> int:
    """Past a noun of groups; `at` where the word rather begins the name of one agency ("Ban Dân tộc", "Sở Y tế")."""
    noun = GENERICS.match(tokens.keys, at, end)
    if noun is None or NO_HEADS.after(tokens.keys, at, end) > noun[1]:
        return at
    after = noun[1]
    if after < end and after - at == 1 and HEADS.after(tokens.keys, at, end) > at:
        if FIELDS.after(tokens.keys, after, end) > after and tokens.keys[at] != "ngành":
            return at
        if tokens.word(after) and tokens.capital(after) and GENERICS.after(tokens.keys, after, end) == after:
            return at
    named = tokens.shapes[at] == CAPITAL and after < end and tokens.word(after) and tokens.capital(after)
    if named and after - at > 1:
        return at
    cue = CUES.match(tokens.keys, at, end)
    return at if cue and cue[0] in _BREAKERS and cue[1] >= after else after


def _nouns_end(tokens: Tokens, at: int, end: int, start: int, *, least: int) -> int:
    here, count = at, 0
    while count < _MOST_NOUNS:
        after = _is_noun(tokens, here, end)
        if after == here:
            break
        count += 1
        last = _named_level(tokens, here, after, end) if count > 1 else after
        if last > after:
            here = last
            break
        last = _inner_suffix(tokens, after, end)
        following = _over_comma(tokens, last, end)
        here = last
        if following == last or _is_noun(tokens, following, end) == following:
            break
        here = following
    if count == 0:
        return start
    closed = _suffixes_end(tokens, here, end)
    measured = qualified_end(tokens, here, end) if closed > here and at > start else closed
    if _FIGURES & set(tokens.keys[closed:measured]):  # "… có dự án | giải ngân dưới 20%"
        closed = measured
    if at > start:
        told = closed > here
        closed = qualified_end(tokens, closed, end)
        closed = closed if told else _modified_end(tokens, closed, end)
    if count == 1 and STANDALONE.after(tokens.keys, at, end) > at:
        return qualified_end(tokens, closed, end) if closed > here else closed
    return closed if count >= least or tokens.keys[closed - 2 : closed] == ["liên", "quan"] else start


def _named_level(tokens: Tokens, at: int, after: int, end: int) -> int:
    """Past the name of the last level: "UBND các huyện, thị xã và thành phố Vinh"; `after` for none."""
    level = LEVEL_WORDS.after(tokens.keys, at, end) == after and tokens.keys[at - 1] == "và"
    return proper_end(tokens, after, end) if level else after


def _modified_end(tokens: Tokens, at: int, end: int) -> int:
    """Past words that tell which ("các chủ đầu tư khu công nghiệp"): unknown ones, in lower case, right up to a cue."""
    here = at
    while here < min(end, at + _MOST_MODIFIERS) and tokens.word(here) and not tokens.capital(here):
        if CUES.match(tokens.keys, here, end) is not None:
            break
        if tokens.keys[here] in STOP_WORDS or tokens.keys[here] in VERBISH:
            return at
        here += 1
    cue = CUES.match(tokens.keys, here, end)
    return here if cue is not None and cue[0] in _WORK | {Cue.RECITAL} else at


def qualified_end(tokens: Tokens, at: int, end: int) -> int:
    """Past a relative clause: "… bị thiệt hại", "… có tỷ lệ giải ngân thấp", "… phụ trách địa bàn"; `at` for none.

    It ends at its adjective of measure or where the work begins; a verb right behind a noun of work ("tỷ lệ giải ngân") is
    part of it. Words that deny are left to `tails`, which looks for the order behind them.
    """
    if at >= end or tokens.keys[at] not in _QUALIFIERS:
        return at
    opening = CUES.match(tokens.keys, at, end)
    if (
        opening is not None
        and opening[0] in _WORK
        or tokens.keys[at] == "có"
        and set(tokens.keys[at + 1 : at + 2]) & _OF_DUTY
    ):
        return at
    here = at + 1
    while here < min(end, at + _MOST_QUALIFIERS) and (
        tokens.word(here) or tokens.keys[here] in _FIGURES or tokens.keys[here].isdecimal()
    ):
        if tokens.keys[here] in _MEASURES:
            return here + 1
        cue = CUES.match(tokens.keys, here, end)
        if cue is None or cue[0] == Cue.NONE:
            here += 1
        elif cue[0] in _WORK and (tokens.keys[here - 1] in _NOUNS_OF_WORK or tokens.keys[here] in _STATES):
            here = cue[1]
        else:
            return here if cue[0] in _WORK and here > at + 1 else at
    return at


def _inner_suffix(tokens: Tokens, at: int, end: int) -> int:
    """A remark on one noun within the row: "các đơn vị trực thuộc, địa phương", "đoàn thể cấp tỉnh, UBND …"."""
    after = _suffixes_end(tokens, at, end)
    following = _over_comma(tokens, after, end)
    return after if after > at and following > after and _is_noun(tokens, following, end) > following else at


def _suffixes_end(tokens: Tokens, at: int, end: int) -> int:
    here = at
    for _ in range(_MOST_SUFFIXES):
        after = _levels_end(tokens, here, end)
        if after == here:
            after = SUFFIXES.after(tokens.keys, here, end)
        if after == here:
            break
        here = _proper_after(tokens, after, end)
    return here


def _proper_after(tokens: Tokens, at: int, end: int) -> int:
    """Past the name of a place right after "tỉnh", "huyện", "trên địa bàn"."""
    here = at
    if tokens.keys[at - 1] in ("tỉnh", "huyện", "phố", "xã", "phường", "bàn", "thuộc"):
        while here < min(end, at + 4) and tokens.word(here) and tokens.capital(here):
            if CUES.match(tokens.keys, here, end) is not None:
                break
            here += 1
    return here


# Nouns that name nobody when "liên quan" follows them.
_NOBODY = words_of(
    "các cơ quan đơn vị địa phương tổ chức cá nhân sở ban ngành và , liên có doanh nghiệp bộ đoàn thể"
)


def is_vague(tokens: Tokens, lo: int, hi: int) -> bool:
    """ "các đơn vị liên quan", "các cơ quan, đơn vị có liên quan": nobody in particular."""
    return tokens.keys[hi - 2 : hi] == ["liên", "quan"] and all(key in _NOBODY for key in tokens.keys[lo:hi])


def is_plural_unit(tokens: Tokens, lo: int, hi: int) -> bool:
    """ "các doanh nghiệp", "đơn vị tư vấn": a unit, alone or behind "các", with at most two words that tell its kind."""
    after = OPENERS.after(tokens.keys, lo, hi)
    unit = UNITS.after(tokens.keys, after, hi)
    return after < unit and hi - unit <= _LONGEST_KIND
