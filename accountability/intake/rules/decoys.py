"""Times that only look like a deadline: of documents, laws, starts, horizons, of the matter itself, of what has passed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accountability.calendars.rules import Calendar, NoDate, read_term
from accountability.intake.rules.cues import Cue
from accountability.intake.rules.marks import Mark
from accountability.intake.rules.time_words import Form, Intro
from accountability.intake.rules.times import Time
from accountability.intake.rules.tokens import Tokens, phrase_set, words_of


@dataclass(frozen=True)
class Setting:
    """What deadlines are read against: the document's day, the calendar, what the sentence says."""

    tokens: Tokens
    on: date
    calendar: Calendar
    lo: int
    hi: int
    marks: Sequence[Mark]


def is_decoy(time: Time, setting: Setting) -> bool:
    if _is_of_event(time, setting) or _is_of_opening(time, setting):
        return True
    if time.words == "cuối" and _before(setting, time.lo) in (["tuần"], ["nửa"], ["ngày"]):
        return True
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
        return (
            time.intro == Intro.NONE or time.words == "sau" or _before(setting, time.lo, 1) in (["và"], [","])
        )
    return _is_matter(time, setting) or _is_past(time, setting) or _is_period_of_data(time, setting)


def _is_of_event(time: Time, setting: Setting) -> bool:
    """ "tại kỳ họp cuối năm 2022", "kỳ họp thường lệ giữa năm 2023": the name of an event whose day nobody said."""
    for gap in (0, 1, 2):
        at = time.lo - gap
        for start in (at - 1, at - 2):
            verb = start > setting.lo and not setting.tokens.word(
                start - 1
            )  # ", tổng kết trong tháng 9": an order.
            if start >= setting.lo and not verb and _EVENTS.after(setting.tokens.keys, start, at) == at:
                return time.form not in (Form.DATE, Form.COUNT, Form.VAGUE) and time.intro != Intro.BY
    return False


def _is_of_opening(time: Time, setting: Setting) -> bool:
    """ "Để phục vụ đoàn công tác từ ngày 10 đến ngày 12/7, giao Sở A …": of what the sentence is about, not of the order."""
    keys, opening = setting.tokens.keys, _ABOUT.after(setting.tokens.keys, setting.lo, setting.hi)
    if (
        opening == setting.lo
        or opening > time.lo
        or "," in keys[opening : time.lo]
        or _DONE & set(keys[opening : time.lo])
    ):
        return False
    return _after(setting, time.hi) == "," and any(
        mark.lo > time.hi and mark.kind in _GIVING for mark in setting.marks
    )


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
    if before and before[-1] in _MATTER and before[-2:] != ["cô", "lập"]:
        clause = before[-5:]
        return bool(_PASSIVE & set(clause)) and "," not in clause[-3:] and "phải" not in clause
    return _before(setting, time.lo, 2) in (
        ["kéo", "dài"],
        ["diễn", "ra"],
        ["giá", "trị"],
        ["phát", "sinh"],
        ["có", "hiệu"],
        ["còn", "hiệu"],
    )


# Behind a count these make it a stretch of time; before it these tell what is counted.
_STRETCHES = words_of("qua đầu nay năm cuối gần liên vừa")
_COUNTED = words_of("ngày lần buổi kỳ cuộc")
_ABOUT = phrase_set(
    ["để", "nhằm", "phục vụ", "đối với", "liên quan", "liên quan đến", "sau khi", "qua", "về"]
)
_DONE = words_of("thành xong kịp tất")
_GIVING = frozenset({Cue.ASSIGN, Cue.ASK, Cue.LEAD, Cue.DUTY})
_UNTIL = frozenset({"đến", "tới", "đến hết", "cho đến", "cho đến hết", "tính đến"})


def opens_in_past(times: list[Time], setting: Setting) -> bool:
    """Whether the sentence begins with a time that has passed: what follows is told."""
    first = times[0] if times else None
    if first is None or first.lo > setting.lo + 1:
        return False
    if first.intro not in (Intro.IN, Intro.NONE):
        return first.words in _UNTIL and has_passed(first, setting)
    if first.form not in (Form.DATE, Form.MONTH, Form.QUARTER, Form.HALF) or _after(setting, first.hi) != ",":
        return False
    try:
        term = read_term(readable_at(first, setting), setting.on)
    except NoDate:
        return True
    except ValueError:
        return False
    return term.on is not None and term.on <= setting.on


def has_passed(time: Time, setting: Setting) -> bool:
    """Whether the time lies before the document; one without a year only after "trong", "vào"."""
    if time.form not in (Form.DATE, Form.MONTH, Form.QUARTER, Form.HALF):
        return False
    if not time.has_year and (time.intro != Intro.IN or time.form == Form.DATE):
        return False
    try:
        term = read_term(readable_at(time, setting), setting.on)
    except NoDate:
        return True
    except ValueError:
        return False
    return term.on is not None and term.on < setting.on


def _is_past(time: Time, setting: Setting) -> bool:
    """A time that has passed is told: stretches, times without a year, those that tell which ("ban hành trước ngày …").

    What is left is printed as a deadline, though late: it is kept and asked about.
    """
    if not has_passed(time, setting):
        return False
    if time.words == "từ đến" or not time.has_year:
        return True
    before = _before(setting, time.lo, 2)
    matter = (
        before[-1:] and (before[-1] in _MATTER or before[-1] in _PERIOD_NOUNS) and before != ["hoàn", "thành"]
    )
    at_end = _after(setting, time.hi) in ("", ".", ",", ";", ")", "/")
    return bool(matter) or time.intro == Intro.IN and not at_end


def _is_period_of_data(time: Time, setting: Setting) -> bool:
    """ "số liệu từ … đến …", "tính đến ngày …": what is reported on."""
    before = _before(setting, time.lo, 3)
    by = time.words.startswith(("trước", "chậm"))  # "gửi số liệu trước 10 giờ …": by when, not of when.
    return (
        not by
        and ["số", "liệu"] in (before[:2], before[-2:])
        or before[-1:] == ["tính"]
        or before[-1:] in (["kỳ"], ["quả"], ["hình"])
        and time.words == "từ đến"
    )


def _is_count_decoy(time: Time, setting: Setting) -> bool:
    tokens, following = setting.tokens, _after(setting, time.hi)
    if time.words in ("từ", "sau", "qua", "vào", "đầu", "dịp") and following not in ("kể", "tính", "từ"):
        return True
    if time.words in ("đến", "tới", "hết") or following in _STRETCHES:
        return True
    if set(_before(setting, time.lo, 1)) & _COUNTED:
        return True
    return (
        tokens.keys[time.hi - 1] == "tháng"
        and following in ("của", "trong")
        or time.intro == Intro.IN
        and bool({"đã", "được"} & set(_before(setting, time.lo, 2)))
    )


def _is_year_decoy(time: Time, setting: Setting) -> bool:
    """ "trong năm 2022" and "đến hết năm 2023" close a duty only at the end of a clause; "đến năm 2025" only after a completion."""
    before, following = _before(setting, time.lo, 1), _after(setting, time.hi)
    if following in ("của", "về", "trên", "và", "theo", "tại", "-", "–", "cho", "là"):
        return True
    done = _before(setting, time.lo, 2) == ["hoàn", "thành"]
    year = setting.tokens.keys[time.hi - 1]
    if year.isdecimal() and int(year) < setting.on.year and not done:
        return True
    if before and (before[-1] in _PERIOD_NOUNS or before[-1] in _MATTER) and not done:
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


def words_at(time: Time, setting: Setting) -> str:
    return " ".join(setting.tokens.slice(time.lo, time.hi).split())


def readable_at(time: Time, setting: Setting) -> str:
    """The words without the start of a window, glued ones apart, for the reader of the calendar room."""
    lo = time.at if time.words == "từ đến" else time.lo
    tokens, parts = setting.tokens, ["đến " if time.words == "từ đến" else ""]
    for at in (at for at in range(lo, time.hi) if tokens.keys[at] != ","):
        apart = at > lo and (not tokens.touch(at) or tokens.word(at) or tokens.word(at - 1))
        parts.append((" " if apart else "") + tokens.slice(at, at + 1))
    return "".join(parts)


_EVENTS = phrase_set(
    [
        "kỳ họp", "phiên họp", "hội nghị", "cuộc họp", "giao ban", "sơ kết", "tổng kết", "đại hội", "kỳ thi", "mùa thi",
    ]
)  # fmt: skip


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


_PASSIVE = words_of("được đã bị còn chưa")
_PASSIVE_REACH = 7

# "trong năm 2022", "đến năm 2025" behind these belong to a plan or the matter.
_PERIOD_NOUNS = words_of("đoạn tâm ra tư công sách toán hoạch tiêu tháng vốn quả hình kỳ tác khóa học vụ phí")
