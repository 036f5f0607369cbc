"""The lead that is told to: whoever stands behind "giao", "yêu cầu", "đề nghị", "chỉ đạo". Pure."""

from __future__ import annotations

from accountability.intake.rules.body import Body, BodyList
from accountability.intake.rules.clause import Clause, Lead, Way, is_issuer
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.marks import Mark
from accountability.intake.rules.tokens import phrase_set, words_of


def find_told(clause: Clause) -> Lead | None:
    """The body behind "giao", "yêu cầu", "đề nghị", "chỉ đạo"."""
    best: tuple[int, Lead] | None = None
    for number, mark in enumerate(clause.marks):
        if mark.kind not in (Cue.ASSIGN, Cue.ASK, Cue.DIRECT) or not _is_verb(clause, number):
            continue
        if _is_embedded(clause, mark) or _is_of_own_staff(clause, mark):
            continue
        start = _over_fillers(clause, mark.hi)
        found = (
            _referred(clause, start)
            or clause.list_from(start)
            or _unknown(clause, _before_plural(clause, start), number)
        )
        if found is None or mark.kind == Cue.DIRECT and not _directed_from_above(clause, number):
            continue
        way = Way.ASSIGNED if mark.kind == Cue.ASSIGN else Way.ASKED
        rank = {Cue.ASSIGN: 2, Cue.ASK: 1, Cue.DIRECT: 0}[mark.kind] + 3 * _leads_on(clause, found)
        if best is None or rank > best[0]:
            best = (rank, Lead(found, way, mark))
    return best[1] if best else _addressed(clause)


def _addressed(clause: Clause) -> Lead | None:
    """ "Đối với UBND các huyện, yêu cầu khẩn trương …": who is addressed stands before the order."""
    first = clause.lists[0] if clause.lists else None
    order = next((mark for mark in clause.marks if mark.kind in (Cue.ASK, Cue.ASSIGN)), None)
    if first is None or order is None or order.lo - first.hi > 2:
        return None
    opening = clause.tokens.keys[clause.lo : first.lo]
    return (
        Lead(first, Way.ASKED, order)
        if opening in (["đối", "với"], ["về", "phía"], ["riêng"], ["riêng", "đối", "với"])
        else None
    )


def _is_embedded(clause: Clause, mark: Mark) -> bool:
    """ "Công an xã tham mưu Chủ tịch UBND phân công cán bộ …": who gives here is only advised to."""
    giver = next((found for found in clause.lists if found.hi == mark.lo), None)
    if giver is None:
        return False
    return any(
        other.hi == giver.lo and other.kind in (Cue.RECEIVER, Cue.COORDINATE) for other in clause.marks
    )


def _is_of_own_staff(clause: Clause, mark: Mark) -> bool:
    """ "Thủ trưởng các cơ quan phân công cán bộ trực Tết": the work is the giver's, his people only do it."""
    if _STAFF.after(clause.tokens.keys, mark.hi, clause.hi) == mark.hi:
        return False
    giver = next((found for found in clause.lists if found.hi == mark.lo), None)
    return giver is not None and not is_issuer(clause, giver)


def _referred(clause: Clause, start: int) -> BodyList | None:
    """ "… đề xuất của Sở Công Thương; giao đơn vị này …": the body named before."""
    keys = clause.tokens.keys
    bare = clause.key(start) in _BARE and any(
        mark.lo == start + 1 and mark.kind in WORK for mark in clause.marks
    )
    if not bare and _THIS_ONE.after(keys, start, clause.hi) == start:
        return None
    before = [found for found in clause.lists if found.hi <= start and not is_issuer(clause, found)]
    return before[-1] if before else None


def _before_plural(clause: Clause, start: int) -> int:
    """Back to "các", which belongs to the phrase of somebody unknown."""
    return start - 1 if clause.key(start - 1) == "các" else start


def _unknown(clause: Clause, start: int, number: int) -> BodyList | None:
    """Somebody whom no table knows, between "giao" and the first verb: "yêu cầu 21 huyện, thành phố tổ chức …"."""
    following = next((mark for mark in clause.marks[number + 1 :] if mark.lo >= start), None)
    if following is None or not 1 <= following.lo - start <= _LONGEST_UNKNOWN or following.kind not in WORK:
        return None
    end = next((at for at in range(start + 2, following.lo) if clause.key(at) in _VERBS), following.lo)
    keys = clause.tokens.keys[start:end]
    if keys[-1] == "," or keys[0] in _NOBODY or _NO_STARTS & {keys[0]} or _NO_INSIDE & set(keys):
        return None
    text = " ".join(clause.tokens.slice(start, end).split())
    return BodyList(start, end, (Body(start, end, text, (), "group"),))


def _over_fillers(clause: Clause, at: int) -> int:
    here = at
    while here < at + 3 and clause.list_from(here) is None and clause.key(here) in _FILLERS:
        here += 1
    return here


def _is_verb(clause: Clause, number: int) -> bool:
    """Not "về việc giao …", "chưa giao …", "được … giao"."""
    mark = clause.marks[number]
    before = clause.key(mark.lo - 1)
    if before == "được" and clause.key(mark.hi - 1) == "cho":
        following = clause.marks[number + 1] if number + 1 < len(clause.marks) else None
        listed = clause.list_from(mark.hi)
        return (
            listed is not None
            and following is not None
            and following.lo == listed.hi
            and following.kind in WORK
        )
    if before in (
        "việc",
        "được",
        "không",
        "chưa",
        "sự",
        "theo",
        "khi",
        "bị",
        "nghị",
        "và",
        "trạng",
        "vi",
        "tượng",
        "hợp",
    ) and not (before in ("nghị", "và") and mark.kind != Cue.DIRECT):
        return False
    if mark.kind == Cue.ASK and before == "có":
        return False
    previous = clause.marks[number - 1] if number else None
    return not (previous and previous.kind == Cue.NEGATION and previous.hi == mark.lo)


def _directed_from_above(clause: Clause, number: int) -> bool:
    """ "UBND TPHCM có văn bản chỉ đạo …": the subject speaks for the province, or there is none."""
    mark = clause.marks[number]
    before = [found for found in clause.lists if found.hi <= mark.lo]
    if not before:
        return mark.lo == clause.lo or clause.marks[0].kind in (Cue.ASK, Cue.CONNECT)
    words = clause.tokens.keys[before[-1].hi : mark.lo]
    return (
        is_issuer(clause, before[-1]) or "văn" in words and "bản" in words or clause.key(mark.lo - 1) == ":"
    )


def _leads_on(clause: Clause, found: BodyList) -> bool:
    """Whether "chủ trì" or "phối hợp" follows the list."""
    return any(
        mark.kind in (Cue.LEAD, Cue.COORDINATE) and 0 <= mark.lo - found.hi <= 4 for mark in clause.marks
    )


_FILLERS = words_of("cho rõ đối với : đồng chí các là việc")


_LONGEST_UNKNOWN = 14
# Verbs that no table of cues has: with them the work of somebody unknown begins.
_VERBS = words_of("làm đi lấy mang đưa dùng")


WORK = frozenset({Cue.VERB, Cue.ADVERB, Cue.DUTY, Cue.LEAD, Cue.COORDINATE, Cue.RECEIVER})


# What follows "yêu cầu" and is nobody.
_NOBODY = words_of(
    "công việc nội kết hồ tiến nhiệm này trên trước ngay sau khi không trong từ mọi thời số văn tất tại về để và phải cần"
)


_STAFF = phrase_set(
    [
        "cán bộ",
        "công chức",
        "viên chức",
        "lãnh đạo",
        "nhân viên",
        "lực lượng",
        "người",
        "chuyên viên",
        "đầu mối",
        "thành viên",
        "cán bộ, công chức",
        "rõ",
        "cụ thể",
    ]
)


_NO_STARTS = words_of(", ; : . ( )")


_NO_INSIDE = words_of("; : . ( ) để nếu trước đến trong")


# "… đề xuất của Sở Y tế, yêu cầu Sở khẩn trương …": the noun alone, for who was named before.
_BARE = words_of("sở ban huyện xã cục")


_THIS_ONE = phrase_set(
    ["đơn vị này", "cơ quan này", "sở này", "địa phương này", "huyện này", "đơn vị trên", "cơ quan trên"]
)
