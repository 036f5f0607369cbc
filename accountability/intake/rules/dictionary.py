"""The agencies of a day by every name that they are written with. Pure.

A text is matched token by token without spaces, "&", commas, dots, dashes and brackets, so that "Sở LĐ,TB&XH" and "Sở LĐTBXH" are one,
and a name with commas is found whole before any list is split. The same text of 2022 and of 2026 finds the agencies of
its day (DOMAIN §2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from accountability.core.text import agency_key, normal
from accountability.intake.rules.tokens import BREAK, CAPITAL, CAPITALS, Tokens, first_key, words_of

_NOISE = frozenset("&,.-/()")
# Words that a name may carry or not: "Kho bạc Nhà nước (tỉnh) Nghệ An", "Nông nghiệp và/& PTNT".
_LIGHT = words_of("tỉnh và việt nam")
_SHORT = {"ủybannhândân": "ubnd", "thànhphố": "tp", "thịxã": "tx", "hộiđồngnhândân": "hđnd"}
_LONGEST_NAME = 30


@dataclass(frozen=True)
class AgencyEntry:
    """One agency: its names in full and short, the symbols of its documents, the titles of its head, its dates (both inside)."""

    code: str
    names: tuple[str, ...]
    symbols: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the agency exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True)
class Match:
    """A name found in a text: up to which token, whose it may be (several codes: to be asked), whether of its head."""

    end: int
    codes: tuple[str, ...]
    is_head: bool = False


@dataclass
class DayNames:
    """The names of one day, keyed without noise; `prefixes` tells when to stop."""

    province: tuple[str, ...] = ()
    full: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    symbols: dict[str, tuple[str, ...]] = field(default_factory=dict)
    light: dict[str, tuple[str, ...]] = field(default_factory=dict)
    prefixes: set[str] = field(default_factory=set)
    first: set[str] = field(default_factory=set)

    def match(self, tokens: Tokens, at: int, end: int) -> Match | None:
        """The longest name that begins at this token; a symbol only in capitals. Bounded by the longest name."""
        if tokens.keys[at] not in self.first:
            return None
        found, key = None, ""
        for here in range(at, min(end, at + _LONGEST_NAME)):
            word = tokens.keys[here]
            if word == BREAK:
                break
            if word in _NOISE:
                continue
            key += word
            if key not in self.prefixes:
                break
            if key in self.heads:
                found = Match(here + 1, self.heads[key], is_head=True)
            elif key in self.full:
                found = Match(here + 1, self.full[key])
            elif key in self.symbols and _in_capitals(tokens, at, here + 1):
                found = Match(here + 1, self.symbols[key])
        return found

    def find(self, phrase: str) -> tuple[str, ...]:
        """The codes of a whole phrase: by its name, else as `near`."""
        return self.full.get(_key(phrase)) or self.near(phrase)

    def near(self, phrase: str) -> tuple[str, ...]:
        """The codes of a phrase that differs from a name by light words only ("tỉnh", "và", "Việt Nam")."""
        return self.light.get(light_key(phrase), ())


def _in_capitals(tokens: Tokens, at: int, end: int) -> bool:
    return tokens.shapes[at] == CAPITALS and all(tokens.shapes[i] not in (0, CAPITAL) for i in range(at, end))


@lru_cache(maxsize=20_000)
def light_key(phrase: str) -> str:
    """A name without light words and noise, long forms made short."""
    words = [word for word in normal(phrase).casefold().replace("&", " ").split() if word not in _LIGHT]
    key = agency_key("".join(words)).replace("(", "").replace(")", "")
    for long, short in _SHORT.items():
        key = key.replace(long, short)
    return key


class AgencyDictionary:
    """All agencies of all times; `on(day)` gives the names of that day."""

    def __init__(self, entries: Iterable[AgencyEntry], province: str = "") -> None:
        self.entries = tuple(entries)
        self.province = province
        self._days: dict[frozenset[str], DayNames] = {}

    def on(self, day: date) -> DayNames:
        """The names valid on that day; days with the same agencies share one index."""
        valid = [entry for entry in self.entries if entry.valid_on(day)]
        mark = frozenset(entry.code for entry in valid)
        if mark not in self._days:
            self._days[mark] = _index(valid, self.province)
        return self._days[mark]


def _index(entries: list[AgencyEntry], province: str) -> DayNames:
    names = DayNames(province=tuple(normal(province).casefold().split()))
    for entry in entries:
        for name in entry.names:
            _put(names.full, _key(name), entry.code)
            _put(names.light, light_key(name), entry.code)
            _put(names.light, light_key(f"{name} {province}"), entry.code)
        for title in entry.heads:
            _put(names.heads, _key(title), entry.code)
        for symbol in entry.symbols:
            if len(symbol) > 2:
                _put(names.symbols, _key(symbol), entry.code)
    for table in (names.full, names.heads, names.symbols):
        for key in table:
            names.prefixes.update(key[:length] for length in range(1, len(key) + 1))
    names.first = _first_words(entries)
    return names


def _key(name: str) -> str:
    return agency_key(name).replace("(", "").replace(")", "")


def _put(table: dict[str, tuple[str, ...]], key: str, code: str) -> None:
    if key and code not in table.get(key, ()):
        table[key] = (*table.get(key, ()), code)


def _first_words(entries: list[AgencyEntry]) -> set[str]:
    found = set()
    for entry in entries:
        for name in (*entry.names, *entry.symbols, *entry.heads):
            found.add(first_key(name))
    return found - {""}
