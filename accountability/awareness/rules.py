"""When receipt must be confirmed, and what share of the staff knows. Pure.

Source: NĐ 30/2020 Điều 21 (the receiver confirms within the working day).
"""

from __future__ import annotations

from datetime import date, datetime, time

from accountability.calendars.rules import Calendar, next_working_instant
from accountability.core.saying import say
from accountability.core.zone import local

# A named official who has not read after so many working days is reminded once by the clock.
REMIND_AFTER_WORKING_DAYS = 2


def receipt_due_on(sent_at: datetime, cal: Calendar, *, closes: time) -> date:
    """The working day in which receipt is confirmed: that of the sending; the next one for what came from `closes` on."""
    return local(next_working_instant(sent_at, cal, closes=closes)).date()


def share(informed: int, staff: int) -> int:
    """Percent of the staff that was informed, rounded down: 100 means everybody. Raises ValueError without staff."""
    if staff <= 0:
        raise ValueError(say("Cơ quan phải có ít nhất một người."))
    return informed * 100 // staff


def briefing_refusal(
    *, held_on: date, issued_on: date, today: date, convened: int, present: int, staff: int, informed: int
) -> str:
    """Why a briefing cannot have been so, in Vietnamese; empty when it can."""
    if held_on > today:
        return say("Ngày họp quán triệt không được sau hôm nay.")
    if held_on < issued_on:
        return say(
            "Ngày họp quán triệt không được trước ngày văn bản ({issued_on:%d/%m/%Y}).", issued_on=issued_on
        )
    if convened < 1 or staff < 1:
        return say("Số người triệu tập và số người của cơ quan phải từ 1 trở lên.")
    if present > convened:
        return say(
            "Số người có mặt ({present}) không được nhiều hơn số triệu tập ({convened}).",
            present=present,
            convened=convened,
        )
    if informed > staff:
        return say(
            "Số người đã được phổ biến ({informed}) không được nhiều hơn số người của cơ quan ({staff}).",
            informed=informed,
            staff=staff,
        )
    if present < 0 or informed < 0:
        return say("Số người không được là số âm.")
    return ""
