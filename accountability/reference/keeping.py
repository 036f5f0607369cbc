"""Answers that a process keeps until one of the tables changes that they were read from.

    @kept_while("calendars")
    def load_calendar(from_year: int, to_year: int) -> Calendar: ...

Before an answer is used the database is asked for the marks, in one short statement; within a page that only shows, once.
A mark is drawn by lot in the transaction of the change (`triggers`), so a change that is taken back leaves no answer behind
under a mark that could come again. Answers are shared by all who ask: nobody may change them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.db.models import QuerySet

from accountability.core.prepared import prepared
from accountability.reference.models import Revision

P = ParamSpec("P")
R = TypeVar("R")

# The marks read first, in a list of at most one; None where each asking reads them.
_held: ContextVar[list[dict[str, str]] | None] = ContextVar("held", default=None)


@prepared
def _revisions() -> QuerySet[Revision, Any]:
    return Revision.objects.order_by().values_list("name", "mark")


@contextmanager
def marks_held() -> Iterator[None]:
    """Inside, the marks are read once: for a request that writes nothing. What it shows is of that one moment."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def _marks() -> dict[str, str]:
    held = _held.get()
    if held:
        return held[0]
    read = dict(_revisions())
    if held is not None:
        held.append(read)
    return read


def kept_while(*names: str, most: int = 64) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last `most` answers for as long as the tables of these names stay as they are.

    What is asked for must be hashable. Where a name has no mark (a database that is being emptied), nothing is kept.
    """

    def turn(find: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=most)
        def known(marks: tuple[str, ...], arguments: Any, options: Any) -> R:
            return find(*arguments, **dict(options))

        @wraps(find)
        def read(*arguments: P.args, **options: P.kwargs) -> R:
            marks = _marks()
            if any(name not in marks for name in names):
                return find(*arguments, **options)
            asked: tuple[Hashable, ...] = tuple(sorted(options.items()))
            return known(tuple(marks[name] for name in names), arguments, asked)

        return read

    return turn
