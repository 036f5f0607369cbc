"""How words are read, of what is kept and of what is typed: the same rule for both, so that they meet. Pure.

A word is a run of letters or of digits after `fold`: lower case, without diacritics, đ as d; so neither the placement of a
tone nor its absence matters. Zeros before a number say nothing ("07" is "7"), and "78kh" is "78" and "kh".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from accountability.core.text import fold

# What is typed beyond that is not looked for: every word is a condition.
MOST_WORDS = 12
LONGEST_WORD = 60

# A number with one letter behind it is a number ("78a/QĐ-UBND"); with more the letters are a word of their own.
_WORD = re.compile(r"\d+[a-z]?(?![^\W_])|\d+|[^\W\d_]+")
_NUMBER = re.compile(r"\d{1,6}[a-z]?")
_DATE = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Typed:
    """What somebody looks for: `words`, each of which must be there; `numbers` are those that may name a document."""

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)


@lru_cache(maxsize=4096)  # A duty for 460 communes has one title, and their names come again with every duty.
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in their order."""
    return tuple(_bare(word) for word in _WORD.findall(fold(text)))


def _bare(word: str) -> str:
    return (word.lstrip("0") or "0") if word[0].isdigit() else word


def kept(head: str, rest: Iterable[str] = ()) -> str:
    """The words as a row keeps them: a space before and behind each; those of `rest` once, and not what `head` has.

    `head` stays as it reads, so that words that follow each other are found as such.
    """
    first = words_of(head)
    known, more = set(first), []
    for text in rest:
        for word in words_of(text):
            if word not in known:
                known.add(word)
                more.append(word)
    return " ".join(["", *first, *more, ""]) if first or more else ""


def read(typed: str) -> Typed:
    """What is looked for. The numbers of a date, and a year beside other words, name no document."""
    words = tuple(dict.fromkeys(word[:LONGEST_WORD] for word in words_of(typed)))[:MOST_WORDS]
    dated = {word for date in _DATE.findall(typed) for word in words_of(date)}
    numbers = tuple(word for word in words if _NUMBER.fullmatch(word) and word not in dated)
    others = [word for word in numbers if not _YEAR.fullmatch(word)]
    return Typed(words, tuple(others) if others else numbers)


def whole(word: str) -> bool:
    """Whether the word must stand as typed: numbers; of other words the beginning is enough ("lao đ" finds lao động)."""
    return word[0].isdigit()


def spellings(number: str) -> tuple[str, ...]:
    """How a document's number may be written: "7" as "7" and "07", "78a" as "78a" and "78A"."""
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    padded = digits.zfill(2) + number[len(digits) :]
    return tuple(dict.fromkeys((number, number.upper(), padded, padded.upper())))
