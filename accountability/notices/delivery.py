"""Deliver the outbox: claim, send, mark (DESIGN §14).

1. Claim a batch: rows due at `at` that are new, or whose holder's lease is over, become
   `sending` with a lease and a fence one higher. This is committed before anything is sent.
2. Ask each mail's kind whether it is still due; if not, it is withdrawn.
3. Send the stored bytes over one kept connection; no transaction is open meanwhile.
4. Mark by fence: whoever lost the row to another worker changes nothing.
A worker killed between 3 and 4 leaves a row whose lease runs out; the mail goes out again with
the same Message-ID: at least once, never not at all.

Two clocks: `at` is the business clock (which rows are due, when a retry is due), `system_now`
the machine's, for leases only, because the demo's business clock stands still.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from accountability.notices import kinds, rules
from accountability.notices.models import Outbox, OutboxState
from accountability.notices.rules import Answer, Outcome, Stage
from accountability.notices.transport import Envelope, Transport, open_transport

log = logging.getLogger(__name__)

BATCH = 50
LEASE_SECONDS = 60
CHANNEL_DOWN = (Outcome.UNREACHABLE, Outcome.REFUSED)
PAUSES = {
    Outcome.UNREACHABLE: rules.PAUSE_UNREACHABLE,
    Outcome.REFUSED: rules.PAUSE_REFUSED,
}
TEXT_LIMIT = 500


@dataclass(frozen=True)
class Delivered:
    """One run: mails taken by the mail system, put off, ended as undeliverable, no longer due.

    `stopped` is the mail system's last word when the channel as a whole is down, else "".
    """

    sent: int = 0
    retried: int = 0
    dead: int = 0
    withdrawn: int = 0
    uncertain: int = 0
    stopped: str = ""


@dataclass(frozen=True)
class Claim:
    """A row that we hold; `abandoned` when a former holder's lease ran out on it."""

    row: Outbox
    abandoned: bool


def deliver(*, at: datetime, system_now: Callable[[], datetime], batch: int = BATCH) -> Delivered:
    """Deliver every mail with `next_at` <= `at` until none is left to claim.

    A mail that is put off gets a `next_at` after `at`, so a run ends. Raises RuntimeError inside
    a transaction: the claim must be committed before the send.
    """
    courier = _Courier(at=at, system_now=system_now, transport=open_transport())
    try:
        while not courier.stopped and (claims := claim(at=at, now=system_now(), limit=batch)):
            courier.carry(claims)
    finally:
        courier.transport.close()
    return courier.result()


def lease() -> timedelta:
    """How long a worker may hold a mail; longer than one talk with a healthy server takes."""
    return timedelta(seconds=getattr(settings, "MAIL_LEASE_SECONDS", LEASE_SECONDS))


@transaction.atomic(durable=True)
def claim(*, at: datetime, now: datetime, limit: int) -> list[Claim]:
    """Take up to `limit` due mails, urgent ones first; committed when it returns.

    Two workers never hold one row: each row is taken by a conditional UPDATE on its fence.
    SKIP LOCKED only saves PostgreSQL's second worker from waiting; SQLite has one writer anyway.
    """
    due = Outbox.objects.claimable(at=at, system_now=now)
    candidates = due.select_related("recipient_user").order_by("-urgent", "next_at", "pk")
    held: list[Claim] = []
    for row in candidates.select_for_update(skip_locked=True, of=("self",))[:limit]:
        row.fence += 1
        if due.filter(pk=row.pk, fence=row.fence - 1).update(
            state=OutboxState.SENDING, fence=row.fence, lease_until=now + lease()
        ):
            held.append(Claim(row, abandoned=row.state == OutboxState.SENDING))
    return held


class _Courier:
    """One run's connection and tally."""

    def __init__(self, *, at: datetime, system_now: Callable[[], datetime], transport: Transport) -> None:
        self.at = at
        self.system_now = system_now
        self.transport = transport
        self.tally: Counter[str] = Counter()
        self.stopped = ""
        self.steps: Sequence[int] = getattr(settings, "MAIL_BACKOFF_SECONDS", rules.BACKOFF_SECONDS)

    def result(self) -> Delivered:
        """The run so far."""
        return Delivered(**self.tally, stopped=self.stopped)

    def carry(self, claims: list[Claim]) -> None:
        """Deliver a batch; when the channel goes down, hand back what is left of it."""
        renew_at = self.system_now() + lease() / 3
        for index, claimed in enumerate(claims):
            if self.system_now() >= renew_at and not self._renew(claimed.row):
                continue
            answer = self._attempt(claimed)
            if answer is not None and (outcome := rules.classify(answer)) in CHANNEL_DOWN:
                self._stop(answer, PAUSES[outcome], [held.row for held in claims[index:]])
                return

    def _attempt(self, claimed: Claim) -> Answer | None:
        """Send one mail and mark it; the answer, or None when nothing was sent."""
        row = claimed.row
        try:
            kind = kinds.get(row.kind)
            due = _reader_is_active(row) and kind.still_due(row.payload)
        except Exception as error:  # one broken mail must not stop the others
            log.exception("mail %s: still_due failed", row.pk)
            self._put_off(row, Answer(Stage.CONNECT, None, f"{type(error).__name__}: {error}"))
            return None
        if not due:
            self._mark(row, "withdrawn", state=OutboxState.WITHDRAWN)
            return None
        if claimed.abandoned and kind.hold_when_uncertain:
            self._hold(row, Answer(Stage.CONTENT, None, "người gửi trước dừng giữa chừng"))
            return None
        answer = self.transport.send(Envelope(row.recipient, bytes(row.mime)))
        self._settle(row, answer, hold=kind.hold_when_uncertain)
        return answer

    def _settle(self, row: Outbox, answer: Answer, *, hold: bool) -> None:
        """Write what the answer means for this mail; a channel that is down is not its fault."""
        match rules.classify(answer):
            case Outcome.SENT:
                self._mark(
                    row,
                    "sent",
                    **_tried(row, answer),
                    state=OutboxState.SENT,
                    sent_at=self.at,
                )
            case Outcome.UNCERTAIN if hold:
                self._hold(row, answer)
            case Outcome.RETRY | Outcome.UNCERTAIN:
                self._put_off(row, answer)
            case Outcome.DEAD:
                self._mark(row, "dead", **_tried(row, answer), state=OutboxState.DEAD)

    def _hold(self, row: Outbox, answer: Answer) -> None:
        self._mark(row, "uncertain", **_tried(row, answer), state=OutboxState.UNCERTAIN)

    def _put_off(self, row: Outbox, answer: Answer) -> None:
        """Back off, or give up when all steps are used."""
        wait = rules.backoff(row.attempts + 1, self.steps)
        if wait is None:
            self._mark(row, "dead", **_tried(row, answer), state=OutboxState.DEAD)
            return
        self._mark(
            row,
            "retried",
            **_tried(row, answer),
            state=OutboxState.NEW,
            next_at=self.at + wait,
        )

    def _stop(self, answer: Answer, pause: timedelta, held: list[Outbox]) -> None:
        """The channel is down: put off all that is due, and burn no mail's tries."""
        changes = {
            "state": OutboxState.NEW,
            "next_at": self.at + pause,
            "last_code": answer.code,
            "last_text": answer.text[:TEXT_LIMIT],
        }
        for row in held:
            self._mark(row, "retried", **changes)
        others = Outbox.objects.filter(state=OutboxState.NEW, next_at__lte=self.at)
        self.tally["retried"] += others.update(**changes)
        self.stopped = f"{answer.stage.value}: {answer.code or ''} {answer.text}".strip()
        log.error("mail channel stopped at %s", self.stopped)

    def _renew(self, row: Outbox) -> bool:
        """Lengthen the lease before a send that comes late in the batch; False if it is lost."""
        return _mine(row).update(lease_until=self.system_now() + lease()) == 1

    def _mark(self, row: Outbox, word: str, **changes: Any) -> None:
        """Write the end of our hold; counts only if the row was still ours."""
        self.tally[word] += _mine(row).update(lease_until=None, **changes)


def _mine(row: Outbox) -> Any:
    return Outbox.objects.filter(pk=row.pk, fence=row.fence, state=OutboxState.SENDING)


def _tried(row: Outbox, answer: Answer) -> dict[str, Any]:
    return {
        "attempts": row.attempts + 1,
        "last_code": answer.code,
        "last_text": answer.text[:TEXT_LIMIT],
    }


def _reader_is_active(row: Outbox) -> bool:
    """A person whose account was closed since gets no mail."""
    return row.recipient_user is None or bool(row.recipient_user.is_active)


def backlog(at: datetime) -> int:
    """Mails written up to `at` that still wait to be sent, quiet hours included."""
    return Outbox.objects.waiting().filter(created_at__lte=at).count()


def dead_count() -> int:
    """Mails that ended undelivered and need a person: dead, or unclear whether sent."""
    return Outbox.objects.filter(state__in=[OutboxState.DEAD, OutboxState.UNCERTAIN]).count()


def channel_trouble() -> str:
    """What the mail system said when it last stopped the channel; "" when nothing waits for that.

    A stop puts mails off without counting a try, which an ordinary failure never does.
    """
    stopped = Outbox.objects.filter(state=OutboxState.NEW, attempts=0).exclude(last_text="")
    row = stopped.order_by("next_at").values_list("last_code", "last_text").first()
    return " ".join(str(part) for part in row if part) if row else ""
