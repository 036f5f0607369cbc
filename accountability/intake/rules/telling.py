"""What a sentence tells that is no order: recitals, what laws and documents say, quotations, causes. Pure."""

from __future__ import annotations

from accountability.intake.rules.clause import Clause, Lead, Way, is_issuer
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.deadlines import Deadline
from accountability.intake.rules.tokens import phrase_set

WORK = frozenset({Cue.VERB, Cue.RECEIVER, Cue.ADVERB, Cue.COORDINATE, Cue.LEAD})

_RECITALS = phrase_set(
    [
        "căn cứ", "xét đề nghị", "xét tờ trình", "xét báo cáo", "theo đề nghị của", "xét thấy", "trên đây là", "nhận được", "theo báo cáo của",
    ]
)  # fmt: skip
_LAW = phrase_set(
    [
        "có hiệu lực", "hết hiệu lực", "thay thế quyết định", "thay thế chỉ thị", "thay thế công văn", "thi hành quyết định này", "thi hành chỉ thị này", "thi hành nghị quyết này",
        "chịu trách nhiệm thi hành quyết định", "chịu trách nhiệm thi hành nghị quyết", "chịu trách nhiệm thi hành chỉ thị", "này có giá trị", "do ngân sách", "có trách nhiệm quản lý nhà nước",
        "chức năng quản lý nhà nước", "là cơ quan chuyên môn thuộc", "thay cho biên bản", "thay biên bản", "được gửi đến", "được gửi tới", "thông báo để", "thông báo đến", "thông báo kết luận của",
        "thông báo ý kiến", "được quy định", "quy định tại điều này",
    ]
)  # fmt: skip
_CITED = phrase_set(
    ["theo quy định tại", "theo quy định,", "theo quy định của luật", "theo luật", "theo điều", "theo khoản", "theo nghị định", "theo thông tư", "theo quy định của nghị định", "theo quy định của pháp luật"]
)  # fmt: skip
_HEARD = phrase_set(
    [
        "theo phản ánh",
        "theo thông tin",
        "theo lời",
        "theo ông",
        "theo bà",
        "được biết",
        "theo người dân",
        "theo cử tri",
    ]
)
_DOCUMENTS = phrase_set(
    [
        "đề án", "quy chế", "nghị quyết", "quyết định", "kế hoạch", "luật", "thông tư", "nghị định", "quy định", "chỉ thị", "dự thảo", "chương trình", "thông báo", "công văn", "văn bản", "công điện",
    ]
)  # fmt: skip
_SAYS = phrase_set(
    [
        "thay cho", "được xây dựng trên cơ sở", "được ban hành kèm theo", "thay thế", "là căn cứ", "là cơ sở", "quy định", "nêu", "nêu rõ", "xác định", "đặt mục tiêu", "đề ra", "áp dụng", "có hiệu lực", "gồm", "bao gồm",
    ]
)  # fmt: skip


def _is_recital(clause: Clause, lead: Lead | None) -> bool:
    keys, start = clause.tokens.keys, clause.lo
    if _RECITALS.after(keys, start, clause.hi) == start:
        return False
    closes = keys[clause.hi - 1] == ";"
    if not closes and lead is not None and lead.way == Way.SUBJECT and clause.key(lead.bodies.lo - 1) == ",":
        return False
    told = any(mark.kind in (Cue.ASSIGN, Cue.ASK, Cue.LEAD, Cue.DUTY) for mark in clause.marks)
    return (
        closes
        or not told
        or keys[start : start + 2] == ["trên", "đây"]
        and "yêu" not in keys[start : clause.hi]
    )


def _is_of_law(clause: Clause, lead: Lead | None) -> bool:
    """ "Quyết định này có hiệu lực …", "… chịu trách nhiệm thi hành Quyết định này"."""
    keys = clause.tokens.keys
    cited = _CITED.after(keys, clause.lo, clause.hi) > clause.lo and lead is not None and lead.way == Way.DUTY
    if cited and lead is not None and not any(body.code for body in lead.bodies.bodies):
        return all(not clause.tokens.capital(body.lo) for body in lead.bodies.bodies)
    places = (at for at in range(clause.lo, clause.hi) if keys[at] in _LAW.first)
    law = next((at for at in places if _LAW.after(keys, at, clause.hi) > at), None)
    if law is None or any(mark.kind in (Cue.ASSIGN, Cue.ASK, Cue.LEAD) for mark in clause.marks):
        return False
    works = lead is not None and lead.mark is not None and lead.mark.kind in WORK
    return not (works and lead is not None and lead.mark is not None and lead.mark.hi < law)


def _is_cited(clause: Clause, lead: Lead | None, deadline: Deadline | None) -> bool:
    """ "Theo Luật Cư trú, công an cấp xã có trách nhiệm …": what the law says of bodies of a kind, by no date."""
    keys = clause.tokens.keys
    if (
        _CITED.after(keys, clause.lo, clause.hi) == clause.lo
        or deadline is not None
        and deadline.on is not None
        and "/" in deadline.words
    ):
        return False
    if any(mark.kind in (Cue.ASSIGN, Cue.ASK, Cue.LEAD) for mark in clause.marks):
        return False
    if lead is not None:
        return lead.way == Way.DUTY and not any(body.code for body in lead.bodies.bodies)
    return any(mark.kind == Cue.DUTY for mark in clause.marks)


def _is_heard(clause: Clause) -> bool:
    """ "Theo phản ánh, chủ đầu tư yêu cầu người mua nộp tiền": what is said that somebody asked of others."""
    keys = clause.tokens.keys
    if _HEARD.after(keys, clause.lo, clause.hi) == clause.lo:
        return False
    asked = next((mark for mark in clause.marks if mark.kind in (Cue.ASSIGN, Cue.ASK)), None)
    giver = next((found for found in clause.lists if asked is not None and found.hi == asked.lo), None)
    return giver is not None and not is_issuer(clause, giver)


def _is_quoted(clause: Clause) -> bool:
    """ "Ông Trưởng phòng Hộ tịch chia sẻ: “Chúng tôi phải …”": somebody's words, who does not speak for the province."""
    keys = clause.tokens.keys
    colon = next(
        (at for at in range(clause.lo, clause.hi - 1) if keys[at] == ":" and keys[at + 1] in ("“", '"')), None
    )
    if colon is None or any(
        mark.hi <= colon and mark.kind in (Cue.ASSIGN, Cue.ASK, Cue.DUTY) for mark in clause.marks
    ):
        return False
    first = clause.lists[0] if clause.lists and clause.lists[0].lo < colon else None
    return first is None or not is_issuer(clause, first)


def _is_content(clause: Clause) -> bool:
    """ "Đề án quy định các đơn vị phải tự chủ 30%": what a document says."""
    keys, named = clause.tokens.keys, _DOCUMENTS.after(clause.tokens.keys, clause.lo, clause.hi)
    here = named + (clause.key(named) == "này") if named > clause.lo else clause.hi
    given = any(mark.kind in (Cue.ASSIGN, Cue.ASK) and clause.list_from(mark.hi) for mark in clause.marks)
    return not given and _SAYS.after(keys, here, clause.hi) > here


def _is_cause(clause: Clause) -> bool:
    """ "Nguyên nhân là do …": why something came, unless somebody is then told to act."""
    return clause.tokens.keys[clause.lo : clause.lo + 2] == ["nguyên", "nhân"] and not any(
        mark.kind in (Cue.ASSIGN, Cue.ASK) for mark in clause.marks
    )


def _is_reported(clause: Clause) -> bool:
    """ "Đại diện Sở Tài chính báo cáo, đến ngày 20/11 toàn tỉnh …": somebody speaks, and what follows the comma is no order."""
    keys = clause.tokens.keys
    for mark in clause.marks:
        named = next((found for found in clause.lists if found.hi == mark.lo), None)
        if (
            named is None
            or clause.key(mark.hi) not in (",", ":", "rằng")
            or " ".join(keys[mark.lo : mark.hi]) not in _REPORTS
        ):
            continue
        speaks = _SPEAKERS.after(keys, clause.lo, named.hi)
        if speaks == clause.lo or speaks < named.lo - 1:
            return False
        return not any(other.lo == mark.hi + 1 and other.kind in WORK for other in clause.marks)
    return False


def _is_proposed(clause: Clause, lead: Lead | None, deadline: Deadline | None) -> bool:
    """ "UBND huyện X đề xuất UBND tỉnh hỗ trợ 4,2 tỷ đồng …": what somebody wishes of those above him."""
    if lead is None or lead.way != Way.SUBJECT or lead.mark is None or deadline is not None:
        return False
    keys = clause.tokens.keys
    above = clause.list_from(lead.mark.hi)
    if above is None or keys[lead.mark.lo : lead.mark.hi] not in (["đề", "xuất"], ["kiến", "nghị"]):
        return False
    return is_issuer(clause, above) and _WISHES.after(keys, above.hi, clause.hi) > above.hi


def _is_well_met(clause: Clause, deadline: Deadline | None) -> bool:
    """ "…, được dư luận đồng tình": how something is received, of what goes on anyway."""
    keys = clause.tokens.keys
    if deadline is not None or any(
        mark.kind in (Cue.ASSIGN, Cue.ASK, Cue.LEAD, Cue.DUTY) for mark in clause.marks
    ):
        return False
    for at in range(clause.lo + 1, clause.hi - 1):
        if keys[at] == "," and keys[at + 1] == "được":
            until = min(clause.hi, at + _LONGEST_WELCOME)
            return any(_WELCOMES.after(keys, here, until) > here for here in range(at + 2, until))
    return False


def is_told(clause: Clause, lead: Lead | None, deadline: Deadline | None) -> bool:
    """Whether the sentence only recites, cites, quotes or explains."""
    if _is_recital(clause, lead) or _is_of_law(clause, lead) or _is_cited(clause, lead, deadline):
        return True
    if _is_reported(clause) or _is_proposed(clause, lead, deadline) or _is_well_met(clause, deadline):
        return True
    return _is_heard(clause) or _is_quoted(clause) or _is_cause(clause) or _is_content(clause)


_SPEAKERS = phrase_set(["đại diện", "đại diện lãnh đạo", "lãnh đạo", "ông", "bà", "đồng chí"])
_REPORTS = frozenset({"báo cáo", "thông tin", "thông báo", "nêu", "phản ánh", "cho biết"})
_WISHES = phrase_set(
    ["hỗ trợ", "bố trí", "cấp", "cho", "cho phép", "xem xét", "quan tâm", "chấp thuận", "sớm", "bổ sung", "đầu tư", "tạo điều kiện", "kéo dài", "gia hạn"]
)  # fmt: skip
_WELCOMES = phrase_set(
    ["đồng tình", "đánh giá cao", "hưởng ứng", "ủng hộ", "tham gia", "ghi nhận", "đón nhận", "biết đến"]
)
_LONGEST_WELCOME = 12
