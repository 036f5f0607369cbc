"""Who coordinates: the bodies behind "phối hợp với", "cùng", a label, and those that the sentence itself lets coordinate. Pure."""

from __future__ import annotations

from accountability.intake.rules.body import Body, BodyList
from accountability.intake.rules.clause import Clause, Lead
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.tokens import words_of
from accountability.intake.rules.told import WORK

_LONGEST_UNKNOWN = 7
_LINKS = words_of("với cùng : , của chặt chẽ")


def find_coordinating(clause: Clause, lead: Lead | None) -> list[Body]:
    """The coordinating bodies in the order of the text, each once, the lead left out."""
    found: list[Body] = list(lead.others) if lead else []
    for number, mark in enumerate(clause.marks):
        if mark.kind == Cue.LABEL_COORDINATE:
            found += _bodies(clause, mark.hi)
        elif mark.kind == Cue.COORDINATE:
            found += (
                _bodies(clause, mark.hi) or _subjects(clause, number, lead) or _unknown(clause, number, lead)
            )
        elif mark.kind == Cue.JOIN and lead is not None and mark.lo >= lead.bodies.hi:
            found += _bodies(clause, mark.hi)
    return _once(found, lead.bodies if lead else None)


def _bodies(clause: Clause, at: int) -> list[Body]:
    here = at
    while here < at + 3 and clause.list_from(here) is None and clause.key(here) in _LINKS:
        here += 1
    listed = clause.list_from(here)
    if (
        listed
        and len(listed.bodies) == 1
        and listed.bodies[0].kind == "group"
        and clause.key(listed.hi) == ":"
    ):
        listed = clause.list_from(listed.hi + 1) or listed  # "các đơn vị: Sở A, Sở B": those named are meant.
    return list(listed.bodies) if listed else []


def _subjects(clause: Clause, number: int, lead: Lead | None) -> list[Body]:
    """ "…; Sở Tài chính, Sở Nội vụ phối hợp thực hiện": they coordinate, beside a lead told before."""
    mark = clause.marks[number]
    before = clause.marks[number - 1] if number else None
    if lead is None or before is not None and before.kind == Cue.PURPOSE and before.hi == mark.lo:
        return []
    for listed in clause.lists:
        follows = listed.lo > lead.bodies.lo and listed.lo >= lead.bodies.hi
        if follows and 0 <= mark.lo - listed.hi <= 3 and not _leads_itself(clause, listed, number):
            return list(listed.bodies)
    return []


def _unknown(clause: Clause, number: int, lead: Lead | None) -> list[Body]:
    """Somebody whom no table knows, between "phối hợp với" and the work: "phối hợp với gia đình người bệnh quản lý …"."""
    mark = clause.marks[number]
    following = clause.marks[number + 1] if number + 1 < len(clause.marks) else None
    if lead is None or following is None or clause.key(mark.hi - 1) not in ("với", "cùng"):
        return []
    if following.kind not in WORK or not 2 <= following.lo - mark.hi <= _LONGEST_UNKNOWN:
        return []
    keys = clause.tokens.keys[mark.hi : following.lo]
    if {",", ";", ".", ":", "việc", "để"} & set(keys) or any(
        listed.lo < following.lo and listed.hi > mark.hi for listed in clause.lists
    ):
        return []
    text = " ".join(clause.tokens.slice(mark.hi, following.lo).split())
    return [Body(mark.hi, following.lo, text, (), "group")]


def _leads_itself(clause: Clause, listed: BodyList, number: int) -> bool:
    """Whether "chủ trì" stands between the list and the cue of that number."""
    return any(other.kind == Cue.LEAD and other.lo >= listed.hi for other in clause.marks[:number])


def _once(found: list[Body], lead: BodyList | None) -> list[Body]:
    seen = {_same(body) for body in lead.bodies} if lead else set()
    kept = []
    for body in found:
        if _same(body) not in seen:
            seen.add(_same(body))
            kept.append(body)
    return kept


def _same(body: Body) -> str:
    return body.code or " ".join(body.text.casefold().split())
