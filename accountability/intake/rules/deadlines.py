"""Which time of a sentence is its deadline, and which only looks like one. Pure.

Decoys (DOMAIN §5): dates of documents and meetings, of laws, of a start, horizons of plans, dates that belong to the
matter ("hồ sơ tiếp nhận trước ngày …"), dates that have passed. The printed date is the deadline even for "trước ngày";
what names no date stays a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accountability.calendars.rules import Calendar, NoDate, Term, due_on, read_term
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.marks import Mark
from accountability.intake.rules.times import Form, Intro, Time
from accountability.intake.rules.tokens import Tokens, phrase_set, words_of

# A date right after these is that of a document, a meeting, an event.
_DATED_NOUNS = phrase_set(
    [
        "công văn", "văn bản", "quyết định", "chỉ thị", "kế hoạch", "nghị quyết", "nghị định", "thông tư", "luật", "thông báo", "kết luận", "báo cáo", "tờ trình", "công điện", "hướng dẫn",
        "cuộc họp", "hội nghị", "phiên họp", "buổi làm việc", "họp", "chương trình", "đề án", "quy chế", "quy định", "giấy mời", "biên bản", "phiếu chuyển", "hợp đồng", "thư", "điện", "đơn",
        "tại", "sáng", "chiều", "tối", "đêm", "khai mạc", "sự cố", "vụ cháy", "kết luận thanh tra", "ký", "ban hành", "kỳ họp",
    ]
)  # fmt: skip
# Words before a time that make it part of the matter: what was received, approved, built … by then.
_MATTER = words_of("""
    duyệt nhận sinh ra hành lực lập công đổi cấp ký nộp vay xây chuyển dựng sử chiếm đăng thuộc trình thành
    """)  # fmt: skip
_PASSIVE = words_of("được đã có bị phát xảy đang hết còn chưa")
_PASSIVE_REACH = 7
_COMPLETION = phrase_set(
    [
        "hoàn thành", "xong", "kết thúc", "hoàn thiện", "báo cáo", "gửi", "trình", "thực hiện", "đạt", "phấn đấu", "nộp", "triển khai", "đưa vào", "ban hành", "giải ngân", "công bố", "khởi công", "tổ chức", "áp dụng", "vận hành",
        "hoàn tất", "cung cấp", "bàn giao", "chấm dứt", "khắc phục", "xóa", "cấp", "phủ", "kết nối", "vào", "cấp xong", "quyết toán", "thông xe", "nghiệm thu",
    ]
)  # fmt: skip
# After these nouns "trong năm 2022", "đến năm 2025" belong to the name of a plan or to the matter.
_PERIOD_NOUNS = words_of("đoạn tâm ra tư công sách toán hoạch tiêu tháng vốn quả hình kỳ tác khóa học vụ phí")
_EVENTS = words_of("hồ sơ kiện đơn yêu cầu kết quả đủ phát sinh quý tháng kỳ khi kết thúc")
_DOCUMENT_WORDS = words_of("ký hành bản này báo điện nay văn thị")
_SYMBOL_REACH = 12


@dataclass(frozen=True)
class Deadline:
    """The printed words (tokens `lo` to `hi`), the date if they name one, the question if not."""

    lo: int
    hi: int
    words: str
    on: date | None
    question: str = ""


@dataclass(frozen=True)
class Setting:
    """What deadlines are read against: the document's day, the calendar, what the sentence says."""

    tokens: Tokens
    on: date
    calendar: Calendar
    lo: int
    hi: int
    marks: Sequence[Mark]


def find_deadline(times: list[Time], setting: Setting) -> tuple[Deadline | None, list[Deadline]]:
    """The deadline of the sentence, and all that were accepted (milestones are asked about)."""
    accepted = [
        (time, _rank(time, setting)) for time in _windows(times, setting) if not _is_decoy(time, setting)
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
    return rank - 3 * _in_purpose(time, setting)


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


def _is_decoy(time: Time, setting: Setting) -> bool:
    if (
        time.intro == Intro.FROM
        or time.form != Form.VAGUE
        and time.intro == Intro.AFTER
        and time.form != Form.COUNT
    ):
        return True
    if time.form == Form.VAGUE:
        return _is_vague_decoy(time, setting)
    if time.form == Form.DAY_OF:
        return time.intro == Intro.NONE
    if time.intro == Intro.NONE and not _is_labelled(time, setting):
        return True
    if time.form == Form.COUNT:
        return _is_count_decoy(time, setting)
    if time.form == Form.YEAR:
        return _is_year_decoy(time, setting)
    if time.form == Form.OCCASION:
        return time.intro == Intro.NONE or time.words == "sau"
    return _is_matter(time, setting) or _is_past(time, setting) or _is_period_of_data(time, setting)


def _before(setting: Setting, at: int, count: int = 1) -> list[str]:
    return setting.tokens.keys[max(setting.lo, at - count) : at]


def _after(setting: Setting, at: int) -> str:
    return setting.tokens.keys[at] if at < setting.hi else ""


def _is_labelled(time: Time, setting: Setting) -> bool:
    """A bare date counts only after a label or a verb of completion: "Thời hạn: 30/11", "hoàn thành ngày 30/11", "(15/12/2022)"."""
    for mark in reversed(setting.marks):
        if mark.hi <= time.lo and mark.kind == Cue.LABEL_TIME and time.lo - mark.hi <= 4:
            return True
    before = _before(setting, time.lo, 2)
    if before and before[-1] == "(" and _after(setting, time.hi) in (")", ",", ";"):
        return (
            time.form != Form.YEAR
            and _before(setting, time.lo, 4)[:1] != ["số"]
            and setting.tokens.word(time.lo - 2) is True
            and not _is_dated_noun(setting, time.lo - 1)
        )
    return time.form != Form.COUNT and (before[-2:] == ["hoàn", "thành"] or before[-1:] == ["xong"])


def _is_dated_noun(setting: Setting, at: int) -> bool:
    """Whether a noun that carries dates ends right before token `at`."""
    for length in (3, 2, 1):
        start = at - length
        if start >= setting.lo and _DATED_NOUNS.after(setting.tokens.keys, start, at) == at:
            return True
    return False


def _is_matter(time: Time, setting: Setting) -> bool:
    """ "được phê duyệt trước ngày …", "Công văn số … trước ngày …": the time tells which, not when."""
    before = _before(setting, time.lo, _PASSIVE_REACH)
    for mark in setting.marks:
        if (
            mark.hi == time.lo
            and mark.kind in (Cue.VERB, Cue.RECEIVER)
            and not set(_before(setting, mark.lo, 2)) & _PASSIVE
        ):
            return False
    if before and before[-1] in _MATTER:
        clause = before[-5:]
        return bool(_PASSIVE & set(clause)) and "," not in clause[-3:] and "phải" not in clause
    return _before(setting, time.lo, 2) in (["phát", "sinh"], ["có", "hiệu"], ["còn", "hiệu"])


def _is_past(time: Time, setting: Setting) -> bool:
    """A date that bears its year and lies before the document is told, not asked."""
    if not time.has_year or time.form not in (Form.DATE, Form.MONTH, Form.QUARTER, Form.HALF):
        return False
    try:
        term = read_term(_words(time, setting), setting.on)
    except ValueError:
        return False
    return term.on is not None and term.on < setting.on


def _is_period_of_data(time: Time, setting: Setting) -> bool:
    """ "số liệu từ … đến …", "tính đến ngày …": what is reported on."""
    before = _before(setting, time.lo, 3)
    return (
        bool({"liệu", "tính"} & set(before))
        or before[-1:] in (["kỳ"], ["quả"], ["hình"])
        and time.words in ("từ đến", "đến", "trong", "đến hết")
    )


def _is_count_decoy(time: Time, setting: Setting) -> bool:
    tokens, following = setting.tokens, _after(setting, time.hi)
    if time.words in ("từ", "sau", "qua", "vào", "đầu", "dịp") and following not in ("kể", "tính", "từ"):
        return True
    if time.words in ("đến", "tới", "hết") or following in (
        "qua",
        "đầu",
        "nay",
        "năm",
        "cuối",
        "gần",
        "liên",
        "vừa",
    ):
        return True
    unit = tokens.keys[time.hi - 1]
    return (
        unit == "tháng"
        and following in ("của", "trong")
        or time.intro == Intro.IN
        and bool({"đã", "được"} & set(_before(setting, time.lo, 2)))
    )


def _is_year_decoy(time: Time, setting: Setting) -> bool:
    """ "trong năm 2022" and "đến hết năm 2023" close a duty only at the end of a clause; "đến năm 2025" only after a completion."""
    before, following = _before(setting, time.lo, 1), _after(setting, time.hi)
    if following in ("của", "về", "trên", "và", "theo", "tại", "-", "–", "cho", "là"):
        return True
    if before and (before[-1] in _PERIOD_NOUNS or before[-1] in _MATTER):
        return True
    if time.words in ("đến", "tới", "vào", "đầu", "cho đến", "trước"):
        close = _before(setting, time.lo, 3)
        return not any(word in close for word in ("thành", "xong", "thúc")) and time.words != "trước"
    return False


def _is_vague_decoy(time: Time, setting: Setting) -> bool:
    keys = setting.tokens.keys
    if keys[time.lo] == "ngay" and time.intro == Intro.NONE and time.hi == time.lo + 1:
        before = _before(setting, time.lo, 1)
        return not before or not setting.tokens.word(time.lo - 1)
    if keys[time.lo : time.hi] == ["trước", "mắt"] or keys[time.lo : time.hi] == ["trong", "tuần"]:
        return True
    return _before(setting, time.lo, 1)[-1:] in (["tâm"], ["tiếp"], ["giải"])


# Reading --------------------------------------------------------------------------------------------------------------


def _words(time: Time, setting: Setting) -> str:
    return " ".join(setting.tokens.slice(time.lo, time.hi).split())


def _read(time: Time, setting: Setting) -> Deadline:
    words = _words(time, setting)
    hi = time.hi
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
    readable = _readable(time, setting)
    try:
        term = read_term(readable, setting.on)
        return Deadline(time.lo, hi, words, _day(term, setting))
    except NoDate as question:
        return Deadline(time.lo, hi, words, None, str(question))
    except ValueError as error:
        return Deadline(time.lo, hi, words, None, str(error))


def _readable(time: Time, setting: Setting) -> str:
    """The words without the start of a window, for the reader of the calendar room."""
    if time.words == "từ đến":
        return "đến " + " ".join(setting.tokens.slice(time.at, time.hi).split())
    return _words(time, setting)


def _day(term: Term, setting: Setting) -> date:
    return due_on(term, setting.on, setting.calendar)


def _counts_from_event(time: Time, setting: Setting) -> bool:
    """ "… kể từ ngày nhận đủ hồ sơ": the day is not that of the document."""
    keys, here = setting.tokens.keys, time.hi
    if here < setting.hi and keys[here] in ("kể", "tính", "từ", "sau"):
        tail = set(keys[here : min(setting.hi, here + 9)])
        return bool(_EVENTS & tail) and not _DOCUMENT_WORDS & tail
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
