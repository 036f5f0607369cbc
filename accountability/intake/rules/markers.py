"""The marks that number headings and rows: A, I, 1, 1.1, a), Phần I. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from accountability.intake.rules.keys import tidy

_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LEADING = re.compile(
    r"(?P<part>(?:Phần|Mục|Chương|Phụ lục)\s+(?:[IVXLC]+|\d+|thứ\s+\w+))(?:[.:)\-–]|\s|$)"
    r"|(?P<mark>(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVXLC]{1,6}|[A-Z]|[a-zđ]))(?P<end>[.):/\-–]+)(?=\s|$)"
    r"|(?P<plain>\d{1,3}(?:\.\d{1,3}){1,4})(?=\s)",
)
_WHOLE = re.compile(r"\(?(?P<mark>\d{1,4}(?:\.\d{1,3}){0,4}|[IVXLC]{1,6}|[A-Z]|[a-zđ])\)?[.):]?", re.ASCII)


class Mark(NamedTuple):
    """A mark as it is printed, without its dot, and its kind: the level of a heading follows from the kinds above it.

    Kinds: "part", "upper" (A), "roman" (I), "number" (1), "dotted2" (1.1), "dotted3", "lower" (a).
    """

    kind: str
    text: str


def read_mark(text: str, above: Sequence[Mark] = ()) -> Mark | None:
    """The mark that a cell of numbers holds, "I." or "1.1"; None for anything else.

    `above`: the marks of the headings in force, by which "C" and "I" are told apart as letters or numerals.
    """
    plain = tidy(text)
    match = _WHOLE.fullmatch(plain)
    if match is None:
        leading = _LEADING.fullmatch(plain)
        return Mark("part", leading["part"]) if leading and leading["part"] else None
    return _marked(match["mark"], above)


def leading_mark(text: str, above: Sequence[Mark] = ()) -> tuple[Mark | None, str]:
    """The mark before a text, "II. Cải cách thủ tục", and the text without it."""
    plain = tidy(text)
    match = _LEADING.match(plain)
    if match is None:
        return None, plain
    rest = plain[match.end() :].strip()
    if match["part"]:
        return Mark("part", match["part"]), rest
    if not rest:
        return None, plain
    return _marked(match["mark"] or match["plain"], above), rest


def _marked(mark: str, above: Sequence[Mark]) -> Mark:
    if mark[0].isdigit():
        dots = mark.count(".")
        return Mark(f"dotted{dots + 1}" if dots else "number", mark)
    if mark.islower():
        return Mark("lower", mark)
    if len(mark) == 1 and _follows_letter(mark, above):
        return Mark("upper", mark)
    if _ROMAN.fullmatch(mark) and (len(mark) > 1 or mark == "I" or _follows_roman(mark, above)):
        return Mark("roman", mark)
    return Mark("upper", mark) if len(mark) == 1 else Mark("roman", mark)


def _follows_letter(mark: str, above: Sequence[Mark]) -> bool:
    return any(one.kind == "upper" and ord(one.text) + 1 == ord(mark) for one in above)


def _follows_roman(mark: str, above: Sequence[Mark]) -> bool:
    return any(one.kind == "roman" and numeral(one.text) + 1 == numeral(mark) for one in above)


def numeral(text: str) -> int:
    """The number that a Roman numeral stands for."""
    values = [_NUMERALS[letter] for letter in text]
    return sum(
        -value if number + 1 < len(values) and value < values[number + 1] else value
        for number, value in enumerate(values)
    )


def follows(mark: Mark, earlier: Mark) -> bool:
    """Whether the mark is the next of its kind: 4 after 3, 1.2 after 1.1, b after a, V after IV."""
    return mark.kind == earlier.kind and _value(mark) == [*_value(earlier)[:-1], _value(earlier)[-1] + 1]


def _value(mark: Mark) -> list[int]:
    if mark.kind == "roman":
        return [numeral(mark.text)]
    if mark.text[0].isdigit():
        return [int(part) for part in mark.text.split(".")]
    return [ord(mark.text[0])] if len(mark.text) == 1 else [0]
