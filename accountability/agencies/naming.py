"""Find agencies by what people write: full and short names, abbreviations, other spellings, a bare place name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from accountability.agencies.models import Agency
from accountability.core.spelling import one_line
from accountability.core.text import agency_key, slug

_UNIT = re.compile(
    r"^(?:(?:ubnd|ủy ban nhân dân)\s+)?(?:xã|phường|thị trấn|thị xã|thành phố|huyện|tp\.?|tx\.?|tt\.?)\s+",
    re.IGNORECASE,
)
# How many names are offered for one that nobody knows, and how alike they must be.
_OFFERED, _ALIKE = 3, 0.72


class NameBook:
    """The agencies of a day under every way in which they are written."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._exact: dict[str, list[Agency]] = defaultdict(list)
        self._bare: dict[str, list[Agency]] = defaultdict(list)
        self._loose: dict[str, list[Agency]] = defaultdict(list)
        for agency in agencies:
            names = {agency.name, agency.short_name, *agency.symbols, *agency.aliases}
            places = {_UNIT.sub("", one_line(name)) for name in names}
            for found, keys in (
                (self._exact, {agency_key(name) for name in names}),
                (self._bare, {agency_key(place) for place in places}),
                (self._loose, {slug(name) for name in names | places}),
            ):
                for key in keys:
                    found[key].append(agency)

    def find(self, text: str) -> list[Agency]:
        """The agencies that are meant by these words: exactly, else without the word of their kind, else without diacritics."""
        key = agency_key(text)
        return self._exact.get(key) or self._bare.get(key) or self._loose.get(slug(text), [])

    def near(self, text: str) -> list[Agency]:
        """A few agencies whose names look like these words, the most alike first; for a question, never for a guess."""
        found: dict[int, Agency] = {}
        for key in get_close_matches(slug(text), self._loose, n=3 * _OFFERED, cutoff=_ALIKE):
            for agency in self._loose[key]:
                found.setdefault(agency.pk, agency)
        return list(found.values())[:_OFFERED]
