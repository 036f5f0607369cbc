"""Tests run on a stack that is one piece.

Python 3.11 keeps the frames of calls in pieces of 16 kB, and gives a piece back to the system with the last frame in it. Pages
are drawn some hundred calls deep: a loop that happens to lie at the end of a piece asks for one and gives it back at every
turn, a hundred times for a page, which took a tenth of the time of a walk through pages and more.

A frame that is larger than a piece gets one that is large enough, by powers of two; what is left of it is for the calls below.
"""

from __future__ import annotations

import pytest
from _pytest import runner

# Half a megabyte for nothing, and a little: so the piece is one megabyte, and half of it is left. Nobody touches the first half.
_PLACES = 2**16


def _run(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    return runner.pytest_runtest_protocol(item, nextitem)


_run.__code__ = _run.__code__.replace(co_stacksize=_PLACES)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """As pytest runs every test, with set-up and teardown."""
    return _run(item, nextitem)
