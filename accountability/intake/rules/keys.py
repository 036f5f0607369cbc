"""Texts of cells, tidied and compared: by the ten thousand, so cheaper than `core.text`, and only as much as tables need. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from accountability.core.text import fold

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_BULLET = re.compile(r"^[-–—+•*]\s+")


def tidy(text: str) -> str:
    """Composed letters, nothing invisible, single spaces; the writer's own spelling stays."""
    composed = unicodedata.normalize("NFC", text)
    if _INVISIBLE.search(composed):
        composed = _INVISIBLE.sub("", composed)
    return " ".join(composed.split())


def lined(text: str) -> str:
    """As `tidy`, line by line: breaks part the agencies of a cell. No run of white space is left to stumble over."""
    if "\n" not in text and "\r" not in text:
        return tidy(text)
    return "\n".join(line for one in text.splitlines() if (line := tidy(one)))


def title_key(text: str) -> str:
    """Two duties with the same key have the same words: letters without diacritics, lower case, no bullet, no signs.

    The text is tidy already.
    """
    lowered = _BULLET.sub("", text).lower().replace("đ", "d")
    return unicodedata.normalize("NFD", lowered).encode("ascii", "ignore").decode()


def content_of(text: str) -> str:
    """The words of a duty, which are tidy already, without the bullet before them."""
    return _BULLET.sub("", text)


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """`core.text.fold`, remembered: the same agencies and deadlines come again and again."""
    return fold(text)
