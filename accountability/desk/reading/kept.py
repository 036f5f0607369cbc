"""Sums that take a while to read are kept for a minute, and the page says of which moment they are.

Only sums, and what is drawn of them: rows of lists and states of assignments are read at every request.

Kept by each process for itself, as they are: two web workers read them twice a minute. Django's cache would hand out a
copy at every look, which for the agencies of a province takes longer than all else on the page.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar, cast

from django.conf import settings
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from accountability.audit.models import AuditEvent
from accountability.core.prepared import prepared
from accountability.core.saying import reader, speaking

# A reading that took longer stands for the whole minute; a shorter one falls with the next act, so that a small office never
# sees old figures.
LONG_SECONDS = 0.2
# Of so many readers, those who looked last.
MOST = 200


class OfMoment(Protocol):
    """Sums that say of which moment they are."""

    @property
    def at(self) -> datetime:
        """The instant that they were read for."""


Sums = TypeVar("Sums", bound=OfMoment)


@dataclass(frozen=True)
class _Kept:
    """`until` on the machine's clock; `after` is the last act before the reading, where the next one makes it fall."""

    sums: Any
    until: float
    after: Any = None


_kept: OrderedDict[str, _Kept] = OrderedDict()


def kept(key: str, at: datetime, read: Callable[[], Sums]) -> Sums:
    """The sums of that key: at most FIGURES_KEPT_SECONDS old (0: never kept), read when there are none.

    They fall when they are so old by the page's clock or by the machine's; when the page is of an earlier moment, since
    the clock of a demo can be set back; and with the next act that is recorded, unless reading them takes long. In a demo,
    whose clock may stand still, they always fall with it.

    The key names all else that they depend on, first what the reader may see (`scope_key`): sums of what one may not
    know come from nobody else's page.
    """
    seconds = settings.FIGURES_KEPT_SECONDS
    if not seconds:
        return read()
    began, found = time.monotonic(), _kept.get(key)
    is_young = (
        found and began < found.until and timedelta(0) <= at - found.sums.at <= timedelta(seconds=seconds)
    )
    if found and is_young and (found.after is None or found.after == _last_act()):
        _kept.move_to_end(key)
        return cast("Sums", found.sums)
    after = _last_act()  # Before the reading: an act during it makes it fall.
    with speaking(None):  # Kept for readers of every language.
        made = read()
    is_long = time.monotonic() - began >= LONG_SECONDS and not settings.DEMO
    _kept[key] = _Kept(made, began + seconds, None if is_long else after)
    with suppress(KeyError):  # Another thread may have made room just now.
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return made


def drawn(sums: OfMoment, name: str, draw: Callable[[], SafeString]) -> SafeString:
    """What is drawn of these sums, once as long as they are kept; `name` tells the drawings of one reading apart.

    It may depend on the sums alone and on the language, not on who looks.
    """
    name = f"{reader()}:{name}"
    drawings: dict[str, SafeString] = vars(sums).setdefault("_drawings", {})
    if name not in drawings:
        drawings[name] = draw()
    return drawings[name]


def forget() -> None:
    """Keep nothing of what is kept; for tests."""
    _kept.clear()


@prepared
def _last_act() -> QuerySet[Any]:
    """Its number; nothing before the first."""
    return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True)[:1]
