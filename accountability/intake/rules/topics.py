"""What a sentence is about before it says who acts: "Đối với tuyến đường qua xã Tri Lễ, Sở A …", "Về kiến nghị của Hội B, Sở C …". Pure.

A body in such an opening is an object or a place; the one behind the opening's last comma is the subject. Printed side by
side the two look like one list, so a list that an opening governs comes apart there where a predicate follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accountability.intake.rules.body import BodyList
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.marks import Mark
from accountability.intake.rules.tokens import Tokens, phrase_set, words_of

OPENINGS = phrase_set(
    [
        "đối với", "về", "về việc", "về nội dung", "liên quan", "liên quan đến", "liên quan tới", "trước", "trước tình hình", "theo", "để", "nhằm", "qua", "từ", "sau", "sau khi", "khi", "tại", "trên cơ sở", "căn cứ", "thực hiện", "tiếp theo", "xét", "nhận được", "phúc đáp", "với",
        "từ kết quả", "theo đề nghị của", "theo chỉ đạo của", "thống nhất với", "đồng ý với", "nhất trí với", "đồng ý", "nhất trí", "tiếp thu", "trên tinh thần", "cùng với", "ngoài", "bên cạnh", "trong khi chờ", "hưởng ứng", "triển khai", "ngay sau khi", "riêng", "riêng đối với", "trong",
    ]
)  # fmt: skip
_ADDRESSED = phrase_set(["đối với", "riêng", "riêng đối với", "với", "về phía", "riêng với"])
_ACTS = frozenset(
    {Cue.LEAD, Cue.DUTY, Cue.VERB, Cue.ADVERB, Cue.COORDINATE, Cue.RECEIVER, Cue.ASSIGN, Cue.ASK, Cue.DIRECT, Cue.PAST, Cue.FUTURE, Cue.SAY}
)  # fmt: skip
_SIGNS = words_of(', : ; . ( ) - " “')
_LONGEST_GAP = 3


def apart(lists: Sequence[BodyList], marks: Sequence[Mark], tokens: Tokens, lo: int) -> list[BodyList]:
    """The lists of a sentence, the one at the end of its opening cut where its subject begins."""
    opening = OPENINGS.after(tokens.keys, lo, len(tokens))
    if opening == lo:
        return list(lists)
    found: list[BodyList] = []
    for number, listed in enumerate(lists):
        cut = _cut(listed, marks, tokens, lo) if not _acts_before(marks, tokens, opening, listed.lo) else 0
        if not cut:
            found.append(listed)
            continue
        bodies = listed.bodies
        found.append(replace(listed, hi=bodies[cut - 1].hi, bodies=bodies[:cut]))
        found.append(replace(listed, lo=bodies[cut].lo, bodies=bodies[cut:]))
        return [*found, *lists[number + 1 :]]
    return found


def _acts_before(marks: Sequence[Mark], tokens: Tokens, opening: int, at: int) -> bool:
    """Whether the sentence itself has begun before this token: an order, or a verb behind a comma."""
    for mark in marks:
        if opening <= mark.lo < at and mark.kind in (Cue.ASSIGN, Cue.ASK, Cue.DUTY, Cue.LEAD):
            return True
    return False


def _cut(listed: BodyList, marks: Sequence[Mark], tokens: Tokens, lo: int) -> int:
    """The number of the first body behind the opening; 0 where the whole list stands in it."""
    keys, bodies = tokens.keys, listed.bodies
    addressed = _ADDRESSED.after(keys, lo, listed.lo) == listed.lo and listed.lo > lo
    if len(bodies) < 2 or listed.lo == lo or addressed or keys[listed.lo - 1] in _SIGNS:
        return 0
    following = next((mark for mark in marks if mark.lo >= listed.hi), None)
    if following is None or following.kind not in _ACTS or following.lo - listed.hi > _LONGEST_GAP:
        return 0
    for number in range(1, len(bodies)):
        own = tokens.capital(bodies[number].lo) or bodies[number].kind == "group"
        if own and keys[bodies[number].lo - 1] == "," and bodies[number].lo > bodies[number - 1].hi:
            return number
    return 0
