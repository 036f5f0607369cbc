"""A text as tokens: cut once, compared by one spelling, each with its place in the input. Pure and linear.

Words and numbers are tokens of their own even where they touch ("ngày15" is two), every other sign is one token, a
line break too. Keys are lower case, composed, with tones as in hòa and Ủy; the place is that of the input as it came.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from accountability.core.spelling import normal
from accountability.intake.rules.syllables import glued_at

# Combining tones and invisible characters belong to the word in which they stand.
_TOKEN = re.compile(
    r"(?:[^\W\d_]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])+|[0-9]+|\r\n|[\n\r\x0b\x0c\u0085\u2028\u2029]|[^\s]"
)
_BREAKS = frozenset("\n\r\x0b\x0c\u0085\u2028\u2029")
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
BREAK = "\n"
T = TypeVar("T")

LOWER, CAPITAL, CAPITALS, NUMBER, SIGN = range(5)


@dataclass(slots=True)
class Tokens:
    """Parallel lists: `keys` for comparing, `starts` and `ends` in the input, `shapes` of the letters."""

    text: str
    keys: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.keys)

    def slice(self, lo: int, hi: int) -> str:
        """The input from token `lo` up to and without token `hi`, as printed."""
        return self.text[self.starts[lo] : self.ends[hi - 1]] if lo < hi else ""

    def touch(self, at: int) -> bool:
        """Whether token `at` follows the one before it without a space."""
        return at > 0 and self.ends[at - 1] == self.starts[at]

    def capital(self, at: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.shapes[at] in (CAPITAL, CAPITALS)

    def word(self, at: int) -> bool:
        """Whether the token is made of letters."""
        return self.shapes[at] <= CAPITALS


def _shape(written: str) -> int:
    if not written[:1].isupper():
        return LOWER
    return CAPITALS if len(written) > 1 and written.isupper() else CAPITAL


def _pieces(written: str) -> tuple[tuple[str, int, int], ...]:
    """(key, shape, length) of each word in a run of letters; more than one where words were glued."""
    key = normal(written).casefold()
    cut = glued_at(key, written) if len(key) > 3 else 0
    if not cut:
        return ((key, _shape(written), len(written)),)
    return (*_pieces(written[:cut]), *_pieces(written[cut:]))


def _is_and(text: str, at: int) -> bool:
    """ "Tài nguyên & Môi trường": between words, not between the letters of an abbreviation."""
    return text[at - 1 : at] == " " and text[at + 1 : at + 2] == " " and text[at - 2 : at - 1].islower()


def tokenise(text: str) -> Tokens:
    """Cut the text into tokens, one pass; words seen before are not looked at again."""
    found = Tokens(text)
    keys, starts, ends, shapes = found.keys, found.starts, found.ends, found.shapes
    known: dict[str, tuple[tuple[str, int, int], ...]] = {}
    for match in _TOKEN.finditer(text):
        written, start = match[0], match.start()
        first = written[0]
        if first.isalpha() or len(written) > 1 and not first.isdigit() and first not in _BREAKS:
            pieces = known.get(written)
            if pieces is None:
                pieces = known[written] = _pieces(written)
            for key, shape, length in pieces:
                keys.append(key)
                starts.append(start)
                start += length
                ends.append(start)
                shapes.append(shape)
            continue
        is_number = first.isdecimal() and first.isascii()
        if written == "&" and _is_and(text, start):
            written = "và"
        keys.append(written if is_number else BREAK if first in _BREAKS else _DASHES.get(written, written))
        starts.append(start)
        ends.append(match.end())
        shapes.append(NUMBER if is_number else SIGN)
    return found


class PhraseTable(Generic[T]):
    """Phrases with a value each, found at a token by the longest match; "phối hợp với" before "phối hợp"."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        # First word → the value of that word alone, and second word → longer phrases, longest first.
        self.alone: dict[str, T] = {}
        self.longer: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for phrase, value in phrases.items():
            words = tuple(tokenise(phrase).keys)
            if len(words) == 1:
                self.alone[words[0]] = value
            else:
                self.longer.setdefault(words[0], {}).setdefault(words[1], []).append((words, value))
        for seconds in self.longer.values():
            for entries in seconds.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        self.first = frozenset(self.alone) | frozenset(self.longer)

    def match(self, keys: list[str], at: int, end: int) -> tuple[T, int] | None:
        """The value and the end of the longest phrase that begins at `at`, or None."""
        if at >= end:
            return None
        word = keys[at]
        if word not in self.first:
            return None
        if at + 1 < end and (seconds := self.longer.get(word)):
            for words, value in seconds.get(keys[at + 1], ()):
                after = at + len(words)
                if after <= end and (len(words) == 2 or tuple(keys[at:after]) == words):
                    return value, after
        return (self.alone[word], at + 1) if word in self.alone else None

    def after(self, keys: list[str], at: int, end: int) -> int:
        """Where the longest phrase that begins at `at` ends; `at` itself for none."""
        found = self.match(keys, at, end)
        return found[1] if found else at


def words_of(text: str) -> frozenset[str]:
    """The words of a table, spaces between them."""
    return frozenset(text.split())


def first_key(text: str) -> str:
    """The key of the first token; empty for an empty text."""
    keys = tokenise(text).keys
    return keys[0] if keys else ""


def phrase_set(phrases: Iterable[str]) -> PhraseTable[str]:
    """A table whose values are the phrases themselves."""
    return PhraseTable({phrase: phrase for phrase in phrases})
