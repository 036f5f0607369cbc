"""The watchdog: pure rules over the beats of the engine and the mails that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from accountability.core.saying import say

# One failure may be a database that restarts; the third in a row is not.
FAILURES_TOLERATED = 2


@dataclass(frozen=True)
class Pulse:
    """One job: when it last came to its end (None = never), failures since, and the last error in one line."""

    beat_at: datetime | None = None
    failures: int = 0
    last_error: str = ""


@dataclass(frozen=True)
class Limits:
    """How long is too long, in real time: since a sweep, since a delivery, for a mail that is due."""

    sweep: timedelta
    delivery: timedelta
    mail: timedelta


@dataclass(frozen=True)
class Facts:
    """What the watchdog looks at. `now` and the pulses are the machine's clock.

    `swept_at` is when a sweep last really ran (None = not to be judged: none yet, or the demo's clock stands still).
    `mail_waits` is how long the oldest mail that is due has been due (None = no mail is due), `mails_due` how many
    are, `channel` the mail system's last word while the channel is down, else "".
    """

    now: datetime
    sweep: Pulse
    delivery: Pulse
    swept_at: datetime | None = None
    mails_due: int = 0
    mail_waits: timedelta | None = None
    channel: str = ""


@dataclass(frozen=True)
class Trouble:
    """One thing that needs a person: a stable code, and a Vietnamese sentence."""

    code: str
    text: str


def judge(facts: Facts, limits: Limits) -> list[Trouble]:
    """What is wrong with the engine at `facts.now`, the gravest first; empty = all is well (DESIGN §10)."""
    if _never(facts.sweep) and _never(facts.delivery):
        return [
            Trouble(
                "engine_never",
                say("Bộ máy nhắc việc chưa chạy lần nào: không ai được nhắc, không thư nào đi."),
            )
        ]
    found = _of_job("sweep", say("Rà soát thời hạn"), facts.sweep, facts.now, limits.sweep)
    if not found and facts.swept_at is not None and facts.now - facts.swept_at > limits.sweep:
        found.append(_stale("sweep", say("Rà soát thời hạn"), facts.now - facts.swept_at))
    found += _of_job("delivery", say("Gửi thư"), facts.delivery, facts.now, limits.delivery)
    if facts.channel:
        found.append(
            Trouble("channel_down", say("Máy chủ thư đang từ chối hoặc không trả lời; thư được giữ lại."))
        )
    if facts.mail_waits is not None and facts.mail_waits > limits.mail:
        found.append(
            Trouble(
                "mails_late",
                say(
                    "{mails_due} thư đã đến lúc mà chưa gửi; thư lâu nhất chờ {how_long}.",
                    mails_due=facts.mails_due,
                    how_long=how_long(facts.mail_waits),
                ),
            )
        )
    return found


def _of_job(code: str, title: str, pulse: Pulse, now: datetime, limit: timedelta) -> list[Trouble]:
    if _never(pulse):
        return [Trouble(f"{code}_never", say("{title}: chưa chạy lần nào.", title=title))]
    if pulse.beat_at is None or now - pulse.beat_at > limit:
        return [_stale(code, title, now - pulse.beat_at if pulse.beat_at else None)]
    if pulse.failures > FAILURES_TOLERATED:
        return [
            Trouble(
                f"{code}_failing",
                say("{title} hỏng {failures} lần liên tiếp.", title=title, failures=pulse.failures),
            )
        ]
    return []


def _never(pulse: Pulse) -> bool:
    return pulse.beat_at is None and not pulse.failures


def _stale(code: str, title: str, since: timedelta | None) -> Trouble:
    how = say("đã {how_long}", how_long=how_long(since)) if since is not None else say("từ đầu")
    return Trouble(
        f"{code}_stale", say("{title} không chạy {how}: kiểm tra bộ máy nhắc việc.", title=title, how=how)
    )


def how_long(span: timedelta) -> str:
    """A span in Vietnamese words: "45 giây", "12 phút", "3 giờ", "2 ngày"."""
    seconds = max(int(span.total_seconds()), 0)
    for size, unit in ((86_400, say("ngày")), (3_600, say("giờ")), (60, say("phút"))):
        if seconds >= size:
            return say("{seconds} {unit}", seconds=seconds // size, unit=unit)
    return say("{seconds} giây", seconds=seconds)
