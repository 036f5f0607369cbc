"""Random calendars for the property tests of this room."""

from datetime import date, timedelta

from hypothesis import strategies as st

from accountability.calendars.rules import Calendar

DAYS = st.dates(min_value=date(2022, 1, 1), max_value=date(2027, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """A random calendar: clusters of days off, and days worked that nobody would expect."""
    off = draw(st.lists(st.tuples(DAYS, st.integers(1, 12)), max_size=25))
    days_off = {first + timedelta(days=i): "nghỉ" for first, length in off for i in range(length)}
    return Calendar(days_off, dict.fromkeys(draw(st.lists(DAYS, max_size=25)), "làm bù"))
