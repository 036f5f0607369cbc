"""How alike two duties are, in a way that a person can check: the words that they share. Pure.

Vietnamese writes syllables, and one syllable says little ("hồ", "sơ"). So pairs of neighbouring syllables count as well
as single ones: the measure is the share of common pieces (Dice), 0 to 1. Function words and the verbs that stand in every
duty ("tổ chức", "triển khai") are left out; numbers stay, so that "Đề án 06" and "Đề án 01" differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from accountability.core.spelling import one_line
from accountability.core.text import fold

# Two duties are shown as alike from this share on, or when nearly all of the shorter one stands in the longer one.
ALIKE = 0.6
CONTAINED, FEWEST_WORDS = 0.85, 4

_WORDS = re.compile(r"[^\W_]+")
# With their tones: without them "tại" and "tài", "từ" and "tử" would be one.
_EMPTY = frozenset(
    [
        "và",
        "của",
        "các",
        "cho",
        "với",
        "theo",
        "tại",
        "trong",
        "trên",
        "đến",
        "từ",
        "là",
        "được",
        "những",
        "một",
        "này",
        "đó",
        "về",
        "để",
        "thì",
        "ra",
        "vào",
        "bằng",
        "khi",
        "sẽ",
        "đã",
        "có",
        "đảm",
        "bảo",
        "việc",
        "thực",
        "hiện",
        "tổ",
        "chức",
        "triển",
        "khai",
        "tiếp",
        "tục",
        "tăng",
        "cường",
        "đẩy",
        "mạnh",
        "chủ",
        "trì",
        "phối",
        "hợp",
        "tham",
        "mưu",
        "kịp",
        "thời",
        "hiệu",
        "quả",
        "quy",
        "định",
        "công",
        "tác",
        "nhiệm",
        "vụ",
        "đơn",
        "vị",
        "cơ",
        "quan",
        "ubnd",
        "tỉnh",
        "ban",
        "hành",
        "xây",
        "dựng",
        "hoàn",
        "thành",
        "trước",
        "ngày",
        "tháng",
        "năm",
    ]
)


@dataclass(frozen=True)
class Likeness:
    """The share of common pieces, in hundredths, and the words that both have, as the first one writes them."""

    share: int
    shared: tuple[str, ...]


def _words(text: str) -> dict[str, str]:
    """The syllables that carry content, folded, each with the way in which it is first written; in their order."""
    found: dict[str, str] = {}
    for word in _WORDS.findall(one_line(text).lower()):
        if word not in _EMPTY:
            found.setdefault(fold(word), word)
    return found


def content_words(text: str) -> list[str]:
    """The folded syllables that carry content, in their order."""
    return [fold(word) for word in _WORDS.findall(one_line(text).lower()) if word not in _EMPTY]


def _pieces(words: list[str]) -> frozenset[str]:
    pairs = (f"{first} {second}" for first, second in zip(words, words[1:], strict=False))
    return frozenset(words) | frozenset(pairs)


def _numbers(words: list[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit())


def likeness(text: str, other: str) -> Likeness | None:
    """How alike two duties are, when they are enough so to be shown; None when they are not.

    Texts of fewer than four words of content are alike only when they are the same; two that name different numbers (of
    a program, of a quarter) and none in common are not.
    """
    mine, theirs = content_words(text), content_words(other)
    if not mine or not theirs:
        return None
    numbers, others = _numbers(mine), _numbers(theirs)
    if numbers and others and not numbers & others:
        return None
    a, b = _pieces(mine), _pieces(theirs)
    common = len(a & b)
    share = 2 * common / (len(a) + len(b))
    short = min(len(set(mine)), len(set(theirs)))
    if short < FEWEST_WORDS and a != b:
        return None
    contained = common / min(len(a), len(b)) >= CONTAINED
    if share < ALIKE and not contained:
        return None
    there = set(theirs)
    return Likeness(
        round(100 * share), tuple(written for word, written in _words(text).items() if word in there)
    )


def telling_words(text: str, most: int) -> list[str]:
    """The words by which a database finds candidates: the longest of content, which are the rarest as a rule."""
    words = dict.fromkeys(content_words(text))
    return sorted(words, key=lambda word: (-len(word), word))[:most]
