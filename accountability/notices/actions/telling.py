"""The in-app line: tell it, read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accountability.core.inserting import insert_rows
from accountability.notices.message import shorten
from accountability.notices.models import Notification

# The columns of a line; `verb` is what the library's own pages would show.
_WRITTEN = ("recipient_id", "kind", "verb", "text", "url", "subject", "timestamp")


@dataclass(frozen=True)
class NoticeDraft:
    """One in-app line for one user: `text` is a Vietnamese sentence, `url` a path of this site.

    `subject` says what it is about: "a:12" an assignment, "c:34" a coordination, "d:3" a directive.
    """

    user_id: int
    kind: str
    text: str
    url: str = ""
    subject: str = ""


def require_transaction(verb: str) -> None:
    """Raise RuntimeError outside a transaction: a notice that outlives its fact would be a lie."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{verb} must run inside the transaction of the fact it tells about")


def notify(*, users: Iterable[Any], kind: str, text: str, url: str, subject: str, at: datetime) -> int:
    """Tell the users one line on screen; the number of rows written."""
    drafts = [NoticeDraft(user.pk, kind, text, url, subject) for user in users]
    return notify_many(drafts, at=at)


def notify_many(drafts: Iterable[NoticeDraft], *, at: datetime) -> int:
    """Write in-app notices in bulk; the number of rows written.

    `notify.send` of django-notifications-hq saves once per recipient; one INSERT carries a
    directive to 460 communes.
    """
    require_transaction("notify_many")
    rows = [
        (
            draft.user_id,
            draft.kind,
            shorten(draft.text, 255),
            shorten(draft.text, 500),
            draft.url,
            draft.subject,
            at,
        )
        for draft in dict.fromkeys(drafts)
    ]
    return insert_rows(Notification, _WRITTEN, rows)


def mark_read(*, notification: Notification) -> None:
    """Mark one notice as read; reading twice changes nothing."""
    Notification.objects.filter(pk=notification.pk, unread=True).update(unread=False)


def mark_all_read(*, user_id: int) -> int:
    """Mark all notices of a user as read; how many were unread."""
    unread = Notification.objects.filter(recipient_id=user_id, unread=True)
    return int(unread.update(unread=False))
