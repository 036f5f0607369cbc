"""How far the phrase of a body goes behind its name: what tells which are meant, up to where the predicate begins. Pure.

Official prose puts no sign between "Các đơn vị chưa gửi báo cáo" and "khẩn trương hoàn thành", and the work in "Tổ công tác tháo gỡ
vướng mắc dự án làm việc …" belongs to the name. What may follow a body is told by how it begins:

- a relative ("có …", "chưa …", "chịu …", "được giao …"): groups, units without a name and posts;
- nouns in lower case ("doanh nghiệp kinh doanh xăng dầu"): groups and units without a name;
- the work that a unit is there for ("đơn vị tư vấn lập quy hoạch"): units without a name, teams, and names that a level closes.

It is a tail only where a predicate follows, or where the next body of a list does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from accountability.intake.rules.body import Body
from accountability.intake.rules.cues import CUES, Cue
from accountability.intake.rules.groups import group_end, is_plural_unit
from accountability.intake.rules.nouns import (
    GENERICS,
    LEVEL_WORDS,
    OPENERS,
    STOP_WORDS,
    TITLES,
    VERBISH,
)
from accountability.intake.rules.places import PROVINCES
from accountability.intake.rules.predicates import (
    begins_body,
    has_matter,
    is_closed,
    is_office,
    is_surely_told,
    orders,
    told_later,
)
from accountability.intake.rules.tail_words import (
    BEFORE_UNITS,
    DENIALS,
    HIDDEN,
    MANY,
    NEVER_A_TASK,
    NO_DUTY,
    NO_PREDICATE_AFTER,
    OF_DUTY,
    OF_GROUPS,
    OF_UNITS,
    ORDERED,
    PREDICATES,
    RELATIVE_OF_POST,
    RELATIVES,
    SIGNS,
    STATES,
    STRONG,
    SURE,
    TEAMS,
    UNITS,
    WORK,
)
from accountability.intake.rules.tokens import NUMBER, Tokens

_LONGEST, _LONGEST_CLOSED = 18, 6
_LONGEST_KIND = 2


class _Tail(Enum):
    RELATIVE = "relative"
    NOUNS = "nouns"
    WORK = "work"


@dataclass(frozen=True)
class _Allowed:
    """Which tails a body may have; `closed`: its work only where a level closes the name ("… xây dựng tỉnh")."""

    relative: bool = False
    nouns: bool = False
    work: bool = False
    closed: bool = False
    team: bool = False


def with_tail(body: Body, tokens: Tokens, end: int) -> Body:
    """The body with what belongs to its phrase behind its name."""
    if body.hi >= end or tokens.capital(body.hi):
        return body
    more = (
        tokens.keys[body.hi] == "," and body.kind == "group" and _goes_on(tokens, body.hi, end, inner=False)
    )
    if not tokens.word(body.hi) and not more:
        return body
    hi = _tail_end(tokens, body.hi, end, _allowed(body, tokens), body.lo)
    if hi == body.hi:
        return body
    kind = body.kind if body.kind == "post" else "group"
    return replace(body, hi=hi, text=" ".join(tokens.slice(body.lo, hi).split()), kind=kind)


def unit_end(tokens: Tokens, at: int, end: int) -> int:
    """Past a unit without a name that what it does, or a relative, tells: "Đơn vị được giao quản lý công trình"; `at` for none."""
    opens = tokens.capital(at) or at > 0 and tokens.keys[at - 1] in BEFORE_UNITS
    team = TEAMS.after(tokens.keys, at, end)
    unit = max(team, UNITS.after(tokens.keys, at, end))
    if unit == at or not opens or unit >= end or not tokens.word(unit) or tokens.capital(unit):
        return at
    hi = _tail_end(tokens, unit, end, _Allowed(relative=True, nouns=True, work=True, team=team == unit), at)
    return hi if hi > unit else at


def _allowed(body: Body, tokens: Tokens) -> _Allowed:
    start = TITLES.after(tokens.keys, body.lo, body.hi) if body.kind == "post" else body.lo
    team = TEAMS.after(tokens.keys, start, body.hi) == body.hi > start
    unit = UNITS.after(tokens.keys, body.lo, body.hi) == body.hi
    if team:
        return _Allowed(relative=True, nouns=True, work=True, team=True)
    if body.kind == "group":
        grown = OF_GROUPS.after(tokens.keys, body.hi, body.hi + 3) > body.hi
        return _Allowed(relative=True, nouns=True, work=grown or is_plural_unit(tokens, body.lo, body.hi))
    if body.kind == "post":
        return _Allowed(relative=tokens.keys[body.lo] in MANY and tokens.keys[body.hi] in RELATIVE_OF_POST)
    if body.kind == "place" or body.codes:
        return _Allowed()
    return _Allowed(relative=unit, nouns=unit, work=unit, closed=True)


def _tail_end(tokens: Tokens, at: int, end: int, allowed: _Allowed, start: int) -> int:
    opened = _opening(tokens, at, end, allowed)
    if opened is None:
        return at
    kind, here = opened
    limit = min(end, at + _LONGEST)
    denied = tokens.keys[at] in DENIALS and tokens.keys[start - 1 : start] not in ORDERED
    inner = (
        here if here > at + 1 else -1
    )  # Where the verb of the tail itself ends: an object follows, no predicate.
    while here < limit:
        key = tokens.keys[here]
        if key == "các" and LEVEL_WORDS.after(tokens.keys, here + 1, end) > here + 1:
            here = group_end(tokens, here, end)  # "Ban Chỉ đạo phòng, chống dịch các huyện, thành phố"
            if here < limit and CUES.match(tokens.keys, here, end) is not None:
                return here
            continue
        if key in (",", "và", "hoặc"):
            if _goes_on(tokens, here, end, inner=here == inner):
                here += 1
                inner = here if here - 1 == inner else -1
                if inner > 0:
                    here = inner = max(here, CUES.after(tokens.keys, here, end))
                continue
            return here if _closes(tokens, at, here, end, kind) else at
        if not tokens.word(here) and tokens.shapes[here] != NUMBER and key not in SIGNS:
            return here if kind == _Tail.RELATIVE and tokens.keys[at] in SURE else at
        if key == "làm" and is_office(tokens, here + 1, end):
            return here
        after, begins = _step(tokens, here, end, kind, opened[1], is_object=here == inner)
        if begins and tokens.keys[at] in DENIALS and not denied and told_later(tokens, here, limit):
            begins, after = False, max(after, here + 1)
        # Far behind the denial an order begins with any adverb: "chưa đạt 70% chỉ tiêu tập trung cấp tài khoản".
        done = here - at > _LONGEST_KIND + 1 and orders(tokens, here, end)
        done = (
            done
            or tokens.keys[at] == "đang"
            and here - at > _LONGEST_KIND + 1
            and PREDICATES.after(tokens.keys, here, end) > here
        )
        if begins and denied and not done and not is_surely_told(tokens, here, end):
            return at
        if begins:
            return here if here > at and _fits(tokens, at, here, kind, allowed) else at
        if after == here:
            return at
        here = after
    return here if here == end and kind == _Tail.RELATIVE and tokens.keys[at] in SURE else at


def _opening(tokens: Tokens, at: int, end: int, allowed: _Allowed) -> tuple[_Tail, int] | None:
    """Which tail begins here, and where it goes on behind its own verb."""
    keys = tokens.keys
    if keys[at] == ",":
        return (_Tail.NOUNS, at + 1) if allowed.nouns else None
    own_cue = CUES.match(keys, at, end)
    duty = own_cue is not None and own_cue[0] not in NO_DUTY and keys[at] not in ("đạt", "chậm")
    if allowed.relative and (
        keys[at - 2 : at] == ["được", "giao"] or keys[at - 4 : at - 2] == ["được", "giao"]
    ):
        return None if own_cue is not None and own_cue[0] != Cue.NONE else (_Tail.RELATIVE, at + 1)
    if allowed.relative and keys[at] in RELATIVES | RELATIVE_OF_POST and not duty:
        if keys[at] == "có" and set(keys[at + 1 : at + 2]) & OF_DUTY:
            return None
        if keys[at : at + 2] in (["không", "được"], ["không", "để"], ["để", "kịp"]):
            return None
        given = CUES.match(keys, at, end)
        if keys[at : at + 2] == ["phụ", "trách"]:
            return _Tail.RELATIVE, at + 2  # Its field, though it sound like work: "phụ trách tổ chức bộ máy".
        here = given[1] if given and given[0] in (Cue.GIVEN, Cue.NEGATION, Cue.RESULT) else at + 1
        verb = CUES.match(keys, here, end)
        return _Tail.RELATIVE, verb[1] if verb and verb[0] in WORK | {Cue.RECITAL} else here
    cue = CUES.match(keys, at, end)
    if cue is not None and cue[0] != Cue.NONE:
        own = allowed.team and NEVER_A_TASK.after(keys, at, end) == at or OF_UNITS.after(keys, at, end) > at
        lead = cue[0] == Cue.LEAD and (not allowed.work or not has_matter(tokens, cue[1], end))
        if (
            cue[0] in WORK - {Cue.COORDINATE, Cue.RECEIVER}
            and own
            and not lead
            and (allowed.work or allowed.closed)
        ):
            return _Tail.WORK, max(cue[1], OF_UNITS.after(keys, at, end)) if not allowed.team else cue[1]
        return None
    if allowed.team and keys[at] == "về":
        return _Tail.WORK, at + 1
    if keys[at] == "các" and keys[at - 1] in ("lý", "tư", "thầu") and allowed.nouns:
        return _Tail.NOUNS, at + 1  # "Ban quản lý các khu du lịch"
    if keys[at] == "của" and allowed.work and at + 1 < end and tokens.capital(at + 1):
        return _Tail.NOUNS, at + 1  # "Nhóm nghiên cứu của Trường Đại học Vinh"
    if keys[at] in STOP_WORDS or keys[at] in VERBISH or not allowed.nouns:
        return None
    if allowed.work and (named := OF_UNITS.after(keys, at, end)) > at:
        return _Tail.WORK, named
    return _Tail.NOUNS, at + 1


def _step(
    tokens: Tokens, here: int, end: int, kind: _Tail, last: int, *, is_object: bool
) -> tuple[int, bool]:
    """Past what stands here, and whether the predicate begins instead; `here` itself where neither can be."""
    keys = tokens.keys
    cue = CUES.match(keys, here, end)
    if cue is None:
        stop = kind == _Tail.NOUNS and keys[here] in ("trước", "từ", "khi", "như", "nếu", "do")
        return (here, False) if stop else (here + 1, False)
    what, after = cue
    if is_object and what not in STRONG:
        return after, False
    if what in STRONG and not (what == Cue.LEAD and keys[here - 1] in ("quan", "vị")):
        return here, True
    if what == Cue.NEGATION and kind != _Tail.RELATIVE:
        return here, True
    if what in HIDDEN:
        return (here, True) if keys[here] == "đã" else (after, False)
    if what in (Cue.VERB, Cue.RECEIVER, Cue.DIRECT, Cue.RECITAL, Cue.ASSIGN):
        if keys[here - 1] in NO_PREDICATE_AFTER and PREDICATES.after(keys, here, end) == here:
            return after, False
        if kind == _Tail.RELATIVE and keys[here] in STATES:
            return after, False
        far = (
            here - last > (0 if keys[last - 1] in ("trồng", "nuôi") else 2)
            and OF_UNITS.after(keys, here, end) == here
        )
        if (
            kind != _Tail.WORK
            or far
            or PREDICATES.after(keys, here, end) > here
            or is_closed(tokens, here, end)
        ):
            return here, True
        return after, False
    return here, False


def _fits(tokens: Tokens, at: int, here: int, kind: _Tail, allowed: _Allowed) -> bool:
    """Work names a body only with what it is done to; a body with a name of its own only where a level closes it."""
    if kind != _Tail.WORK:
        return True
    if allowed.work:
        return here - at > 1
    province = any(
        PROVINCES.after(tokens.keys, start, here) == here for start in range(max(at, here - 3), here)
    )
    return here - at <= _LONGEST_CLOSED and (
        province or LEVEL_WORDS.after(tokens.keys, here - 1, here) == here
    )


def _goes_on(tokens: Tokens, at: int, end: int, *, inner: bool) -> bool:
    """Whether the tail goes on behind this comma or "và": with a second verb of its own, or with a noun in lower case."""
    following = at + 1
    if following >= end or not tokens.word(following) or tokens.capital(following):
        return False
    cue = CUES.match(tokens.keys, following, end)
    if inner and cue is not None and cue[0] in WORK:
        return True
    if cue is not None and cue[0] != Cue.NONE or tokens.keys[following] in STOP_WORDS:
        return False
    return (
        GENERICS.after(tokens.keys, following, end) == following
        and OPENERS.after(tokens.keys, following, end) == following
    )


def _closes(tokens: Tokens, at: int, here: int, end: int, kind: _Tail) -> bool:
    """A relative may close before the next body of a list; one that can be nothing else, before anything."""
    if kind != _Tail.RELATIVE:
        return False
    return begins_body(tokens, here, end) or tokens.keys[at] in SURE
