"""Load a province from the fact files: agencies, positions with their groups and grants, and demo accounts.

Every function may be run again: what is there already is left as it stands, only what is missing is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as AuthPermission
from django.db import transaction

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies import facts
from accountability.agencies.facts import AgencyFact, PositionFact
from accountability.agencies.models import Agency, AgencyGrant, Incumbency, Position, Succession
from accountability.audit.record import record

if TYPE_CHECKING:
    from accountability.access.actor import Actor

BATCH = 500
# Those of a district who answer for its communes, too.
_OVERSEERS = (Role.AGENCY_HEAD, Role.FOCAL_POINT)


@dataclass(frozen=True)
class Account:
    """A demo account: it holds the position of the same code."""

    username: str
    position: str
    agency_code: str
    role: str


@transaction.atomic
def load_province(*, as_of: date, at: datetime, by: Actor | None = None) -> None:
    """Add the agencies of that day (with those that they succeeded), the positions, their groups and grants.

    One audit event tells of the load; a second run with nothing to add writes none.
    """
    added = {
        "agencies": _add_agencies(_wanted(as_of)),
        "successions": _add_successions(as_of),
        "positions": _add_positions(facts.positions(as_of)),
        "grants": _add_grants(facts.positions(as_of)),
    }
    if any(added.values()):
        province = Agency.objects.get(code=facts.UBND)
        record(
            action="province.load", by=by, at=at, target_kind="agency", target_pk=province.pk,
            after={"as_of": as_of.isoformat(), **added},
        )  # fmt: skip


@transaction.atomic
def load_accounts(*, as_of: date, at: datetime, password: str) -> list[Account]:
    """Give every position of the day an account of the same name, holding it; return all of them.

    Accounts are named by position, never by person. The password is hashed once and shared: for demos only.
    Raises ValueError before the province of that day is loaded.
    """
    wanted = facts.positions(as_of)
    positions = {position.code: position for position in Position.objects.select_related("agency")}
    if missing := [fact.code for fact in wanted if fact.code not in positions]:
        raise ValueError(f"Chưa nạp tỉnh của ngày {as_of:%d/%m/%Y}: thiếu chức danh {missing[0]}.")
    added = _add_users(wanted, at=at, password=password)
    _seat([positions[fact.code] for fact in wanted], since=date(as_of.year, 1, 1))
    if added:
        record(
            action="accounts.load", by=None, at=at, target_kind="agency", target_pk=positions["chutich"].agency_id,
            after={"as_of": as_of.isoformat(), "accounts": added},
        )  # fmt: skip
    return [Account(fact.username, fact.title, fact.agency_code, fact.role) for fact in wanted]


@transaction.atomic
def load_more(
    agencies: list[AgencyFact],
    positions: tuple[PositionFact, ...],
    *,
    at: datetime,
    since: date,
    password: str,
) -> None:
    """Add agencies and positions beyond the facts, each position held by an account of its name: for generated data."""
    added = {
        "agencies": _add_agencies(agencies),
        "positions": _add_positions(positions),
        "grants": _add_grants(positions),
        "accounts": _add_users(positions, at=at, password=password),
    }
    codes = [fact.code for fact in positions]
    _seat(list(Position.objects.filter(code__in=codes).select_related("agency")), since=since)
    if any(added.values()):
        province = Agency.objects.get(code=facts.UBND)
        record(
            action="province.load", by=None, at=at, target_kind="agency", target_pk=province.pk,
            after={"as_of": since.isoformat(), **added},
        )  # fmt: skip


# Agencies -------------------------------------------------------------------------------------------------------------


def _wanted(as_of: date) -> list[AgencyFact]:
    """The agencies of the day and those that they succeeded, so that old documents find their bodies."""
    former = _with_parents(row.from_code for row in facts.successions() if row.effective_on <= as_of)
    return [fact for fact in facts.every_agency() if fact.valid_on(as_of) or fact.code in former]


def _with_parents(codes: Iterable[str]) -> frozenset[str]:
    parents = {fact.code: fact.parent_code for fact in facts.every_agency()}
    found: set[str] = set()
    for code in codes:
        while code and code not in found:
            found.add(code)
            code = parents[code]
    return frozenset(found)


def _add_agencies(wanted: list[AgencyFact]) -> int:
    """Level by level, since a child needs the key of its parent."""
    keys = dict(Agency.objects.values_list("code", "pk"))
    rank = {fact.code: index for index, fact in enumerate(wanted)}
    waiting = [fact for fact in wanted if fact.code not in keys]
    total = len(waiting)
    while waiting:
        ready = [f for f in waiting if {f.parent_code, f.locality_code} <= keys.keys() | {""}]
        if not ready:
            raise ValueError(f"Cơ quan cấp trên của {waiting[0].code} không có trong danh mục.")
        made = Agency.objects.bulk_create(
            [_agency(fact, keys, rank[fact.code]) for fact in ready], batch_size=BATCH
        )
        keys.update({agency.code: agency.pk for agency in made})
        waiting = [fact for fact in waiting if fact.code not in keys]
    return total


def _agency(fact: AgencyFact, keys: dict[str, int], rank: int) -> Agency:
    return Agency(
        code=fact.code,
        name=fact.name,
        short_name=fact.short_name,
        kind=fact.kind,
        slug=fact.slug,
        parent_id=keys.get(fact.parent_code),
        locality_id=keys.get(fact.locality_code),
        symbols=list(fact.symbols),
        aliases=list(fact.aliases),
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        rank=rank,
    )


def _add_successions(as_of: date) -> int:
    keys = dict(Agency.objects.values_list("code", "pk"))
    known = set(Succession.objects.values_list("from_agency_id", "to_agency_id", "field"))
    rows = [
        Succession(
            from_agency_id=keys[fact.from_code],
            to_agency_id=keys[fact.to_code],
            kind=fact.kind,
            field=fact.field,
            effective_on=fact.effective_on,
            legal_basis=fact.legal_basis,
            verified=fact.verified,
        )
        for fact in facts.successions()
        if fact.effective_on <= as_of and (keys[fact.from_code], keys[fact.to_code], fact.field) not in known
    ]
    return len(Succession.objects.bulk_create(rows, batch_size=BATCH))


# Positions ------------------------------------------------------------------------------------------------------------


def _add_positions(wanted: tuple[PositionFact, ...]) -> int:
    """Each position has a group of its own, which carries guardian's grants."""
    known = set(Position.objects.values_list("code", flat=True))
    agencies = dict(Agency.objects.values_list("code", "pk"))
    missing = [(rank, fact) for rank, fact in enumerate(wanted) if fact.code not in known]
    groups = Group.objects.bulk_create([Group(name=fact.code) for _, fact in missing], batch_size=BATCH)
    rows = [
        Position(
            code=fact.code,
            title=fact.title,
            agency_id=agencies[fact.agency_code],
            role=fact.role,
            fields=list(fact.fields),
            group=group,
            rank=rank,
        )
        for (rank, fact), group in zip(missing, groups, strict=True)
    ]
    return len(Position.objects.bulk_create(rows, batch_size=BATCH))


def _add_grants(wanted: tuple[PositionFact, ...]) -> int:
    """Everybody works for his agency; a district oversees its communes; a party secretary watches his locality."""
    permissions = {
        row.codename: row.pk
        for row in AuthPermission.objects.filter(
            content_type__app_label="agencies", content_type__model="agency"
        )
    }
    known = set(AgencyGrant.objects.values_list("group_id", "permission_id", "content_object_id"))
    rows = [
        AgencyGrant(group_id=group, permission_id=permissions[codename], content_object_id=agency)
        for group, codename, agency in _grants(wanted)
        if (group, permissions[codename], agency) not in known
    ]
    return len(AgencyGrant.objects.bulk_create(rows, batch_size=BATCH))


def _grants(wanted: tuple[PositionFact, ...]) -> list[tuple[int, str, int]]:
    """(group key, codename, agency key) of the grants that these positions should have."""
    below: dict[int, list[int]] = defaultdict(list)
    for pk, parent in Agency.objects.filter(kind=Agency.Kind.COMMUNE).values_list("pk", "parent_id"):
        if parent is not None:
            below[parent].append(pk)
    codes = {fact.code for fact in wanted}
    found: list[tuple[int, str, int]] = []
    for position in Position.objects.filter(code__in=codes).select_related("agency"):
        agency = position.agency
        if agency.kind != Agency.Kind.PROVINCE:
            found.append((position.group_id, "work_for", agency.pk))
        if agency.kind == Agency.Kind.DISTRICT and position.role in _OVERSEERS:
            found += [(position.group_id, "oversee", commune) for commune in below[agency.pk]]
        if position.role == Role.PARTY_SECRETARY and agency.locality_id is not None:
            watched = [agency.locality_id, *below[agency.locality_id]]
            found += [(position.group_id, "watch", place) for place in watched]
    return found


# Accounts -------------------------------------------------------------------------------------------------------------


def _add_users(wanted: tuple[PositionFact, ...], *, at: datetime, password: str) -> int:
    known = set(User.objects.values_list("username", flat=True))
    hashed = make_password(password)
    rows = [
        User(
            username=fact.username, display_name=fact.title, email=fact.email, password=hashed, date_joined=at
        )
        for fact in wanted
        if fact.username not in known
    ]
    return len(User.objects.bulk_create(rows, batch_size=BATCH))


def _seat(positions: list[Position], *, since: date) -> None:
    """Put the account of the same name into each position that nobody has held yet."""
    users = dict(User.objects.values_list("username", "pk"))
    held = set(Incumbency.objects.values_list("position_id", flat=True))
    empty = [position for position in positions if position.pk not in held]
    Incumbency.objects.bulk_create(
        [
            Incumbency(
                position=position,
                user_id=users[position.code],
                from_on=max(since, position.agency.valid_from or since),
            )
            for position in empty
        ],
        batch_size=BATCH,
    )
    members = User.groups.through
    rows = [members(user_id=users[position.code], group_id=position.group_id) for position in empty]
    members.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
