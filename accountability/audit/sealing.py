"""Seals on the audit: settled events in batches, each chained to the one before; the anchor that is printed on reports.

Writers never wait for a chain: the engine seals later, what was committed. Only when nobody is writing an event is it known
that no smaller key can still appear, so on PostgreSQL the sealer asks for a table lock for an instant, and leaves it for
the next beat where it does not get it at once. SQLite has one writer at a time.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Max, QuerySet

from accountability.audit.models import AuditEvent, AuditSeal
from accountability.core.saying import say
from accountability.core.text import number_vi

BATCH = 2_000
# Of one beat: what an import of a year leaves is sealed within some beats.
MOST_BATCHES = 100
_LOCK_TIMEOUT = "300ms"
_FACTS = (
    "pk", "at", "action", "user_id", "position_title", "behalf_position_pk", "target_kind", "target_pk", "assignment_pk",
    "directive_pk", "before", "after", "note", "address",
)  # fmt: skip


@dataclass(frozen=True)
class Anchor:
    """What is printed: the seal's number, its hash, its time."""

    number: int
    sha256: str
    at: datetime


def latest_anchor() -> Anchor | None:
    """The last seal; None before anything was sealed."""
    row = AuditSeal.objects.order_by("-number").first()
    return Anchor(row.number, row.sha256, row.sealed_at) if row else None


def seal(*, at: datetime) -> int:
    """Seal what is settled, in batches; how many events. Two sealers at once: one of them walks away."""
    upto = _settled()
    sealed = 0
    for _ in range(MOST_BATCHES if upto else 0):
        try:
            made = _seal_batch(upto, at)
        except IntegrityError:  # Another engine sealed this batch.
            break
        if not made:
            break
        sealed += made
    return sealed


def _settled() -> int:
    """The greatest key so that no event with a smaller one is still being written; 0 when that is not known now."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'")
                    cursor.execute(f"LOCK TABLE {AuditEvent._meta.db_table} IN SHARE MODE")
            return AuditEvent.objects.aggregate(top=Max("pk"))["top"] or 0
    except OperationalError:
        return 0


@transaction.atomic
def _seal_batch(upto: int, at: datetime) -> int:
    last = AuditSeal.objects.order_by("-number").first()
    after = last.last_pk if last else 0
    events = list(_facts(AuditEvent.objects.filter(pk__gt=after, pk__lte=upto))[:BATCH])
    if not events:
        return 0
    made = AuditSeal(
        number=last.number + 1 if last else 1, first_pk=events[0][0], last_pk=events[-1][0], events=len(events),
        root=_root(events), previous=last.sha256 if last else "", sealed_at=at,
    )  # fmt: skip
    made.sha256 = _hash_of(made)
    made.save(force_insert=True)
    return made.events


def _facts(rows: QuerySet[AuditEvent]) -> QuerySet[AuditEvent, tuple[Any, ...]]:
    return rows.order_by("pk").values_list(*_FACTS)


def _root(events: Iterable[Sequence[object]]) -> str:
    digest = hashlib.sha256()
    for event in events:
        digest.update(json.dumps(event, ensure_ascii=False, sort_keys=True, default=_plain).encode() + b"\n")
    return digest.hexdigest()


def _plain(value: object) -> str:
    """An instant in one spelling, whichever zone it was read in."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _hash_of(row: AuditSeal) -> str:
    facts = (row.number, row.first_pk, row.last_pk, row.events, row.root, row.previous, _plain(row.sealed_at))
    return hashlib.sha256("|".join(str(fact) for fact in facts).encode()).hexdigest()


# Verifying --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verified:
    """What a check of the whole chain found."""

    seals: int
    events: int
    unsealed: int
    troubles: tuple[str, ...]


def verify(anchors: Iterable[tuple[int, str]] = ()) -> Verified:
    """Read every seal and its events again, and compare with anchors (number, hash) from papers."""
    troubles: list[str] = []
    printed = defaultdict[int, list[str]](list)
    for of, hash_on_paper in anchors:
        printed[of].append(hash_on_paper.lower())
    previous, events, number, upto = "", 0, 0, 0
    for row in AuditSeal.objects.order_by("number").iterator():
        troubles += _wrong_in(row, previous, number, upto)
        if not all(row.sha256.startswith(one) for one in printed.pop(row.number, [])):
            troubles.append(say("Mốc {n} khác mốc in trên giấy.", n=number_vi(row.number)))
        previous, number, upto = row.sha256, row.number, row.last_pk
        events += row.events
    troubles += [
        say("Không có mốc {n} in trên giấy: phần cuối nhật ký có thể đã bị cắt.", n=number_vi(n))
        for n in printed
    ]
    unsealed = AuditEvent.objects.filter(pk__gt=upto).count()
    return Verified(number, events, unsealed, tuple(troubles))


def _wrong_in(row: AuditSeal, previous: str, number: int, after: int) -> Iterator[str]:
    name = number_vi(row.number)
    if row.number != number + 1 or row.previous != previous or row.sha256 != _hash_of(row):
        yield say("Mốc {n} không nối đúng với mốc trước.", n=name)
    events = list(_facts(AuditEvent.objects.filter(pk__gt=after, pk__lte=row.last_pk)))
    if len(events) != row.events or _root(events) != row.root:
        yield say("Sự kiện của mốc {n} đã bị sửa, thêm hoặc xóa.", n=name)
