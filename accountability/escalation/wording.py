"""The sentences of reminders and of the ladder. Pure. Days late are calendar days, as everywhere on screen (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from accountability.core.zone import local
from accountability.escalation.rules import Anchor, RungFacts

LAGGARDS_SHOWN = 10


def standing(rung: RungFacts, *, anchor_on: date, at: datetime, anchor_at: datetime | None = None) -> str:
    """Where the matter stands at that instant, in a few words: "quá hạn 5 ngày", "đã trình 4 ngày"."""
    if anchor_at is not None and rung.anchor in (Anchor.DEADLINE, Anchor.COORDINATION):
        return _in_hours(anchor_at, at)
    days = (local(at).date() - anchor_on).days
    match rung.anchor:
        case Anchor.DEADLINE:
            return _of_deadline(days)
        case Anchor.COORDINATION:
            return f"phần phối hợp {_of_deadline(days)}"
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
        case Anchor.REVIEW:
            return f"quá kỳ rà soát {days} ngày" if days > 0 else "đến kỳ rà soát"
        case Anchor.RETURN:
            return "đã yêu cầu bổ sung, thực hiện lại nhiều lần"
        case Anchor.READING:
            return "chỉ tiêu chưa đạt tiến độ"


def _of_deadline(days: int) -> str:
    if days > 0:
        return f"quá hạn {days} ngày"
    return f"còn {-days} ngày đến hạn" if days < 0 else "đến hạn hôm nay"


def _in_hours(anchor_at: datetime, at: datetime) -> str:
    """For what counts in hours (hỏa tốc); from two days on, days say more."""
    hours = round((at - anchor_at).total_seconds() / 3600)
    if abs(hours) >= 48:
        return _of_deadline(hours // 24 if hours > 0 else -(-hours // 24))
    if hours == 0:
        return f"đến hạn lúc {local(anchor_at):%H:%M}"
    return f"quá hạn {hours} giờ" if hours > 0 else f"còn {-hours} giờ đến hạn"


def headline(state: str, title: str) -> str:
    """The one line of a notice and the subject of a single mail: "Quá hạn 5 ngày: <title>"."""
    return f"{state[0].upper()}{state[1:]}: {title}"


def of_group(unfinished: int, total: int, laggards: Sequence[str]) -> str:
    """How a duty given to a group stands: "35/460 đơn vị chưa xong: xã A, xã B và 33 đơn vị khác"."""
    shown = ", ".join(laggards[:LAGGARDS_SHOWN])
    others = len(laggards) - LAGGARDS_SHOWN
    names = f"{shown} và {others} đơn vị khác" if others > 0 else shown
    return f"{unfinished}/{total} đơn vị chưa xong: {names}"


def told_above(titles: Sequence[str], listed_on: date | None = None) -> str:
    """What a copy says to the lead: who else was told, or will be by the weekly list of that day. Empty when nobody."""
    if not titles:
        return ""
    if listed_on is None:
        return f"Nội dung này đồng thời được gửi tới: {'; '.join(titles)}."
    return f"Nội dung này có trong danh sách gửi ngày {listed_on:%d/%m/%Y}: {'; '.join(titles)}."


def ladder_line(rung: RungFacts) -> str:
    """Which rung this is."""
    return f"Cấp đôn đốc này: {rung.title}."


def next_line(
    following: RungFacts | None, *, on: date | None, names: Sequence[str], earliest: bool = False
) -> str:
    """Who hears next, and when; or that nobody does. `earliest`: of several matters, the first to come."""
    if following is None or on is None:
        return "Sau cấp này không còn cấp đôn đốc nào khác."
    since = "sớm nhất từ ngày" if earliest else "từ ngày"
    return f"Nếu chưa có thay đổi, {since} {on:%d/%m/%Y}: {following.title} (gửi {', '.join(names)})."
