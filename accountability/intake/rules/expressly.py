"""Whether a sentence assigns: the verdict, and the one on work that is expressly given. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from accountability.intake.rules.clause import Clause, Lead, Way, is_above
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.tokens import phrase_set


@dataclass(frozen=True)
class Verdict:
    """Whether the sentence assigns, how sure that is (0 to 1), and whether only what stands around it can tell.

    `inherits`: it has no subject at all, so that of the heading or of the sentence before is meant.
    """

    is_task: bool
    sureness: float
    depends: bool = False
    inherits: bool = True


def judge_told(clause: Clause, lead: Lead) -> Verdict:
    """Expressly given; not when it was asked upward, or when the rest tells how it went."""
    if lead.way == Way.ASKED and is_above(clause, lead.bodies):
        return Verdict(False, 0.7)
    if lead.way == Way.ASKED and (_is_upward(clause, lead) or _is_of_citizens(clause, lead)):
        return Verdict(False, 0.7)
    after = [mark for mark in clause.marks if mark.lo >= lead.bodies.hi]
    keys = clause.tokens.keys
    if _is_hearsay(clause, lead):
        return Verdict(False, 0.7)
    for mark in after:
        stretch = (
            "từ" in keys[max(lead.bodies.hi, mark.lo - _LONGEST_STRETCH) : mark.lo]
        )  # "từ năm 2020 đến nay".
        if mark.kind == Cue.PAST and _SINCE_THEN.after(keys, mark.lo, mark.hi) > mark.lo and not stretch:
            return Verdict(False, 0.7)
    if _came_to_nothing(clause, lead):
        return Verdict(False, 0.7)
    begun = lead.mark is not None and clause.key(lead.mark.lo - 1) == "được"
    return Verdict(not begun, 0.95)


def _is_upward(clause: Clause, lead: Lead) -> bool:
    """ "đề nghị UBND tỉnh xem xét …", "đề nghị Bộ Y tế quan tâm hỗ trợ": a request to somebody above."""
    keys, body = clause.tokens.keys, lead.bodies.bodies[0]
    above = keys[body.lo] == "bộ" or body.code == "UBND"
    return above and any(
        _SOFT.after(keys, at, clause.hi) > at for at in range(body.hi, min(clause.hi, body.hi + 5))
    )


def _is_of_citizens(clause: Clause, lead: Lead) -> bool:
    """ "Cử tri huyện Tân Kỳ đề nghị Sở Giao thông vận tải …": who asks gives no orders."""
    return (
        lead.mark is not None
        and lead.mark.lo > clause.lo
        and _CITIZENS.after(clause.tokens.keys, clause.lo, clause.hi) > clause.lo
    )


def _is_hearsay(clause: Clause, lead: Lead) -> bool:
    """ "… cho biết huyện đã giao các phòng kiểm tra": somebody tells what he gave."""
    if lead.mark is None or clause.key(lead.mark.lo - 1) != "đã":
        return False
    before = [mark for mark in clause.marks if mark.hi <= lead.mark.lo]
    return any(_HEARSAY.after(clause.tokens.keys, mark.lo, mark.hi) == mark.hi for mark in before)


def _came_to_nothing(clause: Clause, lead: Lead) -> bool:
    """ "… đã nhiều lần yêu cầu Sở X báo cáo nhưng đơn vị này chưa thực hiện": told, with what followed."""
    keys = clause.tokens.keys
    but = next((at for at in range(lead.bodies.hi, clause.hi) if keys[at] in ("nhưng", "song")), None)
    denied = (Cue.NEGATION, Cue.RESULT)
    return but is not None and any(mark.lo > but and mark.kind in denied for mark in clause.marks)


_LONGEST_STRETCH = 8
_CITIZENS = phrase_set(
    [
        "cử tri",
        "người dân",
        "nhân dân",
        "bà con",
        "các hộ dân",
        "hộ dân",
        "phụ huynh",
        "dư luận",
        "đại biểu",
        "các đại biểu",
        "một số đại biểu",
        "nhiều cử tri",
        "một số cử tri",
    ]
)
_SOFT = phrase_set(
    [
        "xem xét",
        "quan tâm",
        "cho ý kiến",
        "cho phép",
        "hỗ trợ",
        "chấp thuận",
        "cho chủ trương",
        "sớm ban hành",
        "sớm có",
        "bố trí kinh phí",
        "bổ sung kinh phí",
    ]
)


_SINCE_THEN = phrase_set(["đến nay", "tuy nhiên", "tính đến nay", "cho đến nay"])


_HEARSAY = phrase_set(
    ["cho biết", "cho hay", "thông tin", "thông tin thêm", "chia sẻ", "trả lời", "phản ánh", "báo cáo", "nói"]
)
