"""Wordings with named places: `{{don_vi}}` is replaced by a word, and nothing is ever run. Pure.

A place is a name of the list below between double braces. What stands in its place is a plain text: it is not read again,
so a title that itself holds braces stays what it is. No template engine sees what people typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from accountability.core.saying import say

PLACES: Mapping[str, str] = {
    "don_vi": say("tên đơn vị nhận"),
    "chuc_danh": say("chức danh người nhận"),
    "so_viec": say("số nhiệm vụ (04, 12)"),
    "ten_viec": say("tên nhiệm vụ, khi chỉ có một"),
    "van_ban": say("văn bản giao, khi chỉ có một"),
    "thoi_han": say("thời hạn của nhiệm vụ, khi chỉ có một"),
    "qua_han_lau_nhat": say("số ngày quá hạn lâu nhất"),
    "ngay": say("ngày lập dự thảo"),
    "ben_giao": say("bên giao (biên bản bàn giao)"),
    "ben_nhan": say("bên nhận (biên bản bàn giao)"),
}
_PLACE = re.compile(r"\{\{([^{}]*)\}\}")


class WordingError(ValueError):
    """The wording names a place that does not exist; the message, in Vietnamese, says which and what there is."""


def check(text: str) -> None:
    """Raise WordingError for an unknown place or a brace that is left over."""
    for match in _PLACE.finditer(text):
        name = match[1].strip()
        if name not in PLACES:
            raise WordingError(
                say(
                    "Không có chỗ điền “{{{{{name}}}}}”. Các chỗ điền được: {places}.",
                    name=name, places=", ".join(f"{{{{{known}}}}}" for known in PLACES),
                )
            )  # fmt: skip
    rest = _PLACE.sub("", text)
    if "{{" in rest or "}}" in rest or "{%" in rest:
        raise WordingError(say("Dấu ngoặc của chỗ điền chưa đủ cặp; viết như {place}.", place="{{don_vi}}"))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; a place without a value stays, for the drafter to see. Raises WordingError."""
    check(text)
    return _PLACE.sub(lambda match: values.get(match[1].strip()) or match[0], text)


def unfilled(text: str) -> list[str]:
    """The places that still stand in a text, each once."""
    return list(dict.fromkeys(match[0] for match in _PLACE.finditer(text)))
