"""The library's estimate of the days off of a year that nobody has decided yet. Pure.

`holidays` knows the law and the moon, not the swaps decided year by year (it lacks 02/01/2026).
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from accountability.calendars.rules.library import vietnam

_SATURDAY = 5


@lru_cache(maxsize=64)
def estimated_days_off(year: int) -> Mapping[date, str]:
    """Weekday holidays of Vietnam in `year` as the library expects them, with their names."""
    known = vietnam(year)
    return MappingProxyType({day: name for day, name in sorted(known.items()) if day.weekday() < _SATURDAY})


@lru_cache(maxsize=64)
def estimated_make_up_days(year: int) -> Mapping[date, str]:
    """Saturdays and Sundays of `year` that are worked for a day off given in their stead, where the library knows the swap."""
    known = vietnam(year)
    swapped = sorted(day for day in known.weekend_workdays if day.year == year)
    return MappingProxyType(dict.fromkeys(swapped, "ngày làm bù"))
