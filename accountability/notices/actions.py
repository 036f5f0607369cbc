"""The verbs of notices: owe a mail, tell somebody on screen, read, and send a dead mail again.

`post_mails` and `notify_many` run inside the transaction of the fact that they tell about, so
that a fact without its mail, or a mail without its fact, cannot be committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from typing import Any

from django.db import transaction

from accountability.audit.record import record
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import Calendar
from accountability.core.zone import local
from accountability.notices import kinds, rules
from accountability.notices.message import (
    SUBJECT_LIMIT,
    Addressee,
    MailDraft,
    MailItem,
    build_mime,
    message_id,
    set_addressee,
    shorten,
    usable_address,
    wire_bytes,
)
from accountability.notices.models import MailSubject, Notification, Outbox, OutboxState

# Rows per statement: MIME bytes are some 6 KB each, and SQLite limits a statement's parameters.
BATCH = 500
NO_ADDRESS = "Người nhận chưa có địa chỉ thư hợp lệ"


class MailNotRetryable(ValueError):
    """A mail that is not at a dead end, or whose reader still has no address."""


@dataclass(frozen=True)
class NoticeDraft:
    """One in-app line for one user: `text` is a Vietnamese sentence, `url` a path of this site."""

    user_id: int
    kind: str
    text: str
    url: str = ""
    subject: str = ""


def post_mail(
    *,
    kind: str,
    dedupe_key: str,
    to: Addressee,
    subject_line: str,
    at: datetime,
    lines: Sequence[str] = (),
    items: Sequence[MailItem] = (),
    ladder: Sequence[str] = (),
    subjects: Sequence[str] = (),
    payload: Mapping[str, Any] | None = None,
    urgent: bool = False,
    references: Sequence[str] | None = None,
    why: str = "",
    demo: bool = False,
) -> Outbox | None:
    """Owe one mail to one person; None when the same facts already owed it.

    Raises UnknownMailKind, and RuntimeError outside a transaction.
    """
    draft = MailDraft(
        kind=kind,
        dedupe_key=dedupe_key,
        to=to,
        subject_line=subject_line,
        lines=tuple(lines),
        items=tuple(items),
        ladder=tuple(ladder),
        subjects=tuple(subjects),
        payload=payload or {},
        urgent=urgent,
        references=None if references is None else tuple(references),
        why=why,
        demo=demo,
    )
    written = post_mails([draft], at=at)
    return written[0] if written else None


def post_mails(drafts: Iterable[MailDraft], *, at: datetime) -> list[Outbox]:
    """Owe many mails by few INSERT statements; the rows that were not owed before.

    Drafts whose key is already in the outbox are left out. Rows go in by key order, so that two
    transactions that owe the same mails wait for each other instead of deadlocking.
    """
    _require_transaction("post_mails")
    by_key = {draft.dedupe_key: draft for draft in drafts}
    if not by_key:
        return []
    keys = sorted(by_key)
    calendar = calendar_around(local(at).date())
    written: list[Outbox] = []
    for start in range(0, len(keys), BATCH):
        chunk = keys[start : start + BATCH]
        known = set(Outbox.objects.filter(dedupe_key__in=chunk).values_list("dedupe_key", flat=True))
        fresh = [by_key[key] for key in chunk if key not in known]
        Outbox.objects.bulk_create([_row(draft, at, calendar) for draft in fresh], ignore_conflicts=True)
        # ON CONFLICT DO NOTHING gives no keys back, so they are read.
        rows = Outbox.objects.defer("mime").filter(dedupe_key__in=[d.dedupe_key for d in fresh])
        written += list(rows.order_by("dedupe_key"))
    MailSubject.objects.bulk_create(
        [
            MailSubject(mail=row, subject=subject)
            for row in written
            for subject in dict.fromkeys(by_key[row.dedupe_key].subjects)
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    return written


def _row(draft: MailDraft, at: datetime, calendar: Calendar) -> Outbox:
    kind = kinds.get(draft.kind)
    reachable = usable_address(draft.to.email)
    return Outbox(
        kind=kind.code,
        dedupe_key=draft.dedupe_key,
        mail_class=kind.mail_class,
        urgent=draft.urgent,
        recipient=draft.to.email if reachable else "",
        recipient_user_id=draft.to.pk,
        subject_line=shorten(draft.subject_line, SUBJECT_LIMIT),
        message_id=message_id(draft.dedupe_key),
        payload=_payload(draft),
        mime=build_mime(draft, at=at),
        # A person without an address is a dead end from the start: visible to the Office.
        state=OutboxState.NEW if reachable else OutboxState.DEAD,
        last_text="" if reachable else NO_ADDRESS,
        next_at=rules.next_at(at, urgent=draft.urgent, calendar=calendar),
        created_at=at,
    )


def _payload(draft: MailDraft) -> dict[str, Any]:
    """The draft's facts, and for a mail about one thing where that thing is shown."""
    link = {"url": draft.items[0].url} if len(draft.items) == 1 else {}
    return link | dict(draft.payload)


def notify(*, users: Iterable[Any], kind: str, text: str, url: str, subject: str, at: datetime) -> int:
    """Tell the users one line on screen; the number of rows written."""
    drafts = [NoticeDraft(user.pk, kind, text, url, subject) for user in users]
    return notify_many(drafts, at=at)


def notify_many(drafts: Iterable[NoticeDraft], *, at: datetime) -> int:
    """Write in-app notices in bulk; the number of rows written.

    `notify.send` of django-notifications-hq saves once per recipient; one INSERT per 500 rows
    carries a directive to 460 communes.
    """
    _require_transaction("notify_many")
    rows = [
        Notification(
            recipient_id=draft.user_id,
            kind=draft.kind,
            verb=shorten(draft.text, 255),
            text=shorten(draft.text, 500),
            url=draft.url,
            subject=draft.subject,
            timestamp=at,
        )
        for draft in dict.fromkeys(drafts)
    ]
    Notification.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def mark_read(*, notification: Notification) -> None:
    """Mark one notice as read; reading twice changes nothing."""
    Notification.objects.filter(pk=notification.pk, unread=True).update(unread=False)


def mark_all_read(*, user_id: int) -> int:
    """Mark all notices of a user as read; how many were unread."""
    unread = Notification.objects.filter(recipient_id=user_id, unread=True)
    return int(unread.update(unread=False))


@transaction.atomic
def retry_mail(*, mail: Outbox, by: Any, at: datetime) -> Outbox:
    """Put a dead or uncertain mail back into the queue, to its reader's present address.

    The Message-ID stays, so that a second copy can be told from a second mail. Raises
    MailNotRetryable.
    """
    row = Outbox.objects.select_for_update().get(pk=mail.pk)
    if not row.can_retry:
        raise MailNotRetryable("Chỉ gửi lại được thư không gửi được hoặc chưa rõ đã gửi.")
    before = {"state": row.state, "recipient": row.recipient}
    if row.recipient_user is not None:
        _readdress(row, row.recipient_user)
    row.state, row.attempts, row.next_at = OutboxState.NEW, 0, at
    row.last_code, row.last_text = None, ""
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


def _readdress(row: Outbox, to: Addressee) -> None:
    """Send to the address the person has today; it may have been corrected since."""
    if not usable_address(to.email):
        raise MailNotRetryable(f"{NO_ADDRESS}; hãy cập nhật địa chỉ rồi gửi lại.")
    if to.email == row.recipient:
        return
    message = message_from_bytes(bytes(row.mime))
    set_addressee(message, to)
    row.mime, row.recipient = wire_bytes(message), to.email


def _require_transaction(verb: str) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb} must run inside the transaction of the fact it tells about")
