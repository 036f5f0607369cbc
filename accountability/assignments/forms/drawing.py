"""The fields of the list's filter as HTML; those behind "Lọc thêm" are kept for a minute.

They hold the menus of all agencies, programs and leaders: to read and draw them takes longer than the fifty rows below
them. What a menu offers may be a minute old; what is chosen is asked of the database each time. Kept per process and
person with his positions: who gets or loses one has other menus at once.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Hashable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accountability.assignments.forms.filters import AssignmentFilter
from accountability.core.saying import reader

# Some 40 kB each for whoever sees widely.
_MOST = 100
_kept: OrderedDict[Hashable, tuple[float, SafeString]] = OrderedDict()


def more_fields(form: AssignmentFilter) -> SafeString:
    """The fields behind "Lọc thêm", at most FIGURES_KEPT_SECONDS old (0: never kept); with an error never a kept one."""
    if not settings.FIGURES_KEPT_SECONDS or not form.is_valid():
        return _draw(form)
    key = (
        reader(),
        form.actor.user_id,
        form.actor.seats,
        tuple(str(field.value() or "") for field in form.more),
    )
    drawn_at, html = _kept.get(key, (None, None))
    now = time.monotonic()
    if html is None or drawn_at is None or now - drawn_at > settings.FIGURES_KEPT_SECONDS:
        html = _draw(form)
        _kept[key] = (now, html)
        if len(_kept) > _MOST:
            _kept.popitem(last=False)
    return html


def forget() -> None:
    """Draw all of them anew."""
    _kept.clear()


def _draw(form: AssignmentFilter) -> SafeString:
    return render_to_string("assignments/_filter_more.html", {"form": form})
