"""Numbers and symbols of documents: both habits, ordinary and party. Pure.

Source: NĐ 30/2020 Phụ lục I and III (number / symbol); party documents put the hyphen first ("473-KL/TU").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from accountability.core.saying import say

_ORDINARY = re.compile(r"^(?P<number>\d{1,6}[A-Za-z]?)\s*/\s*(?P<symbol>[^\s/][^\s]{0,29})$")
_PARTY = re.compile(r"^(?P<number>\d{1,6})\s*-\s*(?P<symbol>[^\s/]{1,12}/[^\s]{1,17})$")


@dataclass(frozen=True)
class Reference:
    """A document's number and symbol; `is_party` when written in the party's way."""

    number: str
    symbol: str
    is_party: bool = False


def parse_reference(text: str) -> Reference:
    """Read "78/KH-UBND" or "473-KL/TU". Raises ValueError in Vietnamese for anything else."""
    cleaned = text.strip()
    if match := _ORDINARY.match(cleaned):
        return Reference(match["number"], match["symbol"])
    if match := _PARTY.match(cleaned):
        return Reference(match["number"], match["symbol"], is_party=True)
    raise ValueError(say("Số, ký hiệu phải có dạng như 78/KH-UBND, 12/UBND-VX hoặc 473-KL/TU."))
