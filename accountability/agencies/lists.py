"""Named lists of agencies: the verbs of the Office, and who is in a list on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from accountability.agencies.models import Agency, AgencyList, ListedAgency
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.spelling import one_line
from accountability.core.text import date_vi
from accountability.core.zone import local

if TYPE_CHECKING:
    from accountability.access.actor import Actor


@dataclass(frozen=True)
class ListSpec:
    """What the Office writes down of a list."""

    title: str
    kind: str
    basis: str
    agencies: tuple[Agency, ...]


def lists_on(day: date) -> QuerySet[AgencyList]:
    """The lists in use on that day."""
    return AgencyList.objects.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)


def members_on(lists: Iterable[AgencyList], day: date) -> dict[int, list[Agency]]:
    """List key → its agencies of that day that still exist, in their order. One query."""
    found: dict[int, list[Agency]] = defaultdict(list)
    inside = Q(to_on=None) | Q(to_on__gte=day)
    entries = ListedAgency.objects.filter(inside, list__in=list(lists), from_on__lte=day)
    alive = Q(agency__valid_to=None) | Q(agency__valid_to__gte=day)
    for entry in entries.filter(alive).select_related("agency").order_by("agency__rank", "pk"):
        found[entry.list_id].append(entry.agency)
    return found


def _check(spec: ListSpec, *, but: int | None = None) -> str:
    title = one_line(spec.title)
    if not title:
        raise ValueError(say("Vui lòng nhập tên danh sách."))
    if not spec.agencies:
        raise ValueError(say("Danh sách cần ít nhất một cơ quan."))
    same = AgencyList.objects.filter(title=title, to_on=None).values_list("pk", flat=True)
    if set(same) - {but}:
        raise ValueError(say("Đã có danh sách “{title}” đang dùng; vui lòng đặt tên khác.", title=title))
    return title


def _picture(row: AgencyList, codes: Iterable[str]) -> dict[str, object]:
    return {"title": row.title, "kind": row.kind, "basis": row.basis, "agencies": sorted(codes)}


@transaction.atomic
def create_list(spec: ListSpec, *, by: Actor, at: datetime) -> AgencyList:
    """A new list, used from today. Raises ValueError in Vietnamese for a name in use, or nobody in it."""
    title, today = _check(spec), local(at).date()
    row = AgencyList.objects.create(title=title, kind=spec.kind, basis=one_line(spec.basis), from_on=today)
    entries = [ListedAgency(list=row, agency=agency, from_on=today) for agency in spec.agencies]
    ListedAgency.objects.bulk_create(entries)
    after = _picture(row, (agency.code for agency in spec.agencies))
    record(
        action="agency_list.create", by=by, at=at, target_kind="agency_list", target_pk=row.pk, after=after
    )
    return row


@transaction.atomic
def edit_list(pk: int, spec: ListSpec, *, by: Actor, at: datetime) -> AgencyList:
    """Change a list from today on: who leaves was in it until yesterday. Duties given before stay given.

    Raises ValueError in Vietnamese for a list that has ended, a name in use, or nobody in it.
    """
    row = _locked(pk)
    title, today = _check(spec, but=pk), local(at).date()
    inside = {entry.agency_id: entry for entry in row.entries.filter(to_on=None).select_related("agency")}
    before = _picture(row, (entry.agency.code for entry in inside.values()))
    wanted = {agency.pk: agency for agency in spec.agencies}
    gone = [entry for key, entry in inside.items() if key not in wanted]
    # Who came only today leaves no day behind.
    row.entries.filter(pk__in=[entry.pk for entry in gone if entry.from_on >= today]).delete()
    row.entries.filter(pk__in=[entry.pk for entry in gone]).update(to_on=today - timedelta(days=1))
    new = [
        ListedAgency(list=row, agency=agency, from_on=today)
        for key, agency in wanted.items()
        if key not in inside
    ]
    ListedAgency.objects.bulk_create(new)
    row.title, row.kind, row.basis = title, spec.kind, one_line(spec.basis)
    row.save()
    after = _picture(row, (agency.code for agency in spec.agencies))
    record(
        action="agency_list.edit", by=by, at=at, target_kind="agency_list", target_pk=pk, before=before, after=after
    )  # fmt: skip
    return row


@transaction.atomic
def end_list(pk: int, *, by: Actor, at: datetime) -> AgencyList:
    """The list is offered no more from tomorrow on; it stays readable. Raises ValueError when it has ended."""
    row = _locked(pk)
    row.to_on = local(at).date()
    row.save(update_fields=["to_on"])
    record(
        action="agency_list.end", by=by, at=at, target_kind="agency_list", target_pk=pk,
        after={"to_on": row.to_on.isoformat()},
    )  # fmt: skip
    return row


def _locked(pk: int) -> AgencyList:
    row = AgencyList.objects.select_for_update().get(pk=pk)
    if row.to_on is not None:
        raise ValueError(say("Danh sách đã ngừng dùng từ sau ngày {to_on}.", to_on=date_vi(row.to_on)))
    return row
