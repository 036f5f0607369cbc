"""Who leads: the body that is told to, or that a cue stands behind; never the one who only receives. Pure."""

from __future__ import annotations

from dataclasses import replace

from accountability.intake.rules.body import Body, BodyList
from accountability.intake.rules.clause import Clause, Lead, Way, is_issuer, opening_end
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.nouns import TITLES
from accountability.intake.rules.tokens import phrase_set, words_of
from accountability.intake.rules.told import WORK, find_told

# A body after one of these is an object or a place, never the subject.
_GOVERNORS = words_of(
    "của tại ở thuộc về cho với gửi trình cáo mưu từ bởi cùng giữa trong đến qua nghị cầu theo trên tới xuất vào hợp dẫn giúp nhận đối"
)
_GAP_WORDS = words_of(
    "là , căn cứ chức năng nhiệm vụ được giao thẩm quyền theo và cũng tiếp tục cần phải sẽ có trên cơ sở thì mình phân công quy định ( )"
)
# Right after a body these are its verb, and tell what it is, not what it is to do.
_STATES = words_of("là có gồm bị thuộc nằm được vẫn luôn còn như")
_ADDRESSES = (["riêng"], ["riêng", "đối", "với"], ["riêng", "với"], ["đối", "với"], ["về", "phía"])
_ROLES = phrase_set(
    [
        "với vai trò", "nhất là", "đặc biệt là", "trước hết là", "trực tiếp là", "mà trực tiếp là", "trong đó có", "với tư cách", "trên cương vị", "với trách nhiệm", "với chức năng", "trong vai trò", "là cơ quan", "là đơn vị", "là chủ đầu tư",
    ]
)  # fmt: skip
# "… là do", "nguyên nhân do": why, not who.
_CAUSES = words_of("là nhân yếu phần lý vì chính")
# Where one of these stands before "do", the sentence has its own order or tells.
_ACTS = frozenset({Cue.DUTY, Cue.PAST, Cue.SAY, Cue.PRAISE, Cue.RESULT, Cue.ASSIGN, Cue.ASK, Cue.LEAD})
# A matter that somebody "does" is a duty where it goes to somebody or by a day; else it is only told.
_BY_WHEN = words_of("trước chậm trong muộn xong")
_OF_SUBJECTS = frozenset(
    {Cue.VERB, Cue.ADVERB, Cue.COORDINATE, Cue.RECEIVER, Cue.DIRECT, Cue.PAST, Cue.FUTURE, Cue.ASSIGN, Cue.ASK, Cue.NEGATION, Cue.DUTY}
)  # fmt: skip
_AMONG = (["nhất", "là"], ["biệt", "là"], ["đó", "có"])
_LONGEST_ROLE = 24
# "Kiến nghị của UBND thị xã về lệ phí hộ tịch: Sở Tư pháp …": so far may the colon behind a body stand.
_LONGEST_TITLE = 12
_LONGEST_GAP = 24
_LONGEST_RELATIVE = 14
_RELATIVES = words_of("chưa có còn đang không thuộc nằm được bị đạt dưới trên để chậm")


def find_lead(clause: Clause) -> Lead | None:
    """The lead of the sentence, or None where its subject is hidden."""
    found = (
        _labelled(clause)
        or _with_colon(clause)
        or find_told(clause)
        or _chaired(clause)
        or _passive(clause)
        or _before_cue(clause, Cue.LEAD, Way.CUE)
        or _before_cue(clause, Cue.DUTY, Way.DUTY)
        or _before_cue(clause, Cue.GIVEN, Way.DUTY)
        or _done_by(clause)
        or _subject(clause)
    )
    return _with_roles(clause, found) if found else None


def _with_roles(clause: Clause, lead: Lead) -> Lead:
    """ "Sở A (chủ trì), Sở B, Sở C": one leads, the others coordinate."""
    bodies = lead.bodies.bodies
    for number, body in enumerate(bodies):
        if number and clause.key(body.lo - 1) in ("cùng", "với") and lead.way != Way.LABEL:
            before = BodyList(lead.bodies.lo, bodies[number - 1].hi, bodies[:number])
            return replace(lead, bodies=before, others=bodies[number:])
    for body in bodies if len(bodies) > 1 else ():
        if clause.key(body.hi) == "(" and {"trì", "mối"} & set(clause.tokens.keys[body.hi : body.hi + 6]):
            others = tuple(other for other in bodies if other is not body)
            return replace(lead, bodies=replace(lead.bodies, bodies=(body,)), others=others)
    return lead


def _chaired(clause: Clause) -> Lead | None:
    """ "Tổ công tác do đồng chí X làm Tổ trưởng phải …": who chairs a body does not lead in its place."""
    first = clause.lists[0] if clause.lists else None
    if first is None or first.lo != clause.lo or clause.key(first.hi) != "do":
        return None
    for at in range(first.hi + 1, min(clause.hi, first.hi + _LONGEST_GAP)):
        titled = TITLES.after(clause.tokens.keys, at + 1, clause.hi)
        if clause.key(at) == "làm" and titled > at + 1:
            action = next((mark for mark in clause.marks if mark.lo >= titled), None)
            duty = next((mark for mark in clause.marks if mark.lo >= titled and mark.kind == Cue.DUTY), None)
            return Lead(first, Way.DUTY if duty else Way.SUBJECT, duty or action)
    return None


def _passive(clause: Clause) -> Lead | None:
    """ "Việc kiểm đếm phải được UBND huyện X hoàn thành …", "… phải do Sở Y thực hiện"."""
    for mark in clause.marks:
        links = {Cue.DUTY: ("được", "do"), Cue.GIVEN: ("cho",)}.get(mark.kind, ())
        at = mark.hi + (clause.key(mark.hi) in links)
        found = clause.list_from(at) if at > mark.hi else None
        if found and any(0 <= other.lo - found.hi <= 2 and other.kind in WORK for other in clause.marks):
            return Lead(found, Way.DUTY, mark)
    return None


def _labelled(clause: Clause) -> Lead | None:
    for mark in clause.marks:
        if mark.kind == Cue.LABEL_LEAD:
            found = clause.list_from(mark.hi + (clause.key(mark.hi) == ":"))
            if found and (clause.key(mark.hi - 1) in (":", "là") or clause.key(mark.hi) == ":"):
                return Lead(found, Way.LABEL, mark)
    return None


def _with_colon(clause: Clause) -> Lead | None:
    """ "Sở Y tế: chủ trì …" at the start of a line."""
    first = clause.lists[0] if clause.lists else None
    after_for = first is not None and clause.tokens.keys[clause.lo : first.lo] == ["đối", "với"]
    if (
        first
        and (first.lo == clause.lo or after_for)
        and clause.key(first.hi) == ":"
        and first.hi + 1 < clause.hi
    ):
        return Lead(first, Way.COLON)
    return None


def _before_cue(clause: Clause, kind: Cue, way: Way) -> Lead | None:
    """The body before "chủ trì", "có trách nhiệm", "phải": what stands between may only be remarks."""
    if kind == Cue.DUTY and (relative := _with_relative(clause)):
        return relative
    for number, mark in enumerate(clause.marks):
        if mark.kind != kind or kind == Cue.GIVEN and not _verb_follows(clause, number):
            continue
        for found in reversed([candidate for candidate in clause.lists if candidate.hi <= mark.lo]):
            if mark.lo - found.hi > _LONGEST_GAP or not _is_gap(clause, found.hi, mark.lo):
                break
            part = _own_part(clause, found)
            if part is not None:
                return Lead(part, way, mark)
    return None


def _with_relative(clause: Clause) -> Lead | None:
    """ "Các xã chưa đạt 50% hồ sơ trực tuyến phải giải trình …": a group with words that tell which, up to its duty."""
    first = clause.lists[0] if clause.lists else None
    if first is None or first.lo != clause.lo or first.bodies[-1].kind != "group":
        return None
    duty = next((mark for mark in clause.marks if mark.kind == Cue.DUTY), None)
    if duty is None or not 1 <= duty.lo - first.hi <= _LONGEST_RELATIVE:
        return None
    between = clause.tokens.keys[first.hi : duty.lo]
    if {",", ";", ".", ":", "đã"} & set(between) or between[0] not in _RELATIVES:
        return None
    text = " ".join(clause.tokens.slice(first.bodies[-1].lo, duty.lo).split())
    last = Body(first.bodies[-1].lo, duty.lo, text, (), "group")
    return Lead(BodyList(first.lo, duty.lo, (*first.bodies[:-1], last)), Way.DUTY, duty)


def _verb_follows(clause: Clause, number: int) -> bool:
    mark = clause.marks[number]
    following = clause.marks[number + 1] if number + 1 < len(clause.marks) else None
    return following is not None and following.lo - mark.hi <= 1 and following.kind in (
        Cue.LEAD, Cue.VERB, Cue.RECEIVER, Cue.COORDINATE, Cue.ADVERB,
    )  # fmt: skip


def _is_gap(clause: Clause, lo: int, hi: int) -> bool:
    for mark in clause.marks:
        if lo <= mark.lo < hi and mark.kind not in (Cue.ADVERB, Cue.GIVEN, Cue.FUTURE, Cue.RECITAL, Cue.DUTY):
            return False
    words = clause.tokens.keys[lo:hi]
    return ";" not in words and "." not in words


def _own_part(clause: Clause, found: BodyList) -> BodyList | None:
    """The list without what a receiving verb before it governs: "báo cáo UBND tỉnh; Sở Tài chính chủ trì"."""
    before = clause.key(found.lo - 1)
    if before == "do":
        return found
    named = (
        clause.tokens.keys[found.lo - 2 : found.lo] in _AMONG
    )  # "Các địa phương, nhất là các huyện miền núi, phải …"
    governed = (
        named
        or before in _GOVERNORS
        or any(
            mark.hi == found.lo and mark.kind in (Cue.COORDINATE, Cue.RECEIVER, Cue.JOIN)
            for mark in clause.marks
        )
    )
    if not governed:
        return found
    for index in range(len(found.bodies) - 1, 0, -1):
        if clause.tokens.keys[found.bodies[index].lo - 1] == ";":
            return BodyList(found.bodies[index].lo, found.hi, found.bodies[index:])
    return None


def _subject(clause: Clause) -> Lead | None:
    """A body at the start (after a clause that ends with a comma), followed by what it is to do."""
    for found in clause.lists:
        opens = found.lo == clause.lo or clause.key(found.lo - 1) in (",", ":", '"', "“", "thì")
        opens = opens or clause.tokens.keys[clause.lo : found.lo] in _ADDRESSES
        if not opens and not _after_connect(clause, found.lo):
            titled = ":" in clause.tokens.keys[found.hi : found.hi + _LONGEST_TITLE]
            if not titled and opening_end(clause) == clause.lo and _any_verb(clause, clause.lo, found.lo):
                return None
            continue
        if clause.key(found.hi) in _STATES and not any(mark.lo == found.hi for mark in clause.marks):
            return None
        behind = _behind_role(clause, found.hi)
        action = next((mark for mark in clause.marks if mark.lo >= behind), None)
        if (
            action is None
            or action.lo - behind > 9
            or behind == found.hi
            and not _is_gap(clause, found.hi, action.lo)
        ):
            continue
        if action.kind in (Cue.ASSIGN, Cue.ASK, Cue.DIRECT) and is_issuer(clause, found):
            return None
        if is_issuer(clause, found):
            continue
        if action.kind in _OF_SUBJECTS:
            return Lead(found, Way.SUBJECT, action)
        behind_it = clause.tokens.keys[action.hi : clause.hi]
        if action.kind == Cue.THREAT and (behind_it[:1] == ["trong"] or ";" in behind_it):
            return Lead(found, Way.DUTY, action)  # "chịu trách nhiệm toàn diện trong chỉ đạo …"
    return None


def _behind_role(clause: Clause, at: int) -> int:
    """Behind ", với vai trò cơ quan thường trực,": a remark on who acts; `at` for none."""
    start = at + (clause.key(at) == ",")
    if _ROLES.after(clause.tokens.keys, start, clause.hi) == start:
        return at
    ends = (here for here in range(start, min(clause.hi, at + _LONGEST_ROLE)) if clause.key(here) == ",")
    return next((here + 1 for here in ends), at)


def _done_by(clause: Clause) -> Lead | None:
    """ "Báo cáo chuyên đề do Sở Y tế chuẩn bị, trình …": the matter stands first, who is to do it behind "do"."""
    for found in clause.lists:
        if clause.key(found.lo - 1) != "do" or clause.key(found.lo - 2) in _CAUSES:
            continue
        told = any(mark.kind in (Cue.PAST, Cue.RESULT) for mark in clause.marks)
        if (
            told
            or found.lo - 1 <= clause.lo
            or any(mark.hi <= found.lo - 1 and mark.kind in _ACTS for mark in clause.marks)
        ):
            return None
        action = next((mark for mark in clause.marks if mark.lo >= found.hi), None)
        ahead = any(mark.lo > found.hi and mark.kind == Cue.RECEIVER for mark in clause.marks)
        ahead = ahead or bool(_BY_WHEN & set(clause.tokens.keys[found.hi : clause.hi]))
        if ahead and action is not None and action.lo == found.hi and action.kind in WORK:
            return Lead(found, Way.DUTY, action)
    return None


def _after_connect(clause: Clause, at: int) -> bool:
    return any(mark.kind == Cue.CONNECT and mark.hi in (at, at - 1) for mark in clause.marks)


def _any_verb(clause: Clause, lo: int, hi: int) -> bool:
    return (
        any(
            lo <= mark.lo < hi and mark.kind in (Cue.VERB, Cue.RECEIVER, Cue.COORDINATE, Cue.ADVERB)
            for mark in clause.marks
        )
        and "," not in clause.tokens.keys[lo:hi]
    )


def owner_of(clause: Clause) -> BodyList | None:
    """ "Xây dựng Kế hoạch của UBND xã …": who owns the product makes it, where nothing else names a lead."""
    first = clause.marks[0] if clause.marks else None
    if first is None or first.kind != Cue.VERB or first.lo > clause.lo + 1:
        return None
    for listed in clause.lists:
        owns = listed.lo - first.hi <= 4 and clause.key(listed.lo - 1) == "của"
        if owns and not is_issuer(clause, listed):
            return listed
    return None
