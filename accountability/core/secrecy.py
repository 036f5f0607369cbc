"""Find a secrecy mark (độ mật) in a text, so that the document can be refused. Pure.

Secret documents must be kept out of the system (DOMAIN §0 finding 19, NĐ 30/2020). A mark is a
stamp, a label or part of a number; the ordinary word mật (bí mật, mật độ, mật ong) is none.
On doubt in capital letters the answer is a mark: a refusal costs a word, a leak costs more.
"""

import re

from accountability.core.spelling import normal, one_line

SECRET, TOP_SECRET, MOST_SECRET = "Mật", "Tối mật", "Tuyệt mật"
_RANK = (SECRET, TOP_SECRET, MOST_SECRET)
_BY_WORDS = {
    "mật": SECRET,
    "tốimật": TOP_SECRET,
    "tuyệtmật": MOST_SECRET,
    "c": SECRET,
    "b": TOP_SECRET,
    "a": MOST_SECRET,
}

_URGENCY = {"khẩn", "thượngkhẩn", "hỏatốc", "hỏatốchẹngiờ"}
_CELLS = re.compile(r"\t|\s{2,}|\|")
_STAMP_EDGES = " \t*_\"'“”‘’()[]{}<>«»:.;,!-–—=~#"
_LONGEST_STAMP = 60
_STAMP_PARTS = re.compile(r"\s*[-–—/,;+]\s*")

_LEVEL = r"(tuyệt\s*mật|tối\s*mật|mật)"
_LABEL = re.compile(
    r"(?:độ|mức độ|loại|dấu)\s+mật\s*[:=]\s*[\"'“(]?\s*(?:"
    + _LEVEL
    + r"|([abc]))(?!\w)(?!\s*[,;/]\s*(?:tối\s|tuyệt\s)?\s*mật)(?!\s+độ)",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[]\s*" + _LEVEL + r"\s*[)\]]", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<!\w)\d+\s?[-–/]\s?" + _LEVEL + r"(?!\w)(?!\s+(?:độ|ong|mã))", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<!\w)(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?!\w)")
_LAST_WORD = re.compile(r"(\w+)[\s,-]*\Z")
_NEXT_WORD = re.compile(r"\s*(\w+)")
# Words that make an ordinary compound in a heading set in capitals.
_BEFORE = re.compile("BÍ|BẢO|CƠ|THÂN|GIẢI|TÚI|SỎI|ỐNG|GAN|TRĂNG|ONG|ĐƯỜNG|MÍA|NGHIÊM|TƯỜNG|KÍN|ĐỘ|LỘ|NUÔI")
_AFTER = re.compile("ĐỘ|ONG|MÃ|KHẨU|THIẾT|MÍA|VỤ|ƯỚC|THƯ|NGỌT|GẤU|SƠN|NINH|TÔNG|HOA")


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _stamp(cell: str, *, alone: bool) -> str | None:
    """The level when the cell is nothing but a stamp, urgency stamps beside it allowed."""
    bare = cell.strip(_STAMP_EDGES)
    if not bare or len(bare) > _LONGEST_STAMP:
        return None
    if bare == "mật" and not alone:  # the tail of "bảo / mật" broken over two lines
        return None
    parts = [_compact(part) for part in _STAMP_PARTS.split(bare) if part.strip()]
    levels = [_BY_WORDS[part] for part in parts if len(part) > 1 and part in _BY_WORDS]
    others = [part for part in parts if part not in _BY_WORDS and part not in _URGENCY]
    return _highest(levels) if levels and not others else None


def _stamps(text: str) -> list[str]:
    whole = text.strip()
    found = []
    for line in text.splitlines():
        for cell in [line, *_CELLS.split(line)]:
            level = _stamp(cell, alone=cell.strip() == whole)
            found += [level] if level else []
    return found


def _capitals(text: str) -> list[str]:
    """Levels in capital letters inside a line, ordinary compounds left out."""
    found = []
    for match in _CAPITALS.finditer(text):
        before = _LAST_WORD.search(text[max(0, match.start() - 30) : match.start()])
        after = _NEXT_WORD.match(text, match.end())
        plain = match[1] == "MẬT" and (
            (before is not None and _BEFORE.fullmatch(before[1].upper()))
            or (after is not None and _AFTER.fullmatch(after[1].upper()))
        )
        if not plain:
            found.append(_BY_WORDS[_compact(match[1])])
    return found


def _highest(levels: list[str]) -> str | None:
    return max(levels, key=_RANK.index, default=None)


def secrecy_mark(text: str) -> str | None:
    """The highest secrecy mark in the text: "Mật", "Tối mật", "Tuyệt mật", or None.

    Looks at stamps on a line or in a table cell, labels ("Độ mật: Mật"), bracketed marks, numbers
    and symbols ("12-MẬT") and capitals inside a line.
    """
    cleaned = normal(text)
    levels = _stamps(cleaned) + _capitals(cleaned)
    flat = one_line(cleaned)
    for pattern in (_LABEL, _BRACKETED, _NUMBERED):
        for match in pattern.finditer(flat):
            words = next(group for group in match.groups() if group)
            levels.append(_BY_WORDS[_compact(words)])
    return _highest(levels)
