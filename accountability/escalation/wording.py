"""The sentences of reminders and of the ladder. Pure. Days late are calendar days, as everywhere on screen (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from accountability.escalation.rules import Anchor, RungFacts


def standing(rung: RungFacts, *, anchor_on: date, today: date) -> str:
    """Where the matter stands that day, in a few words: "quá hạn 5 ngày", "đã trình 4 ngày"."""
    days = (today - anchor_on).days
    match rung.anchor:
        case Anchor.DEADLINE if days > 0:
            return f"quá hạn {days} ngày"
        case Anchor.DEADLINE if days == 0:
            return "đến hạn hôm nay"
        case Anchor.DEADLINE:
            return f"còn {-days} ngày đến hạn"
        case Anchor.ASSIGNED:
            return f"chưa tiếp nhận sau {days} ngày"
        case Anchor.LAST_PROGRESS:
            return f"{days} ngày chưa cập nhật kết quả"
        case Anchor.CLAIM:
            return f"đã trình {days} ngày, chờ xác nhận, xem xét"
        case Anchor.OBSTACLE:
            return f"khó khăn, vướng mắc đã trình {days} ngày, chờ trả lời"
        case Anchor.EXPLANATION:
            return f"chưa giải trình sau {days} ngày"


def headline(rung: RungFacts, title: str, *, anchor_on: date, today: date) -> str:
    """The one line of a notice and the subject of a single mail: "Quá hạn 5 ngày: <title>"."""
    words = standing(rung, anchor_on=anchor_on, today=today)
    return f"{words[0].upper()}{words[1:]}: {title}"


def told_above(titles: Sequence[str]) -> str:
    """What a copy says to the lead: who else was told. Empty when nobody was."""
    return f"Nội dung này đồng thời được gửi tới: {'; '.join(titles)}." if titles else ""


def ladder_line(rung: RungFacts) -> str:
    """Which rung this is."""
    return f"Cấp đôn đốc này: {rung.title}."


def next_line(following: RungFacts | None, *, on: date | None, names: Sequence[str]) -> str:
    """Who hears next, and when; or that nobody does."""
    if following is None or on is None:
        return "Sau cấp này không còn cấp đôn đốc nào khác."
    return f"Nếu chưa có thay đổi, từ ngày {on:%d/%m/%Y}: {following.title} (gửi {', '.join(names)})."
