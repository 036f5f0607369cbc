"""Which time of a sentence is its deadline, and which only looks like one. Pure.

Decoys (DOMAIN §5): dates of documents and meetings, of laws, of a start, horizons of plans, dates that belong to the
matter ("hồ sơ tiếp nhận trước ngày …"), dates that have passed. The printed date is the deadline even for "trước ngày";
what names no date stays a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accountability.calendars.rules import NoDate, Term, due_on, read_term
from accountability.core.saying import as_said
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.decoys import Setting, has_passed, is_decoy, readable_at
from accountability.intake.rules.time_words import Form, Intro
from accountability.intake.rules.times import Time
from accountability.intake.rules.tokens import phrase_set

# "… kể từ ngày ký", "kể từ ngày nhận được văn bản này": the day of the document itself.
_THE_DOCUMENT = phrase_set(
    ["ký", "ban hành", "văn bản", "công văn", "thông báo", "chỉ thị", "công điện", "quyết định", "kế hoạch này", "hôm nay", "ngày hôm nay", "nay", "được giao", "phát hành", "nhận nhiệm vụ"]
)  # fmt: skip


_SINCE = phrase_set(["kể từ", "tính từ", "từ ngày", "từ khi", "sau khi"])
_EVERY = phrase_set(["hằng ngày", "hàng ngày", "mỗi ngày"])
_LONGEST_TAIL = 14


@dataclass(frozen=True)
class Deadline:
    """The printed words (tokens `lo` to `hi`), the date if they name one, the question if not."""

    lo: int
    hi: int
    words: str
    on: date | None
    question: str = ""


def find_deadline(times: list[Time], setting: Setting) -> tuple[Deadline | None, list[Deadline]]:
    """The deadline of the sentence, and all that were accepted (milestones are asked about)."""
    accepted = [
        (time, _rank(time, setting)) for time in _windows(times, setting) if not is_decoy(time, setting)
    ]
    if not accepted:
        return None, []
    read = [(_read(time, setting), rank) for time, rank in accepted]
    best = max(range(len(read)), key=lambda index: (read[index][1], index))
    exact = [deadline for deadline, _ in read if deadline.on is not None]
    return read[best][0], exact


def _rank(time: Time, setting: Setting) -> int:
    """Dates before counts before occasions before vague words; what stands in a clause of purpose comes last."""
    if time.form in (Form.DATE, Form.MONTH, Form.QUARTER, Form.HALF, Form.DAY_OF):
        rank = 8
    else:
        rank = {Form.COUNT: 7, Form.YEAR: 6, Form.OCCASION: 4}.get(time.form, 2)
    if time.form == Form.VAGUE and time.intro == Intro.AFTER:
        rank = 3
    return rank - 3 * _in_purpose(time, setting) - 5 * has_passed(time, setting)


def _in_purpose(time: Time, setting: Setting) -> bool:
    """Whether only a clause of purpose ("để …") leads to this time, within its comma."""
    for mark in reversed(setting.marks):
        if mark.hi <= time.lo and mark.kind == Cue.PURPOSE:
            between = setting.tokens.keys[mark.hi : time.lo]
            return ";" not in between and "." not in between and time.lo - mark.hi < 25
    return False


def _windows(times: list[Time], setting: Setting) -> list[Time]:
    """Join "từ ngày 1" and "đến ngày 5" that stand side by side into one window."""
    found: list[Time] = []
    for time in times:
        last = found[-1] if found else None
        if (
            last
            and last.intro == Intro.FROM
            and last.hi == time.lo
            and time.words in ("đến", "đến hết", "tới", "cho đến")
        ):
            form = (
                Form.DAY_OF if Form.DAY_OF in (time.form, last.form) and time.form != Form.DATE else time.form
            )
            found[-1] = Time(last.lo, time.at, time.hi, form, Intro.BY, time.has_year, "từ đến")
        else:
            found.append(time)
    return found


# Decoys ---------------------------------------------------------------------------------------------------------------


# Reading --------------------------------------------------------------------------------------------------------------


def _read(time: Time, setting: Setting) -> Deadline:
    hi = _tail_end(time, setting)
    words = " ".join(setting.tokens.slice(time.lo, hi).split())
    if time.form == Form.VAGUE:
        return Deadline(time.lo, hi, words, None, f"“{words}” không phải một ngày. Xin hỏi: hạn là ngày nào?")
    if time.form == Form.DAY_OF:
        return Deadline(time.lo, hi, words, None, f"“{words}” lặp lại theo kỳ. Xin hỏi: kỳ đầu hạn ngày nào?")
    if time.form == Form.COUNT and _counts_from_event(time, setting):
        return Deadline(
            time.lo,
            hi,
            words,
            None,
            f"“{words}” tính từ một sự việc chưa biết ngày. Xin hỏi: hạn là ngày nào?",
        )
    if _recurs(time, setting):
        return Deadline(time.lo, hi, words, None, f"“{words}” lặp lại theo kỳ. Xin hỏi: kỳ đầu hạn ngày nào?")
    readable = readable_at(time, setting)
    try:
        term = read_term(readable, setting.on)
        on = _day(term, setting)
        late = f"Hạn “{words}” sớm hơn ngày văn bản. Xin kiểm tra." if on < setting.on else ""
        return Deadline(time.lo, hi, words, on, late)
    except NoDate as question:
        return Deadline(time.lo, hi, words, None, as_said(question))
    except ValueError as error:
        return Deadline(time.lo, hi, words, None, as_said(error))


def _tail_end(time: Time, setting: Setting) -> int:
    """Past "kể từ ngày nhận được văn bản này" behind a count and "hằng ngày" behind an hour: printed with it, not counted."""
    keys, here = setting.tokens.keys, time.hi
    if _EVERY.after(keys, here, setting.hi) > here and keys[here - 1] in ("giờ", "h"):
        return _EVERY.after(keys, here, setting.hi)
    if time.form != Form.COUNT or _SINCE.after(keys, here, setting.hi) == here:
        return here
    limit = min(setting.hi, here + _LONGEST_TAIL)
    while here < limit and (setting.tokens.word(here) or keys[here].isdecimal() or keys[here] == "/"):
        here += 1
    while keys[here - 1] == "/":
        here -= 1
    return here


def _day(term: Term, setting: Setting) -> date:
    return due_on(term, setting.on, setting.calendar)


def _counts_from_event(time: Time, setting: Setting) -> bool:
    """ "… kể từ ngày nhận đủ hồ sơ": the day is not that of the document."""
    keys, here = setting.tokens.keys, time.hi
    if here < setting.hi and keys[here] in ("kể", "tính", "từ", "sau"):
        tail = keys[here : min(setting.hi, here + 9)]
        return not any(_THE_DOCUMENT.after(tail, at, len(tail)) > at for at in range(len(tail)))
    return keys[here - 1] in ("giờ", "h")


def _recurs(time: Time, setting: Setting) -> bool:
    """A date without a year beside "hằng năm", "hằng tháng" comes back: which one is asked."""
    if time.has_year or time.form == Form.COUNT:
        return False
    keys = setting.tokens.keys[time.hi : min(setting.hi, time.hi + 10)]
    return any(
        word in ("hằng", "hàng", "mỗi") and other in ("năm", "tháng", "quý", "tuần")
        for word, other in zip(keys, keys[1:], strict=False)
    )
