"""An outbox full of mails, workers that deliver it for ever, and what became of the mails."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction

from accountability.accounts.models import User
from accountability.core.clock import system_now
from accountability.core.zone import LOCAL
from accountability.notices import kinds
from accountability.notices.actions import post_mails
from accountability.notices.delivery import Claim, claim, deliver
from accountability.notices.kinds import MailKind
from accountability.notices.message import MailDraft, MailItem
from accountability.notices.models import Outbox, OutboxState
from accountability.notices.rules import Outcome as Answered
from accountability.notices.rules import classify
from accountability.notices.transport import Envelope, open_transport
from tests.crash.killing import Workers
from tests.crash.mailing import FaultyMail

# A Tuesday morning within working hours.
MORNING = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
READERS = 50
DRAIN_SECONDS = 120
REMINDER = MailKind("crash-test", "Nhắc việc", "Bạn là Thủ trưởng đơn vị chủ trì.", kinds.always_due)


@dataclass(frozen=True)
class Owed:
    """Subjects of mails to readers that exist, and the number of those to the one that does not."""

    subjects: frozenset[str]
    bad: int
    began: float

    @property
    def good(self) -> int:
        """How many must arrive."""
        return len(self.subjects)

    def business_now(self) -> datetime:
        """The clock of the outbox: it goes on from MORNING, in every process alike."""
        return MORNING + timedelta(seconds=time.monotonic() - self.began)


@dataclass(frozen=True)
class Outcome:
    """What became of the mails."""

    kills: int
    lost: list[str]
    wrongly_dead: list[str]
    keys_with_two_ids: list[str]
    extra: int
    states: dict[str, int]
    seconds: float


def know_the_kind() -> None:
    """Register our kind of mail, once."""
    if REMINDER.code not in {kind.code for kind in kinds.all_kinds()}:
        kinds.register(REMINDER)


def owe_mails(number: int, *, first: int = 0) -> Owed:
    """Owe that many mails, numbered from `first`, to fifty readers in turn; the mail server does not know the last of them."""
    know_the_kind()
    numbers = range(first, first + number)
    users = {index: _reader(index) for index in {number % READERS for number in numbers}}
    drafts = [
        MailDraft(
            kind=REMINDER.code, dedupe_key=f"crash:{index}", to=users[index % READERS], subject_line=f"Thư số {index}",
            lines=("Nhiệm vụ quá hạn 3 ngày.",), items=(MailItem("78/KH-UBND", "Tài khoản an sinh xã hội", "/nhiem-vu/12/"),),
        )
        for index in numbers
    ]  # fmt: skip
    with transaction.atomic():
        assert len(post_mails(drafts, at=MORNING)) == number
    good = Outbox.objects.exclude(recipient__startswith="khong-co").values_list("subject_line", flat=True)
    return Owed(frozenset(good), Outbox.objects.count() - len(good), time.monotonic())


def _reader(index: int) -> User:
    name = "khong-co" if index == READERS - 1 else f"nguoi-{index}"
    return User.objects.get_or_create(username=f"crash-{name}", defaults={"email": f"{name}@nghean.example"})[
        0
    ]


def deliver_for_ever(owed: Owed) -> None:
    """What a worker does: deliver, and after a broken connection to the database try again, as the engine does."""
    while True:
        close_old_connections()
        try:
            deliver(at=owed.business_now(), system_now=system_now)
        except (DatabaseError, InterfaceError):
            connection.close()
        time.sleep(0.2)  # Whoever finds nothing asks again, and so do three others.


def mark_then_send_for_ever(owed: Owed) -> None:
    """The control: marks a mail as sent, then sends it; what the server refuses is put back.

    It claims few at a time: were a lease to end meanwhile, a second copy by another worker would hide a loss.
    """
    while True:
        transport = open_transport()
        for held in claim(at=owed.business_now(), now=system_now(), limit=5):
            Outbox.objects.filter(pk=held.row.pk).update(
                state=OutboxState.SENT, sent_at=MORNING, lease_until=None
            )
            answer = transport.send(Envelope(held.row.recipient, bytes(held.row.mime)))
            _undo_mark(held, classify(answer), owed.business_now())
        transport.close()
        time.sleep(0.05)


def _undo_mark(held: Claim, outcome: Answered, now: datetime) -> None:
    changes: dict[str, Any] = {"sent_at": None}
    if outcome == Answered.DEAD:
        changes |= {"state": OutboxState.DEAD}
    elif outcome in (Answered.SENT, Answered.UNCERTAIN):
        return
    else:
        changes |= {"state": OutboxState.NEW, "next_at": now + timedelta(seconds=1)}
    Outbox.objects.filter(pk=held.row.pk).update(**changes)


def run_with_kills(
    owed: Owed, mail: FaultyMail, *, job: Callable[[Owed], None], kills: int,
    disturb: Callable[[int], None] = lambda kill: None,
) -> Outcome:  # fmt: skip
    """Four workers; one is killed every 0.1 to 0.3 seconds, until `kills` are reached; then let them finish."""
    started = time.monotonic()
    with Workers(4, lambda: job(owed)) as workers:
        while workers.kills < kills:
            time.sleep(workers.draw.uniform(0.1, 0.3))
            workers.kill_one()
            disturb(workers.kills)
        assert _waiting() > 0, "thư đã gửi hết trước khi đủ số lần kill; tăng số thư"
        while _waiting() and time.monotonic() - started < DRAIN_SECONDS:
            time.sleep(0.1)
    return _outcome(owed, mail, workers.kills, time.monotonic() - started)


def _waiting() -> int:
    return Outbox.objects.waiting().count()


def _outcome(owed: Owed, mail: FaultyMail, kills: int, seconds: float) -> Outcome:
    ids = mail.ids_by_subject()
    dead = Outbox.objects.filter(state=OutboxState.DEAD).values_list("subject_line", flat=True)
    return Outcome(
        kills=kills,
        lost=sorted(owed.subjects - set(ids)),
        wrongly_dead=sorted(owed.subjects & set(dead)),
        keys_with_two_ids=[subject for subject, copies in ids.items() if len(set(copies)) > 1],
        extra=sum(Counter({subject: len(copies) - 1 for subject, copies in ids.items()}).values()),
        states=Outbox.objects.counts_by_state(),
        seconds=seconds,
    )
