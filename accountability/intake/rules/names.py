"""How far the name of an agency goes: fields of work, proper names, places. Pure."""

from __future__ import annotations

from accountability.intake.rules.cues import CUES, Cue
from accountability.intake.rules.fields import ABBREVIATIONS, FIELDS
from accountability.intake.rules.name_numbers import STOPS, is_cue, is_own_number, region_end
from accountability.intake.rules.nouns import (
    GENERICS,
    HEADS,
    LEVEL_WORDS,
    NO_HEADS,
    STOP_WORDS,
    TITLES,
    WITH_PARENT,
)
from accountability.intake.rules.places import PROVINCES
from accountability.intake.rules.tokens import CAPITAL, CAPITALS, LOWER, NUMBER, Tokens, words_of

_LONGEST_NAME = 14
_LONGEST_LOWERED = 6
# What a name calls the house itself: the word behind belongs to it, though it be a verb: "Khu bảo tồn", "Quỹ hỗ trợ".
_OPEN_NOUNS = frozenset({"khu", "nhà", "kho", "quỹ", "xưởng", "vườn"})
COMPANIES = frozenset({"tập", "công", "tổng", "ngân"})
# Only after these is a field of work recognised in lower case too.
_FIELD_HEADS = frozenset({"sở", "bộ", "phòng", "ngành", "thanh"})
# After these a field of work may be only the beginning of the name: "Công ty Cổ phần Môi trường đô thị …".
_OPEN_HEADS = words_of(
    "công trung ban tổng trường viện hội đội bệnh quỹ trạm nhà liên hiệp đoàn đài chi cục đồn tạp bảo tổ"
)
_LONGEST_PLACE = 5
# Heads (their last word) whose name may begin in lower case and end with a place: "Đồn Biên phòng cửa khẩu cảng Cửa Lò".
_OF_PLACES = frozenset({"phòng", "trạm", "hạt", "cảng", "vườn", "đội", "cụm", "lý", "tồn", "tích"})


def field_end(tokens: Tokens, at: int, end: int) -> int:
    """Past a field of work ("Văn hóa, Thể thao và Du lịch", "TN&MT", "QHKT") or an unknown capitalised one; `at` for none."""
    if at >= end or not tokens.word(at):
        return at
    known = FIELDS.after(tokens.keys, at, end)
    short = _abbreviation_end(tokens, at, end)
    if known > at or short > at:
        return max(known, short)
    if HEADS.after(tokens.keys, at, end) > at and NO_HEADS.after(tokens.keys, at, end) == at:
        return at
    if TITLES.after(tokens.keys, at, end) > at or GENERICS.after(tokens.keys, at, end) > at + 1:
        return at
    return proper_end(tokens, at, end) if tokens.capital(at) else at


def _abbreviation_end(tokens: Tokens, at: int, end: int) -> int:
    """Past "GTVT", "TN&MT", "LĐ,TB&XH", "KH-ĐT"; a comma within only where the whole is a known abbreviation."""
    here, letters, best = at, "", at
    while (
        here < min(end, at + 9)
        and tokens.shapes[here] == CAPITALS
        or here < end
        and _one_capital(tokens, here)
    ):
        if LEVEL_WORDS.after(tokens.keys, here, end) > here:
            break
        letters += tokens.keys[here]
        here += 1
        if letters in ABBREVIATIONS:
            best = here
        if here < end and tokens.keys[here] in ("&", "-", ",") and here + 1 < end and tokens.touch(here):
            if tokens.keys[here] == "," and not (
                tokens.touch(here + 1) or _joined(letters, tokens, here + 1)
            ):
                break
            here += 1
            continue
        break
    if best > at:
        return best
    return (
        at + 1
        if here > at and tokens.shapes[at] == CAPITALS and tokens.keys[at] not in ("ubnd", "hđnd", "tp")
        else at
    )


def _one_capital(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) and tokens.ends[at] - tokens.starts[at] == 1 and tokens.capital(at)


def _joined(letters: str, tokens: Tokens, at: int) -> bool:
    return any(known.startswith(letters + tokens.keys[at]) for known in ABBREVIATIONS)


def proper_end(tokens: Tokens, at: int, end: int) -> int:
    """Past a run of capitalised words ("Diễn Châu", "VNPT"); `at` for none."""
    here = at
    while here < min(end, at + _LONGEST_PLACE) and tokens.word(here) and tokens.capital(here):
        if (
            here > at
            and tokens.shapes[here] == CAPITALS
            and tokens.shapes[here - 1] == CAPITALS
            and is_cue(tokens, here, end)
        ):
            break
        if here > at and HEADS.after(tokens.keys, here, end) > here:
            break
        here += 1
    return here


def place_end(tokens: Tokens, at: int, end: int) -> int:
    """Past "tỉnh", "tỉnh Nghệ An", "TP. Vinh", "huyện Diễn Châu"; `at` for none."""
    level = LEVEL_WORDS.match(tokens.keys, at, end)
    if level is None or tokens.keys[at : at + 2] == ["xã", "hội"]:
        return at
    here = level[1]
    here += here < end and tokens.keys[here] == "." and tokens.keys[here - 1] in ("tp", "tx", "tt")
    return max(here, proper_end(tokens, here, end), PROVINCES.after(tokens.keys, here, end))


def name_end(tokens: Tokens, head_at: int, at: int, end: int) -> int:
    """Past the name after a head noun that ends before `at`: its field or own words, its place, its ministry."""
    here = at
    lower = tokens.keys[head_at] in _FIELD_HEADS or tokens.keys[at - 1] in ("án", "qlda", "lý")
    if at < end and (tokens.capital(at) or lower):
        here = FIELDS.after(tokens.keys, at, end)
    if here == at:
        here = _abbreviation_end(tokens, at, end) if at < end and tokens.capital(at) else at
    if here == at or tokens.keys[head_at] in _OPEN_HEADS:
        here = max(here, _free_end(tokens, at, end))
    if tokens.keys[head_at] == "trung":
        here = _listed_end(tokens, here, end)
    here = _dashed_end(tokens, here, end) if here > at else _lowered_end(tokens, at, end)
    here = _branch_end(tokens, _places_end(tokens, here, end), end)
    if tokens.keys[head_at] in COMPANIES and here < end and tokens.keys[here] == "tại":
        here = max(here, PROVINCES.after(tokens.keys, here + 1, end))
    if tokens.keys[head_at] in WITH_PARENT or tokens.keys[head_at] == "tổng":
        here = parent_end(tokens, here, end)
    if tokens.keys[head_at] in COMPANIES:
        here = _company_end(tokens, here, end)
    here = _places_end(tokens, region_end(tokens, here, end), end)
    numbered = tokens.keys[here : here + 1] == ["số"] and here + 1 < end and tokens.shapes[here + 1] == NUMBER
    return (
        here + 2 if numbered and tokens.keys[here + 2 : here + 3] != ["/"] else here
    )  # "Đội Quản lý thị trường số 2"


def _company_end(tokens: Tokens, at: int, end: int) -> int:
    """Past the own name or number of a company behind its trade: "… Xây dựng Lam Hồng 68", "… công trình giao thông 4"."""
    if HEADS.after(tokens.keys, at, end) > at:
        return at
    here = at
    while (
        here < min(end, at + _LONGEST_LOWERED)
        and tokens.shapes[here] == LOWER
        and _is_part(tokens, here, end)
    ):
        here = max(here + 1, _compound_end(tokens, here, end))
    named = proper_end(tokens, here, end)
    if here > at and named == here and not is_own_number(tokens, here, end):
        return at
    return named + is_own_number(tokens, named, end)


def _listed_end(tokens: Tokens, at: int, end: int) -> int:
    """Past ", Thể thao và Truyền thông" behind the first field of a centre, whose head noun nobody leaves out in lists."""
    here = at
    while here + 1 < end and tokens.keys[here] in (",", "và") and tokens.shapes[here + 1] == CAPITAL:
        if (
            HEADS.after(tokens.keys, here + 1, end) > here + 1
            or TITLES.after(tokens.keys, here + 1, end) > here + 1
        ):
            return at
        following = max(FIELDS.after(tokens.keys, here + 1, end), _free_end(tokens, here + 1, end))
        if following == here + 1:
            return at
        here = following
    return here if "và" in tokens.keys[at:here] else at


def _places_end(tokens: Tokens, at: int, end: int) -> int:
    here = at
    for _ in range(3):
        after = place_end(tokens, here, end)
        if after == here and here < end and tokens.word(here) and tokens.capital(here):
            after = PROVINCES.after(tokens.keys, here, end)
        if after == here:
            break
        here = after
    return here


def _dashed_end(tokens: Tokens, at: int, end: int) -> int:
    """Past "- TB&XH", "- Tìm kiếm cứu nạn" behind the first part of a name."""
    if at + 1 >= end or tokens.keys[at] != "-" or tokens.touch(at) or not tokens.capital(at + 1):
        return at
    army = tokens.keys[at + 1 : at + 3] == ["quân", "khu"]  # "Tổng công ty … - Quân khu 4"
    if (
        HEADS.after(tokens.keys, at + 1, end) > at + 1
        and not army
        or TITLES.after(tokens.keys, at + 1, end) > at + 1
    ):
        return at
    following = max(
        _abbreviation_end(tokens, at + 1, end),
        FIELDS.after(tokens.keys, at + 1, end),
        _free_end(tokens, at + 1, end),
    )
    return following if following > at + 1 else at


def _lowered_end(tokens: Tokens, at: int, end: int) -> int:
    """Past a name in lower case that a level closes: "Văn phòng điều phối nông thôn mới tỉnh"; `at` for none."""
    here = at
    while here < min(end, at + _LONGEST_LOWERED) and tokens.word(here) and not tokens.capital(here):
        if LEVEL_WORDS.after(tokens.keys, here, end) > here:
            return here
        if not _is_part(tokens, here, end):
            return at
        here += 1
    if (
        here > at
        and here < end
        and tokens.keys[at - 1] in _OF_PLACES
        and tokens.word(here)
        and tokens.capital(here)
    ):
        return _dashed_end(tokens, proper_end(tokens, here, end), end)
    return at


def _branch_end(tokens: Tokens, at: int, end: int) -> int:
    """Past "- Chi nhánh Nghệ An", "chi nhánh tỉnh Nghệ An" after the name of a bank or a company."""
    here = at + (at < end and tokens.keys[at] in ("-", ","))
    if tokens.keys[here : here + 2] != ["chi", "nhánh"] or here + 2 >= end:
        return at
    place = max(_places_end(tokens, here + 2, end), proper_end(tokens, here + 2, end))
    return place if place > here + 2 else at


def parent_end(tokens: Tokens, at: int, end: int) -> int:
    """Past "Bộ Công an", "thuộc Bộ …" right after the name of a department."""
    here = at + (at < end and tokens.keys[at] == "thuộc")
    if here < end and tokens.keys[here] in ("bộ", "sở", "tổng") and tokens.capital(here):
        field = FIELDS.after(tokens.keys, here + 1, end)
        return field if field > here + 1 else at
    return at


def _free_end(tokens: Tokens, at: int, end: int) -> int:
    """Past an unknown name: it begins with a capital (or is a number: "Tổ 3", "C06"); lower-case words go on until a cue."""
    if at >= end or not (tokens.word(at) and tokens.capital(at) or tokens.shapes[at] == NUMBER):
        return at
    if LEVEL_WORDS.after(tokens.keys, at, end) > at:
        return at
    here, last = at, at
    while here < min(end, at + _LONGEST_NAME):
        if not _is_part(tokens, here, end):
            break
        place = PROVINCES.after(tokens.keys, here, end) if here > at and tokens.capital(here) else here
        if place > here + 1 and place < end and tokens.shapes[place] == LOWER:
            return place
        here = max(here + 1, _compound_end(tokens, here, end))
        last = here
        here = _over_sign(tokens, here, end)
    return last


def _compound_end(tokens: Tokens, at: int, end: int) -> int:
    """Past a phrase that only looks like a cue, whose second word alone would be one: "Công trình đô thị"."""
    cue = CUES.match(tokens.keys, at, end)
    return cue[1] if cue is not None and cue[0] == Cue.NONE else at


def _over_sign(tokens: Tokens, at: int, end: int) -> int:
    """Over "-", "&", or "và" before a capitalised word that begins no body of its own."""
    if at + 1 >= end or tokens.keys[at] not in ("-", "&", "và") or not tokens.word(at + 1):
        return at
    if tokens.keys[at] == "và" and _lowered_end(tokens, at + 1, end) > at + 2:
        return at + 1  # "… người khuyết tật và trẻ mồ côi tỉnh": a level closes the whole.
    if not tokens.capital(at + 1) or HEADS.after(tokens.keys, at + 1, end) > at + 1:
        return at
    return at + 1


def _is_part(tokens: Tokens, at: int, end: int) -> bool:
    if tokens.shapes[at] == NUMBER:
        return tokens.keys[at - 1] not in ("ngày", "tháng", "năm")
    if not tokens.word(at):
        return False
    if tokens.keys[at - 1] in _OPEN_NOUNS and tokens.capital(at - 1):
        return True
    if tokens.shapes[at] != LOWER:
        return not (
            HEADS.after(tokens.keys, at, end) > at and GENERICS.after(tokens.keys, at, end) == at
        ) or (tokens.keys[at] in ("thanh", "quốc"))
    if tokens.keys[at : at + 2] == ["xã", "hội"] or tokens.keys[at - 1 : at + 1] == ["xã", "hội"]:
        return True
    if tokens.keys[at] in STOP_WORDS or LEVEL_WORDS.after(tokens.keys, at, end) > at:
        return False
    cue = CUES.match(tokens.keys, at, end)
    return cue is None or cue[0] not in STOPS
