"""Agencies by the words of a cell: by name, by abbreviation, by a misspelling whose distance is told. Pure.

The names are those of one day. What fits several agencies, or none, is asked about; nothing is guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from accountability.core.spelling import normal
from accountability.core.text import agency_key, fold, one_line

# Below this many letters only diacritics may be missing or wrong: "sởxd" and "sởtd" are two offices, no slip of the pen.
SHORTEST_FUZZY = 7
SHORTEST_PLAIN = 5
MOST_EDITS = 3
# So many different misspellings are looked for in one sheet; a sheet with more is no annex of this province.
MOST_SEARCHES = 5_000
_AND = re.compile(r"\bvà\b", re.IGNORECASE)
_TITLES = re.compile(
    r"^(?:(?:các )?đồng chí |ông |bà |đ/c )?(?:giám đốc|thủ trưởng|chánh(?= thanh tra| văn phòng)|cục trưởng|trưởng(?= ban )|"
    r"chủ tịch(?= ubnd | ủy ban nhân dân | hội )|chỉ huy trưởng|bí thư(?= tỉnh đoàn| huyện ủy| thành ủy| thị ủy)|lãnh đạo)\s*",
    re.IGNORECASE,
)
_PROVINCE = re.compile(r"(?:,? tỉnh)?(?: nghệ an)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Name:
    """An agency as matching knows it: `spellings` are all ways in which it is written, `label` what people are shown."""

    code: str
    label: str
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """What some words were found to be.

    how: "name", "title" (the head's), "spelling" (with the `distance` in letters), "several" (`candidates` are their
    labels), "none".
    """

    text: str
    code: str = ""
    label: str = ""
    how: str = "none"
    distance: int = 0
    candidates: tuple[str, ...] = ()


def name_key(text: str) -> str:
    """The key of a name: as `agency_key`, and "và" counts no more than a comma."""
    return agency_key(_AND.sub(" ", normal(text)))


class _Index:
    """The keys of the names of a day, and the same without diacritics for what is misspelled."""

    def __init__(self, names: Iterable[Name]) -> None:
        keys: dict[str, dict[str, Name]] = defaultdict(dict)
        for name in names:
            for spelling in name.spellings:
                if key := name_key(spelling):
                    keys[key].setdefault(name.code, name)
        self.keys = dict(keys)

    @cached_property
    def folded(self) -> _Pieces:
        """Names without diacritics, by their pieces: built when the first misspelling comes."""
        plain: dict[str, list[tuple[str, Name]]] = defaultdict(list)
        for key, names in self.keys.items():
            if len(key) >= SHORTEST_PLAIN:
                plain[fold(key)] += [(key, name) for name in names.values()]
        return _Pieces(plain)


# The agencies of a day are the same for every sheet of that day, until one of them changes.
_index_of = lru_cache(maxsize=4)(_Index)


@dataclass
class Names:
    """The agencies of one day, to be found by their names."""

    all: tuple[Name, ...]
    _index: _Index = field(init=False)
    _found: dict[str, Match] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._index = _index_of(self.all)

    def exact(self, text: str) -> Match | None:
        """The agency of exactly that name or abbreviation, or of that head's title; None for no such name."""
        for words, how in _readings(text):
            if found := self._index.keys.get(name_key(words)):
                return _one(text, found, how)
        return None

    def find(self, text: str) -> Match:
        """The agency that the words name, misspelled or not."""
        words = one_line(text)
        if words not in self._found:
            if len(self._found) >= MOST_SEARCHES:
                return self.exact(words) or Match(text)
            self._found[words] = self.exact(words) or self._near(words)
        return self._found[words]

    def _near(self, text: str) -> Match:
        """The one agency whose name is nearest, within the edits that its length allows."""
        best: dict[int, dict[str, Name]] = defaultdict(dict)
        for words, _ in _readings(text):
            key = name_key(words)
            plain = fold(key)
            for folded, names in self._index.folded.near(plain):
                edits = distance(plain, folded, MOST_EDITS)
                if edits <= allowed(len(folded)):
                    for spelled, name in names:
                        best[10 * edits + (edits == 0 and spelled != key)][name.code] = name
        if not best:
            return Match(text)
        nearest = best[min(best)]
        if len(nearest) > 1:
            return Match(text, how="several", candidates=tuple(name.label for name in nearest.values()))
        name = next(iter(nearest.values()))
        letters = min(
            distance(name_key(words), name_key(spelling), 99)
            for words, _ in _readings(text)
            for spelling in name.spellings
        )
        return Match(text, name.code, name.label, "spelling", letters)


def allowed(length: int) -> int:
    """How many letters a name of that length may differ: one in seven to fourteen, two up to 24, three beyond."""
    if length < SHORTEST_FUZZY:
        return 0
    return 1 if length < 15 else 2 if length < 25 else MOST_EDITS


def _one(text: str, found: Mapping[str, Name], how: str) -> Match:
    if len(found) > 1:
        return Match(text, how="several", candidates=tuple(name.label for name in found.values()))
    name = next(iter(found.values()))
    return Match(text, name.code, name.label, how)


def _readings(text: str) -> Iterator[tuple[str, str]]:
    """The words as they are, without the title of the head, without the province."""
    words = one_line(text).strip(" .,;:-–*+")
    yield words, "name"
    bare = _TITLES.sub("", words)
    if bare != words:
        yield bare, "title"
    short = _PROVINCE.sub("", bare)
    if short not in (bare, words, ""):
        yield short, "name" if bare == words else "title"


class _Pieces:
    """Finds names within a few edits without comparing all of them.

    A name of which k letters differ keeps one of its k + 1 pieces whole, moved by at most k places.
    """

    def __init__(self, names: Mapping[str, list[tuple[str, Name]]]) -> None:
        self._names = names
        self._by_piece: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for key in names:
            for number, (start, end) in enumerate(_cuts(len(key))):
                self._by_piece[len(key), number, key[start:end]].append(key)
        self._lengths = sorted({len(key) for key in names})

    def near(self, text: str) -> Iterator[tuple[str, list[tuple[str, Name]]]]:
        """The names that may be within their edits of the text."""
        seen: set[str] = set()
        for length in self._lengths:
            edits = allowed(length)
            if abs(length - len(text)) > edits:
                continue
            for number, (start, end) in enumerate(_cuts(length)):
                for place in range(max(0, start - edits), start + edits + 1):
                    piece = text[place : place + end - start]
                    for key in self._by_piece.get((length, number, piece), ()):
                        if key not in seen:
                            seen.add(key)
                            yield key, self._names[key]


def _cuts(length: int) -> list[tuple[int, int]]:
    parts = allowed(length) + 1
    places = [length * number // parts for number in range(parts + 1)]
    return list(zip(places, places[1:], strict=False))


def distance(a: str, b: str, most: int) -> int:
    """The number of letters to change, add, leave out or swap with the next to make one of the other.

    `most` + 1 stands for anything beyond `most`.
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        row = [i]
        for j, right in enumerate(b, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
