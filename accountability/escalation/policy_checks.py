"""What makes a ladder contradict itself, before it is written: each finding names its rung, its field and the reason.

Pure. Source: DESIGN §6. The database would take most of these rows; a clerk would learn of them when nobody was told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from accountability.core.saying import say
from accountability.escalation.rules import MOST_REPEATS, Anchor, Channel, Condition, Require

KEY_LIMIT = 30
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Above the lead: when one of these hears, the head of the agency itself hears too (DESIGN §6).
SUPERIORS = frozenset({"lead.direct_superior", "coordinating.direct_superior", "vice_chair", "chair"})
LEADERS = frozenset({"vice_chair", "chair"})
# What the Office owes: the lead is not told of it.
OFFICE_CLOCKS = frozenset({Anchor.CLAIM, Anchor.OBSTACLE})
# A date that is known before it comes; every other anchor is something that has happened.
FORESEEN = frozenset({Anchor.DEADLINE, Anchor.COORDINATION, Anchor.REVIEW})
HOURS = {"h": 1, "d": 24}
# Five working days may hold a week-end, and no holidays of ours are longer than a fortnight.
_LONGEST_DAYS_OFF = 16


@dataclass(frozen=True)
class RungDraft:
    """One rung as typed: texts are codes of the vocabulary of `rules`, numbers may still be missing."""

    key: str = ""
    title: str = ""
    anchor: str = ""
    offset: int | None = None
    unit: str = ""
    condition: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    channel: str = ""
    require: str = ""
    answer_days: int | None = None
    repeat_days: int | None = None
    repeat_limit: int | None = None
    citizens_offset: int | None = None
    condition_days: int | None = None
    waits: bool = False

    @property
    def heard_by(self) -> frozenset[str]:
        """Everybody whom it names."""
        return frozenset((*self.to, *self.cc))

    @property
    def name(self) -> str:
        """What a message calls it."""
        return self.title or self.key or say("chưa có tên")


@dataclass(frozen=True)
class Problem:
    """Something that keeps the ladder from being put in force: which rung (None: the whole), which field, why."""

    rung: int | None
    field: str
    text: str


def problems(
    rungs: Sequence[RungDraft],
    *,
    names: Iterable[str],
    known: Mapping[str, str],
    lead_name: str = "lead.head",
) -> list[Problem]:
    """Everything that is wrong, in the order of the rungs; empty when the ladder may be put in force.

    `names` are the recipients that exist; `known` gives the anchor of each key that has ever been in force: its
    claims are in the ledger, so it may not begin to mean something else.
    """
    if not rungs:
        return [Problem(None, "", say("Quy tắc phải có ít nhất một cấp đôn đốc."))]
    there = frozenset(names)
    found = [
        Problem(index, field, text)
        for index, rung in enumerate(rungs)
        for check in (_key, _moment, _repeat, _condition, _recipients, _demand)
        for field, text in check(rung)
    ]
    for index, rung in enumerate(rungs):
        found += [Problem(index, field, text) for field, text in _strangers(rung, there)]
        found += [Problem(index, field, text) for field, text in _meaning(rung, known)]
        found += [Problem(index, field, text) for field, text in _told_above(rung)]
    for check_pair in (_same_key, _same_moment, _out_of_order):
        found += _pairs(rungs, check_pair)
    return sorted(found, key=lambda problem: -1 if problem.rung is None else problem.rung)


Finding = tuple[str, str]


def _key(rung: RungDraft) -> Iterator[Finding]:
    if not rung.key:
        yield "key", say("Vui lòng nhập khóa của cấp, ví dụ “late-20”.")
    elif len(rung.key) > KEY_LIMIT or not _KEY.fullmatch(rung.key):
        yield (
            "key",
            say(
                "Khóa “{key}” không hợp lệ: chỉ gồm chữ thường không dấu, số, gạch nối; tối đa 30 ký tự.",
                key=rung.key,
            ),
        )
    if not rung.title.strip():
        yield "title", say("Vui lòng nhập tên của cấp.")


def _moment(rung: RungDraft) -> Iterator[Finding]:
    if rung.offset is None:
        yield (
            "offset",
            say("Vui lòng nhập số ngày hoặc số giờ so với mốc (0 là đúng mốc, số âm là trước mốc)."),
        )
    if not rung.unit:
        yield "unit", say("Độ lệch chưa có đơn vị: chọn ngày làm việc, ngày hoặc giờ.")
    if rung.anchor and rung.anchor not in FORESEEN and (rung.offset or 0) < 0:
        yield "offset", say("Mốc này là việc đã xảy ra nên không có cấp trước mốc; chỉ nhận số từ 0 trở lên.")
    if rung.citizens_offset is not None and rung.offset is not None and rung.citizens_offset > rung.offset:
        yield "citizens_offset", say("Việc ảnh hưởng quyền lợi người dân không được nhắc muộn hơn việc khác.")


def _repeat(rung: RungDraft) -> Iterator[Finding]:
    if rung.repeat_days is not None and rung.repeat_days < 1:
        yield "repeat_days", say("Lặp lại sau ít nhất 1 ngày làm việc, hoặc để trống.")
    if rung.repeat_days is not None and rung.repeat_limit is None:
        yield "repeat_limit", say("Vui lòng nhập số lần lặp lại; không cấp nào lặp lại mãi.")
    if rung.repeat_limit is not None and not 1 <= rung.repeat_limit <= MOST_REPEATS:
        yield "repeat_limit", say("Số lần lặp lại từ 1 đến {MOST_REPEATS}.", MOST_REPEATS=MOST_REPEATS)
    if rung.repeat_limit is not None and rung.repeat_days is None:
        yield "repeat_days", say("Vui lòng nhập số ngày làm việc giữa hai lần lặp lại.")


def _condition(rung: RungDraft) -> Iterator[Finding]:
    if rung.condition == Condition.NO_PROGRESS and not rung.condition_days:
        yield "condition_days", say("Điều kiện “chưa cập nhật kết quả” phải có số ngày.")
    if rung.condition != Condition.NO_PROGRESS and rung.condition_days:
        yield "condition_days", say("Chỉ điều kiện “chưa cập nhật kết quả” mới có số ngày.")
    if rung.anchor == Anchor.COORDINATION and rung.condition not in ("", Condition.NOT_DONE):
        yield "condition", say("Cấp tính từ thời hạn phối hợp chỉ có điều kiện “chưa hoàn thành”.")


def _recipients(rung: RungDraft) -> Iterator[Finding]:
    if not rung.to:
        yield "to", say("Cấp này chưa có người nhận.")
    if set(rung.to) & set(rung.cc):
        yield "cc", say("Một chức danh không thể vừa ở “Gửi” vừa ở “Đồng gửi”.")
    if rung.channel == Channel.WEEKLY_LIST and not LEADERS & set(rung.to):
        yield "channel", say("Danh sách tuần chỉ dành cho cấp gửi Phó Chủ tịch hoặc Chủ tịch.")


def _demand(rung: RungDraft) -> Iterator[Finding]:
    if rung.require == Require.DECISION and not LEADERS & set(rung.to):
        yield (
            "to",
            say("Cấp xin ý kiến chỉ đạo phải gửi Phó Chủ tịch hoặc Chủ tịch; hiện không ai được xin ý kiến."),
        )
    if rung.require == Require.EXPLANATION:
        if not rung.answer_days:
            yield "answer_days", say("Cấp yêu cầu giải trình phải có số ngày làm việc để trả lời.")
        if "lead.head" not in rung.heard_by:
            yield "to", say("Cấp yêu cầu giải trình phải gửi Thủ trưởng đơn vị chủ trì, là người giải trình.")
    elif rung.answer_days:
        yield "answer_days", say("Chỉ cấp yêu cầu giải trình mới có số ngày để trả lời.")
    if rung.require and rung.channel == Channel.DIGEST:
        yield "channel", say("Cấp có đòi hỏi (giải trình, ý kiến chỉ đạo) không gửi trong thư tổng hợp.")


def _strangers(rung: RungDraft, names: frozenset[str]) -> Iterator[Finding]:
    for field, given in (("to", rung.to), ("cc", rung.cc)):
        for name in given:
            if name not in names:
                yield field, say("Không có người nhận “{name}” trong danh sách chức danh.", name=name)
            if name.startswith("coordinating.") and rung.anchor != Anchor.COORDINATION:
                yield field, say("Đơn vị phối hợp chỉ nhận được ở cấp tính từ thời hạn phối hợp.")


def _meaning(rung: RungDraft, known: Mapping[str, str]) -> Iterator[Finding]:
    meant = known.get(rung.key)
    if meant is not None and rung.anchor and rung.anchor != meant:
        yield (
            "anchor",
            say(
                "Khóa “{key}” đã dùng với mốc khác; muốn đổi mốc, hãy bỏ cấp này và thêm cấp mới có khóa "
                "khác.",
                key=rung.key,
            ),
        )


def _told_above(rung: RungDraft) -> Iterator[Finding]:
    if rung.anchor in OFFICE_CLOCKS or not rung.heard_by & SUPERIORS:
        return
    of_part = rung.anchor == Anchor.COORDINATION
    if ("coordinating.head" if of_part else "lead.head") not in rung.heard_by:
        whose = say("phối hợp") if of_part else say("chủ trì")
        yield (
            "cc",
            say(
                "Cấp trên được báo thì Thủ trưởng đơn vị {whose} cũng phải được biết: thêm vào “Đồng gửi”.",
                whose=whose,
            ),
        )


# Two rungs at a time --------------------------------------------------------------------------------------------------


def _pairs(
    rungs: Sequence[RungDraft], check: Callable[[RungDraft, RungDraft], Finding | None]
) -> list[Problem]:
    """Findings between a rung and one above it, written at the upper one."""
    found = []
    for (_, lower), (index, upper) in combinations(enumerate(rungs), 2):
        if finding := check(lower, upper):
            found.append(Problem(index, *finding))
    return found


def _same_key(lower: RungDraft, upper: RungDraft) -> Finding | None:
    if lower.key and lower.key == upper.key:
        return "key", say("Hai cấp cùng khóa “{key}”.", key=upper.key)
    return None


def _same_moment(lower: RungDraft, upper: RungDraft) -> Finding | None:
    """Of two rungs reached at one moment only the upper one is heard, so the lower one is dead."""
    if not _complete(lower, upper) or lower.condition != upper.condition:
        return None
    at_once = lower.offset == upper.offset and (lower.unit == upper.unit or lower.offset == 0)
    if not at_once:
        return None
    if set(lower.to) & set(upper.to):
        return "offset", say(
            "Trùng với cấp “{lower}”: cùng mốc, cùng thời điểm, cùng người nhận.", lower=lower.name
        )
    return (
        "offset",
        say(
            "Cùng mốc, cùng thời điểm với cấp “{lower}”: chỉ cấp trên được gửi; hãy gộp hai cấp hoặc đổi "
            "ngày.",
            lower=lower.name,
        ),
    )


def _out_of_order(lower: RungDraft, upper: RungDraft) -> Finding | None:
    """An upper rung that is reached first silences the lower one for good."""
    if not _complete(lower, upper) or lower.condition != upper.condition:
        return None
    if _surely_before(upper, lower):
        return (
            "offset",
            say(
                "Cấp này đứng trên cấp “{lower}” nhưng lại đến trước; hãy đổi thứ tự hoặc đổi ngày.",
                lower=lower.name,
            ),
        )
    return None


def _complete(lower: RungDraft, upper: RungDraft) -> bool:
    return all(
        rung.anchor == lower.anchor and rung.anchor and rung.unit and rung.offset is not None
        for rung in (lower, upper)
    )


def _surely_before(one: RungDraft, other: RungDraft) -> bool:
    """Whether `one` is reached before `other` on any calendar."""
    if one.unit == other.unit:
        return (one.offset or 0) < (other.offset or 0)
    return _span(one)[1] < _span(other)[0]


def _span(rung: RungDraft) -> tuple[int, int]:
    """The earliest and the latest hour, counted from the anchor, at which the rung can be reached."""
    offset = rung.offset or 0
    if rung.unit in HOURS:
        return offset * HOURS[rung.unit], offset * HOURS[rung.unit]
    longest = abs(offset) + 2 * (abs(offset) // 5 + 1) + _LONGEST_DAYS_OFF
    return (24 * offset, 24 * longest) if offset > 0 else (-24 * longest, 24 * offset)
