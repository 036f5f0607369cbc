"""Who leads: the body that is told to, or that a cue stands behind; never the one who only receives. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from accountability.intake.rules.bodies import Body, BodyList
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.marks import Mark
from accountability.intake.rules.nouns import ISSUERS
from accountability.intake.rules.tokens import Tokens, phrase_set, words_of

# A body after one of these is an object or a place, never the subject.
_GOVERNORS = words_of(
    "của tại ở thuộc về cho với gửi trình cáo mưu từ bởi cùng giữa trong đến qua nghị cầu theo trên tới xuất vào hợp dẫn giúp nhận đối"
)
_FILLERS = words_of("cho rõ đối với : đồng chí các là việc")
_GAP_WORDS = words_of(
    "là , căn cứ chức năng nhiệm vụ được giao thẩm quyền theo và cũng tiếp tục cần phải sẽ có trên cơ sở thì mình phân công quy định ( )"
)
# Right after a body these are its verb, and tell what it is, not what it is to do.
_STATES = words_of("là có gồm bị thuộc nằm được vẫn luôn còn như")
_LONGEST_GAP = 24
_ABOVE = phrase_set(
    [
        "thủ tướng chính phủ", "chính phủ", "quốc hội", "ubtvqh", "bộ chính trị", "ban bí thư", "trung ương", "thủ tướng", "phó thủ tướng", "văn phòng chính phủ",
    ]
)  # fmt: skip


_THIS_ONE = phrase_set(
    ["đơn vị này", "cơ quan này", "sở này", "địa phương này", "huyện này", "đơn vị trên", "cơ quan trên"]
)
_LONGEST_UNKNOWN = 14
_WORK = frozenset({Cue.VERB, Cue.ADVERB, Cue.DUTY, Cue.LEAD, Cue.COORDINATE, Cue.RECEIVER})
# What follows "yêu cầu" and is nobody.
_NOBODY = words_of(
    "công việc nội kết báo hồ tiến nhiệm này trên trước ngay sau khi không trong từ mọi thời số văn tất tại về để và phải cần"
)
_NO_STARTS = words_of(", ; : . ( )")
_NO_INSIDE = words_of("; : . ( ) để nếu trước đến trong")


class Way(Enum):
    """How the lead was found; the first are told expressly."""

    LABEL = "label"
    ASSIGNED = "assigned"
    ASKED = "asked"
    CUE = "cue"
    DUTY = "duty"
    SUBJECT = "subject"
    COLON = "colon"


@dataclass(frozen=True)
class Lead:
    """The list that leads, by which way, and the cue (None for a bare subject)."""

    bodies: BodyList
    way: Way
    mark: Mark | None = None
    others: tuple[Body, ...] = ()  # "Sở A (chủ trì), Sở B, Sở C": who stands beside the lead.


@dataclass(frozen=True)
class Clause:
    """What the finders share: the tokens of one sentence, its bodies and cues."""

    tokens: Tokens
    lo: int
    hi: int
    lists: tuple[BodyList, ...]
    marks: tuple[Mark, ...]

    def list_from(self, at: int) -> BodyList | None:
        """The list that begins at this token."""
        return next((found for found in self.lists if found.lo == at), None)

    def key(self, at: int) -> str:
        """The key of a token, empty outside the sentence."""
        return self.tokens.keys[at] if self.lo <= at < self.hi else ""


def find_lead(clause: Clause) -> Lead | None:
    """The lead of the sentence, or None where its subject is hidden."""
    found = (
        _labelled(clause)
        or _with_colon(clause)
        or _told(clause)
        or _before_cue(clause, Cue.LEAD, Way.CUE)
        or _before_cue(clause, Cue.DUTY, Way.DUTY)
        or _before_cue(clause, Cue.GIVEN, Way.DUTY)
        or _subject(clause)
    )
    return _with_roles(clause, found) if found else None


def _with_roles(clause: Clause, lead: Lead) -> Lead:
    """ "Sở A (chủ trì), Sở B, Sở C": one leads, the others coordinate."""
    bodies = lead.bodies.bodies
    for body in bodies if len(bodies) > 1 else ():
        if clause.key(body.hi) == "(" and "trì" in clause.tokens.keys[body.hi : body.hi + 6]:
            others = tuple(other for other in bodies if other is not body)
            return replace(lead, bodies=replace(lead.bodies, bodies=(body,)), others=others)
    return lead


def is_issuer(clause: Clause, found: BodyList) -> bool:
    """Whether the list names who speaks in the province's documents."""
    start = found.bodies[0].lo
    return ISSUERS.after(clause.tokens.keys, start, found.hi) == found.bodies[0].hi or is_above(clause, found)


def is_above(clause: Clause, found: BodyList) -> bool:
    """Whether the list names the Government or a body above it."""
    keys, start, end = clause.tokens.keys, found.bodies[0].lo, found.bodies[0].hi
    return found.bodies[0].kind != "group" and (
        _ABOVE.after(keys, start, end) > start or keys[start:end][-2:] == ["chính", "phủ"]
    )


def is_person(clause: Clause, found: BodyList) -> bool:
    """Whether a post is followed by the name of who holds it: "Giám đốc Sở Y tế Nguyễn Văn A"."""
    at = found.bodies[0].hi
    return (
        found.bodies[0].kind == "post"
        and at < clause.hi
        and clause.tokens.word(at)
        and clause.tokens.capital(at)
    )


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


def _told(clause: Clause) -> Lead | None:
    """The body behind "giao", "yêu cầu", "đề nghị", "chỉ đạo"."""
    best: tuple[int, Lead] | None = None
    for number, mark in enumerate(clause.marks):
        if mark.kind not in (Cue.ASSIGN, Cue.ASK, Cue.DIRECT) or not _is_verb(clause, number):
            continue
        start = _over_fillers(clause, mark.hi)
        found = _referred(clause, start) or clause.list_from(start) or _unknown(clause, start, number)
        if found is None or mark.kind == Cue.DIRECT and not _directed_from_above(clause, number):
            continue
        way = Way.ASSIGNED if mark.kind == Cue.ASSIGN else Way.ASKED
        rank = {Cue.ASSIGN: 2, Cue.ASK: 1, Cue.DIRECT: 0}[mark.kind] + 3 * _leads_on(clause, found)
        if best is None or rank > best[0]:
            best = (rank, Lead(found, way, mark))
    return best[1] if best else None


def _referred(clause: Clause, start: int) -> BodyList | None:
    """ "… đề xuất của Sở Công Thương; giao đơn vị này …": the body named before."""
    keys = clause.tokens.keys
    if _THIS_ONE.after(keys, start, clause.hi) == start:
        return None
    before = [found for found in clause.lists if found.hi <= start and not is_issuer(clause, found)]
    return before[-1] if before else None


def _unknown(clause: Clause, start: int, number: int) -> BodyList | None:
    """Somebody whom no table knows, between "giao" and the first verb: "yêu cầu 21 huyện, thành phố tổ chức …"."""
    following = next((mark for mark in clause.marks[number + 1 :] if mark.lo >= start), None)
    if following is None or not 1 <= following.lo - start <= _LONGEST_UNKNOWN or following.kind not in _WORK:
        return None
    keys = clause.tokens.keys[start : following.lo]
    if keys[0] in _NOBODY or _NO_STARTS & {keys[0]} or _NO_INSIDE & set(keys):
        return None
    text = " ".join(clause.tokens.slice(start, following.lo).split())
    return BodyList(start, following.lo, (Body(start, following.lo, text, (), "group"),))


def _over_fillers(clause: Clause, at: int) -> int:
    here = at
    while here < at + 3 and clause.list_from(here) is None and clause.key(here) in _FILLERS:
        here += 1
    return here


def _is_verb(clause: Clause, number: int) -> bool:
    """Not "về việc giao …", "chưa giao …", "được … giao"."""
    mark = clause.marks[number]
    before = clause.key(mark.lo - 1)
    if before in ("việc", "được", "không", "chưa", "sự", "theo", "khi", "bị", "nghị", "và") and not (
        before in ("nghị", "và") and mark.kind != Cue.DIRECT
    ):
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


def _before_cue(clause: Clause, kind: Cue, way: Way) -> Lead | None:
    """The body before "chủ trì", "có trách nhiệm", "phải": what stands between may only be remarks."""
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
    governed = before in _GOVERNORS or any(
        mark.hi == found.lo and mark.kind in (Cue.COORDINATE, Cue.RECEIVER, Cue.JOIN) for mark in clause.marks
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
        if not opens and not _after_connect(clause, found.lo):
            if _any_verb(clause, clause.lo, found.lo):
                return None
            continue
        if clause.key(found.hi) in _STATES and not any(mark.lo == found.hi for mark in clause.marks):
            return None
        action = next((mark for mark in clause.marks if mark.lo >= found.hi), None)
        if action is None or action.lo - found.hi > 6 or not _is_gap(clause, found.hi, action.lo):
            continue
        if action.kind in (Cue.ASSIGN, Cue.ASK, Cue.DIRECT) and is_issuer(clause, found):
            return None
        if is_issuer(clause, found):
            continue
        if action.kind in (
            Cue.VERB,
            Cue.ADVERB,
            Cue.COORDINATE,
            Cue.RECEIVER,
            Cue.DIRECT,
            Cue.PAST,
            Cue.FUTURE,
            Cue.ASSIGN,
            Cue.ASK,
            Cue.NEGATION,
        ):
            return Lead(found, Way.SUBJECT, action)
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
