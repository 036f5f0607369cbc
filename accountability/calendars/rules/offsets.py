"""Ladder offsets from an anchor date, and their inverse for the sweep. Pure (DESIGN §6)."""

from datetime import date, timedelta

from accountability.calendars.rules.days import ONE_DAY, Calendar, nth_working_day


def reached_on(anchor_on: date, offset: int, unit: str, cal: Calendar) -> date:
    """The date from whose 00:00 a rung is reached.

    "wd": the offset-th working day after (before) the anchor, which is not counted; 0 is the
    anchor or the last working day before it. "d": calendar days, never moved.
    Raises ValueError for another unit.
    """
    if unit == "wd":
        return nth_working_day(anchor_on, offset, cal)
    if unit == "d":
        return anchor_on + timedelta(days=offset)
    raise ValueError(f"Đơn vị thời gian không hợp lệ: “{unit}” (chỉ dùng wd hoặc d).")


def latest_anchor(today: date, offset: int, unit: str, cal: Calendar) -> date:
    """The latest anchor whose rung is reached by `today`: the inverse of `reached_on`.

    `reached_on` never falls as the anchor rises, so the rung is reached exactly for
    anchor <= latest_anchor; the sweep compares dates in SQL. Raises ValueError for another unit.
    """
    if unit == "d":
        return today - timedelta(days=offset)
    if unit != "wd":
        raise ValueError(f"Đơn vị thời gian không hợp lệ: “{unit}” (chỉ dùng wd hoặc d).")
    if offset < 0:
        return nth_working_day(today, -offset, cal)
    if offset == 0:
        return nth_working_day(today, 1, cal) - ONE_DAY
    last_worked = nth_working_day(today, 0, cal)
    counted_first = last_worked if offset == 1 else nth_working_day(last_worked, 1 - offset, cal)
    return counted_first - ONE_DAY
