"""Vietnam's holidays as the library `holidays` knows them. Pure."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import holidays

_PACKAGE = "holidays.countries"


def vietnam(year: int, *, observed: bool = True) -> holidays.HolidayBase:
    """The holidays of a year, their names in Vietnamese; `observed`: with the days off that others are moved to."""
    found: holidays.HolidayBase = _of_vietnam()(years=year, language="vi", observed=observed)
    return found


@cache
def _of_vietnam() -> type[holidays.HolidayBase]:
    """The one class. Its package would load those of 260 other countries: 8 MB of every process, for nothing."""
    if _PACKAGE in sys.modules:
        return import_module(f"{_PACKAGE}.vietnam").Vietnam  # type: ignore[no-any-return]
    bare = ModuleType(_PACKAGE)
    bare.__path__ = [str(Path(holidays.__file__).parent / "countries")]
    sys.modules[_PACKAGE] = bare
    try:
        return import_module(f"{_PACKAGE}.vietnam").Vietnam  # type: ignore[no-any-return]
    finally:
        del sys.modules[_PACKAGE]  # Whoever asks for another country gets the whole package.
