"""How a sentence begins: an order to somebody who is not named, a label with its value, the rest of a duty told before. Pure."""

from __future__ import annotations

from accountability.intake.rules.clause import Clause
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.time_words import Intro
from accountability.intake.rules.times import TimeReader
from accountability.intake.rules.tokens import phrase_set, words_of


def start_of(clause: Clause) -> int:
    """Behind "Đồng thời,", "Ngoài ra," and opening quotes."""
    here = clause.lo
    for at in range(here + 1, min(here + _LONGEST_LABEL, clause.hi)):
        if clause.key(at) == ":" and clause.key(clause.lo) in _LABELS and not clause.lists[:1]:
            here = at + 1
            break
    for mark in clause.marks:
        if mark.lo > here + 1:
            break
        if mark.kind == Cue.CONNECT:
            here = mark.hi
            while clause.key(here) in (",", ":"):
                here += 1
    here = _behind_time(clause, here)
    while here < clause.hi and not clause.tokens.word(here):
        here += 1
    return here


def _behind_time(clause: Clause, at: int) -> int:
    """Behind "Trong thời gian tới,", "Từ nay đến cuối năm,": a remark of time before the order; `at` for none."""
    if _AHEAD.after(clause.tokens.keys, at, clause.hi) == at:
        return _behind_deadline(clause, at)
    comma = next(
        (here for here in range(at, min(clause.hi, at + _LONGEST_REMARK)) if clause.key(here) == ","), at
    )
    return at if any(at <= listed.lo < comma for listed in clause.lists) else comma


def _behind_deadline(clause: Clause, at: int) -> int:
    """Behind "Trong vòng 03 ngày làm việc,", "Chậm nhất ngày 20/10/2025,": by when, before the order itself; `at` for none."""
    time = TimeReader(clause.tokens, min(clause.hi, at + _LONGEST_REMARK)).all_from(at)[:1]
    if (
        not time
        or time[0].lo != at
        or time[0].intro not in (Intro.BY, Intro.IN)
        or clause.key(time[0].hi) != ","
    ):
        return at
    comma = time[0].hi
    return comma if any(mark.lo == comma + 1 and mark.kind in ORDERS for mark in clause.marks) else at


def is_order(clause: Clause) -> bool:
    """Whether the sentence begins with a verb: an order to somebody who is not named here."""
    start = start_of(clause)
    first = next((mark for mark in clause.marks if mark.lo >= start), None)
    if first is not None and clause.key(first.hi) in ("của", "số"):  # "Báo cáo của Công an tỉnh …" is a noun.
        return False
    return (
        first is not None
        and first.lo == start
        and first.kind in ORDERS
        and clause.key(start) not in _INFINITE_HEADS
    )


def is_detail(clause: Clause) -> bool:
    """Whether the sentence is only a label with its value: "Đơn vị chủ trì: Sở Y tế", "Thời gian: Quý I/2023"."""
    first = clause.marks[0] if clause.marks else None
    labels = (Cue.LABEL_LEAD, Cue.LABEL_COORDINATE, Cue.LABEL_TIME)
    return (
        first is not None
        and first.kind in labels
        and first.lo <= clause.lo + 1
        and (":" in clause.tokens.keys[first.hi - 1 : first.hi + 2] or clause.key(first.hi - 1) == "là")
    )


def goes_on(clause: Clause) -> bool:
    """Whether the sentence only goes on telling the duty before: its report, its end. "Trình UBND tỉnh trước ngày …"."""
    start = start_of(clause)
    first = next((mark for mark in clause.marks if mark.lo >= start), None)
    if first is None:
        return False
    if first.kind == Cue.ASK and first.lo == start:
        first = next((mark for mark in clause.marks if mark.lo >= first.hi), None)
    if first is None or first.lo > start + 4:
        return False
    return first.kind in (Cue.RECEIVER, Cue.LABEL_TIME) or clause.tokens.keys[first.lo : first.hi] == [
        "hoàn",
        "thành",
    ]


# "Nội dung: …", "Nhiệm vụ: …"
_LABELS = words_of("nội nhiệm công việc giao")
_LONGEST_LABEL = 5
_LONGEST_REMARK = 14
_AHEAD = phrase_set(
    ["trong thời gian tới", "thời gian tới", "từ nay", "từ nay đến", "trong những tháng cuối", "những tháng cuối", "trong các tháng còn lại", "trong thời gian còn lại", "trong quý tới", "trong năm tới", "trong tháng tới", "trong tuần tới", "trong những ngày tới"]
)  # fmt: skip
ORDERS = frozenset({Cue.VERB, Cue.RECEIVER, Cue.ADVERB})


_INFINITE_HEADS = words_of("việc công sự quá kết các những một với về trong")
