"""Owe mails: at once, in the next digest, or as a line on screen, as their kind says (DESIGN §9).

All of it runs inside the transaction of the fact that it tells about, so that a fact without its
mail, or a mail without its fact, cannot be committed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import Calendar
from accountability.core.inserting import insert_rows
from accountability.core.zone import local
from accountability.notices import channels, kinds, preferences, rules
from accountability.notices.actions.telling import NoticeDraft, notify_many, require_transaction
from accountability.notices.channels import MAIL
from accountability.notices.message import (
    SUBJECT_LIMIT,
    Addressee,
    MailDraft,
    MailItem,
    message_id,
    shorten,
)
from accountability.notices.models import (
    DigestItem,
    MailClass,
    MailSubject,
    Outbox,
    OutboxState,
)

# Rows per statement: MIME bytes are some 6 KB each, and SQLite limits a statement's parameters.
BATCH = 500


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
    position: int | None = None,
) -> Outbox | None:
    """Owe one mail to one person; None when the same facts already owed it, or its kind is no mail of its own.

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
        position=position,
    )
    written = post_mails([draft], at=at)
    return written[0] if written else None


def post_mails(drafts: Iterable[MailDraft], *, at: datetime) -> list[Outbox]:
    """Owe many mails by few statements; the outbox rows that were not owed before.

    By the class of its kind a draft becomes an outbox row, lines of the reader's next digest, or
    lines on his screen; the latter two return no row. Kinds that the reader declined are left out.
    Raises UnknownMailKind, and RuntimeError outside a transaction.
    """
    require_transaction("post_mails")
    by_class: dict[str, list[MailDraft]] = defaultdict(list)
    for draft in drafts:
        by_class[kinds.get(draft.kind).mail_class].append(draft)
    await_digest(by_class[MailClass.DIGEST], at=at)
    notify_many((_line(draft) for draft in by_class[MailClass.RECORD]), at=at)
    return write_mails(_wanted(by_class[MailClass.ACT_NOW]), at=at)


def _wanted(drafts: Sequence[MailDraft]) -> Sequence[MailDraft]:
    declined = preferences.declined((draft.to.pk for draft in drafts), (draft.kind for draft in drafts))
    return [draft for draft in drafts if (draft.to.pk, draft.kind) not in declined] if declined else drafts


def _line(draft: MailDraft) -> NoticeDraft:
    url = draft.items[0].url if len(draft.items) == 1 else draft.more_url
    return NoticeDraft(draft.to.pk, draft.kind, draft.subject_line, url, next(iter(draft.subjects), ""))


# The outbox -----------------------------------------------------------------------------------------------------------


def write_mails(drafts: Iterable[MailDraft], *, at: datetime) -> list[Outbox]:
    """Write the drafts to the outbox whatever their class; the rows that were not owed before.

    Drafts whose key is already in the outbox are left out. Rows go in by key order, so that two
    transactions that owe the same mails wait for each other instead of deadlocking.
    """
    require_transaction("write_mails")
    by_key = {key: (draft, code) for draft in drafts for key, code in _ways(draft)}
    if not by_key:
        return []
    keys = sorted(by_key)
    calendar = calendar_around(local(at).date())
    written: list[Outbox] = []
    for start in range(0, len(keys), BATCH):
        chunk = keys[start : start + BATCH]
        known = set(Outbox.objects.filter(dedupe_key__in=chunk).values_list("dedupe_key", flat=True))
        fresh = [key for key in chunk if key not in known]
        rows = [_row(*by_key[key], key=key, at=at, calendar=calendar) for key in fresh]
        insert_rows(Outbox, [*rows[0]] if rows else [], [[*row.values()] for row in rows], skip_known=True)
        # ON CONFLICT DO NOTHING gives no keys back, so they are read.
        stored = Outbox.objects.defer("mime", "payload").filter(dedupe_key__in=fresh)
        written += list(stored.order_by("dedupe_key"))
    about = [
        (row.pk, subject) for row in written for subject in dict.fromkeys(by_key[row.dedupe_key][0].subjects)
    ]
    insert_rows(MailSubject, ("mail_id", "subject"), about, skip_known=True)
    return written


def _ways(draft: MailDraft) -> list[tuple[str, str]]:
    """The (key, channel) of each row: the mail, and what the setting EXTRA_CHANNELS sends beside it."""
    extra = channels.besides_mail(kinds.get(draft.kind).mail_class)
    return [(draft.dedupe_key, MAIL), *((f"{code}:{draft.dedupe_key}", code) for code in extra)]


def _row(draft: MailDraft, code: str, *, key: str, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """The columns of a mail that is owed."""
    kind, channel = kinds.get(draft.kind), channels.get(code)
    address = channel.address(draft.to)
    reason = channel.unfit(address)
    return {
        "kind": kind.code,
        "channel": code,
        "dedupe_key": key,
        "mail_class": kind.mail_class,
        "urgent": draft.urgent,
        "recipient": address,
        "recipient_user_id": draft.to.pk,
        "position_id": draft.position,
        "subject_line": shorten(draft.subject_line, SUBJECT_LIMIT),
        "message_id": message_id(key),
        "payload": _payload(draft),
        "mime": channel.compose(draft, at=at),
        # A person whom the channel cannot reach is a dead end from the start: visible to the Office.
        "state": OutboxState.DEAD if reason else OutboxState.NEW,
        "last_text": reason,
        "next_at": rules.next_at(at, urgent=draft.urgent, calendar=calendar),
        "created_at": at,
    }


def _payload(draft: MailDraft) -> dict[str, Any]:
    """The draft's facts, and for a mail about one thing where that thing is shown."""
    link = {"url": draft.items[0].url} if len(draft.items) == 1 else {}
    return link | dict(draft.payload)


# The digest -----------------------------------------------------------------------------------------------------------


def await_digest(drafts: Iterable[MailDraft], *, at: datetime) -> int:
    """Keep the items of the drafts for each reader's next digest; how many lines the drafts have.

    A draft with several items shares its payload among them; one draft per item lets each be asked by itself.
    """
    require_transaction("await_digest")
    rows = [
        row
        for draft in sorted(drafts, key=lambda draft: draft.dedupe_key)
        for row in _digest_rows(draft, at=at)
    ]
    DigestItem.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(rows)


def _digest_rows(draft: MailDraft, *, at: datetime) -> list[DigestItem]:
    one_to_one = len(draft.subjects) == len(draft.items)
    return [
        DigestItem(
            dedupe_key=draft.dedupe_key if len(draft.items) == 1 else f"{draft.dedupe_key}:{index}",
            kind=draft.kind,
            recipient_user_id=draft.to.pk,
            position_id=draft.position,
            number=shorten(item.number, 100),
            title=shorten(item.title, 500),
            url=item.url,
            deadline=shorten(item.deadline, 100),
            note=shorten(item.note, 500),
            subject=draft.subjects[index] if one_to_one else next(iter(draft.subjects), ""),
            consequence=draft.consequence,
            demo=draft.demo,
            payload=dict(draft.payload),
            ready_at=draft.ready_at or at,
            created_at=at,
        )
        for index, item in enumerate(draft.items or (MailItem("", draft.subject_line, draft.more_url),))
    ]
