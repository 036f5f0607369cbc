"""Dates counted by the moon as it is counted in Việt Nam. Pure.

The table is the library's Vietnamese one (time zone +7): the Chinese calendar differs, in 2007 and 2030 by a day.
"""

from datetime import date, timedelta
from functools import lru_cache

from accountability.calendars.rules.library import vietnam

# The years of our calendar: the five-day week since QĐ 188/1999/QĐ-TTg, the library's moon up to 2100.
FIRST_YEAR = 2000
LAST_YEAR = 2100
_TET = "Tết Nguyên Đán"


def check_year(year: int) -> None:
    """Raises ValueError in Vietnamese for a year in which we know neither Tết nor the holidays."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm {year} nằm ngoài phạm vi của lịch ({FIRST_YEAR}–{LAST_YEAR}).")


@lru_cache(maxsize=128)
def tet(year: int) -> date:
    """Mùng 1 Tết of that year. Raises ValueError for a year outside the calendar."""
    check_year(year)
    known = vietnam(year, observed=False)
    return min(known.get_named(_TET, lookup="exact"))


def tet_day(year: int, number: int) -> date:
    """Mùng `number` of that year's first lunar month, 1 to 29. Raises ValueError for other numbers."""
    if not 1 <= number <= 29:
        raise ValueError(f"Không có mùng {number} Tết.")
    return tet(year) + timedelta(days=number - 1)
