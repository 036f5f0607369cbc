"""Which files are ours: each room that hands out files says here how it knows one by its SHA-256."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from accountability.access.actor import Actor


@dataclass(frozen=True)
class Known:
    """A file of ours: what it is, when it was made; ``title`` and ``url`` only for who may see it."""

    kind: str
    made_at: datetime
    title: str = ""
    url: str = ""


Finder = Callable[[Sequence[str], Actor], Known | None]
_FINDERS: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Make the files of a room known; called from its ``apps.py``. It must find by an index, never by a walk."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def known_by(hashes: Sequence[str], actor: Actor) -> Known | None:
    """The file of ours with one of these hashes; the first that any room knows."""
    return next((found for finder in _FINDERS if (found := finder(hashes, actor)) is not None), None)
