"""The door to indicators: who sees whose figures, who enters them, who keeps the list; the same table as SQL for lists."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accountability.access.actor import Actor, Seat
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.access.rules import Denied, Verdict, decide, may
from accountability.agencies.models import Agency
from accountability.core.saying import say
from accountability.indicators.models import Indicator, IndicatorTarget, Reading


def _relations(seat: Seat, indicator: Indicator, agency_id: int) -> set[Relation]:
    found = set()
    if indicator.owner_id in seat.works_for:
        found.add(Relation.OWNER)
    if agency_id in seat.works_for:
        found.add(Relation.LEAD)
        if indicator.entered_by == Indicator.EnteredBy.EACH:
            found.add(Relation.OWNER)
    if agency_id in seat.oversees:
        found.add(Relation.ABOVE)
    if agency_id in seat.watches:
        found.add(Relation.WATCHED)
    if indicator.program is not None and indicator.program.standing_agency_id in seat.works_for:
        found.add(Relation.STANDING)
    return found


def may_on(actor: Actor, indicator: Indicator, agency_id: int, permission: Permission) -> Verdict:
    """May the actor do this to the figures of that agency?"""
    related = {seat.position_id: _relations(seat, indicator, agency_id) for seat in actor.seats}
    return decide(actor, related, permission)


@dataclass(frozen=True)
class Reach:
    """Of an indicator the figures of all agencies, or of these."""

    everything: bool
    agencies: frozenset[int] = frozenset()

    def __contains__(self, agency_id: int) -> bool:
        return self.everything or agency_id in self.agencies

    def __bool__(self) -> bool:
        return self.everything or bool(self.agencies)

    def within(self, column: str = "agency_id") -> Q:
        """The condition on rows that have that column."""
        return Q() if self.everything else Q(**{f"{column}__in": sorted(self.agencies)})


def reach(actor: Actor, indicator: Indicator, permission: Permission) -> Reach:
    """Whose figures of this indicator the actor may do this to; the same table as `may_on`, for all agencies at once."""
    standing = indicator.program.standing_agency_id if indicator.program else None
    agencies: set[int] = set()
    for seat in actor.seats:
        allowed = {relation for relation, may in ROLES[seat.role].may.items() if permission in may}
        owns = Relation.OWNER in allowed and indicator.owner_id in seat.works_for
        stands = Relation.STANDING in allowed and standing in seat.works_for
        if Relation.ANY in allowed or owns or stands:
            return Reach(everything=True)
        agencies |= _own(seat, allowed, indicator.entered_by == Indicator.EnteredBy.EACH)
    return Reach(everything=False, agencies=frozenset(agencies))


def _own(seat: Seat, allowed: set[Relation], each: bool) -> set[int]:
    found: set[int] = set()
    if Relation.LEAD in allowed or (each and Relation.OWNER in allowed):
        found |= seat.works_for
    if Relation.ABOVE in allowed:
        found |= seat.oversees
    if Relation.WATCHED in allowed:
        found |= seat.watches
    return found


def visible_to(actor: Actor) -> QuerySet[Indicator]:
    """The indicators of which the actor may see some figure: as SQL what `access_indicator` lets through."""
    rows = Indicator.objects.all()
    works: set[int] = set()
    agencies: set[int] = set()
    condition = Q(pk__in=[])
    for seat in actor.seats:
        allowed = {
            relation for relation, may in ROLES[seat.role].may.items() if Permission.VIEW_INDICATOR in may
        }
        if Relation.ANY in allowed:
            return rows
        works |= seat.works_for if Relation.OWNER in allowed else frozenset()
        agencies |= _own(seat, allowed, each=False)
        if Relation.STANDING in allowed:
            condition |= Q(program__standing_agency_id__in=sorted(seat.works_for))
    condition |= Q(owner_id__in=sorted(works))
    return rows.filter(condition | _concerning(agencies))


def _concerning(agencies: set[int]) -> Q:
    """Something is asked of one of these agencies, or was reported for it."""
    keys = sorted(agencies)
    kinds = Agency.objects.filter(pk__in=keys).values("kind")
    asked = IndicatorTarget.objects.current().filter(
        Q(agency_id__in=keys) | Q(agency__isnull=True, agency_kind__in=kinds), indicator=OuterRef("pk")
    )
    told = Reading.objects.filter(indicator=OuterRef("pk"), agency_id__in=keys)
    return Q(Exists(asked)) | Q(Exists(told))


def access_indicators(actor: Actor) -> QuerySet[Indicator]:
    """The list. Raises PermissionDenied for who holds no position."""
    if not actor.seats:
        raise PermissionDenied(say("Chỉ người giữ chức danh xem được chỉ tiêu."))
    return visible_to(actor).select_related("owner", "program")


def access_indicator(actor: Actor, pk: int, permission: Permission) -> Indicator:
    """One indicator; Http404 before PermissionDenied with its reason."""
    row = visible_to(actor).select_related("owner", "program").filter(pk=pk).first()
    if row is None:
        raise Http404(say("Không có chỉ tiêu này."))
    allowed: object = may(actor, permission)
    if permission == Permission.VIEW_INDICATOR:
        allowed = True
    elif permission == Permission.ENTER_READING:
        allowed = reach(actor, row, permission)
    if not allowed:
        refused = decide(actor, {}, permission)
        raise PermissionDenied(refused.reason if isinstance(refused, Denied) else "")
    return row


def access_goal(actor: Actor, pk: int) -> IndicatorTarget:
    """A goal that holds, for who keeps the list; Http404 before PermissionDenied with its reason."""
    row = IndicatorTarget.objects.current().select_related("agency").filter(pk=pk).first()
    if row is None:
        raise Http404(say("Không có mức giao này, hoặc mức giao này đã thôi áp dụng."))
    row.indicator = access_indicator(actor, row.indicator_id, Permission.KEEP_INDICATOR)
    return row


def access_new_indicator(actor: Actor) -> None:
    """The form of a new one. Raises PermissionDenied with its reason."""
    verdict = may(actor, Permission.KEEP_INDICATOR)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)


def access_measured_agency(actor: Actor, pk: int) -> Agency:
    """An agency whose figures the actor may see; Http404 for any other, and where nothing is measured."""
    agency = Agency.objects.filter(pk=pk).first()
    if agency is None or not _sees_figures_of(actor, agency):
        raise Http404(
            say("Không có cơ quan này, hoặc không có chỉ tiêu nào của cơ quan này mà bạn xem được.")
        )
    return agency


def _sees_figures_of(actor: Actor, agency: Agency) -> bool:
    concerned = visible_to(actor).filter(_concerning({agency.pk})).select_related("program")
    return any(
        may_on(actor, indicator, agency.pk, Permission.VIEW_INDICATOR) for indicator in concerned[:200]
    )
