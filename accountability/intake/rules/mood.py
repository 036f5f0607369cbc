"""Whether a sentence assigns work at all: results, threats, praise, recitals, announcements and requests upward do not. Pure."""

from __future__ import annotations

from accountability.intake.rules.clause import Clause, Lead, Way, is_person
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.deadlines import Deadline
from accountability.intake.rules.expressly import Verdict, judge_told
from accountability.intake.rules.marks import Mark
from accountability.intake.rules.orders import ORDERS, is_order, start_of
from accountability.intake.rules.telling import WORK, is_told
from accountability.intake.rules.tokens import phrase_set

_MEETINGS = phrase_set(["cuộc họp", "hội nghị", "phiên họp", "buổi làm việc", "buổi lễ", "lễ", "hội thảo"])
_WHICH_EVER = "nào"
_LONGEST_STRETCH = 8


def judge(
    clause: Clause, lead: Lead | None, deadline: Deadline | None, *, opens_in_past: bool = False
) -> Verdict:
    """The verdict on one sentence taken alone; `depends` hands the question to the sentence before.

    `opens_in_past`: it begins with a time that has passed ("Ngày 8/11, …", "Trong 9 tháng đầu năm, …").
    """
    if is_told(clause, lead, deadline):
        return Verdict(False, 0.9)
    if _is_threat(clause, lead):
        return Verdict(False, 0.9)
    if lead is not None and lead.way in (Way.LABEL, Way.ASSIGNED, Way.ASKED):
        return judge_told(clause, lead)
    if (
        lead is not None
        and lead.way == Way.CUE
        and _MEETINGS.after(clause.tokens.keys, clause.lo, clause.hi) > clause.lo
    ):
        return Verdict(False, 0.8)
    if _is_saying(clause, lead) and not is_order(clause):
        return Verdict(False, 0.9)
    at_meeting = bool(clause.marks) and clause.marks[0].kind == Cue.RECITAL and clause.key(clause.lo) == "tại"
    if (opens_in_past or at_meeting) and (lead is None or lead.way in (Way.SUBJECT, Way.DUTY)):
        return Verdict(False, 0.7)
    if lead is not None:
        return _by_subject(clause, lead, deadline)
    return _hidden(clause, deadline)


def _is_threat(clause: Clause, lead: Lead | None) -> bool:
    threats = [mark for mark in clause.marks if mark.kind == Cue.THREAT and clause.key(mark.hi) != "trong"]
    keys = clause.tokens.keys
    whoever = any(
        keys[at] == _WHICH_EVER
        and keys[at - 1] in ("phương", "ngành", "vị", "quan", "nơi", "nhân", "thể", "đâu", "ai", "sở")
        for at in range(clause.lo + 1, min(clause.hi, clause.lo + 14))
    )
    if whoever:
        return True
    if not threats:
        return False
    conditional = any(mark.kind == Cue.CONDITION for mark in clause.marks)
    if lead is not None and lead.way == Way.ASSIGNED and not conditional:
        return False  # "Giao Giám đốc Sở X chịu trách nhiệm toàn diện về …": given, not threatened.
    if lead is None:
        return not is_order(clause)
    if any(
        keys[mark.lo - 1] == ";" and mark.kind in WORK | {Cue.DIRECT} and mark.lo > threats[0].hi
        for mark in clause.marks
    ):
        return False  # "chịu trách nhiệm trước …; chỉ đạo hoàn thành …": the work stands behind.
    keys_before = keys[threats[0].lo : threats[0].hi]
    if lead.way not in (Way.LABEL, Way.ASSIGNED, Way.ASKED) and "bị" in keys_before:
        return True
    work = [
        mark for mark in clause.marks
        if mark.kind in WORK | {Cue.DIRECT} and lead.bodies.hi <= mark.lo < threats[0].lo and mark.kind != Cue.ADVERB
    ]  # fmt: skip
    return not work


def _is_saying(clause: Clause, lead: Lead | None) -> bool:
    """Whether the verb of the sentence is one of saying or judging."""
    verbs = (Cue.PRAISE, Cue.SAY)
    if lead is None or lead.mark is None:
        return _first(clause, verbs)
    return any(mark.kind in verbs and mark.lo <= lead.mark.lo for mark in clause.marks)


def _first(clause: Clause, kinds: tuple[Cue, ...]) -> bool:
    """Whether a cue of these kinds comes before any other that assigns."""
    for mark in clause.marks:
        if mark.kind in kinds:
            return True
        if mark.kind in (Cue.ASSIGN, Cue.ASK, Cue.LEAD, Cue.DUTY):
            return False
    return False


def _by_subject(clause: Clause, lead: Lead, deadline: Deadline | None) -> Verdict:
    """The lead is the subject: its verb tells whether it has done, will do, or is to do."""
    cue = lead.mark.lo if lead.mark else lead.bodies.hi
    until = cue + 1 if lead.way == Way.SUBJECT else cue
    told = [
        mark
        for mark in clause.marks
        if mark.lo < until + 2 and mark.kind in (Cue.PAST, Cue.FUTURE, Cue.RESULT, Cue.SAY)
    ]
    told = [mark for mark in told if not _is_to_promise(clause, mark)]
    if any(not _is_inside(clause, mark, lead) for mark in told):
        return Verdict(False, 0.85)
    if lead.way == Way.SUBJECT:
        return _by_verb(clause, lead, deadline)
    if lead.way == Way.DUTY and any(
        mark.kind == Cue.RESULT and mark.lo > lead.bodies.hi for mark in clause.marks[:4]
    ):
        return Verdict(False, 0.6)
    return Verdict(True, 0.9)


def _is_to_promise(clause: Clause, mark: Mark) -> bool:
    """ "… phải cam kết tiến độ": the promise is what is wanted."""
    before = next((other for other in clause.marks if other.hi == mark.lo), None)
    return (
        mark.kind == Cue.FUTURE
        and before is not None
        and before.kind in (Cue.DUTY, Cue.ASK, Cue.ASSIGN, Cue.ADVERB)
    )


def _is_inside(clause: Clause, mark: Mark, lead: Lead) -> bool:
    """Whether the mark of the past belongs to a clause before the subject: "Trước thực trạng đã nêu, Sở Y tế chủ trì"."""
    if mark.lo >= lead.bodies.hi:
        return False
    between = clause.tokens.keys[mark.hi : lead.bodies.lo]
    words = clause.tokens.keys[mark.lo : mark.hi]
    return words == ["đã"] and "," in between


def _by_verb(clause: Clause, lead: Lead, deadline: Deadline | None) -> Verdict:
    after = [mark for mark in clause.marks if mark.lo >= lead.bodies.hi]
    if (
        not after
        or after[0].kind == Cue.NEGATION
        and clause.tokens.keys[after[0].lo : after[0].hi] != ["không", "được"]
    ):
        return Verdict(False, 0.8)
    if any(mark.kind == Cue.FUTURE and clause.key(mark.lo) == "hứa" for mark in after):
        return Verdict(False, 0.8)
    if clause.key(after[0].hi) == ":" and clause.key(after[0].lo) in ("trả", "báo", "giải", "thông"):
        return Verdict(False, 0.8)  # "Sở Tài chính trả lời: …"
    praised = any(
        mark.kind == Cue.PRAISE and "được" in clause.tokens.keys[mark.lo - 5 : mark.lo] for mark in after
    )
    if (
        praised
        or any(mark.kind == Cue.RESULT and not _tells_which(clause, mark, after) for mark in after)
        and deadline is None
    ):
        return Verdict(False, 0.7)
    if (
        is_person(clause, lead.bodies)
        or after[0].kind == Cue.ASK
        or clause.key(after[0].lo) in ("kiến", "phản")
    ):
        return Verdict(False, 0.8)  # Somebody's report, or his own request.
    # The party's secretaries alone are no leads of the committee's duties.
    if all("bí thư" in body.text.casefold() for body in lead.bodies.bodies):
        return Verdict(False, 0.5)
    return Verdict(True, 0.75 if deadline or lead.way == Way.COLON else 0.65)


def _tells_which(clause: Clause, mark: Mark, after: list[Mark]) -> bool:
    """ "rà soát … công nhân chưa có căn cước": a lack of the object, behind the verb, is no result."""
    lack = clause.key(mark.lo) in ("chưa", "còn", "tồn", "hạn")
    return lack and after[0].kind in (Cue.VERB, Cue.ADVERB, Cue.COORDINATE) and after[0].hi < mark.lo


def _hidden(clause: Clause, deadline: Deadline | None) -> Verdict:
    """No subject: an order, a date to be kept, or the continuation of the sentence before."""
    marks, start = clause.marks, start_of(clause)
    told = [
        mark
        for mark in marks
        if mark.kind in (Cue.PAST, Cue.RESULT, Cue.FUTURE) and not _is_stretch(clause, mark)
    ]
    first = next((mark for mark in marks if mark.lo >= start), None)
    if _has_told_subject(clause):
        return Verdict(False, 0.8)
    due = deadline is not None and (
        deadline.on is not None or clause.tokens.keys[deadline.lo] in ("chậm", "trước", "đến", "ngay")
    )
    if first is not None and first.lo == start:
        if first.kind in (Cue.COORDINATE, Cue.LEAD):
            connected = start > clause.lo
            return Verdict(due or not connected, 0.6, depends=True)
        if first.kind in (Cue.ASK, Cue.ASSIGN, Cue.DIRECT):
            return Verdict(True, 0.75)
        if is_order(clause):
            return Verdict(True, 0.7, depends=True)
    if told and told[0].lo <= start + 12 and not any(mark.kind in (Cue.ASK, Cue.ASSIGN) for mark in marks):
        return Verdict(False, 0.8)
    if any(
        mark.kind in (Cue.ASK, Cue.ASSIGN) and mark.lo > clause.lo and _asks_work(clause, mark)
        for mark in marks
    ):
        return Verdict(True, 0.7, inherits=False)
    if _must(clause, due=due):
        return Verdict(True, 0.65, depends=True, inherits=False)
    return Verdict(due and not told, 0.6, depends=not due)


def _is_stretch(clause: Clause, mark: Mark) -> bool:
    """ "hồ sơ … từ năm 2015 đến nay": how old the matter is, not how it went."""
    keys = clause.tokens.keys
    since = "từ" in keys[max(clause.lo, mark.lo - _LONGEST_STRETCH) : mark.lo]
    return since and keys[mark.lo : mark.hi] == ["đến", "nay"]


def _has_told_subject(clause: Clause) -> bool:
    """ "Thực hiện Đề án 06, UBND tỉnh đã ban hành …": the subject comes late, and has done it."""
    first = clause.lists[0] if clause.lists else None
    if first is not None and first.lo == clause.lo and clause.key(first.hi) == "bị":
        return True
    ends = {listed.hi for listed in clause.lists if clause.key(listed.bodies[-1].lo - 1) == ","}
    return any(
        mark.kind == Cue.PAST and clause.tokens.keys[mark.lo] in ("đã", "vừa") and mark.lo in ends
        for mark in clause.marks
    )


def _asks_work(clause: Clause, mark: Mark) -> bool:
    """ "… đề nghị ngay sau hội nghị này, tỉnh ban hành …", "yêu cầu khẩn trương rà soát": work follows the request."""
    if mark.kind == Cue.ASSIGN:
        return False
    following = [other for other in clause.marks if other.lo >= mark.hi]
    return bool(following) and following[0].kind in ORDERS and following[0].lo - mark.hi <= 10


def _must(clause: Clause, *, due: bool) -> bool:
    """ "… phải đạt tối thiểu 50%": a duty whose bearer is the figure; not inside somebody's account of shortcomings."""
    figures = "%" in clause.tokens.keys[clause.lo : clause.hi]
    for mark in clause.marks:
        words = clause.tokens.keys[mark.lo : mark.hi]
        if mark.kind == Cue.DUTY and words[0] in ("phải", "bắt") and (figures or due or words[1:2] != []):
            return not _first(clause, (Cue.SAY, Cue.PRAISE, Cue.PAST, Cue.RESULT, Cue.CONDITION))
    return False
