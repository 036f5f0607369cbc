"""Python's collector of garbage, told to rest where it cannot find any."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_rests() -> Iterator[None]:
    """Nothing is searched for cycles meanwhile; for seconds in which much is made that all lives until the end.

    What nobody holds any more is freed all the same, by its count of references.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
