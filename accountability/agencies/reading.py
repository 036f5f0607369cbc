"""Who someone is today, and who holds a position: read from dated facts, never from the account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet, Value

from accountability.access.actor import Actor, Seat
from accountability.access.roles import Role
from accountability.agencies.models import Agency, AgencyGrant, Delegation, Incumbency, Position
from accountability.core.lookups import one_of
from accountability.core.prepared import FEW, prepared
from accountability.reference.keeping import kept_while

if TYPE_CHECKING:
    from accountability.accounts.models import User


def _today(day: date) -> Q:
    return Q(from_on__lte=day) & (Q(to_on__isnull=True) | Q(to_on__gte=day))


_SEAT = (
    "position_id", "position__group_id", "position__role", "position__title", "position__agency_id",
    "position__agency__short_name", "position__fields",
)  # fmt: skip


@prepared
def _seats_of(*, user: int, today: date) -> QuerySet[Any, Any]:
    """Positions held, then delegated ones: by place, since a union has no order of its own."""
    held = Incumbency.objects.filter(_today(today), user=user).order_by().values_list(*_SEAT)
    delegated = Delegation.objects.filter(_today(today), user=user).order_by().values_list(*_SEAT)
    return held.annotate(place=Value(0)).union(delegated.annotate(place=Value(1)), all=True)


@prepared
def _grants_of(*, user: int, today: date) -> QuerySet[Any, Any]:
    """What the groups of these positions reach."""
    held = Incumbency.objects.filter(_today(today), user=user).values("position__group_id")
    delegated = Delegation.objects.filter(_today(today), user=user).values("position__group_id")
    # Of two lists with "or" between them PostgreSQL reads every grant there is.
    rows = AgencyGrant.objects.filter(group_id__in=held.union(delegated, all=True)).order_by()
    return rows.values_list("group_id", "permission__codename", "content_object_id")


def actor_for(user: User, *, today: date, address: str = "") -> Actor:
    """The person with the positions of that day, delegated ones included: on every page of everybody."""
    return Actor(user_id=user.pk, seats=_seats(user.pk, today), address=address)


# Who is at work at a time in a process, and a little beyond.
@kept_while("agencies", most=500)
def _seats(user: int, today: date) -> tuple[Seat, ...]:
    """Two queries, when somebody's positions may have changed."""
    positions = {row[0]: row for row in sorted(_seats_of(user=user, today=today), key=itemgetter(-1))}
    grants: dict[tuple[int, str], set[int]] = defaultdict(set)
    for group_id, codename, agency_id in _grants_of(user=user, today=today) if positions else ():
        grants[group_id, codename].add(agency_id)
    return tuple(
        Seat(
            position_id=pk,
            role=Role(role),
            title=title,
            agency_id=agency_id,
            agency_name=agency_name,
            fields=frozenset(fields),
            works_for=frozenset(grants.get((group_id, "work_for"), ())),
            oversees=frozenset(grants.get((group_id, "oversee"), ())),
            watches=frozenset(grants.get((group_id, "watch"), ())),
        )
        for pk, group_id, role, title, agency_id, agency_name, fields, _ in positions.values()
    )


def holders(position_ids: Iterable[int], *, today: date) -> dict[int, list[User]]:
    """Position key → the accounts that answer for it on that day: the holder, acting holders and delegates."""
    ids = list(set(position_ids))
    found: dict[int, dict[int, User]] = defaultdict(dict)
    read = _few_holders if len(ids) <= FEW else _holders
    for model in (Incumbency, Delegation):
        for row in read(model, ids=ids, today=today):
            found[row.position_id][row.user_id] = row.user
    return {position_id: list(users.values()) for position_id, users in found.items()}


def _holders(model: type[Incumbency | Delegation], *, ids: list[int], today: date) -> QuerySet[Any]:
    rows = model.objects.filter(_today(today), position_id__in=ids, user__is_active=True)
    return rows.select_related("user").order_by("pk")


_few_holders = prepared(_holders)


def holder_keys(position_ids: Iterable[int], *, today: date) -> dict[int, frozenset[int]]:
    """Position key → the keys of the accounts that `holders` gives. Two queries."""
    ids = list(set(position_ids))
    found: dict[int, set[int]] = defaultdict(set)
    for model in (Incumbency, Delegation):
        rows = model.objects.filter(
            one_of("position_id", ids), _today(today), user__is_active=True
        ).order_by()
        for position_id, user_id in rows.values_list("position_id", "user_id"):
            found[position_id].add(user_id)
    return {position_id: frozenset(users) for position_id, users in found.items()}


def positions_of(agency_ids: Iterable[int], roles: Iterable[Role]) -> dict[tuple[int, str], list[Position]]:
    """(agency key, role code) → its positions, in their order. One query."""
    found: dict[tuple[int, str], list[Position]] = defaultdict(list)
    rows = Position.objects.filter(
        agency_id__in=list(set(agency_ids)), role__in=[role.value for role in roles]
    )
    for position in rows:
        found[position.agency_id, position.role].append(position)
    return found


def the_office() -> Agency:
    """Văn phòng UBND tỉnh. Raises Agency.DoesNotExist before a province is loaded."""
    return Agency.objects.get(code="VPUBND")


def the_province() -> Agency:
    """UBND tỉnh. Raises Agency.DoesNotExist before a province is loaded."""
    return Agency.objects.get(code="UBND")
