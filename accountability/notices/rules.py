"""Pure rules of mail: when it may go, what an SMTP answer means, how many mails a person gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum
from typing import Any, Generic, TypeVar

from accountability.calendars.rules import Calendar, next_working_instant
from accountability.core.saying import say
from accountability.core.zone import LOCAL, local

# 1, 5, 15 minutes, then 1, 3, 6 and 12 hours: greylisting lets a mail in after 5 minutes or more,
# and the sum stays under 24 hours, after which a person must look (DESIGN §14).
BACKOFF_SECONDS = (60, 300, 900, 3600, 10800, 21600, 43200)

# A server that cannot be reached is tried again after a minute; one that refuses our account or
# our sender address needs a person, and trying often might lock the account.
PAUSE_UNREACHABLE = timedelta(minutes=1)
PAUSE_REFUSED = timedelta(minutes=15)

# Up to three act-now mails per person and run; more become one that lists them (DESIGN §9).
SINGLE_MAILS_LIMIT = 3

T = TypeVar("T")


def next_at(created_at: datetime, *, urgent: bool, calendar: Calendar) -> datetime:
    """When a mail written at `created_at` may first go out.

    Quiet hours are 17:30 to 07:00 and days off; only "hỏa tốc" goes through them (DESIGN §9).
    """
    return created_at if urgent else next_working_instant(created_at, calendar)


def backoff(attempts: int, steps: Sequence[int] = BACKOFF_SECONDS) -> timedelta | None:
    """How long to wait after the `attempts`-th failed try (1 = the first); None = give up."""
    if attempts < 1:
        raise ValueError("attempts counts from 1")
    return timedelta(seconds=steps[attempts - 1]) if attempts <= len(steps) else None


class Stage(Enum):
    """How far the talk with the mail server came before the answer in question."""

    CONNECT = "connect"  # greeting, EHLO, STARTTLS
    AUTH = "auth"
    SENDER = "sender"  # MAIL FROM
    RECIPIENT = "recipient"  # RCPT TO
    DATA = "data"  # the DATA command, before the text was handed over
    CONTENT = "content"  # the text was handed over; the server may have taken it


class Outcome(Enum):
    """What an answer means for the mail in hand, or for the channel."""

    SENT = "sent"
    RETRY = "retry"
    UNCERTAIN = "uncertain"
    DEAD = "dead"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


@dataclass(frozen=True)
class Answer:
    """The last word of the server: stage, three-digit code (None = it fell silent), its text."""

    stage: Stage
    code: int | None
    text: str = ""


def classify(answer: Answer) -> Outcome:
    """The outcome of an answer (DESIGN §14).

    4xx and silence back off; 5xx on the recipient or the content ends that mail, visibly; 5xx on
    AUTH or MAIL FROM stops the channel and burns no try; so does a server that is not there.
    Silence after the text was handed over leaves it open whether the mail went.
    """
    permanent = answer.code is not None and answer.code >= 500
    if answer.stage is Stage.CONNECT:
        return Outcome.REFUSED if permanent else Outcome.UNREACHABLE
    if answer.stage is Stage.AUTH:
        return Outcome.REFUSED if permanent else Outcome.UNREACHABLE
    if answer.stage is Stage.CONTENT and answer.code is None:
        return Outcome.UNCERTAIN
    if answer.stage is Stage.CONTENT and answer.code is not None and 200 <= answer.code < 300:
        return Outcome.SENT
    if permanent:
        return Outcome.REFUSED if answer.stage is Stage.SENDER else Outcome.DEAD
    return Outcome.RETRY


@dataclass(frozen=True)
class Owed(Generic[T]):
    """One act-now item that is owed to one person.

    `consequence` orders a list mail, gravest first; `listed` asks for a list even when it is the
    only item (a leader's rungs are lists).
    """

    recipient: Any
    item: T
    consequence: int = 0
    listed: bool = False


@dataclass(frozen=True)
class PlannedMail(Generic[T]):
    """One mail to be written: a single item, or a list by consequence."""

    recipient: Any
    items: tuple[T, ...]
    is_list: bool


def plan_mails(owed: Iterable[Owed[T]], limit: int = SINGLE_MAILS_LIMIT) -> list[PlannedMail[T]]:
    """Fold what one run owes into mails: per person up to `limit` singles, more become one list."""
    by_person: dict[Any, list[Owed[T]]] = {}
    for one in owed:
        by_person.setdefault(one.recipient, []).append(one)
    plan: list[PlannedMail[T]] = []
    for person, ones in by_person.items():
        singles = [one for one in ones if not one.listed]
        if len(singles) <= limit:
            plan += [PlannedMail(person, (one.item,), is_list=False) for one in singles]
            rest = [one for one in ones if one.listed]
        else:
            rest = ones
        if rest:
            rest = sorted(rest, key=lambda one: -one.consequence)
            plan.append(PlannedMail(person, tuple(one.item for one in rest), is_list=True))
    return plan


def slot_before(at: datetime, slots: Iterable[time], calendar: Calendar) -> datetime | None:
    """The last digest slot that has come by `at`, on a working day; None without one in the last 31 days.

    Digests are for working mornings only (DESIGN §9): on a day off the slot of the last working day counts.
    """
    here = local(at)
    for days in range(32):
        day = here.date() - timedelta(days=days)
        if not calendar.is_working(day):
            continue
        come = [one for slot in slots if (one := datetime.combine(day, slot, tzinfo=LOCAL)) <= here]
        if come:
            return max(come)
    return None


_ADVICE = {
    Stage.AUTH: say("tài khoản hoặc mật khẩu trong EMAIL_URL bị từ chối"),
    Stage.SENDER: say("địa chỉ gửi DEFAULT_FROM_EMAIL bị từ chối"),
}
_CONNECT_ADVICE = {
    None: say("không nối được máy chủ thư: kiểm tra địa chỉ, cổng trong EMAIL_URL và đường mạng"),
    421: say("máy chủ thư đang bận hoặc đang khởi động lại"),
    454: say("máy chủ thư tạm thời không mở được kênh mã hóa"),
    502: say(
        "máy chủ thư không có STARTTLS hoặc đăng nhập như EMAIL_URL yêu cầu: sửa lược đồ hoặc cấu "
        "hình máy chủ"
    ),
    525: say(
        "chứng thư của máy chủ thư không tin được: kiểm tra EMAIL_CA_FILE, tên máy chủ và hạn chứng thư"
    ),
}


def advice(stage: str, code: int | None) -> str:
    """What a person should look at when a channel stopped at `stage` with `code`."""
    at_stage = Stage(stage)
    if at_stage is Stage.CONNECT:
        return _CONNECT_ADVICE.get(code, say("máy chủ thư từ chối kết nối"))
    return _ADVICE.get(at_stage, say("máy chủ thư từ chối"))
