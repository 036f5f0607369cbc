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
from accountability.intake.rules.nouns import (
    GENERICS,
    HEADS,
    LEVEL_WORDS,
    OPENERS,
    STOP_WORDS,
    TITLES,
    VERBISH,
)
from accountability.intake.rules.places import PROVINCES
from accountability.intake.rules.tokens import NUMBER, Tokens, phrase_set, words_of

_LONGEST = 18
_LONGEST_CLOSED = 6
_LONGEST_KIND = 2  # "đơn vị tư vấn": words that tell the kind of unit.


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


# Units that are named by what they do.
UNITS = phrase_set(
    [
        "đơn vị", "cơ quan", "chủ đầu tư", "chủ dự án", "chủ cơ sở", "nhà thầu", "nhà đầu tư", "lực lượng", "doanh nghiệp", "cơ sở", "tổ chức", "bộ phận", "hộ", "hộ gia đình", "hộ dân", "hộ kinh doanh", "công ty", "chi nhánh",
        "trung tâm", "nhóm", "nhóm nghiên cứu", "nhóm chuyên gia", "đội", "tổ", "người đứng đầu", "cá nhân", "tập thể", "ban quản lý", "ban quản lý chợ", "trạm", "trường", "phòng khám", "nhà máy", "hợp tác xã", "cán bộ", "công chức", "viên chức",
    ]
)  # fmt: skip
# Teams that are named by their task, whatever it is.
TEAMS = phrase_set(
    [
        "tổ công tác", "tổ công tác đặc biệt", "tổ công tác liên ngành", "tổ giúp việc", "tổ thẩm định", "tổ thư ký", "tổ biên tập", "tổ soạn thảo", "tổ liên ngành", "tổ kiểm tra", "đoàn kiểm tra", "đoàn kiểm tra liên ngành", "đoàn công tác", "đoàn thanh tra", "đoàn giám sát",
        "đoàn liên ngành", "hội đồng", "hội đồng thẩm định", "hội đồng tuyển dụng", "ban chỉ đạo", "ban tổ chức", "ban soạn thảo", "ban vận động", "ban điều hành", "tiểu ban", "tổ phản ứng nhanh", "thường trực ban chỉ đạo", "tổ giúp việc ban chỉ đạo", "tổ triển khai",
    ]
)  # fmt: skip
_RELATIVES = words_of(
    "có bị nằm đạt chậm ven vùng thuộc ở vi mắc để được xảy dọc chưa không đang còn chịu nơi hưởng gây nợ liên"
)
_RELATIVE_OF_POST = words_of("phụ được")
# Posts that several persons hold: "Phó Chủ tịch UBND xã phụ trách kinh tế"; of a chair it is what he is to do.
_MANY = words_of("phó ủy thành lãnh")
# These never begin what somebody is to do, so that no predicate need follow.
_SURE = words_of("bị nằm ven vùng thuộc dọc chịu nơi hưởng gây nợ liên")
# "Các đơn vị có biện pháp …": what is to be done, not which are meant.
_OF_DUTY = words_of("biện phương trách báo hình lộ cơ công ý hướng nhiệm thể sự giải kế văn")
# Work that units without a name are named by.
_OF_UNITS = phrase_set(
    [
        "quản lý", "khai thác", "vận hành", "sản xuất", "kinh doanh", "cung cấp", "cung ứng", "tư vấn", "thi công", "sử dụng", "thu mua", "chế biến", "nuôi", "trồng", "xuất khẩu", "đầu tư", "phát triển", "hoạt động", "tham gia", "thu gom", "giám sát", "thiết kế", "lập",
        "khám bệnh", "chữa bệnh", "giết mổ", "trông giữ", "lưu trú", "giáo dục", "chăn nuôi", "dạy nghề", "dạy thêm", "sửa chữa", "mua bán", "bán", "buôn bán", "phân phối", "bảo trợ", "tham gia", "thí điểm", "cai nghiện", "ứng dụng", "truyền dẫn", "phát hành", "cho thuê", "cho vay",
        "soạn thảo", "thẩm định", "phục vụ", "bảo vệ", "đào tạo", "chủ trì", "đăng ký", "thuê", "nhận", "thẩm tra", "kiểm định", "thu phí", "vận chuyển", "xây dựng", "kiểm soát", "chủ trì soạn thảo", "chủ quản", "tiếp nhận", "phụ trách",
    ]
)  # fmt: skip
# Work that localities are named by: "các xã trồng chè".
_OF_GROUPS = phrase_set(["trồng", "nuôi", "tham gia", "thí điểm", "khai thác"])
# What no unit is named by: with these the predicate begins, whatever stands before.
_PREDICATES = phrase_set(
    [
        "làm việc", "tổng hợp", "hoàn thành", "hoàn tất", "hoàn thiện", "hoàn chỉnh", "tham mưu", "chỉ đạo", "tiến hành", "bố trí", "cử", "thông báo", "niêm yết", "rà soát", "họp", "tiếp thu", "bàn giao", "thống kê", "quán triệt", "chấp hành", "huy động", "lập danh sách", "cam kết",
        "tiếp tục", "đề xuất", "xem xét", "công khai", "trực", "ký cam kết", "dừng", "tạm dừng", "khắc phục", "nghiệm thu", "cập nhật", "tổ chức", "bảo đảm", "đảm bảo", "giải trình", "kiểm điểm", "chuẩn bị", "đẩy nhanh",
    ]
)  # fmt: skip
# What no team is named by.
_NEVER_A_TASK = phrase_set(
    [
        "làm việc",
        "tổng hợp",
        "hoàn thành",
        "hoàn tất",
        "tham mưu",
        "chỉ đạo",
        "tiến hành",
        "họp",
        "tổ chức",
        "bố trí",
        "cử",
        "thông báo",
        "tiếp tục",
        "phân công",
        "đề xuất",
        "thống nhất",
        "xem xét",
        "chuẩn bị",
        "xây dựng",
        "lập danh sách",
        "niêm yết",
        "ban hành",
        "cập nhật",
    ]
)
# Verbs that only say how something stands: "… có chỉ số giảm điểm".
_STATES = words_of("giảm tăng đạt thu chi")
_NO_PREDICATE_AFTER = words_of(
    "việc công tác hoạt động tỷ lệ thủ tục dự án quá trình kế hoạch phương nhu cầu quyền nghĩa vụ tiến độ chức lĩnh vực ngành nghề nguồn vốn khả năng kết quả điều kiện mục tiêu chỉ số vụ thuộc mô hình được bị chưa không trách nhiệm chi phí dịch hệ thống khu vùng diện đã"
)
_STRONG = frozenset({Cue.COORDINATE, Cue.DUTY, Cue.ADVERB, Cue.FUTURE, Cue.LEAD})
_WORK = frozenset({Cue.VERB, Cue.RECEIVER, Cue.LEAD, Cue.COORDINATE, Cue.DIRECT, Cue.GIVEN, Cue.ASSIGN})
_HIDDEN = frozenset({Cue.NONE, Cue.NEGATION, Cue.PAST, Cue.RESULT, Cue.JOIN, Cue.GIVEN})
_NO_DUTY = frozenset({Cue.NONE, Cue.GIVEN, Cue.NEGATION, Cue.RESULT, Cue.PAST, Cue.PURPOSE})
_DENIALS = words_of("chưa không đang còn")
_ORDERED = (["giao"], ["chí"], ["cầu"], ["nghị"], ["cho"], ["với"])
_AT_ONCE = words_of("khẩn tiếp nhanh sớm trước lập kịp")
_SIGNS = words_of("% / - & +")
_BEFORE_UNITS = words_of("giao cầu nghị với cùng cho và")


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
    opens = tokens.capital(at) or at > 0 and tokens.keys[at - 1] in _BEFORE_UNITS
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
        grown = _OF_GROUPS.after(tokens.keys, body.hi, body.hi + 3) > body.hi
        return _Allowed(relative=True, nouns=True, work=grown or _is_plural_unit(body, tokens))
    if body.kind == "post":
        return _Allowed(relative=tokens.keys[body.lo] in _MANY and tokens.keys[body.hi] in _RELATIVE_OF_POST)
    if body.kind == "place" or body.codes:
        return _Allowed()
    return _Allowed(relative=unit, nouns=unit, work=unit, closed=True)


def _is_plural_unit(body: Body, tokens: Tokens) -> bool:
    """ "các doanh nghiệp", "đơn vị tư vấn": a unit, alone or behind "các"."""
    after = OPENERS.after(tokens.keys, body.lo, body.hi)
    unit = UNITS.after(tokens.keys, after, body.hi)
    return after < unit and body.hi - unit <= _LONGEST_KIND


def _tail_end(tokens: Tokens, at: int, end: int, allowed: _Allowed, start: int) -> int:
    opened = _opening(tokens, at, end, allowed)
    if opened is None:
        return at
    kind, here = opened
    limit = min(end, at + _LONGEST)
    denied = tokens.keys[at] in _DENIALS and tokens.keys[start - 1 : start] not in _ORDERED
    inner = (
        here if here > at + 1 else -1
    )  # Where the verb of the tail itself ends: an object follows, no predicate.
    while here < limit:
        key = tokens.keys[here]
        if key in (",", "và", "hoặc"):
            if _goes_on(tokens, here, end, inner=here == inner):
                here += 1
                inner = here if here - 1 == inner else -1
                if inner > 0:
                    here = inner = max(here, CUES.after(tokens.keys, here, end))
                continue
            return here if _closes(tokens, at, here, end, kind) else at
        if not tokens.word(here) and tokens.shapes[here] != NUMBER and key not in _SIGNS:
            return here if kind == _Tail.RELATIVE and tokens.keys[at] in _SURE else at
        after, begins = _step(tokens, here, end, kind, opened[1], is_object=here == inner)
        if begins and tokens.keys[at] in _DENIALS and not denied and _told_later(tokens, here, limit):
            begins, after = False, max(after, here + 1)
        if begins and denied and not _is_surely_told(tokens, here, end):
            return at
        if begins:
            return here if here > at and _fits(tokens, at, here, kind, allowed) else at
        if after == here:
            return at
        here = after
    return here if here == end and kind == _Tail.RELATIVE and tokens.keys[at] in _SURE else at


def _told_later(tokens: Tokens, here: int, limit: int) -> bool:
    """Whether behind a verb of the denied matter the order itself still comes: "chưa bố trí nhân lực trực … khẩn trương phân công"."""
    cue = CUES.match(tokens.keys, here, limit)
    if cue is not None and cue[0] in _STRONG:
        return False
    for at in range(here + 1, limit):
        if not tokens.word(at) and tokens.shapes[at] != NUMBER:
            return False
        if _is_surely_told(tokens, at, limit):
            return True
    return False


def _is_surely_told(tokens: Tokens, here: int, end: int) -> bool:
    """Whether an order begins here even behind a denial: "… chưa gửi báo cáo khẩn trương hoàn thành", not "… chưa làm nghiêm túc"."""
    cue = CUES.match(tokens.keys, here, end)
    if cue is None or cue[0] != Cue.ADVERB:
        return cue is not None and cue[0] in (Cue.DUTY, Cue.COORDINATE)
    following = CUES.match(tokens.keys, cue[1], end)
    return tokens.keys[here] in _AT_ONCE and following is not None and following[0] in _WORK


def _opening(tokens: Tokens, at: int, end: int, allowed: _Allowed) -> tuple[_Tail, int] | None:
    """Which tail begins here, and where it goes on behind its own verb."""
    keys = tokens.keys
    if keys[at] == ",":
        return (_Tail.NOUNS, at + 1) if allowed.nouns else None
    own_cue = CUES.match(keys, at, end)
    duty = own_cue is not None and own_cue[0] not in _NO_DUTY and keys[at] not in ("đạt", "chậm")
    if allowed.relative and (
        keys[at - 2 : at] == ["được", "giao"] or keys[at - 4 : at - 2] == ["được", "giao"]
    ):
        return None if own_cue is not None and own_cue[0] != Cue.NONE else (_Tail.RELATIVE, at + 1)
    if allowed.relative and keys[at] in _RELATIVES | _RELATIVE_OF_POST and not duty:
        if keys[at] == "có" and set(keys[at + 1 : at + 2]) & _OF_DUTY:
            return None
        if keys[at : at + 2] in (["không", "được"], ["không", "để"], ["để", "kịp"]):
            return None
        given = CUES.match(keys, at, end)
        here = given[1] if given and given[0] in (Cue.GIVEN, Cue.NEGATION, Cue.RESULT) else at + 1
        verb = CUES.match(keys, here, end)
        return _Tail.RELATIVE, verb[1] if verb and verb[0] in _WORK else here
    cue = CUES.match(keys, at, end)
    if cue is not None and cue[0] != Cue.NONE:
        own = allowed.team and _NEVER_A_TASK.after(keys, at, end) == at or _OF_UNITS.after(keys, at, end) > at
        lead = cue[0] == Cue.LEAD and not allowed.work
        if (
            cue[0] in _WORK - {Cue.COORDINATE, Cue.RECEIVER}
            and own
            and not lead
            and (allowed.work or allowed.closed)
        ):
            return _Tail.WORK, max(cue[1], _OF_UNITS.after(keys, at, end)) if not allowed.team else cue[1]
        return None
    if allowed.team and keys[at] == "về":
        return _Tail.WORK, at + 1
    if keys[at] == "các" and keys[at - 1] in ("lý", "tư", "thầu") and allowed.nouns:
        return _Tail.NOUNS, at + 1  # "Ban quản lý các khu du lịch"
    if keys[at] == "của" and allowed.work and at + 1 < end and tokens.capital(at + 1):
        return _Tail.NOUNS, at + 1  # "Nhóm nghiên cứu của Trường Đại học Vinh"
    if keys[at] in STOP_WORDS or keys[at] in VERBISH or not allowed.nouns:
        return None
    if allowed.work and (named := _OF_UNITS.after(keys, at, end)) > at:
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
    if is_object and what not in _STRONG:
        return after, False
    if what in _STRONG and not (what == Cue.LEAD and keys[here - 1] in ("quan", "vị")):
        return here, True
    if what == Cue.NEGATION and kind != _Tail.RELATIVE:
        return here, True
    if what in _HIDDEN:
        return (here, True) if keys[here] == "đã" else (after, False)
    if what in (Cue.VERB, Cue.RECEIVER, Cue.DIRECT, Cue.RECITAL, Cue.ASSIGN):
        if keys[here - 1] in _NO_PREDICATE_AFTER and _PREDICATES.after(keys, here, end) == here:
            return after, False
        if kind == _Tail.RELATIVE and keys[here] in _STATES:
            return after, False
        far = here - last > 2 and _OF_UNITS.after(keys, here, end) == here
        if (
            kind != _Tail.WORK
            or far
            or _PREDICATES.after(keys, here, end) > here
            or _is_closed(tokens, here, end)
        ):
            return here, True
        return after, False
    return here, False


def _is_closed(tokens: Tokens, here: int, end: int) -> bool:
    """Whether a level or a proper name ends right before this token: "… huyện Đô Lương | hoàn tất"."""
    before = here - 1
    if tokens.capital(before) or tokens.keys[before - 1 : here] == ["địa", "bàn"]:
        return True
    return LEVEL_WORDS.after(tokens.keys, before, end) == here


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
    if inner and cue is not None and cue[0] in _WORK:
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
    following = here + 1
    if tokens.keys[here] == "," and following < end and tokens.keys[following] == "và":
        following += 1
    begins = following < end and (
        tokens.capital(following) and (HEADS.after(tokens.keys, following, end) > following or TITLES.after(tokens.keys, following, end) > following)
        or OPENERS.after(tokens.keys, following, end) > following
    )  # fmt: skip
    return begins or tokens.keys[at] in _SURE
