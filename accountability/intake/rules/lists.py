"""A cell that names agencies: one, several, a group, or "các đơn vị liên quan". Pure.

Names contain commas and "và" ("Sở Văn hóa, Thể thao và Du lịch"): the longest name that the dictionary of the day knows
is taken before anything is split. "Các Sở: Nội vụ, Tài chính" and "UBND các huyện Diễn Châu, Yên Thành" hand their head
down to each item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accountability.core.spelling import normal
from accountability.core.text import fold, one_line
from accountability.intake.rules.matching import Match, Names

# The longest name has five parts between commas and "và".
_MOST_PARTS = 6
_SEPARATORS = re.compile(r"\s*(?:[;,\n•]|(?<!\w)và(?!\w)|(?<!\w)cùng(?!\w)|/(?=\s*[A-ZĐ])|\+)\s*")
_BULLETS = re.compile(r"^[\s\-–—+*•.]+|[\s\-–—.:]+$")
_HEADS = re.compile(
    r"^(?:sở|ubnd|ủy ban|uỷ ban|ban|bộ|cục|chi cục|công|văn phòng|vp|thanh tra|trung tâm|hội|tỉnh|thành|thị|huyện|phường|xã|viện|"
    r"trường|đài|báo|kho bạc|ngân hàng|bảo hiểm|bhxh|nhnn|kbnn|tòa|viễn thông|vnpt|viettel|bưu điện|liên|mặt trận|mttq|các|tổ|"
    r"tổng|tập đoàn|điện lực|quỹ|hiệp hội|đoàn|giám đốc|chủ tịch|thủ trưởng)(?!\w)",
    re.IGNORECASE,
)
_COORDINATES = re.compile(
    r"\s*[;,.\n(]*\s*(?:cơ quan |đơn vị )?(?:chủ trì,?\s*)?phối hợp(?:\s+(?:với|cùng))?\s*:?\s*",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^\s*(?:-\s*)?(?:cơ quan |đơn vị )?chủ trì\s*:?\s*", re.IGNORECASE)

_OF_THE_GROUP = r"(?:(?:,| va|;)? ?(?:cac )?(?:don vi|co quan|to chuc|dia phuong|doan the|nganh)(?: co)?)*(?: cap tinh| thuoc tinh| tren dia ban(?: tinh)?)?"
_VAGUE = r"(?: (?:co )?lien quan)"
# Groups that everybody means alike, read without diacritics; longest first where one begins the other.
_GROUPS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))
    for code, pattern in (
        (
            "communes",
            r"(?:ubnd |uy ban nhan dan )(?:cac |cap )xa(?:,? (?:va )?(?:phuong|thi tran))*(?: tren dia ban(?: tinh)?)?"
            r"|cac (?:xa|phuong),? (?:va )?(?:phuong|xa|thi tran)(?:,? (?:va )?thi tran)?",
        ),
        (
            "districts",
            r"(?:ubnd |uy ban nhan dan )(?:cac |cap )(?:huyen|thanh pho|thi xa)(?:,? (?:va )?(?:thanh pho|thi xa|huyen|tp|tx))*(?= *$| *[;,.\n)/]| va | phoi|"
            r" tren dia ban)(?: tren dia ban(?: tinh)?)?"
            r"|cac huyen,? (?:va )?(?:thanh pho|thi xa)(?:,? (?:va )?(?:thi xa|thanh pho))?(?: tren dia ban(?: tinh)?)?",
        ),
        ("departments", rf"cac so(?:,? (?:va )?(?:ban|nganh))+{_OF_THE_GROUP}"),
    )
)
_RELATED = re.compile(
    rf"(?<!\w)(?:va )?(?:cac )?(?:so|ban|nganh|co quan|don vi|dia phuong|to chuc|ca nhan|doan the|phong)(?:(?:,| va|,? va) ?(?:cac )?"
    rf"(?:so|ban|nganh|co quan|don vi|dia phuong|to chuc|ca nhan|doan the|phong|huyen|xa))*{_VAGUE}(?: khac)?(?!\w)"
)


@dataclass(frozen=True)
class Named:
    """One item of the cell. kind: "agency" (with its `match`), "group", "related", "unknown", "unread" (`text` says why).

    `group`: "departments", "districts", "communes", or "all" (departments and districts).
    """

    kind: str
    text: str
    match: Match | None = None
    group: str = ""


def split_roles(text: str) -> tuple[str, str]:
    """The leads and the coordinating agencies of a cell that holds both."""
    found = _COORDINATES.search(normal(text))
    if found is None:
        return _LEADS.sub("", text), ""
    words = normal(text)
    return _LEADS.sub("", words[: found.start()]), words[found.end() :].rstrip(" )")


def read_list(text: str, names: Names) -> list[Named]:
    """The items of a cell in their order, each agency once."""
    words = _clean(text)
    if not words:
        return []
    whole = names.exact(words)
    if whole is not None:
        return [Named("agency", words, whole)]
    found: list[Named] = []
    for kind, part, group in _carved(words):
        found += [Named(kind, part, group=group)] if kind else _items(part, names)
    return list(_once(found))


def _clean(text: str) -> str:
    lines = [_BULLETS.sub("", one_line(line)) for line in normal(text).splitlines()]
    return "\n".join(line for line in lines if line)


def _once(found: Sequence[Named]) -> Iterator[Named]:
    seen: set[str] = set()
    for one in found:
        key = (one.match.code if one.match and one.match.code else "") or one.text
        if key not in seen:
            seen.add(key)
            yield one


def _carved(words: str) -> Iterator[tuple[str, str, str]]:
    """Groups and "liên quan" cut out of the text: (kind, words, code of the group); kind is empty for the rest."""
    plain = "\n".join(fold(line) for line in words.split("\n"))
    if len(plain) != len(words):
        yield "", words, ""
        return
    spans = [(m.start(), m.end(), "related", "") for m in _RELATED.finditer(plain)]
    for code, pattern in _GROUPS:
        for m in pattern.finditer(plain):
            wide = code == "departments" and "dia phuong" in m[0]
            spans.append((m.start(), m.end(), "group", "all" if wide else code))
    place = 0
    for start, end, kind, code in sorted(spans, key=lambda one: (one[0], -one[1])):
        if start < place:
            continue
        yield "", words[place:start], ""
        yield kind, _BULLETS.sub("", re.sub(r"^và\s+", "", words[start:end])), code
        place = end
    yield "", words[place:], ""


def _items(words: str, names: Names) -> list[Named]:
    """The agencies of a text without groups."""
    places = [(m.start(), m.end()) for m in _SEPARATORS.finditer(words)]
    starts = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(words)]
    parts = [
        (start, end) for start, end in zip(starts, ends, strict=True) if words[start:end].strip(" .:-()")
    ]
    found: list[Named] = []
    head, place = "", 0
    while place < len(parts):
        taken, named = _longest(words, parts, place, names, head)
        if named is None:
            taken, named = _nearest(words, parts, place, names)
        head = (
            _head_of(named.text, head)
            if named.kind == "agency"
            else _head_of(words[parts[place][0] : parts[place][1]], head)
        )
        found.append(named)
        place += taken
    return found


def _longest(
    words: str, parts: Sequence[tuple[int, int]], place: int, names: Names, head: str
) -> tuple[int, Named | None]:
    """The most parts from here that make a known name, as they stand or under the head before them."""
    for count in range(min(_MOST_PARTS, len(parts) - place), 0, -1):
        text = _bare(words[parts[place][0] : parts[place + count - 1][1]])
        for candidate in _headed(text, head):
            if (match := names.exact(candidate)) is not None:
                return count, Named("agency", candidate, match)
    return 1, None


def _nearest(words: str, parts: Sequence[tuple[int, int]], place: int, names: Names) -> tuple[int, Named]:
    """A misspelled name of as many parts as possible; otherwise the words up to the next that begins like a name."""
    for count in range(min(_MOST_PARTS, len(parts) - place), 0, -1):
        text = _bare(words[parts[place][0] : parts[place + count - 1][1]])
        match = names.find(text)
        if match.how != "none":
            return count, Named("agency", text, match)
    count = 1
    while place + count < len(parts) and not _begins(words, parts[place + count], names):
        count += 1
    return count, Named("unknown", _bare(words[parts[place][0] : parts[place + count - 1][1]]))


def _begins(words: str, part: tuple[int, int], names: Names) -> bool:
    text = _bare(words[part[0] : part[1]])
    return bool(_HEADS.match(text)) or names.exact(text) is not None


def _bare(text: str) -> str:
    return _BULLETS.sub("", one_line(text))


_PLURAL = re.compile(r"^(?:các|cac)\s+(?=sở|huyện|thành phố|thị xã|xã|phường|thị trấn)", re.IGNORECASE)
_UBND_OF = re.compile(
    r"^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)\s+(?:các\s+)?(huyện|thành phố|thị xã|xã|phường|thị trấn|tp|tx)",
    re.IGNORECASE,
)


def _head_of(text: str, before: str) -> str:
    """The head noun that a following item without one inherits."""
    bare = _PLURAL.sub("", text)
    if re.match(r"(?:sở)(?!\w)", bare, re.IGNORECASE):
        return "Sở"
    if match := _UBND_OF.match(text):
        return f"UBND {match[1].lower()}"
    return "" if _HEADS.match(bare) else before


def _headed(text: str, head: str) -> Iterator[str]:
    """The words as they stand, without "các", and under the head before them."""
    yield text
    singular = re.sub(r"^(ubnd|ủy ban nhân dân)\s+các\s+", r"\1 ", _PLURAL.sub("", text), flags=re.IGNORECASE)
    singular = re.sub(r"^(sở)\s*:\s*", r"\1 ", singular, flags=re.IGNORECASE)
    if singular != text:
        yield singular
    if not head or _HEADS.match(text):
        if head.startswith("UBND") and re.match(
            r"(?:thành phố|thị xã|tp|tx|huyện|xã|phường|thị trấn)\b", text, re.IGNORECASE
        ):
            yield f"UBND {text}"
        return
    yield f"{head} {text}"
    if head.startswith("UBND"):
        yield from (
            f"UBND {kind} {text}" for kind in ("huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn")
        )
