"""Who knows a directive, agency by agency, and in sum; the queries do not grow with the agencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accountability.agencies.models import OUTSIDE_KINDS, PARTY_KINDS, Agency
from accountability.agencies.reading import holders
from accountability.awareness.access import Reach
from accountability.awareness.models import Briefing, ReadingDuty, Receipt
from accountability.core.zone import local
from accountability.directives.models import Directive

if TYPE_CHECKING:
    from accountability.accounts.models import User


@dataclass(frozen=True)
class Reader:
    """One named official and whether he has read; `names` are the accounts that hold the position today."""

    duty: ReadingDuty
    names: str

    @property
    def is_read(self) -> bool:
        """He has."""
        return self.duty.read_at is not None


@dataclass
class AgencyLine:
    """What one agency knows of one directive."""

    receipt: Receipt
    today: date
    briefings: list[Briefing] = field(default_factory=list)
    readers: list[Reader] = field(default_factory=list)

    @property
    def agency(self) -> Agency:
        """Whose line it is."""
        return self.receipt.agency

    @property
    def is_late(self) -> bool:
        """Receipt was to be confirmed before today, and was not."""
        return self.receipt.is_late(self.today)

    @property
    def was_late(self) -> bool:
        """Confirmed after its working day."""
        at = self.receipt.confirmed_at
        return at is not None and local(at).date() > self.receipt.due_on

    @property
    def briefing(self) -> Briefing | None:
        """The last one recorded: the one that counts."""
        return self.briefings[-1] if self.briefings else None

    @property
    def unread(self) -> list[Reader]:
        """Those who have not read."""
        return [reader for reader in self.readers if not reader.is_read]

    @property
    def is_settled(self) -> bool:
        """Nobody of it is waited for."""
        return not self.receipt.is_owed and not self.unread


@dataclass(frozen=True)
class Summary:
    """The sums over the agencies that one may know of."""

    agencies: int = 0
    owed: int = 0
    late: int = 0
    confirmed: int = 0
    briefed: int = 0
    readers: int = 0
    unread: int = 0

    @property
    def read(self) -> int:
        """How many named officials have read."""
        return self.readers - self.unread


def lines(directive: Directive, within: Reach, today: date) -> list[AgencyLine]:
    """The agencies within reach that were sent the directive: late ones first, then who is waited for, then by rank."""
    receipts = Receipt.objects.filter(within.as_q(), directive=directive)
    found = {
        row.agency_id: AgencyLine(row, today) for row in receipts.select_related("agency", "confirmed_by")
    }
    briefings = Briefing.objects.filter(within.as_q(), directive=directive).order_by("pk")
    for briefing in briefings.select_related("recorded_by").prefetch_related("files__file"):
        found[briefing.agency_id].briefings.append(briefing)
    for agency_id, readers in _readers(directive, within, today).items():
        found[agency_id].readers = readers
    return sorted(
        found.values(),
        key=lambda one: (
            not one.is_late,
            not one.receipt.is_owed,
            one.is_settled,
            one.agency.rank,
            one.agency.pk,
        ),
    )


def _readers(directive: Directive, within: Reach, today: date) -> dict[int, list[Reader]]:
    duties = list(
        ReadingDuty.objects.standing()
        .filter(within.as_q(), directive=directive)
        .select_related("position", "read_by")
        .order_by("position__rank", "pk")
    )
    people = holders((duty.position_id for duty in duties), today=today)
    found: dict[int, list[Reader]] = defaultdict(list)
    for duty in duties:
        found[duty.agency_id].append(Reader(duty, _names(people.get(duty.position_id, []))))
    return found


def _names(users: Iterable[User]) -> str:
    return ", ".join(user.username for user in users)


def summary(found: Iterable[AgencyLine]) -> Summary:
    """The sums of these lines."""
    rows = list(found)
    return Summary(
        agencies=len(rows),
        owed=sum(row.receipt.is_owed for row in rows),
        late=sum(row.is_late for row in rows),
        confirmed=sum(row.receipt.confirmed_at is not None for row in rows),
        briefed=sum(bool(row.briefings) for row in rows),
        readers=sum(len(row.readers) for row in rows),
        unread=sum(len(row.unread) for row in rows),
    )


def own_duties(position_ids: Iterable[int]) -> QuerySet[ReadingDuty]:
    """What the holders of these positions have still to read, oldest first."""
    return (
        ReadingDuty.objects.unread()
        .filter(position__in=list(position_ids))
        .select_related("directive", "position")
        .order_by("named_at", "pk")
    )


def late_of_directive(today: date) -> Q:
    """`Receipt.objects.late` as a condition on directives, for counting; a withdrawn directive is left out by its reader."""
    outside = Q(receipts__agency__kind__in=(*OUTSIDE_KINDS, *PARTY_KINDS))
    return Q(receipts__confirmed_at=None, receipts__due_on__lt=today) & ~outside
