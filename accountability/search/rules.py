"""Limits and wording of searches and exports. Pure."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

MOST_SAVED = 50
# Written at once while the reader waits; beyond it the engine writes.
AT_ONCE = 2_000
# A worksheet ends at 1,048,576 rows, and so does the patience of whoever opens it, much earlier.
MOST_ROWS = 100_000
KEPT_DAYS = 7
ATTEMPTS = 3
# Parts of an address that say where one is in a list, not which list it is.
_PLACE = frozenset({"page", "partial"})


def meant(query: str) -> str:
    """The query of an address without its empty parts and without the page: what a filter means."""
    pairs = [(name, value) for name, value in parse_qsl(query) if value.strip() and name not in _PLACE]
    return urlencode(pairs)
