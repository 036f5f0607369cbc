"""Deliver the outbox: claim, ask, send, mark (DESIGN §14).

1. Claim a batch: rows due at `at` that are new, or whose holder's lease is over, become
   `sending` with a lease and a fence one higher. This is committed before anything is sent.
2. Ask, some mails at a time: is it still due, does the reader still answer for the position that
   it was written to? If not, it is withdrawn or goes to whoever does.
3. Send the stored bytes over one kept connection; no transaction is open meanwhile.
4. Mark by fence, what was sent some mails at a time: whoever lost a row changes nothing.
A worker killed between 3 and 4 leaves rows whose lease runs out; they go out again with the same
Message-ID: at least once, never not at all. At most MARK_EVERY mails, or what MARK_AFTER carried (docs/adr/0013).

Two clocks: `at` is the business clock (which rows are due, when a retry is due), `system_now`
the machine's, for leases only, because the demo's business clock stands still.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from accountability.core.zone import local
from accountability.notices import channels, digests, kinds, readers, rules, standing
from accountability.notices.claiming import (
    TEXT_LIMIT,
    Claim,
    claim,
    lease,
    mark_sent,
    mine,
    renew,
)
from accountability.notices.models import Outbox, OutboxState
from accountability.notices.rules import Answer, Outcome, Stage
from accountability.notices.standing import backlog, channel_trouble, dead_count
from accountability.notices.transport import Envelope, Transport

__all__ = ["Claim", "Delivered", "backlog", "channel_trouble", "claim", "dead_count", "deliver", "lease"]

log = logging.getLogger(__name__)

BATCH = 400
# A killed worker sends again what it had not marked yet: so many mails, or what went out in so long.
MARK_EVERY = 100
MARK_AFTER = timedelta(milliseconds=100)
# The answer to "is it still due?" holds so long; what a slow server has not taken by then is asked for again.
ASKED_FOR = timedelta(seconds=5)
CHANNEL_DOWN = (Outcome.UNREACHABLE, Outcome.REFUSED)


@dataclass(frozen=True)
class Delivered:
    """One run: mails taken by the mail system, put off, ended as undeliverable, no longer due.

    `stopped` is the mail system's last word when a channel as a whole is down, else "".
    """

    sent: int = 0
    retried: int = 0
    dead: int = 0
    withdrawn: int = 0
    uncertain: int = 0
    stopped: str = ""


def deliver(
    *,
    at: datetime,
    system_now: Callable[[], datetime],
    batch: int = BATCH,
    until: datetime | None = None,
) -> Delivered:
    """Build the digests whose slot has come, then deliver every mail with `next_at` <= `at`.

    Ends when no row is left to claim; a mail that is put off gets a `next_at` after `at`. From
    `until` on (the machine's clock) no further batch is claimed: the rest is for the next run.
    Raises RuntimeError inside a transaction: the claim must be committed before the send.
    """
    digests.build(at=at)
    courier = _Courier(at=at, system_now=system_now)
    try:
        while (until is None or system_now() < until) and (
            claims := claim(at=at, now=system_now(), limit=batch)
        ):
            courier.carry(claims)
    finally:
        courier.end()
    return courier.result()


class _Courier:
    """One run's connections and tally."""

    def __init__(self, *, at: datetime, system_now: Callable[[], datetime]) -> None:
        self.at = at
        self.system_now = system_now
        self.transports: dict[str, Transport] = {}
        self.tally: Counter[str] = Counter()
        self.stops: dict[str, str] = {}
        self.lost: set[int] = set()
        self.opened = standing.interrupted_channels()
        self.sent: list[tuple[Outbox, Answer]] = []
        self.mark_by = self.renew_at = at
        self.steps: Sequence[int] = getattr(settings, "MAIL_BACKOFF_SECONDS", rules.BACKOFF_SECONDS)

    def result(self) -> Delivered:
        """The run so far."""
        return Delivered(**self.tally, stopped="; ".join(self.stops.values()))

    def end(self) -> None:
        """Mark what was sent, whatever ended the run, and hang up."""
        try:
            self._mark_sent()
        finally:
            for transport in self.transports.values():
                transport.close()

    # Carrying a batch -------------------------------------------------------------------------------------------------

    def carry(self, claims: list[Claim]) -> None:
        """Deliver a batch; when its channel goes down, hand back what is left of it."""
        self.renew_at = self.system_now() + lease() / 3
        left = claims
        while left:
            left = self._carry_for_a_while(list(self._wanted(left)), claims)
        self._mark_sent()

    def _carry_for_a_while(self, wanted: Sequence[Claim], batch: Sequence[Claim]) -> list[Claim]:
        """Send what was just asked for; what is left when the answer is too old."""
        asked_until = self.system_now() + ASKED_FOR
        for place, (claimed, envelope, following) in enumerate(_in_a_row(wanted)):
            now = self.system_now()
            if place and now >= asked_until:
                return list(wanted[place:])
            if now >= self.renew_at:
                self._renew(wanted[place:], now)
                self.renew_at = now + lease() / 3
            if self._is_open(claimed):
                self._attempt(claimed, batch, envelope, following)
        return []

    def _is_open(self, claimed: Claim) -> bool:
        """Whether it is still ours and its channel is up."""
        return claimed.row.channel not in self.stops and claimed.row.pk not in self.lost

    def _wanted(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """Those that are still due, in their order, readdressed where another holds the position now."""
        claims = [claimed for claimed in claims if self._is_open(claimed)]
        answers = _still_due([claimed.row for claimed in claims])
        due = [claimed.row for claimed in claims if answers[claimed.row.pk] is True]
        nobodys = readers.present(due, today=local(self.at).date())
        for claimed in claims:
            row, answer = claimed.row, answers[claimed.row.pk]
            if isinstance(answer, Exception):
                self._put_off(row, Answer(Stage.CONNECT, None, f"{type(answer).__name__}: {answer}"))
            elif not answer or row.pk in nobodys:
                self._mark(row, "withdrawn", state=OutboxState.WITHDRAWN)
            elif reason := channels.get(row.channel).unfit(row.recipient):
                self._mark(row, "dead", state=OutboxState.DEAD, last_code=None, last_text=reason)
            else:
                yield claimed

    def _renew(self, claims: Sequence[Claim], now: datetime) -> None:
        """Lengthen the leases before a send that comes late in the batch; note the rows that we lost."""
        self._mark_sent()
        rows = [claimed.row for claimed in claims]
        self.lost |= {row.pk for row in rows} - renew(rows, until=now + lease())

    def _attempt(
        self, claimed: Claim, batch: Sequence[Claim], envelope: Envelope, following: Envelope | None
    ) -> None:
        """Send one mail and settle it; stop its channel when that is down."""
        row, kind = claimed.row, kinds.get(claimed.row.kind)
        if claimed.abandoned and kind.hold_when_uncertain:
            self._hold(row, Answer(Stage.CONTENT, None, "người gửi trước dừng giữa chừng"))
            return
        answer = self._transport(row.channel).send(envelope, following)
        outcome = rules.classify(answer)
        if outcome in CHANNEL_DOWN:
            left = batch[batch.index(claimed) :]
            self._stop(answer, [held.row for held in left if held.row.channel == row.channel])
            return
        if row.channel in self.opened:
            self.opened.discard(row.channel)
            standing.resumed(row.channel, at=self.at)
        self._settle(row, answer, outcome, hold=kind.hold_when_uncertain)

    def _transport(self, channel: str) -> Transport:
        if channel not in self.transports:
            self.transports[channel] = channels.get(channel).open()
        return self.transports[channel]

    # What an answer means ---------------------------------------------------------------------------------------------

    def _settle(self, row: Outbox, answer: Answer, outcome: Outcome, *, hold: bool) -> None:
        """Write what the answer means for this mail; a channel that is down is not its fault."""
        match outcome:
            case Outcome.SENT:
                self._note_sent(row, answer)
            case Outcome.UNCERTAIN if hold:
                self._hold(row, answer)
            case Outcome.RETRY | Outcome.UNCERTAIN:
                self._put_off(row, answer)
            case Outcome.DEAD:
                self._mark(row, "dead", **_tried(row, answer), state=OutboxState.DEAD)

    def _note_sent(self, row: Outbox, answer: Answer) -> None:
        now = self.system_now()
        if not self.sent:
            self.mark_by = now + MARK_AFTER
        self.sent.append((row, answer))
        if now >= self.mark_by or len(self.sent) >= MARK_EVERY:
            self._mark_sent()

    def _mark_sent(self) -> None:
        sent, self.sent = self.sent, []
        if sent:
            self.tally["sent"] += mark_sent(sent, at=self.at)

    def _hold(self, row: Outbox, answer: Answer) -> None:
        self._mark(row, "uncertain", **_tried(row, answer), state=OutboxState.UNCERTAIN)

    def _put_off(self, row: Outbox, answer: Answer) -> None:
        """Back off, or give up when all steps are used."""
        wait = rules.backoff(row.attempts + 1, self.steps)
        if wait is None:
            self._mark(row, "dead", **_tried(row, answer), state=OutboxState.DEAD)
            return
        self._mark(row, "retried", **_tried(row, answer), state=OutboxState.NEW, next_at=self.at + wait)

    def _stop(self, answer: Answer, held: list[Outbox]) -> None:
        """The channel is down: put off all that is due by it, burn no mail's tries, note it for the Office."""
        channel = held[0].channel
        until = standing.stop(channel, answer, at=self.at)
        changes = {
            "state": OutboxState.NEW,
            "next_at": until,
            "last_code": answer.code,
            "last_text": answer.text[:TEXT_LIMIT],
        }
        for row in held:
            self._mark(row, "retried", **changes)
        others = Outbox.objects.filter(channel=channel, state=OutboxState.NEW, next_at__lte=self.at)
        self.tally["retried"] += others.update(**changes)
        self.stops[channel] = f"{answer.stage.value}: {answer.code or ''} {answer.text}".strip()
        log.error("channel %s stopped at %s", channel, self.stops[channel])

    def _mark(self, row: Outbox, word: str, **changes: Any) -> None:
        """Write the end of our hold; counts only if the row was still ours."""
        self.tally[word] += mine(row).update(lease_until=None, **changes)


def _in_a_row(claims: Iterable[Claim]) -> list[tuple[Claim, Envelope, Envelope | None]]:
    """Each mail with its envelope and, where it goes by the same channel, that of the next."""
    ready = [(one, Envelope(one.row.recipient, bytes(one.row.mime))) for one in claims]
    found: list[tuple[Claim, Envelope, Envelope | None]] = []
    for index, (one, envelope) in enumerate(ready):
        after = ready[index + 1] if index + 1 < len(ready) else None
        same_way = after is not None and after[0].row.channel == one.row.channel
        found.append((one, envelope, after[1] if after and same_way else None))
    return found


def _still_due(rows: Sequence[Outbox]) -> dict[int, bool | Exception]:
    """Key → whether the mail is still due, asked kind by kind; a closed account gets no mail."""
    found: dict[int, bool | Exception] = {}
    by_kind: dict[str, list[Outbox]] = {}
    for row in rows:
        if row.recipient_user is not None and not row.recipient_user.is_active:
            found[row.pk] = False
        else:
            by_kind.setdefault(row.kind, []).append(row)
    for code, same in by_kind.items():
        try:
            answers = kinds.get(code).answers([row.payload for row in same])
        except kinds.UnknownMailKind as error:
            answers = [error] * len(same)
        found.update({row.pk: answer for row, answer in zip(same, answers, strict=True)})
    for row in rows:
        if not channels.is_known(row.channel):
            found[row.pk] = channels.UnknownChannel(row.channel)
    return found


def _tried(row: Outbox, answer: Answer) -> dict[str, Any]:
    return {
        "attempts": row.attempts + 1,
        "last_code": answer.code,
        "last_text": answer.text[:TEXT_LIMIT],
    }
