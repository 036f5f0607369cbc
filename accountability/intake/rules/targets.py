"""Figures to reach: direction, number, unit, in Vietnamese notation (dot for thousands, comma for decimals). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accountability.intake.rules.times import Time
from accountability.intake.rules.tokens import NUMBER, PhraseTable, Tokens, phrase_set, words_of

AT_LEAST, AT_MOST, EXACT = "ge", "le", "eq"


@dataclass(frozen=True)
class TargetFound:
    """The printed phrase, its value and unit, and "ge" (from … up), "le" (at most) or "eq"."""

    text: str
    value: Decimal
    unit: str
    direction: str


_DIRECTIONS: PhraseTable[str] = PhraseTable(
    {
        **dict.fromkeys(
            ["tối thiểu", "tối thiểu là", "ít nhất", "ít nhất là", "đạt từ", "từ", "trên", "không dưới", "không thấp hơn", "đạt trên", "đạt tối thiểu", "đạt ít nhất", "đạt", "lớn hơn", "hơn", "phấn đấu đạt", "tăng", "mức từ", "đạt mức từ", "nâng lên", "lên", "phấn đấu", "≥", ">"],
            AT_LEAST,
        ),
        **dict.fromkeys(
            ["tối đa", "tối đa là", "dưới", "xuống dưới", "xuống dưới mức", "dưới mức", "không quá", "không vượt quá", "không cao hơn", "nhỏ hơn", "thấp hơn", "còn dưới", "giảm xuống", "giảm còn", "xuống còn", "ở mức dưới", "≤", "<"],
            AT_MOST,
        ),
    }
)  # fmt: skip
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9, "vạn": 10**4}
_UNITS = phrase_set(
    [
        "dịch vụ công thiết yếu", "dịch vụ công trực tuyến", "dịch vụ công", "dịch vụ", "nhiệm vụ", "chỉ tiêu", "tổ công tác", "đoàn kiểm tra", "mô hình", "hồ sơ", "thủ tục hành chính", "thủ tục", "tài khoản", "thẻ", "căn cước công dân", "người", "lao động", "hộ gia đình", "hộ nghèo", "hộ", "học sinh",
        "cán bộ", "doanh nghiệp", "hợp tác xã", "xã", "phường", "huyện", "thôn", "xóm", "bản", "trường", "lớp", "giường bệnh", "giường", "bác sĩ", "km", "ha", "hecta", "m2", "m3", "mét", "tấn", "kg", "con", "cây", "căn nhà", "căn", "nhà", "công trình", "dự án", "sản phẩm", "đề tài",
        "lớp tập huấn", "hội nghị", "cuộc kiểm tra", "cuộc thanh tra", "cuộc", "đợt", "tin bài", "tin", "bài", "báo cáo", "kế hoạch", "đồng", "usd", "lượt khách", "lượt người", "lượt", "điểm phần trăm", "điểm", "bậc", "%", "phần trăm", "máy", "bộ", "phòng học", "khu", "cụm công nghiệp", "mũi tiêm", "liều",
        "cơ sở", "đơn vị", "tổ", "nhóm", "giải pháp", "đại biểu", "khu công nghiệp", "căn hộ", "trạm", "điểm cấp", "thuê bao", "trạm bts",
    ]
)  # fmt: skip
_ALL = phrase_set(["toàn bộ", "tất cả", "tất cả các", "100 %"])
# Numbers after these are no figures to reach.
_NO_FIGURE = words_of(
    "số điều khoản điểm mục phụ chương án khóa lần thứ nghị quý tháng năm ngày trang luật quốc đường tuổi vùng"
)
_MOST_DIGITS = 15


def find_targets(tokens: Tokens, lo: int, hi: int, times: list[Time]) -> list[TargetFound]:
    """The targets of a sentence, in order; numbers inside dates, documents and names are none."""
    taken = [(time.lo, time.hi) for time in times]
    found: list[TargetFound] = []
    at, index = lo, 0
    while at < hi:
        while index < len(taken) and taken[index][1] <= at:
            index += 1
        if index < len(taken) and taken[index][0] <= at < taken[index][1]:
            at = taken[index][1]
            continue
        if tokens.shapes[at] == NUMBER:
            target, at = _figure(tokens, at, lo, hi)
            if target is not None:
                found.append(target)
            continue
        at += 1
    return found


def _figure(tokens: Tokens, at: int, lo: int, hi: int) -> tuple[TargetFound | None, int]:
    value, after = _number(tokens, at, hi)
    if (
        value is None
        or at > lo
        and (tokens.keys[at - 1] in _NO_FIGURE or tokens.keys[at - 1] in "/-." and tokens.touch(at))
    ):
        return None, max(after, at + 1)
    scale = 1
    here = after
    while here < hi and tokens.keys[here] in _SCALES:
        scale *= _SCALES[tokens.keys[here]]
        here += 1
    unit_hi = _UNITS.after(tokens.keys, here, hi)
    if unit_hi == here:
        return None, max(after, at + 1)
    start, direction = _direction(tokens, at, lo)
    end = unit_hi
    if tokens.keys[end : end + 2] == ["trở", "lên"]:
        direction, end = AT_LEAST, end + 2
    elif tokens.keys[end : end + 2] == ["trở", "xuống"]:
        direction, end = AT_MOST, end + 2
    unit = " ".join(tokens.slice(here, unit_hi).split())
    if tokens.keys[start] == "từ" and tokens.keys[end - 1] != "lên" and tokens.keys[unit_hi - 1] != "%":
        start, direction = at, EXACT
    text = " ".join(tokens.slice(start, min(end, hi)).split())
    return TargetFound(text, value * scale, unit, direction or EXACT), max(end, at + 1)


def _number(tokens: Tokens, at: int, hi: int) -> tuple[Decimal | None, int]:
    """ "3.450", "95,5", "50"; a fraction "04/05" is none."""
    digits, here = tokens.keys[at], at + 1
    while (
        here + 1 < hi
        and tokens.keys[here] == "."
        and _glued(tokens, here)
        and len(tokens.keys[here + 1]) == 3
    ):
        digits += tokens.keys[here + 1]
        here += 2
    if here + 1 < hi and tokens.keys[here] in "./" and _glued(tokens, here):
        return None, here + 2
    if here + 1 < hi and tokens.keys[here] == "," and _glued(tokens, here):
        digits += "." + tokens.keys[here + 1]
        here += 2
    return (Decimal(digits), here) if len(digits) <= _MOST_DIGITS else (None, here)


def _glued(tokens: Tokens, at: int) -> bool:
    return tokens.touch(at) and tokens.touch(at + 1) and tokens.shapes[at + 1] == NUMBER


def _direction(tokens: Tokens, at: int, lo: int) -> tuple[int, str]:
    """Where the words of direction before the number begin, and what they say."""
    for start in range(max(lo, at - 5), at):
        found = _DIRECTIONS.match(tokens.keys, start, at)
        if found and found[1] == at:
            return start, found[0]
    return at, ""
