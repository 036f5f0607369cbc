"""Writing the words of rows that were there before their column was: for migrations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Model, QuerySet

from accountability.core.inserting import update_plain

_BATCH = 5_000


def fill(model: type[Model], rows: QuerySet[Any, Any], words: Callable[..., str]) -> None:
    """Write `words(*values)` into `search_text` of every row: `rows` are lists of values, the key first.

    Batch by batch in the order of keys, so that a million rows need the memory of five thousand.
    """
    found: Iterator[tuple[Any, ...]] = rows.order_by("pk").iterator(chunk_size=_BATCH)
    while batch := list(islice(found, _BATCH)):
        update_plain(model, ["search_text"], [(words(*values), key) for key, *values in batch])
