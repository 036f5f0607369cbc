"""What a column of an annex means, by its title. Pure.

The titles are those of real annexes: "TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Đơn vị phối hợp", "Thời gian hoàn
thành", "Sản phẩm", "Ghi chú"; read without diacritics and case.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from accountability.core.saying import say
from accountability.core.text import fold

LONGEST_TITLE = 120


class Meaning(StrEnum):
    """What a column holds; the label is what people choose from."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Meaning:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    ORDER = "order", say("Số thứ tự")
    GROUP = "group", say("Nhóm nhiệm vụ, lĩnh vực")
    CONTENT = "content", say("Nội dung nhiệm vụ")
    PRODUCT = "product", say("Sản phẩm")
    LEAD = "lead", say("Cơ quan chủ trì")
    COORDINATING = "coordinating", say("Cơ quan phối hợp")
    BOTH = "both", say("Chủ trì và phối hợp trong một ô")
    START = "start", say("Thời gian bắt đầu")
    DEADLINE = "deadline", say("Thời hạn hoàn thành")
    NOTE = "note", say("Ghi chú")


# In the order in which they are asked; the first that fits decides. None: a column of another use.
_DECISIVE: tuple[tuple[str, Meaning | None], ...] = (
    (r"(?:so )?(?:stt|tt|s\.t\.t|thu tu)\.?|so", Meaning.ORDER),
    (
        r".*(?:tinh hinh|ket qua thuc hien|ket qua dat|muc do hoan thanh|ty le|trang thai|kinh phi|can cu).*",
        None,
    ),
    (r".*chu tri.*phoi hop.*|.*phoi hop.*chu tri.*", Meaning.BOTH),
    (r".*phoi hop.*", Meaning.COORDINATING),
    (r".*chu tri.*", Meaning.LEAD),
    (r".*(?:bat dau|trien khai tu|tu ngay|ngay giao).*", Meaning.START),
)
# The word that stands first decides: "Sản phẩm của nhiệm vụ" is a product, "Nội dung, sản phẩm" a content.
_BY_FIRST_WORD: tuple[tuple[str, Meaning], ...] = (
    (r"ghi chu|luu y", Meaning.NOTE),
    (r"nhom|linh vuc|de muc|chuyen muc", Meaning.GROUP),
    (r"san pham|ket qua|dau ra|hinh thuc van ban|ten van ban", Meaning.PRODUCT),
    (r"thoi gian|thoi han|thoi diem|tien do|han|hoan thanh|ket thuc|lo trinh|moc|deadline", Meaning.DEADLINE),
    (
        r"(?:co quan|don vi|phong ban)(?:, (?:co quan|don vi|dia phuong))*(?: duoc giao| dau moi| thuc hien| tham muu"
        r"| chiu trach nhiem| phu trach| xay dung| soan thao| trinh)?(?= |$)(?! tinh)|phan cong|trach nhiem|dau moi|noi thuc hien",
        Meaning.LEAD,
    ),
    (
        r"noi dung|nhiem vu|cong viec|hoat dong|giai phap|ten viec|hang muc|dau viec|viec can|chi tieu",
        Meaning.CONTENT,
    ),
)
_FIRST = [(re.compile(rf"\b(?:{pattern})\b"), meaning) for pattern, meaning in _BY_FIRST_WORD]
_WHOLE = [(re.compile(pattern), meaning) for pattern, meaning in _DECISIVE]


@lru_cache(maxsize=4096)
def meaning_of(title: str) -> Meaning | None:
    """The meaning of a column's title; None for a title of another use, or for what is no title."""
    plain = fold(title).strip(" .:;*()")
    if not plain or len(plain) > LONGEST_TITLE:
        return None
    for pattern, meaning in _WHOLE:
        if pattern.fullmatch(plain):
            return meaning
    found = [(match.start(), meaning) for pattern, meaning in _FIRST if (match := pattern.search(plain))]
    return min(found, key=lambda one: one[0])[1] if found else None
