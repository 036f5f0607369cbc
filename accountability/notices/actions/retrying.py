"""Send again what ended without reaching its reader, and open a channel that was closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from accountability.audit.record import event, record, record_many
from accountability.notices import channels, mime
from accountability.notices.message import shorten
from accountability.notices.models import ChannelStop, Outbox, OutboxQuerySet, OutboxState

if TYPE_CHECKING:
    from accountability.access.actor import Actor

# Rows per transaction of a bulk retry: long enough to be quick, short enough for the other writers.
_CHUNK = 200


class MailNotRetryable(ValueError):
    """A mail that is not at a dead end, or whose reader still has no address."""


@transaction.atomic
def retry_mail(*, mail: Outbox, by: Actor | None, at: datetime) -> Outbox:
    """Put a mail that did not arrive back into the queue, to its reader's present address.

    The Message-ID stays, so that a second copy can be told from a second mail. Raises
    MailNotRetryable.
    """
    row = Outbox.objects.select_for_update(of=("self",)).select_related("recipient_user").get(pk=mail.pk)
    if not row.can_retry:
        raise MailNotRetryable("Chỉ gửi lại được thư không gửi được, bị trả lại hoặc chưa rõ đã gửi.")
    before = {"state": row.state, "recipient": row.recipient}
    _make_ready(row, at)
    row.save()
    record(
        action="mail.retry",
        by=by,
        at=at,
        target_kind="mail",
        target_pk=row.pk,
        before=before,
        after={"state": OutboxState.NEW.value, "recipient": row.recipient},
    )
    return row


def retry_all(*, mails: OutboxQuerySet, by: Actor | None, at: datetime) -> tuple[int, int]:
    """Put back every mail of the selection that can be; how many went back, how many cannot.

    In short transactions of some hundred mails each, so that delivery goes on beside it; whoever
    calls it again goes on where it ended.
    """
    wanted = mails.filter(state__in=[state for state in OutboxState if Outbox(state=state).can_retry])
    keys = list(wanted.order_by("pk").values_list("pk", flat=True))
    done = 0
    for start in range(0, len(keys), _CHUNK):
        done += _retry_chunk(keys[start : start + _CHUNK], by=by, at=at)
    return done, len(keys) - done


@transaction.atomic
def _retry_chunk(keys: Iterable[int], *, by: Actor | None, at: datetime) -> int:
    rows = Outbox.objects.select_for_update(of=("self",)).select_related("recipient_user")
    ready, events = [], []
    for row in rows.filter(pk__in=list(keys)).order_by("pk"):
        before = {"state": row.state, "recipient": row.recipient}
        try:
            if not row.can_retry:
                continue
            _make_ready(row, at)
        except MailNotRetryable:
            continue  # It stays where it is, and the caller says how many did.
        if row.recipient != before["recipient"]:
            row.save()
        ready.append(row.pk)
        after = {"state": OutboxState.NEW.value, "recipient": row.recipient}
        events.append(
            event(
                action="mail.retry",
                by=by,
                at=at,
                target_kind="mail",
                target_pk=row.pk,
                before=before,
                after=after,
            )
        )
    Outbox.objects.filter(pk__in=ready).update(
        state=OutboxState.NEW, attempts=0, next_at=at, sent_at=None, last_code=None, last_text=""
    )
    record_many(events)
    return len(ready)


def _make_ready(row: Outbox, at: datetime) -> None:
    """As new, to the address the person has today; it may have been corrected since."""
    channel = channels.get(row.channel)
    if row.recipient_user is not None:
        address = channel.address(row.recipient_user)
        name = shorten(row.recipient_user.display_name, 120)
        if address and address != row.recipient and row.channel == channels.MAIL:
            row.mime = mime.readdressed(bytes(row.mime), name=name, address=address, greeted="")
        row.recipient = address
    if reason := channel.unfit(row.recipient):
        raise MailNotRetryable(f"{reason}; hãy cập nhật địa chỉ hoặc cấu hình rồi gửi lại.")
    row.state, row.attempts, row.next_at, row.sent_at = OutboxState.NEW, 0, at, None
    row.last_code, row.last_text = None, ""


@transaction.atomic
def resume_channel(*, channel: str, by: Actor | None, at: datetime) -> int:
    """Try a stopped channel again now; how many mails go at once instead of at the end of the pause."""
    stop = ChannelStop.objects.select_for_update().filter(channel=channel, resumed_at=None).first()
    if stop is None:
        return 0
    stop.until_at = at
    stop.save(update_fields=["until_at"])
    # Put off by a stop: no try was counted, and the channel's answer stands in the row.
    held = Outbox.objects.filter(channel=channel, state=OutboxState.NEW, attempts=0, next_at__gt=at)
    moved = held.exclude(last_text="").update(next_at=at)
    record(
        action="mail.resume_channel",
        by=by,
        at=at,
        target_kind="mail",
        target_pk=0,
        after={"channel": channel},
    )
    return int(moved)
