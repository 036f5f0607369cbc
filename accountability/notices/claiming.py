"""Who holds a mail: the lease that a claim takes, the fence that every mark asks for (DESIGN §14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, CharField, F, Q, Value, When

from accountability.core.lookups import one_of
from accountability.notices.models import ChannelStop, Outbox, OutboxState
from accountability.notices.rules import Answer

LEASE_SECONDS = 60
TEXT_LIMIT = 500
# What delivery reads of a row and of its reader; building whole objects costs as much as sending.
_NEEDED = (
    *("kind", "channel", "dedupe_key", "recipient", "position_id", "payload", "mime"),
    *("state", "attempts", "fence"),
    *("recipient_user__is_active", "recipient_user__display_name", "recipient_user__username"),
)


class ClaimBroken(RuntimeError):
    """The database let two workers change one row at once; the claim is rolled back."""


@dataclass(frozen=True)
class Claim:
    """A row that we hold; `abandoned` when a former holder's lease ran out on it."""

    row: Outbox
    abandoned: bool


def lease() -> timedelta:
    """How long a worker may hold a mail; longer than one talk with a healthy server takes."""
    return timedelta(seconds=getattr(settings, "MAIL_LEASE_SECONDS", LEASE_SECONDS))


@transaction.atomic(durable=True)
def claim(*, at: datetime, now: datetime, limit: int) -> list[Claim]:
    """Take up to `limit` due mails, urgent ones first; committed when it returns.

    Two workers never hold one row: it is taken by a conditional UPDATE on its fence. SKIP LOCKED
    only saves PostgreSQL's second worker from waiting; SQLite has one writer anyway. Channels that
    are stopped at `at` are passed over.
    """
    due = Outbox.objects.claimable(at=at, system_now=now).exclude(channel__in=stopped_channels(at))
    # The keys first: a sort that carries every waiting mail's bytes along is slow.
    ordered = due.order_by("-urgent", "next_at", "pk").select_for_update(skip_locked=True)
    keys = list(ordered.values_list("pk", flat=True)[:limit])
    if not keys:
        return []
    found = Outbox.objects.filter(one_of("pk", keys)).select_related("recipient_user").only(*_NEEDED)
    by_key = {row.pk: row for row in found}
    rows = [by_key[key] for key in keys]
    for fence, same in _by_fence(rows).items():
        nobody = Q(lease_until=None) | Q(lease_until__lt=now)
        taken = Outbox.objects.filter(nobody, one_of("pk", [row.pk for row in same]), fence=fence).update(
            state=OutboxState.SENDING, fence=F("fence") + 1, lease_until=now + lease()
        )
        if taken != len(same):
            raise ClaimBroken(f"{len(same)} rows locked, {taken} taken")
    held = [Claim(row, abandoned=row.state == OutboxState.SENDING) for row in rows]
    for row in rows:
        row.fence += 1
    return held


def stopped_channels(at: datetime) -> list[str]:
    """The channels by which nothing goes out at `at`."""
    stops = ChannelStop.objects.filter(resumed_at=None, until_at__gt=at)
    return list(stops.values_list("channel", flat=True))


def mine(row: Outbox) -> Any:
    """The row as long as we hold it; empty once another worker took it over."""
    return Outbox.objects.filter(pk=row.pk, fence=row.fence, state=OutboxState.SENDING)


def renew(rows: Sequence[Outbox], *, until: datetime) -> set[int]:
    """Lengthen our lease on the rows; the keys of those that are still ours."""
    kept: set[int] = set()
    for fence, same in _by_fence(rows).items():
        keys = [row.pk for row in same]
        held = _held(keys, fence)
        if held.update(lease_until=until) == len(keys):
            kept.update(keys)
        else:
            kept.update(held.values_list("pk", flat=True))
    return kept


def mark_sent(sent: Sequence[tuple[Outbox, Answer]], *, at: datetime) -> int:
    """Mark mails that were taken over, in one UPDATE per fence and code; those we lost stay as they are."""
    groups: dict[tuple[int, int | None], list[tuple[Outbox, Answer]]] = defaultdict(list)
    for row, answer in sent:
        groups[row.fence, answer.code].append((row, answer))
    marked = 0
    for (fence, code), same in groups.items():
        held = _held([row.pk for row, _ in same], fence)
        marked += held.update(
            state=OutboxState.SENT,
            sent_at=at,
            attempts=F("attempts") + 1,
            lease_until=None,
            last_code=code,
            last_text=_texts({row.pk: answer.text[:TEXT_LIMIT] for row, answer in same}),
        )
    return marked


def _held(keys: Sequence[int], fence: int) -> Any:
    """Those of the rows that we hold by that fence.

    A row has a lease exactly while it is being sent. Asked by its state, PostgreSQL would choose the
    index of states while its statistics are old, and read every waiting mail for each hundred.
    """
    return Outbox.objects.filter(one_of("pk", keys), fence=fence, lease_until__isnull=False)


def _texts(by_key: Mapping[int, str]) -> Any:
    """The servers' words per row: a queue number, by which its log is found."""
    words = set(by_key.values())
    if len(words) == 1:
        return words.pop()
    return Case(*(When(pk=key, then=Value(text)) for key, text in by_key.items()), output_field=CharField())


def _by_fence(rows: Iterable[Outbox]) -> dict[int, list[Outbox]]:
    groups: dict[int, list[Outbox]] = defaultdict(list)
    for row in rows:
        groups[row.fence].append(row)
    return groups
