"""The sentences of reminders and of the ladder. Pure. Days late are calendar days, as everywhere on screen (DESIGN §4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from accountability.core.saying import say
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
            return say("phần phối hợp {of_deadline}", of_deadline=_of_deadline(days))
        case Anchor.ASSIGNED:
            return say("chưa tiếp nhận sau {days} ngày", days=days)
        case Anchor.LAST_PROGRESS:
            return say("{days} ngày chưa cập nhật kết quả", days=days)
        case Anchor.CLAIM:
            return say("đã trình {days} ngày, chờ xác nhận, xem xét", days=days)
        case Anchor.OBSTACLE:
            return say("khó khăn, vướng mắc đã trình {days} ngày, chờ trả lời", days=days)
        case Anchor.EXPLANATION:
            return say("chưa giải trình sau {days} ngày", days=days)
        case Anchor.REVIEW:
            return say("quá kỳ rà soát {days} ngày", days=days) if days > 0 else say("đến kỳ rà soát")
        case Anchor.RETURN:
            return say("đã yêu cầu bổ sung, thực hiện lại nhiều lần")
        case Anchor.READING:
            return say("chỉ tiêu chưa đạt tiến độ")


def _of_deadline(days: int) -> str:
    if days > 0:
        return say("quá hạn {days} ngày", days=days)
    return say("còn {value} ngày đến hạn", value=-days) if days < 0 else say("đến hạn hôm nay")


def _in_hours(anchor_at: datetime, at: datetime) -> str:
    """For what counts in hours (hỏa tốc); from two days on, days say more."""
    hours = round((at - anchor_at).total_seconds() / 3600)
    if abs(hours) >= 48:
        return _of_deadline(hours // 24 if hours > 0 else -(-hours // 24))
    if hours == 0:
        return say("đến hạn lúc {anchor_at:%H:%M}", anchor_at=local(anchor_at))
    return (
        say("quá hạn {hours} giờ", hours=hours) if hours > 0 else say("còn {value} giờ đến hạn", value=-hours)
    )


def headline(state: str, title: str) -> str:
    """The one line of a notice and the subject of a single mail: "Quá hạn 5 ngày: <title>"."""
    return f"{state[0].upper()}{state[1:]}: {title}"


def of_group(unfinished: int, total: int, laggards: Sequence[str]) -> str:
    """How a duty given to a group stands: "35/460 đơn vị chưa xong: xã A, xã B và 33 đơn vị khác"."""
    shown = ", ".join(laggards[:LAGGARDS_SHOWN])
    others = len(laggards) - LAGGARDS_SHOWN
    names = say("{shown} và {others} đơn vị khác", shown=shown, others=others) if others > 0 else shown
    return say(
        "{unfinished}/{total} đơn vị chưa xong: {names}", unfinished=unfinished, total=total, names=names
    )


def told_above(titles: Sequence[str], listed_on: date | None = None) -> str:
    """What a copy says to the lead: who else was told, or will be by the weekly list of that day. Empty when nobody."""
    if not titles:
        return ""
    if listed_on is None:
        return say("Nội dung này đồng thời được gửi tới: {titles}.", titles="; ".join(titles))
    return say(
        "Nội dung này có trong danh sách gửi ngày {listed_on:%d/%m/%Y}: {titles}.",
        listed_on=listed_on,
        titles="; ".join(titles),
    )


def ladder_line(rung: RungFacts) -> str:
    """Which rung this is."""
    return say("Cấp đôn đốc này: {rung}.", rung=rung.title)


def next_line(
    following: RungFacts | None, *, on: date | None, names: Sequence[str], earliest: bool = False
) -> str:
    """Who hears next, and when; or that nobody does. `earliest`: of several matters, the first to come."""
    if following is None or on is None:
        return say("Sau cấp này không còn cấp đôn đốc nào khác.")
    since = say("sớm nhất từ ngày") if earliest else say("từ ngày")
    return say(
        "Nếu chưa có thay đổi, {since} {on:%d/%m/%Y}: {following} (gửi {names}).",
        since=since,
        on=on,
        following=following.title,
        names=", ".join(names),
    )
