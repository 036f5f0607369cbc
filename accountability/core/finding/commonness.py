"""How common words are in a column of words, by what PostgreSQL counted when it last looked at the table.

ANALYZE, which autovacuum runs, counts the words of an index over `to_tsvector` as it counts the values of a column: the words that
most rows have, each with the share of rows. So nobody has to count them, and nothing of ours has to be kept in step. What is told
here decides about the way alone, never about what is found: where nothing was counted, or long ago, the rows are the same.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from accountability.core.finding.rules import whole

# So long a process believes what it read; by the machine's clock.
KEPT_SECONDS = 600

_COUNTED = """
SELECT s.most_common_elems::text::text[], s.most_common_elem_freqs, t.reltuples
  FROM pg_class t
  JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_index x ON x.indrelid = t.oid
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = i.relname AND s.attname = 'to_tsvector'
 WHERE t.oid = to_regclass(%s) AND strpos(pg_get_indexdef(i.oid), %s) > 0
"""


@dataclass(frozen=True)
class Commonness:
    """The words that many of so many rows have, in the order of letters, each with the share of rows that have it."""

    rows: int
    words: Sequence[str] = ()
    shares: Sequence[float] = ()

    def at_most(self, word: str) -> float:
        """About how many rows have the word at most; 0 where it is none of those that many have."""
        return self.rows * min(1.0, sum(self._shares_of(word)))

    def at_least(self, words: Iterable[str]) -> float:
        """How many rows have all of them for certain, wherever each of them stands."""
        missing = sum(1 - max(self._shares_of(word), default=0) for word in words)
        return self.rows * max(0.0, 1 - missing)

    def _shares_of(self, word: str) -> Sequence[float]:
        """The shares of the words that are found by what was typed: itself, and unless it is a number those that begin so."""
        first = bisect_left(self.words, word)
        last = first
        while last < len(self.words) and self._fits(self.words[last], word):
            last += 1
        return self.shares[first:last]

    @staticmethod
    def _fits(counted: str, typed: str) -> bool:
        return counted == typed if whole(typed) else counted.startswith(typed)


NOTHING_COUNTED = Commonness(0)
_read: dict[tuple[object, str, str], tuple[float, Commonness]] = {}


def commonness(table: str, column: str) -> Commonness:
    """What was counted of that column; `NOTHING_COUNTED` where nothing was. A statement once in a while."""
    key, now = (connection.settings_dict["NAME"], table, column), time.monotonic()
    known = _read.get(key)
    if known is None or now - known[0] > KEPT_SECONDS:
        known = _read[key] = (now, _counted(table, column))
    return known[1]


def _counted(table: str, column: str) -> Commonness:
    if connection.vendor != "postgresql":
        return NOTHING_COUNTED
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [connection.ops.quote_name(table), column])
        row = cursor.fetchone()
    if row is None or row[0] is None or row[2] < 0:
        return NOTHING_COUNTED
    # After the shares stand the smallest and the largest of them.
    words = sorted(zip(row[0], row[1], strict=False))
    return Commonness(int(row[2]), tuple(word for word, _ in words), tuple(share for _, share in words))
